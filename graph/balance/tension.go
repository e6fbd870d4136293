package balance

import (
	"cmp"
	"slices"

	"dyad/graph/index"
)

// A Tension is what an actor has to do with imbalance.
type Tension struct {
	Actor      index.Node
	Triads     int // that it is in
	Unbalanced int // of these, in the strong sense
	Frustrated int // pairs that it is in
}

// Tensions returns the actors that are in a triad which is not balanced or in a frustrated pair: by the number of such triads, the
// greatest first, then by their share of the actor's triads, then by the number of such pairs, then by key. Both arguments are those
// of the net.
func (n *Net) Tensions(c *Census, f *Frustration) []Tension {
	var tensions []Tension
	for i, actor := range n.actors {
		t := Tension{actor, c.load[i].triads, c.load[i].unbalanced, f.at[i]}
		if t.Unbalanced > 0 || t.Frustrated > 0 {
			tensions = append(tensions, t)
		}
	}
	slices.SortFunc(tensions, func(t, u Tension) int {
		return cmp.Or(
			cmp.Compare(u.Unbalanced, t.Unbalanced), cmp.Compare(t.Triads, u.Triads), // of equally many, the larger share is that of fewer
			cmp.Compare(u.Frustrated, t.Frustrated), cmp.Compare(t.Actor, u.Actor),
		)
	})
	return tensions
}
