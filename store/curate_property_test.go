package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// A deed is one thing that is done to a store: an edit, or the load of a file.
type deed struct {
	label string
	edit  *graph.Edit
	file  *graph.Bundle
	tx    graph.Tx // that it got; 0 before
}

// do does it.
func (d *deed) do(s *store.Store) error {
	ctx := context.Background()
	if d.file != nil {
		report, err := s.Load(ctx, []graph.Bundle{*d.file}, store.Commit{Time: noon})
		d.tx = report.Tx
		return err
	}
	done, err := s.Curate(ctx, *d.edit, vale(d.label))
	d.tx = done.Tx
	return err
}

// vale signs. The reason is the label by which a batch is known whatever its transaction.
func vale(reason string) graph.Signature {
	return graph.Signature{Author: "vale", Reason: reason, Time: noon.Add(time.Minute)}
}

// TestUndoneIsAsIfNeverDone does random deeds, loads of changing files among them, and undoes them in random order. What may be
// undone leaves the store as one in which all but the undone was done, in that order, if that can be; what may not leaves it as it
// was. Undoing an undoing is byte for byte what was there.
func TestUndoneIsAsIfNeverDone(t *testing.T) {
	all := 0
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 7))
			s, _ := begun(t)
			var done []*deed
			for i := range 40 {
				d := invent(t, s, random, i)
				before := lines(t, s, 0)
				if err := d.do(s); err != nil || d.tx == 0 {
					if after := lines(t, s, 0); after != before {
						t.Fatalf("%s was refused (%v) and changed something:\n%s", d.label, err, cmp.Diff(before, after))
					}
					continue
				}
				done = append(done, d)
				if random.IntN(4) == 0 {
					done = undoOne(t, s, random, done)
				}
			}
			if len(done) < 10 {
				t.Fatalf("only %d of 40 deeds were done: the test is not about much", len(done))
			}
			wantSound(t, s)
			for range 60 {
				before := len(done)
				if done = undoOne(t, s, random, done); len(done) < before && wantAsIf(t, s, done) {
					all++
				}
			}
			wantSound(t, s)
		})
	}
	if all < 30 {
		t.Errorf("only %d undoings were compared with never having done it", all)
	}
}

// TestUndoneLastFirst does random deeds and undoes all of them, the last first, which is always possible. Every state on the way back is
// byte for byte the one on the way there.
func TestUndoneLastFirst(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 8))
			s, kv := begun(t)
			var done []*deed
			var states []string
			for i := range 60 {
				d, before := invent(t, s, random, i), lines(t, s, 0)
				if err := d.do(s); err == nil && d.tx != 0 {
					done, states = append(done, d), append(states, before)
				}
			}
			if len(done) < 20 {
				t.Fatalf("only %d of 60 deeds were done: the test is not about much", len(done))
			}
			s = reopened(t, kv)
			for i, d := range slices.Backward(done) {
				if _, err := s.Undo(context.Background(), graph.Undoing{Tx: d.tx}, vale("undo")); err != nil {
					t.Fatalf("undo of %s: %v", d.label, err)
				}
				if diff := cmp.Diff(states[i], lines(t, s, 0)); diff != "" {
					t.Fatalf("%s undone (-before +after):\n%s", d.label, diff)
				}
			}
			wantSound(t, s)
		})
	}
}

// undoOne undoes a random deed if it may be undone, and returns what is left.
func undoOne(t *testing.T, s *store.Store, random *rand.Rand, done []*deed) []*deed {
	t.Helper()
	if len(done) == 0 {
		return done
	}
	ctx, i := context.Background(), random.IntN(len(done))
	before := lines(t, s, 0)
	undone, err := s.Undo(ctx, graph.Undoing{Tx: done[i].tx}, vale("undo"))
	after := lines(t, s, 0)
	if err != nil {
		if graph.FaultOf(err) != graph.Conflict || after != before {
			t.Fatalf("undo of %s: %v, want a conflict and nothing changed:\n%s", done[i].label, err, cmp.Diff(before, after))
		}
		return done
	}
	again, err := s.Undo(ctx, graph.Undoing{Tx: undone.Tx}, vale("redo"))
	if err != nil {
		t.Fatalf("undo of the undoing of %s: %v", done[i].label, err)
	}
	if diff := cmp.Diff(before, lines(t, s, 0)); diff != "" {
		t.Fatalf("undo of the undoing of %s (-before +after):\n%s", done[i].label, diff)
	}
	if _, err := s.Undo(ctx, graph.Undoing{Tx: again.Tx}, vale("undo")); err != nil {
		t.Fatalf("undo of %s, done again: %v", done[i].label, err)
	}
	if diff := cmp.Diff(after, lines(t, s, 0)); diff != "" {
		t.Fatalf("undo, redo, undo of %s (-once +again):\n%s", done[i].label, diff)
	}
	return append(append([]*deed{}, done[:i]...), done[i+1:]...)
}

// wantAsIf compares the store with one in which only the rest was done. It reports whether that can be: what was undone may have been
// needed in between, and be no more.
func wantAsIf(t *testing.T, s *store.Store, rest []*deed) bool {
	t.Helper()
	never, _ := begun(t)
	names := map[graph.Tx]string{}
	var sequence []string
	for _, d := range rest {
		twin := *d
		if err := twin.do(never); err != nil {
			return false
		}
		names[twin.tx] = d.label
		sequence = append(sequence, d.label)
	}
	here := map[graph.Tx]string{}
	for _, d := range rest {
		here[d.tx] = d.label
	}
	want, got := neutral(lines(t, never, 0), names), neutral(lines(t, s, 0), here)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%v left (-never done +undone):\n%s", sequence, diff)
	}
	return true
}

var (
	batchKey = regexp.MustCompile(`curation:vale:(\d+):\w+`)
	batchID  = regexp.MustCompile(`"kind":"batch","id":"[^"]*"`)
	revision = regexp.MustCompile(`"revision":\d+`)
)

// neutral is an export with the labels of deeds for their transactions, sorted anew, and without revisions, which are never given out
// twice.
func neutral(export string, labels map[graph.Tx]string) string {
	export = batchKey.ReplaceAllStringFunc(export, func(key string) string {
		var tx graph.Tx
		_, _ = fmt.Sscan(batchKey.FindStringSubmatch(key)[1], &tx)
		if labels[tx] == "" {
			return key
		}
		return "by " + labels[tx]
	})
	export = batchID.ReplaceAllString(export, `"kind":"batch"`)
	all := strings.Split(revision.ReplaceAllString(export, `"revision":0`), "\n")
	return strings.Join(sortedLines(all), "\n")
}

// begun is a store with a vocabulary, two files and actors.
func begun(t *testing.T) (*store.Store, *storetest.Memory) {
	t.Helper()
	s, kv := inMemory(t)
	actors := graph.Bundle{Batch: graph.Batch{Key: "actors", Digest: "a"}}
	for i := range 5 {
		actors.Entities = append(actors.Entities, state(actor(i)))
	}
	mustLoad(t, s, words(), actors, gazette(), courier(0))
	return s, kv
}

// courier is a file whose claims, entity and judgement change with its edition.
func courier(edition int) graph.Bundle {
	b := graph.Bundle{
		Batch:   graph.Batch{Key: "courier", Digest: fmt.Sprint("c", edition)},
		Sources: []graph.Source{article("courier-1")},
	}
	own := state("reed-company")
	own.Description = fmt.Sprint("as edition ", edition/2, " has it")
	b.Entities = append(b.Entities, own)
	if edition%3 == 1 {
		b.Entities = append(b.Entities, state(newcomer(edition%2)))
	}
	for i := range 4 {
		if (edition+i)%4 == 3 {
			continue
		}
		b.Claims = append(b.Claims, graph.Claim{
			Source: "courier-1", From: actor(i), Type: "supports", To: "reed-company", Gist: fmt.Sprint("edition ", edition%2),
		})
	}
	if edition%2 == 1 {
		b.SameAs = append(b.SameAs, graph.SameAs{From: actor(3), Into: actor(4), Reason: fmt.Sprint("edition ", edition)})
	}
	return b
}

// newcomer is one of few entities that both curators and files bring.
func newcomer(i int) graph.EntityKey { return graph.EntityKey(fmt.Sprint("newcomer-", i)) }
