package index

import (
	"iter"
	"slices"
	"sync"

	"dyad/graph"
)

// A Backing is a claim behind a relationship.
type Backing struct {
	// Claim is a projection on present keys: without evidence, gist and whoever coded it. What its slices hold is shared.
	Claim *graph.Claim
	// Via is the role that projects the claim onto the relationship; "" where the relationship has the claim's own ends.
	Via graph.TermKey
}

// backing yields the claims of e that are recorded at the view's time, in no order.
func (g *Graph) backing(e Edge) iter.Seq[via] {
	es, cs, tx := &g.x.edges, &g.x.claims, g.view.AsOf
	return func(yield func(via) bool) {
		if int(e) < es.present {
			for r := es.rows[e]; r < es.rows[e+1]; r++ {
				if (tx == 0 || cs.recorded(r, tx)) && !yield(via{row: r}) {
					return
				}
			}
		}
		if len(es.projected) > 0 && !g.those(es.projected[e], yield) {
			return
		}
		if tx != 0 {
			g.those(es.past[e], yield)
		}
	}
}

// those yields what is recorded of a list, and reports whether more is wanted.
func (g *Graph) those(list []via, yield func(via) bool) bool {
	for _, v := range list {
		if g.x.claims.recorded(v.row, g.view.AsOf) && !yield(v) {
			return false
		}
	}
	return true
}

// ordered returns the claims of e that are recorded at the view's time, in the order of ids.
func (g *Graph) ordered(e Edge) []via {
	list := slices.Collect(g.backing(e))
	id := g.x.claims.id
	slices.SortFunc(list, func(a, b via) int { return id[a.row].Compare(id[b.row]) })
	return list
}

// claims writes out rows.
func (g *Graph) claims(list []via) []graph.Claim {
	out := make([]graph.Claim, len(list))
	for i, v := range list {
		out[i] = g.x.claim(v.row, g.x.home(v.row))
	}
	return out
}

// Positions returns who holds what about the relationship, as far as the view admits it, in the order of claims' ids; and how
// many positions the view's time left out only for being undated.
func (g *Graph) Positions(e Edge) (positions []graph.Position, undated int) {
	list := g.ordered(e)
	claims := g.claims(list)
	positions = make([]graph.Position, 0, len(claims))
	for i := range claims {
		positions = append(positions, g.positions(&claims[i], list[i].row)...)
	}
	return g.view.Admit(positions)
}

// positions returns who holds what by the claim in row r.
func (g *Graph) positions(c *graph.Claim, r row) []graph.Position {
	return c.Positions(g.x.vocabulary.Relation(c.Type), g.sourceAt(g.x.claims.source[r]))
}

// sourceAt returns the source as the view's time knows it; where it knows none, as it was last known.
func (g *Graph) sourceAt(s int32) *graph.Source {
	if at := g.x.sources.at(s, g.view.AsOf); at != nil {
		return at
	}
	return &g.x.sources.records[s].Value
}

// Backing returns the claims behind the relationship of which the view admits some position, in the order of ids.
func (g *Graph) Backing(e Edge) []Backing {
	list := g.ordered(e)
	claims := g.claims(list)
	var out []Backing
	for i := range claims {
		if g.counts(&claims[i], list[i].row) {
			out = append(out, Backing{&claims[i], g.x.roles[list[i].role]})
		}
	}
	return out
}

// counts reports whether the view admits some position of a recorded claim.
func (g *Graph) counts(c *graph.Claim, r row) bool {
	judged, _ := g.judge(c, r)
	return judged
}

// judge is counts, with the number of positions left out only for being undated.
func (g *Graph) judge(c *graph.Claim, r row) (counts bool, undated int) {
	if g.usual() {
		return true, 0
	}
	admitted, undated := g.view.Admit(g.positions(c, r))
	return len(admitted) > 0, undated
}

// Relationship adds up what the view admits. It is worked out anew with each call, from all its claims: meant for pages, not for scans,
// and never for each claim, which [Standings] are for.
func (g *Graph) Relationship(e Edge) graph.Relationship {
	positions, _ := g.Positions(e)
	t := g.x.triple(e)
	return graph.RelationshipOf(t.From, g.x.term(e), t.To, positions)
}

// Origins returns how many independent origins affirm the relationship, asserted or alleged.
func (g *Graph) Origins(e Edge) int {
	if g.usual() && int(e) < g.x.edges.present {
		if n := g.x.backers.of(g.x)[e]; n < manyBackers {
			return int(n)
		}
	}
	return g.countOrigins(e)
}

// Supports tell how well relationships are supported, to whoever asks of many.
type Supports struct {
	g      *Graph
	counts []uint8 // of the graph of the present; see [backers]
}

// Supports returns those of g.
func (g *Graph) Supports() Supports {
	s := Supports{g: g}
	if g.usual() {
		s.counts = g.x.backers.of(g.x)
	}
	return s
}

// Of returns the rank of the status of e, 0 for the strongest, and [Graph.Origins] of it.
func (s Supports) Of(e Edge) (rank, origins int) {
	if int(e) < len(s.counts) && s.counts[e] < manyBackers {
		return s.g.x.standings[e].rank(), int(s.counts[e])
	}
	return int(s.g.standing(e).rank), s.g.Origins(e)
}

// countOrigins is Origins, worked out.
func (g *Graph) countOrigins(e Edge) int {
	var origins []int32
	for v := range g.backing(e) {
		origin, plain := g.affirming(v.row, e)
		if !plain {
			return g.Relationship(e).Support.Origins
		}
		if origin != noOrigin {
			origins = append(origins, origin)
		}
	}
	slices.Sort(origins)
	return len(slices.Compact(origins))
}

// affirming returns whose word an affirming plain claim is; noOrigin for one that does not affirm, or that the view leaves out.
func (g *Graph) affirming(r row, e Edge) (origin int32, plain bool) {
	t := tally{origin: noOrigin}
	if !t.add(g, r, g.x.term(e).Achievement) {
		return noOrigin, false
	}
	if !t.affirmed {
		return noOrigin, true
	}
	cs := &g.x.claims
	return g.origin(&g.x.attitudes[cs.attitude[r]], cs.source[r]), true
}

// manyBackers stands for so many origins or more.
const manyBackers = 255

// backers are how many origins affirm each present relationship, in the graph of the present without conditions. They are counted when first asked for.
type backers struct {
	once   sync.Once
	counts []uint8
}

func (b *backers) of(x *Index) []uint8 {
	b.once.Do(func() {
		b.counts = make([]uint8, x.edges.present)
		for e := range b.counts {
			b.counts[e] = uint8(min(x.present.countOrigins(Edge(e)), manyBackers))
		}
	})
	return b.counts
}
