package index

import (
	"cmp"
	"maps"
	"slices"
	"sync/atomic"

	"dyad/graph"
)

// RolledUp says what a view's rollup merged, and what it left.
type RolledUp struct {
	Merged  []Link    // by part, then whole
	Refused []Refusal // by part
}

// RolledUp returns what the view's rollup merges at some time, and what it leaves; nothing for a view without one.
//
// A part is counted as its whole where the view shows the relationship as stated or corroborated, of the sources and voices that
// the view admits: what is denied, suspected or planned moves nobody, and where it is contested dyad does not choose. Modality,
// polarity and validAt don't matter to this: they choose among claims about the wholes. It is counted so in the claims whose own
// date meets the times that are told of it. Places and events belong to nobody this way.
func (g *Graph) RolledUp() RolledUp {
	if g.x.up == nil {
		return RolledUp{}
	}
	return g.x.up.report()
}

// About returns the part of it that concerns some entities: what is counted as them, at once or by way of others, what they are counted
// as at some time, and what is not counted as them or leaves them as they are.
func (r RolledUp) About(g *Graph, nodes ...Node) RolledUp {
	concerned := map[graph.EntityKey]bool{}
	for _, n := range nodes {
		concerned[g.Key(n)] = true
	}
	below := maps.Clone(concerned)
	for grown := true; grown; {
		before := len(below)
		for _, l := range r.Merged {
			if below[l.Whole] {
				below[l.Part] = true
			}
		}
		grown = len(below) > before
	}
	return RolledUp{
		Merged: slices.DeleteFunc(slices.Clone(r.Merged), func(l Link) bool { return !below[l.Whole] && !concerned[l.Part] }),
		Refused: slices.DeleteFunc(slices.Clone(r.Refused), func(no Refusal) bool {
			return !below[no.Part] && !slices.ContainsFunc(no.Wholes, func(k graph.EntityKey) bool { return below[k] })
		}),
	}
}

// Whole returns the entity that n is counted as at all times; n itself where there is none, or where that depends on the time.
func (g *Graph) Whole(n Node) Node {
	if g.x.up == nil || n == Nobody {
		return n
	}
	if whole, found := g.x.nodes.find(g.x.up.lasting.of(g.Key(n))); found {
		return whole
	}
	return n
}

// Counted returns the key under which a recorded claim of that time is read as being about an entity: the present one or, where the
// view's rollup has one then, that of the whole.
func (g *Graph) Counted(key graph.EntityKey, when graph.When) graph.EntityKey {
	key = g.x.identity.of(key)
	if g.x.up == nil {
		return key
	}
	return g.x.up.dates[spanOf(when)].of(key) // there is one for each claim that names a part
}

// An inner claim is between entities that are counted as one.
type inner struct {
	graph.Version[graph.Claim]
	whole graph.EntityKey
}

// Inner returns the claims that the view admits and that back nothing, since both their ends are counted as one of the wholes; all
// of them for nil. They come in no order.
func (g *Graph) Inner(wholes []Node) []graph.ClaimID {
	var ids []graph.ClaimID
	for i := range g.x.inner {
		c := &g.x.inner[i]
		if !c.At(g.view.AsOf) || wholes != nil && !slices.ContainsFunc(wholes, func(n Node) bool { return g.Key(n) == c.whole }) {
			continue
		}
		positions := c.Value.Positions(g.x.vocabulary.Relation(c.Value.Type), g.sourceFor(c.Value.Source))
		if admitted, _ := g.view.Admit(positions); len(admitted) > 0 {
			ids = append(ids, c.Value.ID)
		}
	}
	return ids
}

// rolled returns the index with parts as their wholes. The last one of each rollup is kept.
func (x *Index) rolled(v *graph.View) (*Index, error) {
	links, disputed := x.links(v)
	kept := x.kept(v.Rollup)
	same := func(a, b []Link) bool { return slices.EqualFunc(a, b, func(l, m Link) bool { return l.equal(m) }) }
	if r := kept.Load(); r != nil && same(r.up.links, links) && same(r.up.disputed, disputed) {
		return r, nil
	}
	r, err := build(x.input(), v.AsOf, newRollup(links, disputed))
	if err != nil {
		return nil, err
	}
	r.base, r.present.view.Rollup = x, v.Rollup
	kept.Store(r)
	return r, nil
}

func (x *Index) kept(r graph.Rollup) *atomic.Pointer[Index] {
	if r == graph.RollupState {
		return &x.states
	}
	return &x.parts
}

// links returns what the view's rollup leads along, and where that is contested; by part, then whole.
func (x *Index) links(v *graph.View) (links, disputed []Link) {
	along := make([]bool, len(x.types))
	for i, key := range x.types {
		along[i] = slices.ContainsFunc(v.Rollup.Types(), func(wide graph.TermKey) bool { return x.vocabulary.Entails(key, wide) })
	}
	g := x.evaluate(graph.View{
		Sources: v.Sources, WithoutSources: v.WithoutSources, AsOf: v.AsOf,
		Voices: v.Voices, WithoutVoices: v.WithoutVoices, Scope: v.Scope,
	})
	for e := range Edge(len(x.edges.from)) {
		if !along[x.edges.typ[e]] {
			continue
		}
		from, to := g.Ends(e)
		if to == Nobody || from == to || g.ClassOf(from) != graph.Actor || g.ClassOf(to) != graph.Actor {
			continue
		}
		switch g.standing(e).status() {
		case graph.Stated, graph.Corroborated:
			links = append(links, g.link(e))
		case graph.Contested:
			disputed = append(disputed, g.link(e))
		}
	}
	return byPart(links), byPart(disputed)
}

// link reads when a relationship can have held, and who asserts it.
func (g *Graph) link(e Edge) Link {
	t := g.Triple(e)
	l := Link{Part: t.From, Whole: t.To}
	positions, _ := g.Positions(e)
	for i := range positions {
		if positions[i].Modality != graph.Asserted {
			continue
		}
		for _, piece := range positions[i].Pieces {
			if piece.Value == graph.Affirms {
				l.Times, l.Claims = append(l.Times, piece.Outer), append(l.Claims, positions[i].Claim.ID)
			}
		}
	}
	return l
}

// byPart sorts links, and makes one of those that several types give.
func byPart(links []Link) []Link {
	slices.SortStableFunc(links, func(a, b Link) int { return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Whole, b.Whole)) })
	var out []Link
	for _, l := range links {
		if last := len(out) - 1; last >= 0 && out[last].Part == l.Part && out[last].Whole == l.Whole {
			out[last].Times, out[last].Claims = append(out[last].Times, l.Times...), append(out[last].Claims, l.Claims...)
			continue
		}
		out = append(out, l)
	}
	for i := range out {
		l := &out[i]
		slices.SortFunc(l.Times, graph.Span.Compare)
		l.Times, l.Claims = slices.Compact(l.Times), sortedIDs(l.Claims)
		if l.Lasting() {
			l.Times = []graph.Span{graph.Always()}
		}
	}
	return out
}
