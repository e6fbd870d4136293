package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"dyad/graph"
)

// TestCuratorsAtOnce lets curators and readers work at the same time: whoever records something reads it at once, the number of claims and
// that of the transaction never go back for anybody, and every change is in the journal once.
func TestCuratorsAtOnce(t *testing.T) {
	d := newCuratedDesk(t)
	const curators, each = 3, 8
	var work, reading sync.WaitGroup
	var done atomic.Bool
	for range 2 {
		reading.Go(func() {
			last := progress{}
			for !done.Load() {
				now := d.observed(t)
				if now.tx < last.tx || now.entities < last.entities {
					t.Errorf("%+v was followed by %+v", last, now)
				}
				last = now
			}
		})
	}
	for c := range curators {
		work.Go(func() {
			for i := range each {
				key := fmt.Sprintf("ferry-%d-%d", c, i)
				query := fmt.Sprintf(`mutation { addEntity(input: {key: %q, type: "MilitantGroup", name: %q}, reason: "new") { entity { key } userErrors { message } } }`, key, key)
				if got := d.sent(t, query); got != `{"addEntity":{"entity":{"key":"`+key+`"},"userErrors":[]}}` {
					t.Errorf("%s: %s", key, got)
				}
				if got := d.sent(t, fmt.Sprintf(`{ entity(by: {key: %q}) { key } }`, key)); got != `{"entity":{"key":"`+key+`"}}` {
					t.Errorf("%s can't be read by whoever recorded it: %s", key, got)
				}
			}
		})
	}
	work.Wait()
	done.Store(true)
	reading.Wait()
	if got, want := d.observed(t), (progress{1 + curators*each, 6 + curators*each}); got != want {
		t.Errorf("at the end %+v, want %+v", got, want)
	}
	d.sound()
}

// TestOnlyOneIsFirst lets several curators correct the form of a claim that all of them have read: one does, the others are told.
func TestOnlyOneIsFirst(t *testing.T) {
	d := newCuratedDesk(t)
	const curators = 6
	var work sync.WaitGroup
	var first, told atomic.Int32
	for c := range curators {
		work.Go(func() {
			switch got := d.sent(t, d.filled(fmt.Sprintf(
				`mutation { correctClaim(id: "$3", expectedRevision: 1, input: {gist: "As %d has it."}, reason: "better") { userErrors { code revision field } } }`, c))); got {
			case `{"correctClaim":{"userErrors":[]}}`:
				first.Add(1)
			case `{"correctClaim":{"userErrors":[{"code":"CONFLICT","revision":2,"field":["expectedRevision"]}]}}`:
				told.Add(1)
			default:
				t.Errorf("curator %d: %s", c, got)
			}
		})
	}
	work.Wait()
	if first.Load() != 1 || told.Load() != curators-1 {
		t.Errorf("%d corrected it and %d were told, want 1 and %d", first.Load(), told.Load(), curators-1)
	}
}

// TestNobodyIsTooLate lets several curators correct a claim and name an entity, who don't say which form they have read: all of it is made.
func TestNobodyIsTooLate(t *testing.T) {
	d := newCuratedDesk(t)
	var work sync.WaitGroup
	for i, part := range []string{`gist: "As they say."`, `modality: ASSERTED`, `codebook: "9"`, `credibility: 3`} {
		for _, query := range []string{
			fmt.Sprintf(`mutation { it: correctClaim(id: "$3", input: {%s}, reason: "better") { userErrors { message } } }`, part),
			fmt.Sprintf(`mutation { it: addNames(entity: "red-harbour", names: [{text: "Name %d"}], reason: "so called") { userErrors { message } } }`, i),
		} {
			work.Go(func() {
				if got := d.sent(t, d.filled(query)); got != `{"it":{"userErrors":[]}}` {
					t.Errorf("%s: %s", query, got)
				}
			})
		}
	}
	work.Wait()
	d.answers("all corrections", `{ claim(id: "$3") { revision gist modality codebook credibility } }`,
		`{"claim":{"revision":5,"gist":"As they say.","modality":"ASSERTED","codebook":"9","credibility":3}}`)
	if got := d.ask(`{ entity(by: {key: "red-harbour"}) { revision names { text } } }`); strings.Count(got, "Name ") != 4 || !strings.Contains(got, `"revision":5`) {
		t.Errorf("all names: %s", got)
	}
	d.sound()
}

// A progress is what anybody can see of how far the data has come.
type progress struct {
	tx       graph.Tx
	entities int
}

func (d *curatedDesk) observed(t *testing.T) progress {
	var got struct {
		Server struct {
			Data struct{ Transaction graph.Tx }
		}
		Stats struct{ Entities int }
	}
	if err := json.Unmarshal([]byte(d.sent(t, `{ server { data { transaction } } stats { entities } }`)), &got); err != nil {
		t.Error(err)
	}
	return progress{got.Server.Data.Transaction, got.Stats.Entities}
}

// sent sends a document as vale and returns the data of the answer. It may be called beside the test.
func (d *curatedDesk) sent(t *testing.T, query string) string {
	body, err := io.ReadAll(d.send("POST", "/graphql", asBody(query), "Bearer "+d.tokens["vale"]).Body)
	var got struct{ Data json.RawMessage }
	if err == nil {
		err = json.Unmarshal(body, &got)
	}
	if err != nil {
		t.Errorf("%s: %v", query, err)
	}
	return string(got.Data)
}
