package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
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

// TestChangesOfOne looks for what was done to one entity: to its record, to who it is, to claims that name it or did; and for nothing
// else. Meanwhile others follow the same entities, one of which becomes another for a time.
func TestChangesOfOne(t *testing.T) {
	d := newCuratedDesk(t)
	begun := d.workspace.store.Last()
	steps := []string{
		1: `addNames(entity: "red-harbour", names: [{text: "the Harbour"}], reason: "so called")`,
		2: `correctClaim(id: "$1", reason: "alleged only", input: {modality: ALLEGED})`,
		3: `correctClaim(id: "$3", reason: "no doubt is left in it", input: {modality: ASSERTED})`,
		4: `addEntity(input: {key: "lakes-council", type: "InternationalOrganization", name: "Lakes Council"}, reason: "a mediator")`,
		5: `mergeEntities(from: "the-lanterns", into: "lantern-column", reason: "one group")`,
		6: `correctClaim(id: "$1", reason: "it was the Harbour that said so", input: {voices: [{entity: "red-harbour"}]})`,
		7: `correctClaim(id: "$1", reason: "it was a man of the Company", input: {voices: [{label: "a man", affiliation: "reed-company"}]})`,
		8: fmt.Sprintf(`undoBatch(input: {transaction: %d}, reason: "two after all")`, begun+5),
	}
	log := map[string][]graph.Tx{ // begun is 0
		"red-harbour":     {0, 1, 3, 6, 7},
		"orchard-brigade": {0, 2, 3, 6, 7},
		"blue-valley":     {0, 2, 6, 7}, // which said it, before it was the Harbour; and was attacked
		"lantern-column":  {0, 5, 8},
		"the-lanterns":    {0, 5, 8},
		"reed-company":    {0, 7},
		"lakes-council":   {4},
	}
	var all sync.WaitGroup
	for key, want := range log {
		if key == "lakes-council" {
			continue // nobody knows of it yet
		}
		args := fmt.Sprintf("(after: %q, entity: %q)", d.firstCursor(), key)
		all.Go(func() {
			_, txs, err := follow(t.Context(), d.stream, args, begun+want[len(want)-1], func() {})
			if err != nil || !slices.Equal(since(begun, txs), want[1:]) {
				t.Errorf("of %s was told %v, %v; want %v", key, since(begun, txs), err, want[1:])
			}
		})
	}
	for _, step := range steps[1:] {
		d.made(step, "")
	}
	all.Wait()
	for key, want := range log {
		var got struct {
			Changes struct {
				TotalCount int
				Nodes      []struct{ Transaction graph.Tx }
			}
		}
		text := d.ask(`{ changes(entity: "` + key + `", first: 500) { totalCount nodes { transaction } } }`)
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatal(err)
		}
		var txs []graph.Tx
		for _, n := range got.Changes.Nodes {
			txs = append(txs, n.Transaction)
		}
		if !slices.Equal(since(begun, txs), want) || got.Changes.TotalCount != len(want) {
			t.Errorf("the log of %s is %v, %d in all; want %v", key, since(begun, txs), got.Changes.TotalCount, want)
		}
	}
}

// TestChangesOfOneThatIsMergedOrGone renames and drops an entity that a registry counts as another: the log shows it by itself, and is
// asked for it afterwards.
func TestChangesOfOneThatIsMergedOrGone(t *testing.T) {
	d := newCuratedDesk(t)
	begun := d.workspace.store.Last()
	const council = "  - {key: lakes-council, type: InternationalOrganization, name: Lakes Council}\n"
	load := func(entities string) graph.Tx {
		t.Helper()
		registry := "dyad: 1\nkind: registry\nkey: lakes\nentities:\n" + entities
		return d.made(`loadSource(input: {name: "lakes.yaml", content: `+quoted(registry)+`}, reason: "an edition")`, "").Transaction
	}
	load(council + "  - {key: lake-board, type: InternationalOrganization, name: Lake Board, merged_into: lakes-council}\n")
	load(council + "  - {key: lake-board, type: InternationalOrganization, name: Board of the Lake, merged_into: lakes-council, description: It is called otherwise.}\n")
	d.answers("the merged one renamed", `{ changes(last: 1) { nodes { records { nodes { turn before { ...it } after { ...it } } } } } }
		fragment it on Entity { key name names { text } description revision mergedFrom }`, `{"changes":{"nodes":[{"records":{"nodes":[{"turn":"CORRECTED",`+
		`"before":{"key":"lake-board","name":"Lake Board","names":[{"text":"Lake Board"}],"description":null,"revision":1,"mergedFrom":[]},`+
		`"after":{"key":"lake-board","name":"Board of the Lake","names":[{"text":"Board of the Lake"}],"description":"It is called otherwise.","revision":2,"mergedFrom":[]}}]}}]}}`)
	load(council)
	log := func(ref string) string {
		return d.ask(fmt.Sprintf(`{ changes(entity: %q) { nodes { transaction } } }`, ref))
	}
	want := fmt.Sprintf(`{"changes":{"nodes":[{"transaction":%d},{"transaction":%d},{"transaction":%d}]}}`, begun+1, begun+2, begun+3)
	for _, ref := range []string{"lake-board", graph.EntityKey("lake-board").ID().String()} {
		if got := log(ref); got != want {
			t.Errorf("the log of %s, which is gone: %s, want %s", ref, got, want)
		}
		args := fmt.Sprintf("(after: %q, entity: %q)", d.firstCursor(), ref)
		if _, txs, err := follow(t.Context(), d.stream, args, begun+3, func() {}); err != nil || !slices.Equal(since(begun, txs), []graph.Tx{1, 2, 3}) {
			t.Errorf("who follows %s, which is gone, was told %v, %v; want 1, 2, 3", ref, since(begun, txs), err)
		}
	}
}

// since counts transactions from one on.
func since(begun graph.Tx, txs []graph.Tx) (counted []graph.Tx) {
	for _, tx := range txs {
		counted = append(counted, tx-begun)
	}
	return counted
}

// A stream is a way to follow something: it calls event with each answer, until that is an error, which it returns.
type stream func(ctx context.Context, query string, event func(answer []byte) error) error

// stream follows without a network.
func (d *curatedDesk) stream(ctx context.Context, query string, event func([]byte) error) error {
	return d.server.Stream(ctx, server.Request{Query: query}, func(a *server.Answer) error {
		answer, err := a.JSON()
		if err != nil {
			return err
		}
		return event(answer)
	})
}

// events follows server-sent events.
func events(url string) stream {
	return func(ctx context.Context, query string, event func([]byte) error) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", strings.NewReader(asBody(query)))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "text/event-stream")
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		lines := bufio.NewScanner(res.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: {"); ok {
				if err := event([]byte("{" + data)); err != nil {
					return err
				}
			}
		}
		return lines.Err()
	}
}

// errEnough ends a stream that has told enough.
var errEnough = errors.New("enough")

// follow follows changes until one is told, calling each for all that come; it returns their cursors and transactions.
func follow(ctx context.Context, s stream, args string, until graph.Tx, each func()) (cursors []string, txs []graph.Tx, err error) {
	query := "subscription { changes" + args + " { cursor transaction counts { kind } } }"
	err = s(ctx, query, func(answer []byte) error {
		var event struct {
			Data struct {
				Changes struct {
					Cursor      string
					Transaction graph.Tx
				}
			}
			Errors []any
		}
		if err := json.Unmarshal(answer, &event); err != nil || len(event.Errors) > 0 {
			return fmt.Errorf("%s: %v", answer, err)
		}
		told := event.Data.Changes
		cursors, txs = append(cursors, told.Cursor), append(txs, told.Transaction)
		each()
		if told.Transaction >= until {
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
	t.Run("without a network", func(t *testing.T) {
		d := newCuratedDesk(t)
		d.isFollowed(d.stream)
	})
	t.Run("as events", func(t *testing.T) {
		d := newCuratedDesk(t)
		s := httptest.NewServer(d.handler)
		defer s.Close()
		d.isFollowed(events(s.URL))
	})
}

func (d *curatedDesk) isFollowed(s stream) {
	begun, first := d.workspace.store.Last(), d.firstCursor()
	const changes = 30
	last := begun + changes
	var all sync.WaitGroup
	for i := range 3 {
		all.Go(func() {
			seen, err := cutOff(d.Context(), s, first, last, 2+i)
			if err != nil {
				d.Errorf("follow: %v", err)
				return
			}
			for n, tx := range seen {
				if tx != begun+graph.Tx(n)+1 {
					d.Errorf("follower %d saw %v, want %d to %d", i, seen, begun+1, last)
					return
				}
			}
		})
	}
	for i, name := range []string{"vale", "marlow"} {
		all.Go(func() {
			for n := range changes / 2 {
				query := fmt.Sprintf(`mutation { addEntity(reason: "one more", input: {key: "k%d-%d", type: "State", name: "K%d %d"}) { userErrors { message } } }`, i, n, i, n)
				if body := d.post(d.tokens[name], query, nil); !strings.Contains(string(body), `"userErrors":[]`) {
					d.Errorf("%s: %s", query, body)
				}
			}
		})
	}
	all.Wait()
	if got := d.workspace.store.Last(); got != last {
		d.Errorf("%d transactions, want %d", got, last)
	}
}

// cutOff follows until the last transaction, and leaves whenever it has been told of more than so many.
func cutOff(ctx context.Context, s stream, cursor string, last graph.Tx, most int) (seen []graph.Tx, err error) {
	for len(seen) == 0 || seen[len(seen)-1] < last {
		ctx, cut := context.WithCancel(ctx)
		got := 0
		cursors, txs, err := follow(ctx, s, fmt.Sprintf("(after: %q)", cursor), last, func() {
			if got++; got > most {
				cut()
			}
		})
		cut()
		if err != nil && !errors.Is(err, context.Canceled) {
			return nil, err
		}
		seen = append(seen, txs...)
		if len(cursors) > 0 {
			cursor = cursors[len(cursors)-1]
		}
	}
	return seen, nil
}

// firstCursor is the cursor of the first transaction, which loaded everything.
func (d *curatedDesk) firstCursor() string {
	d.Helper()
	var log struct {
		Changes struct{ Edges []struct{ Cursor string } }
	}
	if err := json.Unmarshal([]byte(d.ask("{ changes(first: 1) { edges { cursor } } }")), &log); err != nil {
		d.Fatal(err)
	}
	return log.Changes.Edges[0].Cursor
}

// TestFollowingIsRefused asks for what can't be followed.
func TestFollowingIsRefused(t *testing.T) {
	s := newCuratedDesk(t).server
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
