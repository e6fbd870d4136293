package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// TestLoadRefuses gives each load that must be refused, after words and gazette, and all the problems that it has.
func TestLoadRefuses(t *testing.T) {
	claimOf := func(c graph.Claim) graph.Bundle {
		b := ledger()
		b.Claims = []graph.Claim{c}
		return b
	}
	tests := []struct {
		name string
		load func(supports graph.ClaimID) []graph.Bundle
		want []string // what each problem says, in order
	}{
		{"a claim that names nothing that is there", func(graph.ClaimID) []graph.Bundle {
			return []graph.Bundle{claimOf(graph.Claim{
				Source: "lost-1", From: "nobody", Type: "admires", To: "blue-valley", Disputes: []graph.ClaimID{{5}},
				Voices: []graph.Voice{{Entity: "no-voice"}},
				Roles:  graph.Roles{{Name: "over", Entities: []graph.EntityKey{"no-matter"}}, {Name: "office", Terms: []graph.TermKey{"mayor"}}},
			})}
		}, []string{
			`it names source "lost-1", and there is none`,
			`it names relation "admires", which no vocabulary has: write it as x:admires to keep it, or load a vocabulary that defines it`,
			`entity "nobody"`, `entity "no-matter"`, `entity "no-voice"`, `names role "office"`, `names office "mayor"`, `names role "over"`, `claim "05000000-0000-0000-0000-000000000000"`,
		}},
		{"an entity of no known type", func(graph.ClaimID) []graph.Bundle {
			b := registry()
			b.Entities = []graph.Entity{{Key: "raft", Type: "Raft", Name: "Raft", Parent: "fleet"}, {Key: "barge", Type: "x:Barge", Name: "Barge"}}
			return []graph.Bundle{b}
		}, []string{`entity type "Raft", which no vocabulary has: write it as x:Raft`, `entity "fleet"`}},
		{"a claim of another batch", func(graph.ClaimID) []graph.Bundle {
			return []graph.Bundle{claimOf(gazette().Claims[0])}
		}, []string{`belongs to batch "gazette"`}},
		{"a claim that two batches bring", func(graph.ClaimID) []graph.Bundle {
			other := claimOf(ledger().Claims[0])
			other.Batch.Key = "mirror"
			return []graph.Bundle{ledger(), other}
		}, []string{`belongs to batch "ledger"`}},
		{"a second definition that differs", func(graph.ClaimID) []graph.Bundle {
			b := registry()
			b.Entities[0].Description = "a port"
			return []graph.Bundle{b}
		}, []string{`batch "registry": entity "red-harbour": batch "gazette" defines it otherwise`}},
		{"a batch that comes twice", func(graph.ClaimID) []graph.Bundle {
			return []graph.Bundle{registry(), registry()}
		}, []string{`batch "registry": two files of this load bring it (records in them: 1 and 1): put them into one file, or`}},
		{"a batch that comes twice, once as it is stored", func(graph.ClaimID) []graph.Bundle {
			return []graph.Bundle{gazette(), edition(gazette(), "g2")}
		}, []string{`batch "gazette": two files of this load bring it`}},
		{"a record that comes twice", func(graph.ClaimID) []graph.Bundle {
			b := ledger()
			b.Claims = append(b.Claims, b.Claims[0])
			return []graph.Bundle{b}
		}, []string{"the batch brings it twice"}},
		{"an entity dropped that its own claims name", func(graph.ClaimID) []graph.Bundle {
			b := edition(gazette(), "g2")
			b.Entities = b.Entities[:1]
			return []graph.Bundle{b}
		}, []string{`it names entity "blue-valley"`, `it names entity "blue-valley"`}},
		{"impossible records", func(graph.ClaimID) []graph.Bundle {
			b := ledger()
			b.Claims[0].Credibility = 7
			b.Claims[0].Voices = []graph.Voice{{}}
			b.Entities = []graph.Entity{{Key: "Bad Key", Type: "State", Name: "Bad"}}
			return []graph.Bundle{b}
		}, []string{`"Bad Key"`, "credibility 7", "a voice is either"}},
		{"text that is not UTF-8", func(graph.ClaimID) []graph.Bundle {
			b := ledger()
			b.Claims[0].Gist = "\xff"
			return []graph.Bundle{b}
		}, []string{"not valid UTF-8"}},
		{"a claim that comes to hold itself", func(supports graph.ClaimID) []graph.Bundle {
			b := edition(gazette(), "g2")
			said := graph.Claim{
				Source: "gazette-1", From: "red-harbour", Type: "announces", To: "blue-valley",
				Roles: graph.Roles{{Name: "content", Claims: []graph.ClaimID{supports}}},
			}
			c := said
			c.Normalize(&graph.Term{})
			b.Claims[0].ID = supports
			b.Claims[0].Roles = graph.Roles{{Name: "content", Claims: []graph.ClaimID{c.DerivedID()}}}
			b.Claims = append(b.Claims, said)
			return []graph.Bundle{b}
		}, []string{"holds itself"}},
		{"a claim without an id that disputes itself", func(graph.ClaimID) []graph.Bundle {
			said := graph.Claim{Source: "gazette-1", From: "blue-valley", Type: "x:doubts", To: "red-harbour", Gist: "Not so."}
			c := said
			c.Normalize(&graph.Term{})
			said.Disputes = []graph.ClaimID{c.DerivedID()}
			b := ledger()
			b.Claims = []graph.Claim{said}
			return []graph.Bundle{b}
		}, []string{"it refers to itself"}},
		{"entities that lead back to themselves", func(graph.ClaimID) []graph.Bundle {
			b := ledger()
			b.Entities = []graph.Entity{{Key: "quay", Type: "State", Name: "Quay", MergedInto: "red-harbour"}}
			b.SameAs = []graph.SameAs{
				{From: "red-harbour", Into: "blue-valley", Same: true, Reason: "one coast"},
				{From: "blue-valley", Into: "quay", Same: true, Reason: "one river"},
				{From: "blue-valley", Into: "red-harbour", Same: false, Reason: "judged apart leads nowhere"},
			}
			return []graph.Bundle{b}
		}, []string{`leads "quay" back`, `leads "red-harbour" back`, `leads "blue-valley" back`}},
		{"more than a row can hold", func(graph.ClaimID) []graph.Bundle {
			b := ledger()
			b.Claims[0].Gist = strings.Repeat("x", store.MaxValueBytes)
			return []graph.Bundle{b}
		}, []string{"a record may take 999988"}},
		{"a vocabulary that contradicts itself", func(graph.ClaimID) []graph.Bundle {
			b := edition(words(), "w2")
			b.Terms[1].Broader = "befriends"
			return []graph.Bundle{b}
		}, []string{`"befriends"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, kv := inMemory(t)
			mustLoad(t, s, words(), gazette())
			before := dump(t, kv)
			wantRefused(t, s, tt.load(current(t, s)["supports"].ID), tt.want)
			if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
				t.Errorf("rows after a refused load (-before +after):\n%s", diff)
			}
		})
	}
}

// wantRefused loads and compares the problems, each with a part of what it says.
func wantRefused(t *testing.T, s *store.Store, bundles []graph.Bundle, want []string) {
	t.Helper()
	report, err := s.Load(context.Background(), bundles, store.Commit{Time: noon})
	var problems store.Problems
	if graph.FaultOf(err) != graph.BadInput || !errors.As(err, &problems) {
		t.Fatalf("Load: %v, want Problems of fault %q", err, graph.BadInput)
	}
	if report.Tx != 0 || report.Total().Refused == 0 || report.Total().New != 0 {
		t.Errorf("report of a refused load: transaction %d, %+v", report.Tx, report.Total())
	}
	if len(problems) != len(want) {
		t.Fatalf("%d problems, want %d:\n%v", len(problems), len(want), err)
	}
	for i, p := range problems {
		if strings.Contains(p.String(), "more") != strings.Contains(want[i], "more") || !strings.Contains(p.String(), want[i]) {
			t.Errorf("problem %d: %s; want it to say %s", i, p, want[i])
		}
	}
}

// TestDroppingWhatOthersName drops each sort of record that a batch which is not loaded names.
func TestDroppingWhatOthersName(t *testing.T) {
	tests := []struct {
		name  string
		other func(supports graph.ClaimID) graph.Bundle
		drop  func(words, gazette *graph.Bundle)
		want  []string
	}{
		{
			"an entity, named by a claim", func(graph.ClaimID) graph.Bundle { return ledger() },
			func(_, g *graph.Bundle) { g.Entities, g.Mentions, g.Claims = nil, nil, nil },
			[]string{
				`entity "blue-valley": it can't go: claim`, `entity "red-harbour": it can't go: claim`,
			},
		},
		{
			"an entity, named by a mention, an entity and a judgement", func(graph.ClaimID) graph.Bundle {
				return graph.Bundle{
					Batch:    graph.Batch{Key: "ledger", Digest: "l1"},
					Entities: []graph.Entity{{Key: "quay", Type: "State", Name: "Quay", Parent: "red-harbour"}},
					Sources:  []graph.Source{article("ledger-1")},
					Mentions: []graph.Mention{{Source: "ledger-1", Entity: "red-harbour", Form: "RH", Part: graph.Part{End: 2}}},
					SameAs:   []graph.SameAs{{From: "quay", Into: "red-harbour", Reason: "apart"}},
				}
			},
			func(_, g *graph.Bundle) { g.Entities, g.Mentions, g.Claims = g.Entities[1:], nil, nil },
			[]string{`entity "quay" of batch "ledger" names it, and so do 2 more`},
		},
		{
			"an entity and a source, named by one mention", func(graph.ClaimID) graph.Bundle {
				return graph.Bundle{
					Batch:    graph.Batch{Key: "ledger", Digest: "l1"},
					Mentions: []graph.Mention{{Source: "gazette-1", Entity: "red-harbour", Form: "RH", Part: graph.Part{End: 2}}},
				}
			},
			func(_, g *graph.Bundle) { *g = graph.Bundle{Batch: g.Batch} },
			[]string{`"red-harbour": it can't go: mention 0-2 in "gazette-1" of batch "ledger" names it`, `source "gazette-1": it can't go: mention`},
		},
		{
			"a source, named by a claim", func(graph.ClaimID) graph.Bundle {
				b := ledger()
				b.Sources, b.Claims[0].Source = nil, "gazette-1"
				return b
			},
			func(_, g *graph.Bundle) { g.Sources, g.Mentions, g.Claims = nil, nil, nil },
			[]string{`source "gazette-1": it can't go: claim`},
		},
		{
			"a claim, named by a claim and a verdict", func(supports graph.ClaimID) graph.Bundle {
				b := ledger()
				b.Claims[0].Disputes = []graph.ClaimID{supports}
				b.Verdicts = []graph.Verdict{{Contradiction: graph.ContradictionID{7}, Finding: graph.Stands, Reason: "so it is", Prefers: []graph.ClaimID{supports}}}
				return b
			},
			func(_, g *graph.Bundle) { g.Claims = g.Claims[1:] },
			[]string{`of batch "ledger" names it, and so does 1 more`},
		},
		{
			"a term, named by a claim", func(graph.ClaimID) graph.Bundle { return ledger() },
			func(w, _ *graph.Bundle) { w.Terms = append(w.Terms[:2], w.Terms[3:]...) }, // announces
			[]string{`relation "announces": it can't go: claim`},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := inMemory(t)
			mustLoad(t, s, words(), gazette())
			mustLoad(t, s, tt.other(current(t, s)["supports"].ID))
			w, g := edition(words(), "w2"), edition(gazette(), "g2")
			tt.drop(&w, &g)
			wantRefused(t, s, []graph.Bundle{w, g}, tt.want)
			mustLoad(t, s, w, g, graph.Bundle{Batch: graph.Batch{Key: "ledger", Digest: "l2"}}) // together with who names it
			wantSound(t, s)
		})
	}
}

func TestJudgedApartLeadsNowhere(t *testing.T) {
	s, _ := inMemory(t)
	b := ledger()
	b.SameAs = []graph.SameAs{
		{From: "red-harbour", Into: "blue-valley", Same: true, Reason: "one coast"},
		{From: "blue-valley", Into: "red-harbour", Same: false, Reason: "but not this way round"},
	}
	mustLoad(t, s, words(), gazette(), b)
	wantSound(t, s)
}

func TestDroppingATermThatAnotherTermNames(t *testing.T) {
	s, _ := inMemory(t)
	aids := relation("aids")
	aids.Broader = "announces"
	mustLoad(t, s, words(), graph.Bundle{Batch: graph.Batch{Key: "lexicon"}, Terms: []graph.Term{aids}})
	w := edition(words(), "w2")
	w.Terms = append(w.Terms[:2], w.Terms[3:]...)
	wantRefused(t, s, []graph.Bundle{w}, []string{`broader names "announces"`})
}

// TestDroppingATermBesideOnesThatAreHandedOn drops a whole vocabulary. What another batch shares goes to that one; what it names all the same
// is missed.
func TestDroppingATermBesideOnesThatAreHandedOn(t *testing.T) {
	s, _ := inMemory(t)
	lexicon := graph.Bundle{Batch: graph.Batch{Key: "lexicon"}}
	for _, shared := range words().Terms {
		if shared.Key != "announces" {
			lexicon.Terms = append(lexicon.Terms, shared)
		}
	}
	aids := relation("aids")
	aids.Broader = "announces"
	lexicon.Terms = append(lexicon.Terms, aids)
	mustLoad(t, s, words(), lexicon)
	none := graph.Bundle{Batch: graph.Batch{Key: "words", Digest: "w2"}}
	wantRefused(t, s, []graph.Bundle{none}, []string{`broader names "announces"`})
}

func TestNewContentOfASharedDefinitionNeedsBoth(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette(), registry())
	g, r := edition(gazette(), "g2"), edition(registry(), "r2")
	g.Entities[0].Description = "a port"
	wantRefused(t, s, []graph.Bundle{g}, []string{`batch "registry" defines it as it was: load the two together, or load that one without it first, and again after this in the same words; if it stays there, undo first what names it`})
	r.Entities[0].Description = "a port"
	mustLoad(t, s, g, r)
	wantSound(t, s)
}
