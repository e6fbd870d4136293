package index

import (
	"iter"
	"reflect"
	"slices"

	"dyad/graph"
)

// A Turn is what became of a claim from one graph to another.
type Turn string

// The turns.
const (
	Added     Turn = "ADDED"     // it was not on record before, or not any more
	Corrected Turn = "CORRECTED" // it says something else since, or says it by other words
	Retracted Turn = "RETRACTED" // it is not on record after
	LeftOut   Turn = "LEFT_OUT"  // it is on record as it was, and what it says counts no more, or not all of it
	TakenIn   Turn = "TAKEN_IN"  // it is on record as it was, and what it says counts now, or more of it
)

// A Turnover is a claim that was recorded, or counts, differently in two graphs.
type Turnover struct {
	Claim graph.ClaimID
	Turn  Turn
	// Tx is the last transaction that made it so; 0 where none did, since it only was left out or taken in.
	Tx graph.Tx
	// Before and After tell whether the claim counted there.
	Before, After bool
}

// Turnovers yields what became of each claim that counts in one of the graphs at least, in the order of ids, whatever relationships
// it is behind: see [Comparison.Concerns].
func (c *Comparison) Turnovers(w Window[graph.ClaimID]) iter.Seq[Turnover] {
	x := c.After.x.root()
	return func(yield func(Turnover) bool) {
		for id := range x.claims.each(w) {
			if t, turned := c.turnover(id); turned && !yield(t) {
				return
			}
		}
	}
}

// root returns the index of what was recorded, behind one that was made from it.
func (x *Index) root() *Index {
	for x.base != nil {
		x = x.base
	}
	return x
}

// each yields the ids of all claims, standing or not, that the window holds, in their order.
func (cs *claims) each(w Window[graph.ClaimID]) iter.Seq[graph.ClaimID] {
	return func(yield func(graph.ClaimID) bool) {
		search := func(list []row) func(graph.ClaimID) (int, bool) {
			return func(id graph.ClaimID) (int, bool) {
				return slices.BinarySearchFunc(list, id, func(r row, id graph.ClaimID) int { return cs.id[r].Compare(id) })
			}
		}
		rest := [][]row{cs.byID, cs.pastByID}
		for i, list := range rest {
			low, high := w.bounds(len(list), search(list))
			for low < len(list) && w.After != nil && cs.id[list[low]] == *w.After {
				low++ // of a claim there may be several closed versions
			}
			rest[i] = list[low:max(low, high)]
		}
		for {
			id, more := cs.pickID(rest, w.Backward)
			if !more || !yield(id) {
				return
			}
		}
	}
}

// pickID takes the next id off ordered lists of rows, from their ends if backward.
func (cs *claims) pickID(rest [][]row, backward bool) (best graph.ClaimID, found bool) {
	next := func(list []row) graph.ClaimID {
		if backward {
			return cs.id[list[len(list)-1]]
		}
		return cs.id[list[0]]
	}
	for _, list := range rest {
		if len(list) == 0 {
			continue
		}
		order := next(list).Compare(best)
		if !found || order < 0 != backward && order != 0 {
			best, found = next(list), true
		}
	}
	for i := range rest {
		for len(rest[i]) > 0 && next(rest[i]) == best {
			if backward {
				rest[i] = rest[i][:len(rest[i])-1]
			} else {
				rest[i] = rest[i][1:]
			}
		}
	}
	return best, found
}

// turnover tells what became of a claim, and whether anything did.
func (c *Comparison) turnover(id graph.ClaimID) (Turnover, bool) {
	was, before := c.Before.version(id)
	is, after := c.After.version(id)
	if before && after && was.opened == is.opened && c.alike() {
		return Turnover{}, false
	}
	held, holds := c.Before.admitted(id), c.After.admitted(id)
	t := Turnover{Claim: id, Before: held > 0, After: holds > 0}
	switch {
	case !t.Before && !t.After:
		return t, false
	case !before:
		t.Turn, t.Tx = Added, is.opened
	case !after:
		t.Turn, t.Tx = Retracted, was.closed
	case was.opened != is.opened:
		t.Turn, t.Tx = Corrected, is.opened
	case held > holds:
		t.Turn = LeftOut
	case held < holds:
		t.Turn = TakenIn
	default:
		return t, false
	}
	return t, true
}

// alike reports whether a claim that is on record in the same form before and after counts alike: whether the two views choose by
// the same conditions, of which none depends on what is known of its source.
func (c *Comparison) alike() bool {
	was, is := c.Before.view, c.After.view
	was.AsOf, is.AsOf = 0, 0
	return was.ValidAt.IsZero() && c.Before.x.up == nil && c.After.x.up == nil && reflect.DeepEqual(was, is)
}

// A version is when a form of a claim was on record.
type version struct{ opened, closed graph.Tx }

// version returns the form that a claim has at the view's time, and whether it has one.
func (g *Graph) version(id graph.ClaimID) (version, bool) {
	cs := &g.x.root().claims // one between wholes leaves out what lies within one
	r, found := cs.at(id, g.view.AsOf)
	if !found {
		return version{}, false
	}
	v := version{opened: cs.ticks[cs.opened[r]]}
	if past := int(r) - cs.standing(); past >= 0 {
		v.closed = cs.closed[past]
	}
	return v, true
}

// admitted returns how many positions of a claim the view admits.
func (g *Graph) admitted(id graph.ClaimID) int {
	r, found := g.x.claims.at(id, g.view.AsOf)
	if !found {
		return 0
	}
	c := g.x.claim(r, g.x.home(r))
	admitted, _ := g.view.Admit(g.positions(&c, r))
	return len(admitted)
}

// Concerns reports whether a claim is behind a relationship that is shown and matched before or after.
func (c *Comparison) Concerns(id graph.ClaimID) bool {
	if c.MatchBefore == nil && c.MatchAfter == nil {
		return true
	}
	behind := func(g *Graph, m *Matcher) bool {
		return slices.ContainsFunc(g.Edges(id), func(b Backed) bool { return g.Shows(b.Edge) && m.Match(b.Edge) })
	}
	return behind(c.Before, c.MatchBefore) || behind(c.After, c.MatchAfter)
}

// TurnoversOf returns what became of the claims behind a relationship, in the order of ids.
func (c *Comparison) TurnoversOf(s *Shift) []Turnover {
	var ids []graph.ClaimID
	add := func(g *Graph, stand Stand) {
		if stand.Shown {
			for v := range g.backing(stand.Edge) {
				ids = append(ids, g.x.claims.id[v.row])
			}
		}
	}
	add(c.Before, s.Before)
	add(c.After, s.After)
	var out []Turnover
	for _, id := range sortedIDs(ids) {
		if t, turned := c.turnover(id); turned {
			out = append(out, t)
		}
	}
	return out
}
