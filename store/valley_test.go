package store_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"dyad/graph"
	"dyad/store"
)

// A valley is a store with a file of one claim and one entity, and what was exported of it.
type valley struct {
	*store.Store
	t      *testing.T
	kv     store.KV
	export []graph.Bundle
}

func newValley(t *testing.T) *valley {
	s, kv := inMemory(t)
	v := &valley{Store: s, t: t, kv: kv}
	mustLoad(t, s, words(), gazette())
	v.file("watch", "one")
	return v
}

// watch is the claim of the file, in some words.
func watch(gist string) graph.Claim {
	return graph.Claim{Source: "gazette-1", From: "blue-valley", Type: "supports", To: "red-harbour", Gist: gist}
}

// file loads a release of a file with the claim in some words, "" being that it has dropped it.
func (v *valley) file(key graph.BatchKey, gist string) {
	v.t.Helper()
	b := graph.Bundle{Batch: graph.Batch{Key: key}}
	if gist != "" {
		b.Claims = []graph.Claim{watch(gist)}
	}
	mustLoad(v.t, v.Store, b)
}

// reword has a curator correct the claim.
func (v *valley) reword(gist string) {
	v.t.Helper()
	c := watch(gist)
	c.ID = v.claim().ID
	v.edit(graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{c}}})
}

// retract has a curator retract the claim.
func (v *valley) retract() {
	v.t.Helper()
	v.edit(graph.Edit{Retract: []graph.RecordID{{Kind: graph.ClaimRecord, ID: v.claim().ID.String()}}})
}

func (v *valley) edit(e graph.Edit) {
	v.t.Helper()
	if _, err := v.Curate(v.t.Context(), e, vale("a test")); err != nil {
		v.t.Fatal(err)
	}
}

func (v *valley) undo(tx graph.Tx) {
	v.t.Helper()
	if _, err := v.Undo(v.t.Context(), graph.Undoing{Tx: tx}, vale("a slip")); err != nil {
		v.t.Fatal(err)
	}
}

// claim returns the claim as it counts, without an id if it does not.
func (v *valley) claim() graph.Claim {
	v.t.Helper()
	for _, c := range standing(v.t, v.Store) {
		if c.From == "blue-valley" && c.Type == "supports" {
			return c
		}
	}
	return graph.Claim{}
}

// formsOf returns every form of a claim that there ever was, as it counted or as files had it below what a curator decided, by its id and
// revision. It fails the test if one revision stands for two.
func formsOf(t *testing.T, s *store.Store) map[string]string {
	t.Helper()
	forms := map[string]string{}
	for line, err := range s.Archive(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		data := json.RawMessage(line.JSON)
		if line.Kind == graph.AsideRecord {
			a := parsed[graph.Aside](t, data)
			data, line.Kind = a.Says, a.Kind
		}
		if line.Kind != graph.ClaimRecord || data == nil {
			continue
		}
		c := parsed[graph.Claim](t, data)
		key := fmt.Sprintf("claim %s, revision %d", c.ID, c.Revision)
		c.Revision, c.Batch = 0, ""
		says, err := graph.EncodeRecord(c)
		if err != nil {
			t.Fatal(err)
		}
		if other, met := forms[key]; met && other != string(says) {
			t.Errorf("%s stands for two forms:\n%s\n%s", key, other, says)
		}
		forms[key] = string(says)
	}
	return forms
}

func parsed[T any](t *testing.T, data []byte) *T {
	t.Helper()
	v := new(T)
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
	return v
}
