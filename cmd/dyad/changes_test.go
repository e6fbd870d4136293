package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/internal/server"
)

// TestLogOfChanges makes changes one after the other and reads them in the log, as what each did to which records.
func TestLogOfChanges(t *testing.T) {
	d := newCuratedDesk(t)
	begun := d.workspace.store.Last()
	d.made(`correctClaim(id: "$1", reason: "alleged only", input: {modality: ALLEGED})`, "")
	d.made(`retractClaim(id: "$3", reason: "not so")`, "")
	undone := d.undo(begun + 2)
	const question = `{ changes(last: 3) { totalCount nodes {
		transaction author reason undoes counts { kind added corrected retracted }
		records { nodes { kind id turn before { ... on Claim { modality } } after { ... on Claim { modality } } } } } } }`
	want := d.filled(fmt.Sprintf(`{"changes": {"totalCount": %d, "nodes": [
		{"transaction": %d, "author": "vale", "reason": "alleged only", "undoes": null,
			"counts": [{"kind": "claim", "added": 0, "corrected": 1, "retracted": 0}],
			"records": {"nodes": [{"kind": "claim", "id": "$1", "turn": "CORRECTED", "before": {"modality": "ASSERTED"}, "after": {"modality": "ALLEGED"}}]}},
		{"transaction": %d, "author": "vale", "reason": "not so", "undoes": null,
			"counts": [{"kind": "claim", "added": 0, "corrected": 0, "retracted": 1}],
			"records": {"nodes": [{"kind": "claim", "id": "$3", "turn": "RETRACTED", "before": {"modality": "ALLEGED"}, "after": null}]}},
		{"transaction": %d, "author": "vale", "reason": "a slip", "undoes": %d,
			"counts": [{"kind": "claim", "added": 1, "corrected": 0, "retracted": 0}],
			"records": {"nodes": [{"kind": "claim", "id": "$3", "turn": "ADDED", "before": null, "after": {"modality": "ALLEGED"}}]}}
	]}}`, undone, begun+1, begun+2, undone, begun+2))
	if diff := cmp.Diff(asValue(t, want), asValue(t, d.ask(question))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func asValue(t *testing.T, text string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// TestChangesOfOne looks for what was done to one entity: to its record, to claims that name it, and nothing else.
func TestChangesOfOne(t *testing.T) {
	d := newCuratedDesk(t)
	begun := d.workspace.store.Last()
	named := d.made(noted[len("mutation { "):len(noted)-len(" { transaction userErrors { code } } }")], "").Transaction
	d.made(`correctClaim(id: "$1", reason: "alleged only", input: {modality: ALLEGED})`, "")
	got := d.ask(`{ changes(entity: "red-harbour", first: 500) { nodes { transaction } } }`)
	var log struct {
		Changes struct {
			Nodes []struct{ Transaction graph.Tx }
		}
	}
	if err := json.Unmarshal([]byte(got), &log); err != nil {
		t.Fatal(err)
	}
	var txs []graph.Tx
	for _, n := range log.Changes.Nodes {
		txs = append(txs, n.Transaction)
	}
	if !slices.Contains(txs, begun) || !slices.Contains(txs, named) {
		t.Errorf("the log of red-harbour is %v; want that of its source, %d, and that of its name, %d", txs, begun, named)
	}
}

// stream serves what can be followed.
func (d *curatedDesk) stream() *server.Server {
	d.Helper()
	s, err := d.workspace.server(answering{d.live.Index, d.live.Watch, &curating{d.live, d.workspace, nil}}, nil, server.Config{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		d.Fatal(err)
	}
	return s
}

// errEnough ends a stream that has told enough.
var errEnough = errors.New("enough")

// follow follows changes until one is told, calling each for all that come; it returns their cursors and transactions.
func follow(ctx context.Context, s *server.Server, args string, until graph.Tx, each func()) (cursors []string, txs []graph.Tx, err error) {
	query := "subscription { changes" + args + " { cursor transaction counts { kind } } }"
	err = s.Stream(ctx, server.Request{Query: query}, func(a *server.Answer) error {
		if len(a.Errors) > 0 {
			return a.Errors
		}
		var event struct {
			Changes struct {
				Cursor      string
				Transaction graph.Tx
			}
		}
		if err := json.Unmarshal(a.Data, &event); err != nil {
			return err
		}
		cursors, txs = append(cursors, event.Changes.Cursor), append(txs, event.Changes.Transaction)
		each()
		if event.Changes.Transaction >= until {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return cursors, txs, err
}

// TestFollowing has several follow the log while several curators change the graph. Each is cut off again and again and goes on after
// the last cursor that it got: nothing is missing, and all comes in order.
func TestFollowing(t *testing.T) {
	d := newCuratedDesk(t)
	s := d.stream()
	begun := d.workspace.store.Last()
	const changes = 30
	last := begun + changes
	var all sync.WaitGroup
	for i := range 3 {
		all.Go(func() {
			var seen []graph.Tx
			args := fmt.Sprintf("(after: %q)", firstCursor(t, s))
			for len(seen) == 0 || seen[len(seen)-1] < last {
				ctx, cut := context.WithCancel(t.Context())
				got := 0
				cursors, txs, err := follow(ctx, s, args, last, func() {
					if got++; got > 2+i {
						cut()
					}
				})
				cut()
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Errorf("follow: %v", err)
					return
				}
				seen = append(seen, txs...)
				if len(cursors) > 0 {
					args = fmt.Sprintf("(after: %q)", cursors[len(cursors)-1])
				}
			}
			for n, tx := range seen {
				if tx != begun+graph.Tx(n)+1 {
					t.Errorf("follower %d saw %v, want %d to %d", i, seen, begun+1, last)
					return
				}
			}
		})
	}
	for i := range 2 {
		all.Go(func() {
			for n := range changes / 2 {
				query := fmt.Sprintf(`mutation { addEntity(reason: "one more", input: {key: "k%d-%d", type: "State", name: "K%d %d"}) { transaction userErrors { message } } }`, i, n, i, n)
				a := s.Execute(t.Context(), server.Request{Query: query, Curator: "vale"})
				if len(a.Errors) > 0 {
					t.Errorf("%s: %v", query, a.Errors)
				}
			}
		})
	}
	all.Wait()
	if got := d.workspace.store.Last(); got != last {
		t.Errorf("%d transactions, want %d", got, last)
	}
}

// firstCursor is the cursor of the first transaction, which loaded everything.
func firstCursor(t *testing.T, s *server.Server) string {
	t.Helper()
	a := s.Execute(t.Context(), server.Request{Query: "{ changes(first: 1) { edges { cursor } } }"})
	var log struct {
		Changes struct{ Edges []struct{ Cursor string } }
	}
	if err := json.Unmarshal(a.Data, &log); err != nil || len(log.Changes.Edges) != 1 {
		t.Errorf("%s %v: %v", a.Data, a.Errors, err)
		return ""
	}
	return log.Changes.Edges[0].Cursor
}

// TestFollowingIsRefused asks for what can't be followed.
func TestFollowingIsRefused(t *testing.T) {
	s := newCuratedDesk(t).stream()
	for args, want := range map[string]graph.Fault{
		`(after: "nonsense")`:                     graph.CursorInvalid,
		`(after: "WyJ0cmFuc2FjdGlvbnMiLCI5OSJd")`: graph.CursorInvalid, // ["transactions","99"]
		`(entity: "nobody-at-all")`:               graph.NotFound,
	} {
		var got graph.Fault
		err := s.Stream(t.Context(), server.Request{Query: "subscription { changes" + args + " { transaction } }"}, func(a *server.Answer) error {
			got = a.Fault()
			return nil
		})
		if err != nil || got != want {
			t.Errorf("changes%s: %q, %v; want %s", args, got, err, want)
		}
	}
}
