package index

import (
	"cmp"
	"slices"
)

// orderPast adds the closed versions behind the others, and edges for those that nothing backs any more.
func (b *builder) orderPast() {
	x := b.x
	es := &x.edges
	b.addPastEdges()
	es.past = map[Edge][]via{}
	first := row(len(b.open))
	for i := range b.closed {
		s := &b.closed[i]
		e := es.locate(s.ends)
		r := x.claims.append(s)
		x.claims.edge = append(x.claims.edge, e)
		x.claims.closed = append(x.claims.closed, s.closed)
		es.past[e] = append(es.past[e], via{row: r})
		if c, rewritten := b.original[-1-i]; rewritten {
			x.original[r] = c
		}
	}
	for _, bk := range b.backings {
		if bk.claim < 0 {
			e := es.locate(bk.ends)
			es.past[e] = append(es.past[e], via{first + row(-1-bk.claim), bk.role})
		}
	}
	x.claims.sortPast()
}

// addPastEdges numbers the edges that only closed claims back, in their order.
func (b *builder) addPastEdges() {
	es := &b.x.edges
	var missing []ends
	note := func(e ends) {
		if es.locate(e) < 0 {
			missing = append(missing, e)
		}
	}
	for i := range b.closed {
		note(b.closed[i].ends)
	}
	for i := range b.backings {
		if b.backings[i].claim < 0 {
			note(b.backings[i].ends)
		}
	}
	slices.SortFunc(missing, ends.compare)
	for _, e := range slices.Compact(missing) {
		es.from, es.to, es.typ = append(es.from, e.from), append(es.to, e.to), append(es.typ, uint16(e.typ))
	}
	es.from, es.to, es.typ = tight(es.from), tight(es.to), tight(es.typ)
}

// tight returns s without spare room behind it: what grew while it was built stays for as long as the index.
func tight[T any](s []T) []T {
	fit := make([]T, len(s))
	copy(fit, s)
	return fit
}

func (e ends) compare(f ends) int {
	return cmp.Or(cmp.Compare(e.from, f.from), cmp.Compare(e.key(), f.key()))
}

// locate returns the edge with the ends, -1 if there is none.
func (es *edges) locate(e ends) Edge {
	p := position{from: e.from, typ: int(e.typ), to: e.to, depth: 3}
	for _, list := range []edgeList{es.all(), es.allPast()} {
		if i, found := es.search(list, p); found {
			return list.at(i)
		}
	}
	return -1
}

// sortPast orders the closed versions by id, then as they were opened.
func (cs *claims) sortPast() {
	for r := len(cs.byID); r < len(cs.id); r++ {
		cs.pastByID = append(cs.pastByID, row(r))
	}
	slices.SortFunc(cs.pastByID, func(a, b row) int {
		return cmp.Or(cs.id[a].Compare(cs.id[b]), cmp.Compare(cs.opened[a], cs.opened[b]))
	})
}
