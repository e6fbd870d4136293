package agreement

import (
	"fmt"

	"dyad/graph"
)

// linkNames says which claims are the same to two coders: a claim's id rests on what it says, so those of two coders differ
// wherever anything else does. Matched claims share the number of their pair.
type linkNames struct {
	a, b  map[graph.ClaimID]string
	pairs int
}

func newLinks() *linkNames {
	return &linkNames{a: map[graph.ClaimID]string{}, b: map[graph.ClaimID]string{}}
}

// add names the claims of a source.
func (l *linkNames) add(c *comparison) {
	for _, m := range c.matches {
		l.pairs++
		name := fmt.Sprintf("pair %d", l.pairs)
		l.a[m.a.wrote.ID], l.b[m.b.wrote.ID] = name, name
	}
	for _, u := range c.onlyA {
		l.a[u.wrote.ID] = "only in A: " + u.wrote.ID.String()
	}
	for _, u := range c.onlyB {
		l.b[u.wrote.ID] = "only in B: " + u.wrote.ID.String()
	}
}

// inA and inB name a claim that a claim of A, or of B, speaks of. One that neither coded is named by its id.
func (l *linkNames) inA(id graph.ClaimID) string { return nameOr(l.a, id) }
func (l *linkNames) inB(id graph.ClaimID) string { return nameOr(l.b, id) }

func nameOr(names map[graph.ClaimID]string, id graph.ClaimID) string {
	if name, ok := names[id]; ok {
		return name
	}
	return id.String()
}
