package index

import (
	"dyad/graph"
)

// An adoption takes the claims of an earlier index over into a builder, number for number. The identities and the words are those of then.
type adoption struct {
	b      *builder
	before *Index
	closes map[graph.ClaimID]graph.Tx

	nodes, sources, types, attitudes, whens, extras, ticks []int32 // by number in before: the number in the builder
	places                                                 []int32 // by row: where it went, as in builder.original
}

// adopt takes in the claims of before in their order, and then the new versions.
func (b *builder) adopt(before *Index, m *amending) error {
	a := &adoption{b: b, before: before, closes: m.closes}
	a.number()
	cs, es := &before.claims, &before.edges
	b.open = make([]staged, 0, cs.standing()+len(m.opens))
	for e := range Edge(es.present) {
		own := a.ends(e)
		for r := es.rows[e]; r < es.rows[e+1]; r++ {
			a.take(r, own)
		}
	}
	for r := row(cs.standing()); int(r) < len(cs.id); r++ {
		a.take(r, a.ends(cs.edge[int(r)-cs.standing()]))
	}
	a.project()
	adopted := len(b.open)
	for i := range m.opens {
		if err := b.add(&m.opens[i]); err != nil {
			return err
		}
	}
	return a.order(adopted)
}

// order merges the order of ids that was with that of the versions which are new, from the place adopted on.
func (a *adoption) order(adopted int) error {
	b, cs := a.b, &a.before.claims
	b.byID = make([]int32, 0, len(b.open))
	next := adopted
	for _, r := range cs.byID {
		if a.places[r] < 0 {
			continue
		}
		for next < len(b.open) && b.open[next].id.Compare(cs.id[r]) < 0 {
			b.byID = append(b.byID, int32(next))
			next++
		}
		if next < len(b.open) && b.open[next].id == cs.id[r] {
			return twice(cs.id[r])
		}
		b.byID = append(b.byID, a.places[r])
	}
	for ; next < len(b.open); next++ {
		b.byID = append(b.byID, int32(next))
	}
	return nil
}

// number finds the numbers that things have in the builder.
func (a *adoption) number() {
	b, x := a.b, a.before
	b.x.roles = append([]graph.TermKey(nil), x.roles...)
	a.nodes, a.sources = make([]int32, len(x.nodes.records)), make([]int32, len(x.sources.records))
	for i := range a.nodes {
		a.nodes[i] = int32(b.nodeOf[x.nodes.records[i].Value.Key])
	}
	for i := range a.sources {
		a.sources[i] = b.sourceOf[x.sources.records[i].Value.Key]
	}
	for _, t := range x.types {
		a.types = append(a.types, b.types.place(t, func() kind { return b.kind(t) }))
	}
	for i := range x.attitudes {
		t := &x.attitudes[i]
		c := graph.Claim{Voices: t.voices, Polarity: t.polarity, Modality: t.modality, Outcome: t.outcome}
		a.attitudes = append(a.attitudes, b.attitudes.place(attitudeKeyOf(&c), func() attitude { return newAttitude(&c, b.node) }))
	}
	for i := range x.whens {
		a.whens = append(a.whens, b.whens.place(x.whens[i].when, func() moment { return x.whens[i] }))
	}
	for i := range x.extras {
		a.extras = append(a.extras, b.extras.place(x.extras[i].key(), func() extra { return x.extras[i] }))
	}
	for _, tx := range x.claims.ticks {
		a.ticks = append(a.ticks, b.opened.place(tx, func() graph.Tx { return tx }))
	}
	a.places = make([]int32, len(x.claims.id))
}

// key is that of [extraKeyOf].
func (e *extra) key() string {
	return extraKeyOf(&graph.Claim{Roles: e.roles, Number: e.number, Disputes: e.disputes, Reconciles: e.reconciles, Revision: e.revision})
}

// take takes in one row, which has these ends.
func (a *adoption) take(r row, own ends) {
	b, cs := a.b, &a.before.claims
	s := staged{
		id: cs.id[r], ends: own, source: a.sources[cs.source[r]], attitude: a.attitudes[cs.attitude[r]],
		when: a.whens[cs.when[r]], extra: a.extras[cs.extra[r]], opened: a.ticks[cs.opened[r]],
	}
	if past := int(r) - cs.standing(); past >= 0 {
		s.closed = cs.closed[past]
	} else if len(a.closes) > 0 {
		s.closed = a.closes[s.id]
	}
	place := len(b.open)
	if s.closed != 0 {
		place = -1 - len(b.closed)
		b.closed = append(b.closed, s)
	} else {
		b.open = append(b.open, s)
	}
	a.places[r] = int32(place)
	if len(a.before.original) == 0 {
		return
	}
	if c, rewritten := a.before.original[r]; rewritten {
		b.original[place] = c
	}
}

// ends are those of a relationship in the numbers of the builder.
func (a *adoption) ends(e Edge) ends {
	es := &a.before.edges
	own := ends{Node(a.nodes[es.from[e]]), Nobody, a.types[es.typ[e]]}
	if to := es.end(e); to != Nobody {
		own.to = Node(a.nodes[to])
	}
	return own
}

// project takes over what claims back by their roles, and the ids that relationships had.
func (a *adoption) project() {
	es := &a.before.edges
	for _, backed := range []map[Edge][]via{es.projected, es.past} {
		for e, vias := range backed {
			for _, v := range vias {
				if v.role != 0 {
					a.b.backings = append(a.b.backings, backing{a.ends(e), int(a.places[v.row]), v.role})
				}
			}
		}
	}
	for id, e := range a.before.former {
		a.b.former[id] = a.ends(e)
	}
}
