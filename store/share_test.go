package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// registry defines one of the actors of the gazette in the same words.
func registry() graph.Bundle {
	return graph.Bundle{Batch: graph.Batch{Key: "registry", Digest: "r1"}, Entities: []graph.Entity{state("red-harbour")}}
}

// owners tells the batch of every entity that counts.
func owners(t *testing.T, s *store.Store) map[graph.EntityKey]graph.BatchKey {
	t.Helper()
	feed, err := s.Feed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	owners := map[graph.EntityKey]graph.BatchKey{}
	for _, v := range feed.Entities {
		if v.Closed == 0 {
			owners[v.Value.Key] = v.Value.Batch
		}
	}
	return owners
}

// sharer is the batch of the only share that counts, if there is one.
func sharer(t *testing.T, s *store.Store) graph.BatchKey {
	t.Helper()
	var found graph.Share
	for line, err := range s.Records(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if line.Kind != graph.ShareRecord {
			continue
		}
		if found.Batch != "" {
			t.Errorf("another share: %s", line.JSON)
		}
		if err := json.Unmarshal(line.JSON, &found); err != nil {
			t.Fatal(err)
		}
	}
	return found.Batch
}

// ledger is another batch, whose claim names an entity that it does not define.
func ledger() graph.Bundle {
	return graph.Bundle{
		Batch:   graph.Batch{Key: "ledger", Digest: "l1"},
		Sources: []graph.Source{article("ledger-1")},
		Claims:  []graph.Claim{{Source: "ledger-1", From: "red-harbour", Type: "announces", To: "blue-valley"}},
	}
}

func TestOneDefinitionInTwoBatches(t *testing.T) {
	withoutHarbour := edition(gazette(), "g2")
	withoutHarbour.Entities = withoutHarbour.Entities[1:]
	withoutBoth := graph.Bundle{Batch: graph.Batch{Key: "registry", Digest: "r2"}}
	tests := []struct {
		name  string
		loads [][]graph.Bundle // after words and gazette
		owner graph.BatchKey
		share graph.BatchKey // that defines it too; "" if none does
		total store.Counts   // of the last load
	}{
		{
			"the first keeps it",
			[][]graph.Bundle{{registry()}},
			"gazette", "registry",
			store.Counts{Read: 2, New: 1, Unchanged: 1},
		},
		{
			"the next has it when the first drops it",
			[][]graph.Bundle{{registry()}, {withoutHarbour}},
			"registry", "",
			store.Counts{Read: 6, Unchanged: 5, Changed: 2},
		},
		{
			"it moves from one to the other in one load",
			[][]graph.Bundle{{withoutHarbour, registry()}},
			"registry", "",
			store.Counts{Read: 8, New: 1, Unchanged: 5, Changed: 2},
		},
		{
			"the second may drop it again",
			[][]graph.Bundle{{registry()}, {withoutBoth}},
			"gazette", "",
			store.Counts{Read: 1, Changed: 1},
		},
		{
			"the first takes it back only as a sharer",
			[][]graph.Bundle{{registry()}, {withoutHarbour}, {edition(gazette(), "g3")}},
			"registry", "gazette",
			store.Counts{Read: 7, Unchanged: 6, Changed: 1},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, kv := inMemory(t)
			mustLoad(t, s, words(), gazette())
			var report store.Report
			for _, bundles := range tt.loads {
				report = mustLoad(t, s, bundles...)
			}
			if got := owners(t, s)["red-harbour"]; got != tt.owner {
				t.Errorf("it belongs to %q, want %q", got, tt.owner)
			}
			if got := sharer(t, s); got != tt.share {
				t.Errorf("it is shared by %q, want %q", got, tt.share)
			}
			if got := report.Total(); got != tt.total {
				t.Errorf("the last load: %+v, want %+v", got, tt.total)
			}
			wantSound(t, s)
			before := dump(t, kv)
			mustLoad(t, s, tt.loads[len(tt.loads)-1]...)
			if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
				t.Errorf("rows after the last load again (-before +after):\n%s", diff)
			}
		})
	}
}

// TestHandedOnDefinitionsStayUsable drops an entity that a third batch names, which is fine as long as a second one defines
// it.
func TestHandedOnDefinitionsStayUsable(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette(), registry(), ledger())
	next := edition(gazette(), "g2")
	next.Entities, next.Mentions, next.Claims = next.Entities[1:], nil, nil
	mustLoad(t, s, next)
	wantSound(t, s)
	if got := owners(t, s)["red-harbour"]; got != "registry" {
		t.Errorf("it belongs to %q, want %q", got, "registry")
	}
}

// TestHandedOnDefinitionsStillNameOthers drops an entity that another names, which its batch drops too and a second one
// defines: that one it is that keeps it.
func TestHandedOnDefinitionsStillNameOthers(t *testing.T) {
	s, _ := inMemory(t)
	quay := graph.Entity{Key: "quay", Type: "State", Name: "Quay", Parent: "red-harbour"}
	g, r := gazette(), registry()
	g.Entities, r.Entities = append(g.Entities, quay), []graph.Entity{quay}
	mustLoad(t, s, words(), g, r)
	next := edition(gazette(), "g2")
	next.Entities, next.Mentions, next.Claims = nil, nil, nil
	wantRefused(t, s, []graph.Bundle{next}, []string{`entity "red-harbour": it can't go: entity "quay" of batch "registry" names it`})
}

// TestHandedOnTermsStayInTheVocabulary hands on a symmetric type and loads a claim of it, written the wrong way round.
func TestHandedOnTermsStayInTheVocabulary(t *testing.T) {
	s, _ := inMemory(t)
	lexicon := edition(words(), "x1")
	lexicon.Batch.Key = "lexicon"
	mustLoad(t, s, words(), lexicon)
	mustLoad(t, s, graph.Bundle{Batch: graph.Batch{Key: "words", Digest: "w2"}}, gazette())
	if got := current(t, s)["fights"]; got.From != "blue-valley" {
		t.Errorf("stored from %q, want it in canonical form, from %q", got.From, "blue-valley")
	}
	wantSound(t, s)
}

func TestClaimsMoveBetweenBatchesOfOneLoad(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette())
	id := current(t, s)["supports"].ID
	from, to := edition(gazette(), "g2"), ledger()
	to.Claims, from.Claims = append(to.Claims, from.Claims[0]), from.Claims[1:]
	mustLoad(t, s, from, to)
	if got := current(t, s)["supports"]; got.Batch != "ledger" || got.ID != id || got.Revision != 1 {
		t.Errorf("claim %s of %q, revision %d, want %s of %q, 1", got.ID, got.Batch, got.Revision, id, "ledger")
	}
	wantSound(t, s)
}

// TestBundlesThatYield bring a claim that another batch has, in other words: it stays as that one has it, and is the bundle's once that one drops it.
func TestBundlesThatYield(t *testing.T) {
	again := graph.Bundle{Batch: graph.Batch{Key: "again", Digest: "a1"}, Sources: gazette().Sources, Yields: true}
	again.Claims = []graph.Claim{{Source: "gazette-1", From: "red-harbour", Type: "supports", To: "blue-valley", Gist: "They stand by them."}}
	without := edition(gazette(), "g2")
	without.Claims = without.Claims[1:]
	tests := []struct {
		name    string
		loads   [][]graph.Bundle // after words and gazette
		gist    string
		yielded int // of the last load
	}{
		{"loaded after it", [][]graph.Bundle{{again}}, "They help.", 1},
		{"loaded with it", [][]graph.Bundle{{again, edition(gazette(), "g2")}}, "They help.", 1},
		{"loaded again", [][]graph.Bundle{{again}, {again, ledger()}}, "They help.", 1},
		{"dropped by the other", [][]graph.Bundle{{again}, {without}, {again}}, "They stand by them.", 0},
		{"dropped by the other in the same load", [][]graph.Bundle{{again, without}}, "They stand by them.", 0},
	}
	for _, tt := range tests {
		for _, inParts := range []bool{false, true} {
			t.Run(tt.name+map[bool]string{true: ", in parts"}[inParts], func(t *testing.T) {
				s, _ := inMemory(t)
				mustLoad(t, s, words(), gazette())
				var report store.Report
				for i, bundles := range tt.loads {
					var err error
					if inParts {
						report, err = s.LoadParts(t.Context(), nil, emptied(bundles), entitiesFirst(bundles), store.Commit{Time: noon})
					} else {
						report, err = s.Load(t.Context(), bundles, store.Commit{Time: noon})
					}
					if err != nil {
						t.Fatalf("load %d: %v", i+1, err)
					}
				}
				if got := current(t, s)["supports"].Gist; got != tt.gist {
					t.Errorf("the claim is told as %q, want %q", got, tt.gist)
				}
				if b := report.Batches[0]; b.Yielded != tt.yielded {
					t.Errorf("%d claims yielded, such as %q, want %d", b.Yielded, b.YieldedTo, tt.yielded)
				}
				wantSound(t, s)
			})
		}
	}
	t.Run("a bundle that does not", func(t *testing.T) {
		s, _ := inMemory(t)
		mustLoad(t, s, words(), gazette())
		firm := again
		firm.Yields = false
		wantRefused(t, s, []graph.Bundle{firm}, []string{`it belongs to batch "gazette"`})
	})
}

// TestRepeats counts as one the claims that a bundle brings twice and says so, and refuses those of one that does not.
func TestRepeats(t *testing.T) {
	twice := gazette()
	other := twice.Claims[0]
	other.ID, other.Type = graph.ClaimID{}, "x:ferries"
	twice.Claims = append(twice.Claims, other)
	once := len(twice.Claims)
	twice.Claims = append(twice.Claims, twice.Claims...)
	load := func(s *store.Store, streamed bool, b graph.Bundle) (store.Report, error) {
		if !streamed {
			return s.Load(t.Context(), []graph.Bundle{b}, store.Commit{Time: noon})
		}
		parts := func(yield func(*graph.Bundle, error) bool) {
			for p := range inParts(b, 1) {
				if p.Repeats = b.Repeats; !yield(p, nil) {
					return
				}
			}
		}
		return s.LoadStream(t.Context(), nil, b.Batch, parts, store.Commit{Time: noon})
	}
	for _, streamed := range []bool{false, true} {
		t.Run(fmt.Sprintf("in parts: %t", streamed), func(t *testing.T) {
			s, _ := inMemory(t)
			mustLoad(t, s, words())
			_, err := load(s, streamed, twice)
			if problems, refused := errors.AsType[store.Problems](err); !refused || len(problems) != once || problems[0].Message != "the batch brings it twice" {
				t.Errorf("%v; want %d problems that say that the batch brings a claim twice", err, once)
			}
			says := twice
			says.Repeats = true
			report, err := load(s, streamed, says)
			if err != nil {
				t.Fatal(err)
			}
			b := report.Batches[0]
			if c := b.Kinds[graph.ClaimRecord]; c != (store.Counts{Read: once, New: once}) || b.Repeated != once || b.RepeatedAs == "" {
				t.Errorf("%+v, %d repeated, such as %q; want %d read, new, and repeated", c, b.Repeated, b.RepeatedAs, once)
			}
			if want := map[graph.TermKey]int{other.Type: 1}; !maps.Equal(b.Unknown, want) {
				t.Errorf("of unknown types: %v, want %v", b.Unknown, want)
			}
			wantSound(t, s)
		})
	}
}
