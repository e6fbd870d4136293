package resolver_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestContradictionDiff compares moments of a growing world, and what is with what would be without a source. What appeared and vanished is
// told apart by the lists of contradictions of either graph, and read in pages of one from both ends.
func TestContradictionDiff(t *testing.T) {
	w, a := newGrowing(t, 5)
	last := int(w.store.Last())
	tests := []struct{ name, before, after, asked string }{
		{
			"the world grows", "asOf: {transaction: 2}", fmt.Sprintf("asOf: {transaction: %d}", last),
			fmt.Sprintf(`diff(from: "2031-06-02T12:00:00Z", to: "2031-06-%02dT12:00:00Z")`, last),
		},
		{"a source is left out", "", `without: {sources: ["daily-01"]}`, `sensitivity(without: {sources: ["daily-01"]})`},
	}
	differ := 0
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after := a.contradictions(t, tt.before), a.contradictions(t, tt.after)
			for field, want := range map[string][]string{"appeared": without(after, before), "vanished": without(before, after)} {
				differ += len(want)
				for _, backwards := range []bool{false, true} {
					if diff := cmp.Diff(want, a.byOne(t, tt.asked, field, backwards)); diff != "" {
						t.Errorf("%s of %s, backwards: %v (-want +got):\n%s", field, tt.asked, backwards, diff)
					}
				}
			}
		})
	}
	if differ < 10 {
		t.Errorf("%d contradictions are told: the test is not about much", differ)
	}
}

// clashes is what is read of a list of contradictions.
const clashes = "(ARGS) { edges { cursor node { id } } totalCount pageInfo { hasNextPage hasPreviousPage } } "

// contradictions are those under a view.
func (a *asker) contradictions(t *testing.T, view string) []string {
	t.Helper()
	list := strings.Replace(clashes, "ARGS", "view: {"+view+"}, ARGS", 1)
	return a.read(t, "{ contradictions"+list+"}", "first: 500").names()
}

// byOne reads a list of a diff in pages of one, and returns it from its beginning.
func (a *asker) byOne(t *testing.T, asked, field string, backwards bool) (names []string) {
	t.Helper()
	query := "{ " + asked + " { contradictions { " + field + clashes + "} } }"
	args, on := "first: 1", "first: 1, after: %q"
	if backwards {
		args, on = "last: 1", "last: 1, before: %q"
	}
	for {
		s := a.read(t, query, args)
		names = append(names, s.names()...)
		if !s.PageInfo.HasNextPage && !backwards || !s.PageInfo.HasPreviousPage && backwards {
			if s.TotalCount != len(names) {
				t.Fatalf("%s has %d elements, and says %d", query, len(names), s.TotalCount)
			}
			break
		}
		args = fmt.Sprintf(on, s.Edges[0].Cursor)
	}
	if backwards {
		slices.Reverse(names)
	}
	return names
}
