package index

import (
	"iter"
	"slices"
	"sync"

	"dyad/graph"
)

// Claim returns the claim of that id as it was recorded at the view's time, whether or not the view's other conditions admit
// it. It is a projection: see [Backing].
func (g *Graph) Claim(id graph.ClaimID) (*graph.Claim, bool) {
	r, found := g.x.claims.at(id, g.view.AsOf)
	if !found {
		return nil, false
	}
	c := g.x.claim(r, g.x.home(r))
	return &c, true
}

// Annotated is [Graph.Claim] with the ends, roles and voices that were annotated: under the keys of then, in the order of those, and with no part
// as its whole.
func (g *Graph) Annotated(id graph.ClaimID) (*graph.Claim, bool) {
	x := g.x
	if x.up != nil {
		x = x.base
	}
	r, found := x.claims.at(id, g.view.AsOf)
	if !found {
		return nil, false
	}
	c, rewritten := x.original[r]
	if !rewritten {
		c = x.claim(r, x.home(r))
	}
	return &c, true
}

// Counts reports whether [Graph.Claims] yields the claim of that id: whether the view admits some position of it.
func (g *Graph) Counts(id graph.ClaimID) bool {
	r, found := g.x.claims.at(id, g.view.AsOf)
	if !found {
		return false
	}
	c := g.x.claim(r, g.x.home(r))
	return g.counts(&c, r)
}

// A Backed is a relationship that a claim is behind.
type Backed struct {
	Edge Edge
	Via  graph.TermKey // the role that projects the claim onto it; "" where it has the claim's own ends
}

// Edges returns the relationships that a claim is behind at the view's time: that of its own ends, then those that its
// projecting roles make, each once. One mediation is one claim behind several relationships.
func (g *Graph) Edges(id graph.ClaimID) []Backed {
	r, found := g.x.claims.at(id, g.view.AsOf)
	if !found {
		return nil
	}
	home := g.x.home(r)
	c := g.x.claim(r, home)
	return append([]Backed{{Edge: home}}, g.projected(&c, home)...)
}

// projected returns the relationships besides its home that the projecting roles of a claim make, each once.
func (g *Graph) projected(c *graph.Claim, home Edge) []Backed {
	var backed []Backed
	for _, role := range g.x.term(home).Projects {
		for _, filler := range c.Roles.Entities(role) {
			e, found := g.x.find(Triple{c.From, c.Type, filler})
			if found && e != home && !slices.ContainsFunc(backed, func(b Backed) bool { return b.Edge == e }) {
				backed = append(backed, Backed{e, role})
			}
		}
	}
	return backed
}

// Claims yields the claims of which the view admits some position, in the order of ids.
func (g *Graph) Claims(w Window[graph.ClaimID]) iter.Seq[*graph.Claim] {
	cs := &g.x.claims
	if g.view.AsOf == 0 {
		return g.counted(cs.byID, w)
	}
	return g.counted(g.recordedRows(cs.byID, cs.pastByID), w)
}

// recordedRows returns the rows of two lists that the view's time knows, in the order of ids.
func (g *Graph) recordedRows(lists ...[]row) []row {
	var rows []row
	for _, list := range lists {
		for _, r := range list {
			if g.x.claims.recorded(r, g.view.AsOf) {
				rows = append(rows, r)
			}
		}
	}
	g.sortRows(rows)
	return rows
}

func (g *Graph) sortRows(rows []row) {
	id := g.x.claims.id
	slices.SortFunc(rows, func(a, b row) int { return id[a].Compare(id[b]) })
}

// counted yields the claims of recorded rows, in the order of ids, that the view counts and the window holds.
func (g *Graph) counted(rows []row, w Window[graph.ClaimID]) iter.Seq[*graph.Claim] {
	return func(yield func(*graph.Claim) bool) {
		id := g.x.claims.id
		low, high := w.bounds(len(rows), func(want graph.ClaimID) (int, bool) {
			return slices.BinarySearchFunc(rows, want, func(r row, want graph.ClaimID) int { return id[r].Compare(want) })
		})
		for i := range w.walk(low, high) {
			if c := g.x.claim(rows[i], g.x.home(rows[i])); g.counts(&c, rows[i]) && !yield(&c) {
				return
			}
		}
	}
}

// CountClaims returns how many claims [Graph.Claims] yields.
func (g *Graph) CountClaims() int {
	if g.usual() {
		return g.x.claims.standing()
	}
	counted, _ := g.census()
	return counted
}

// census counts the claims that the view counts, and the positions that it left out only for being undated.
func (g *Graph) census() (counted, undated int) {
	for r := range row(len(g.x.claims.id)) {
		if !g.x.claims.recorded(r, g.view.AsOf) {
			continue
		}
		c := g.x.claim(r, g.x.home(r))
		counts, missing := g.judge(&c, r)
		if counts {
			counted++
		}
		undated += missing
	}
	return counted, undated
}

// ClaimsFrom is [Graph.Claims] of one source.
func (g *Graph) ClaimsFrom(key graph.SourceKey, w Window[graph.ClaimID]) iter.Seq[*graph.Claim] {
	s, found := g.x.sources.find(key)
	if !found {
		return func(func(*graph.Claim) bool) {}
	}
	return g.counted(g.recordedRows(g.x.carried.by(g.x, s)), w)
}

// ClaimsAbout is [Graph.Claims] of those that are behind a relationship of one entity.
func (g *Graph) ClaimsAbout(n Node, w Window[graph.ClaimID]) iter.Seq[*graph.Claim] {
	var rows []row
	for e := range g.RelationshipsOf(n, Any, Window[Triple]{}, nil) {
		for v := range g.backing(e) {
			rows = append(rows, v.row)
		}
	}
	g.sortRows(rows)
	return g.counted(slices.Compact(rows), w)
}

// carried lists the rows of each source. It is worked out when first asked for.
type carried struct {
	once   sync.Once
	starts []int32
	rows   []row
}

// by returns the rows of a source, closed ones included.
func (c *carried) by(x *Index, source int32) []row {
	c.once.Do(func() { c.sort(x.claims.source, len(x.sources.records)) })
	return c.rows[c.starts[source]:c.starts[source+1]]
}

// sort files each row under its source.
func (c *carried) sort(sources []int32, n int) {
	c.starts, c.rows = make([]int32, n+1), make([]row, len(sources))
	for _, s := range sources {
		c.starts[s+1]++
	}
	for i := range n {
		c.starts[i+1] += c.starts[i]
	}
	next := slices.Clone(c.starts)
	for r, s := range sources {
		c.rows[next[s]] = row(r)
		next[s]++
	}
}
