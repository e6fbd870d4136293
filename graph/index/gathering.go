package index

import (
	"math"
	"slices"
	"strings"

	"dyad/graph"
)

// A Gathering keeps what an index needs of claims while they are recorded, so that they need not be read again to build it: some 60 bytes each. It is
// of use for claims that have nothing but ends, a time and a number, in a graph where nobody is merged; with any other it is given up, and the index is
// built as if there were none. The zero value is empty. It is not safe for use by several goroutines.
type Gathering struct {
	staged   []staged // with entities, sources and types by their places here
	entities pool[graph.EntityKey, graph.EntityKey]
	sources  pool[graph.SourceKey, graph.SourceKey]
	types    pool[graph.TermKey, graph.TermKey]
	opened   pool[graph.Tx, graph.Tx]

	attitudes pool[attitudeKey, attitude]
	whens     pool[graph.When, moment]
	extras    pool[string, extra]

	given bool // up
}

// Add takes in a claim, in its normal form, that a transaction opened and that none has closed. It keeps nothing of it but its number.
func (g *Gathering) Add(c *graph.Claim, opened graph.Tx) {
	if g.given {
		return
	}
	if len(c.Roles)+len(c.Voices)+len(c.Disputes)+len(c.Reconciles) > 0 || len(g.staged) == math.MaxInt32 {
		g.GiveUp()
		return
	}
	s := staged{id: c.ID, ends: ends{from: Node(g.entity(c.From)), to: Nobody}}
	if c.To != "" {
		s.to = Node(g.entity(c.To))
	}
	s.typ = g.types.place(c.Type, cloned(c.Type))
	s.source = g.sources.place(c.Source, cloned(c.Source))
	s.opened = g.opened.place(opened, func() graph.Tx { return opened })
	s.attitude = g.attitudes.place(attitudeKeyOf(c), func() attitude { return newAttitude(c, nil) }) // which has no voice to be found
	s.when = g.whens.place(c.When, func() moment { return newMoment(c.When) })
	noExtra(&g.extras)
	if key := extraKeyOf(c); key != "" {
		s.extra = g.extras.place(key, func() extra { return newExtra(c) })
	}
	g.staged = append(g.staged, s)
}

func (g *Gathering) entity(key graph.EntityKey) int32 { return g.entities.place(key, cloned(key)) }

// cloned makes a key of a text in memory of its own, which may lie in that of a whole line.
func cloned[K ~string](key K) func() K { return func() K { return K(strings.Clone(string(key))) } }

// GiveUp lets go of everything.
func (g *Gathering) GiveUp() { *g = Gathering{given: true} }

// Len is how many claims there are; 0 once it was given up.
func (g *Gathering) Len() int { return len(g.staged) }

// into stages all claims in a builder that has none, and empties the gathering. false: it is of no use here, and nothing was done.
func (g *Gathering) into(b *builder) bool {
	if g.given || len(b.x.identity) > 0 || b.x.up != nil || len(g.types.items) > math.MaxUint16 {
		return false
	}
	nodes, sources := make([]Node, len(g.entities.items)), make([]int32, len(g.sources.items))
	for i, key := range g.entities.items {
		if nodes[i] = b.node(key); nodes[i] == Nobody {
			return false // and building the index will say so
		}
	}
	for i, key := range g.sources.items {
		at, known := b.sourceOf[key]
		if !known {
			return false
		}
		sources[i] = at
	}
	for i := range g.staged {
		s := &g.staged[i]
		s.source, s.from = sources[s.source], nodes[s.from]
		if s.to != Nobody {
			s.to = nodes[s.to]
		}
	}
	for _, key := range g.types.items { // as they are numbered here
		b.types.place(key, func() kind { return b.kind(key) })
	}
	b.open, b.opened = slices.Clip(g.staged), g.opened
	b.attitudes, b.whens, b.extras = g.attitudes, g.whens, g.extras
	noExtra(&b.extras)
	g.GiveUp()
	return true
}

// noExtra has the first place stand for what most claims have: nothing more.
func noExtra(p *pool[string, extra]) {
	if len(p.items) == 0 {
		p.place("", func() extra { return extra{revision: 1} })
	}
}
