package resolver_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// moving are lists whose elements may change places, or go, when something is added, and why. Under a view of one moment they
// stay as they are.
var moving = map[string]string{
	"Query.contradictions":        "a further claim makes another contradiction of one",
	"Relationship.contradictions": "a further claim makes another contradiction of one",
	"Dyad.contradictions":         "a further claim makes another contradiction of one",
	"Query.ranking":               "what is added changes values, and thereby ranks",
	"Query.communities":           "what is added changes who belongs together, and how many",
	"Query.components":            "what is added changes what hangs together, and how many do",
	"Dyad.changes":                "a claim from between the two sides of a change makes two of it",
}

// TestPagesWhileLoading reads every list that the schema has, forwards and backwards in pages of random size, while the store is
// loaded into.
//
// Under a view of one moment both are the whole list. Without, each page shows what has just been loaded: what the list had when
// reading began comes exactly once, and nothing comes that the list does not have at the end, or in another order.
func TestPagesWhileLoading(t *testing.T) {
	for i, l := range listsOf(t) {
		t.Run(l.name, func(t *testing.T) {
			if l.pins {
				t.Run("of one moment", func(t *testing.T) { checkPinned(t, l, uint64(i)) })
			} else if moving[l.name] != "" {
				t.Error("is listed as moving and can't be held to a moment: nothing of it is tested")
			}
			if moving[l.name] == "" {
				t.Run("as it grows", func(t *testing.T) { checkGrowing(t, l, uint64(i)) })
			}
		})
	}
}

// A pager reads one list of a world.
type pager struct {
	*asker
	w     *growing
	query string
}

// read reads a page while another round is loaded.
func (p *pager) read(t *testing.T, args string) slice {
	t.Helper()
	p.w.turn <- struct{}{}
	return p.asker.read(t, p.query, args)
}

// whole reads a list as one page.
func (p *pager) whole(t *testing.T) slice {
	t.Helper()
	s := p.asker.read(t, p.query, "first: 500")
	if s.PageInfo.HasNextPage || s.TotalCount != len(s.Edges) {
		t.Fatalf("%d of %d elements on a page of 500", len(s.Edges), s.TotalCount)
	}
	return s
}

// forwards reads a list from its beginning, backwards from its end; both return it from its beginning.
func (p *pager) forwards(t *testing.T) (edges []string) {
	t.Helper()
	for args := ""; ; {
		s := p.read(t, fmt.Sprintf("first: %d%s", 1+p.w.pages.IntN(7), args))
		edges = append(edges, s.edges(t)...)
		if !s.PageInfo.HasNextPage {
			return edges
		}
		args = fmt.Sprintf(", after: %q", *s.PageInfo.EndCursor)
	}
}

func (p *pager) backwards(t *testing.T) (edges []string) {
	t.Helper()
	for args := ""; ; {
		s := p.read(t, fmt.Sprintf("last: %d%s", 1+p.w.pages.IntN(7), args))
		edges = append(s.edges(t), edges...)
		if !s.PageInfo.HasPreviousPage {
			return edges
		}
		args = fmt.Sprintf(", before: %q", *s.PageInfo.StartCursor)
	}
}

// edges are the edges of a page, as text: the cursor, which is the same for the same element, and the node.
func (s slice) edges(t *testing.T) (edges []string) {
	t.Helper()
	for i, e := range s.Edges {
		if string(e.Node) != string(s.Nodes[i]) {
			t.Errorf("node %d is %s, its edge has %s", i, s.Nodes[i], e.Node)
		}
		edges = append(edges, e.Cursor+" "+string(e.Node))
	}
	return edges
}

// cursors are the cursors of edges.
func cursors(edges []string) (found []string) {
	for _, e := range edges {
		cursor, _, _ := strings.Cut(e, " ")
		found = append(found, cursor)
	}
	return found
}

// checkPinned holds a list under a view of one moment to be the same in all ways of reading it, whatever is loaded meanwhile.
func checkPinned(t *testing.T, l listed, seed uint64) {
	w, a := newGrowing(t, seed)
	moment := fmt.Sprintf("asOf: {transaction: %d}", w.store.Last())
	p := &pager{a, w, strings.ReplaceAll(l.query, "ASOF", moment)}
	whole := p.whole(t).edges(t)
	if len(whole) < 2 {
		t.Fatalf("%s\na list of %d tests nothing", p.query, len(whole))
	}
	end := w.grow()
	forwards, backwards := p.forwards(t), p.backwards(t)
	end()
	for name, got := range map[string][]string{"forwards": forwards, "backwards": backwards, "after the loads": p.whole(t).edges(t)} {
		if diff := cmp.Diff(whole, got); diff != "" {
			t.Errorf("%s\n%s (-want +got):\n%s", p.query, name, diff)
		}
	}
}

// checkGrowing holds a list that shows what is loaded meanwhile to lose nothing, and to show nothing twice.
func checkGrowing(t *testing.T, l listed, seed uint64) {
	w, a := newGrowing(t, seed)
	p := &pager{a, w, strings.ReplaceAll(l.query, "ASOF", "")}
	before := cursors(p.whole(t).edges(t))
	end := w.grow()
	forwards, backwards := cursors(p.forwards(t)), cursors(p.backwards(t))
	end()
	after := cursors(p.whole(t).edges(t))
	if len(before) < 2 || len(after) == len(before) {
		t.Fatalf("%s\na list of %d that grows to %d tests nothing", p.query, len(before), len(after))
	}
	for name, got := range map[string][]string{"forwards": forwards, "backwards": backwards} {
		if lost := without(before, got); len(lost) > 0 {
			t.Errorf("%s\n%s: not found, though there all the time: %q", p.query, name, lost)
		}
		want := slices.DeleteFunc(slices.Clone(after), func(c string) bool { return !slices.Contains(got, c) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s is not the list without what came too late (-want +got):\n%s", p.query, name, diff)
		}
	}
}

// without is a list without the elements of another.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(c string) bool { return slices.Contains(other, c) })
}
