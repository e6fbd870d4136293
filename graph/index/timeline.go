package index

import (
	"cmp"
	"iter"
	"slices"

	"dyad/graph"
)

// A Held is a position in the order of time: what one holder says by one claim, whichever relationships that is behind.
type Held struct {
	graph.Position
	Place int // among the positions that the view admits of the claim

	row row
}

// An Instant is where a position stands in the order of time. What lies earlier by its first possible day comes first; of what
// begins alike, what is over earlier, so that an exact date stands before a vague one that begins on it. The order says nothing
// of what happened first where the days of two overlap: only [graph.Span]s that share no day tell.
type Instant struct {
	Days  graph.Span // that the date allows; [graph.Always] for no date
	Claim graph.ClaimID
	Place int
}

// Compare orders instants.
func (i Instant) Compare(j Instant) int {
	return cmp.Or(i.Days.Compare(j.Days), i.Claim.Compare(j.Claim), cmp.Compare(i.Place, j.Place))
}

// Instant returns where h stands.
func (h *Held) Instant() Instant {
	return Instant{Days: spanOf(h.Claim.When), Claim: h.Claim.ID, Place: h.Place}
}

// Timeline yields who holds what by claims that have a date, as far as the view admits it, in the order of [Instant].
func (g *Graph) Timeline(w Window[Instant]) iter.Seq[*Held] { return g.held(g.x.inTime().dated, w) }

// Undated yields who holds what by claims that have no date, as far as the view admits it, in the order of ids.
func (g *Graph) Undated(w Window[Instant]) iter.Seq[*Held] { return g.held(g.x.inTime().undated, w) }

// TimelineOf is [Graph.Timeline], or [Graph.Undated], of the claims behind the relationships of one entity. They are gathered once, and
// may be read in any number of windows.
func (g *Graph) TimelineOf(n Node, dated bool) func(Window[Instant]) iter.Seq[*Held] {
	var rows []row
	for e := range g.RelationshipsOf(n, Any, Window[Triple]{}, nil) {
		for v := range g.backing(e) {
			if g.x.whens[g.x.claims.when[v.row]].when.EDTF.IsZero() != dated {
				rows = append(rows, v.row)
			}
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return g.x.instant(a).Compare(g.x.instant(b)) })
	rows = slices.Compact(rows)
	return func(w Window[Instant]) iter.Seq[*Held] { return g.held(rows, w) }
}

// instant is where the first position of a row would stand.
func (x *Index) instant(r row) Instant {
	return Instant{Days: spanOf(x.whens[x.claims.when[r]].when), Claim: x.claims.id[r]}
}

// held yields the positions of rows, which come in the order of time, that the view admits and the window holds.
func (g *Graph) held(rows []row, w Window[Instant]) iter.Seq[*Held] {
	first := func(key Instant) int {
		key.Place = 0
		at, _ := slices.BinarySearchFunc(rows, key, func(r row, k Instant) int { return g.x.instant(r).Compare(k) })
		return at
	}
	low, high := 0, len(rows)
	if w.After != nil {
		low = first(*w.After) // the claim may have another position
	}
	if w.Before != nil {
		for high = first(*w.Before); high < len(rows) && g.x.claims.id[rows[high]] == w.Before.Claim; {
			high++
		}
	}
	return func(yield func(*Held) bool) {
		for i := range w.walk(low, high) {
			if !g.positionsIn(rows[i], w, yield) {
				return
			}
		}
	}
}

// positionsIn yields the positions of one row, and reports whether more is wanted.
func (g *Graph) positionsIn(r row, w Window[Instant], yield func(*Held) bool) bool {
	if !g.x.claims.recorded(r, g.view.AsOf) {
		return true
	}
	c := g.x.claim(r, g.x.home(r))
	admitted, _ := g.view.Admit(g.positions(&c, r))
	for i := range w.walk(0, len(admitted)) {
		h := &Held{Position: admitted[i], Place: i, row: r}
		at := h.Instant()
		if w.After != nil && at.Compare(*w.After) <= 0 || w.Before != nil && at.Compare(*w.Before) >= 0 {
			continue
		}
		if !yield(h) {
			return false
		}
	}
	return true
}

// Behind yields the relationships that the claim of h is behind: that of its own ends first, then those that its projecting
// roles make.
func (g *Graph) Behind(h *Held) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		home := g.x.home(h.row)
		if !yield(home) {
			return
		}
		for _, b := range g.projected(h.Claim, home) {
			if !yield(b.Edge) {
				return
			}
		}
	}
}
