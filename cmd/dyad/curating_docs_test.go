package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dyad/schema"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// TestDocumentedMutations holds the table of curation.md to the mutations of the schema, and those to the ones that other tests make.
func TestDocumentedMutations(t *testing.T) {
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schema.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	var want, got, tested []string
	for _, f := range s.Mutation.Fields {
		want = append(want, f.Name)
	}
	for _, row := range rows(t, "curation.md", "mutation", "does") {
		got = append(got, code(row[0]))
	}
	for _, m := range mutations {
		tested = append(tested, m.name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mutations in curation.md (-schema +page):\n%s", diff)
	}
	slices.Sort(want)
	slices.Sort(tested)
	if diff := cmp.Diff(want, tested); diff != "" {
		t.Errorf("mutations that TestEveryMutation makes (-schema +test):\n%s", diff)
	}
}

// TestDocumentedChanges makes the changes of curation.md one after the other, in the gazette: none is refused, and none is made that is only to be
// tried.
func TestDocumentedChanges(t *testing.T) {
	d := newCuratedDesk(t)
	for _, change := range blocks(t, "curation.md", "graphql") {
		variables := map[string]any{}
		if strings.Contains(change, "$contradiction") {
			variables["claim"], variables["contradiction"] = d.attack, d.withContradiction("$CONTRADICTION")
		} else if strings.Contains(change, "$claim") {
			variables["claim"] = d.support
		}
		if strings.Contains(change, "$transaction") {
			variables["transaction"] = d.workspace.store.Last()
		}
		want := d.workspace.store.Last() + 1
		if strings.Contains(change, "dryRun: true") {
			want = 0
		}
		body := d.post(d.tokens["vale"], change, variables)
		var got struct {
			Data   map[string]told
			Errors []any
		}
		if err := json.Unmarshal(body, &got); err != nil || len(got.Errors) > 0 || len(got.Data) != 1 {
			t.Fatalf("%s: %s", change, body)
		}
		for _, payload := range got.Data {
			if payload.Transaction != want || len(payload.UserErrors) > 0 {
				t.Errorf("%s: %s", change, body)
			}
		}
	}
}
