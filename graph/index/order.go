package index

import (
	"cmp"
	"slices"

	"dyad/graph"
)

// finish puts what was staged in order: claims by the relationship they back, relationships by their ends.
func (b *builder) finish() (*Index, error) {
	x := b.x
	b.nodeOf, b.sourceOf = nil, nil // a big graph's maps are big too
	b.sortTypes()
	b.fillTables()
	rows := b.orderPresent()
	if b.byID != nil {
		x.claims.byID = make([]row, len(rows))
		for i, at := range b.byID {
			x.claims.byID[i] = rows[at]
		}
	} else if err := x.claims.sortIDs(rows); err != nil {
		return nil, err
	}
	b.orderPast()
	x.keepFormer(b.former)
	x.complete()
	return x, nil
}

// complete works out what follows from the claims and their order.
func (x *Index) complete() {
	x.edges.connect(len(x.nodes.records))
	x.classify()
	x.origins = originsOf(x.sources, 0, len(x.nodes.records))
	x.present = &Graph{x: x}
	x.appraise()
}

// sortTypes numbers the types by their keys, so that edges sorted by number are sorted by key.
func (b *builder) sortTypes() {
	kinds := b.types.items
	order := make([]int32, len(kinds))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { return cmp.Compare(kinds[i].key, kinds[j].key) })
	rank := make([]int32, len(kinds))
	for to, from := range order {
		rank[from] = int32(to)
		b.x.types = append(b.x.types, kinds[from].key)
		b.x.terms = append(b.x.terms, kinds[from].term)
	}
	for _, list := range [][]staged{b.open, b.closed} {
		for i := range list {
			list[i].typ = rank[list[i].typ]
		}
	}
	for i := range b.backings {
		b.backings[i].typ = rank[b.backings[i].typ]
	}
	for id, e := range b.former {
		e.typ = rank[e.typ]
		b.former[id] = e
	}
}

// fillTables hands the pools over and makes room for the columns.
func (b *builder) fillTables() {
	x, n := b.x, len(b.open)+len(b.closed)
	x.attitudes, x.whens, x.extras = tight(b.attitudes.items), tight(b.whens.items), tight(b.extras.items)
	ticks := slices.Sorted(slices.Values(b.opened.items))
	for _, list := range [][]staged{b.open, b.closed} {
		for i := range list {
			at, _ := slices.BinarySearch(ticks, b.opened.items[list[i].opened])
			list[i].opened = int32(at)
		}
	}
	x.claims = claims{
		id: make([]graph.ClaimID, 0, n), source: make([]int32, 0, n), attitude: make([]int32, 0, n),
		when: make([]int32, 0, n), extra: make([]int32, 0, n), opened: make([]uint32, 0, n),
		edge: make([]Edge, 0, len(b.closed)), closed: make([]graph.Tx, 0, len(b.closed)), ticks: ticks,
	}
	x.original = make(map[row]graph.Claim, len(b.original))
}

// append adds a claim to the columns.
func (cs *claims) append(s *staged) row {
	r := row(len(cs.id))
	cs.id = append(cs.id, s.id)
	cs.source = append(cs.source, s.source)
	cs.attitude = append(cs.attitude, s.attitude)
	cs.when = append(cs.when, s.when)
	cs.extra = append(cs.extra, s.extra)
	cs.opened = append(cs.opened, uint32(s.opened))
	return r
}

// A place is a staged claim, or one that is projected, where it is to go: sorted by type and end among those with one From.
type place struct {
	key     uint64
	claim   int32 // in builder.open
	backing int32 // in builder.backings; -1 for the claim's own ends
}

func (e ends) key() uint64 { return uint64(e.typ)<<32 | uint64(uint32(e.to+1)) }

// orderPresent makes the present edges and the rows of the claims that stand now, and returns where each staged claim went.
func (b *builder) orderPresent() []row {
	x := b.x
	es := &x.edges
	es.projected = map[Edge][]via{}
	rows := make([]row, len(b.open))
	projected := make([]Edge, len(b.backings)) // by backing
	starts, places := b.bucket()
	for n := range x.nodes.records {
		bucket := places[starts[n]:starts[n+1]]
		slices.SortFunc(bucket, b.comparePlaces)
		for i, p := range bucket {
			if i == 0 || bucket[i-1].key != p.key {
				es.begin(Node(n), p.key, row(len(x.claims.id)))
			}
			if p.backing >= 0 {
				projected[p.backing] = Edge(len(es.from) - 1)
				continue
			}
			rows[p.claim] = x.claims.append(&b.open[p.claim])
		}
	}
	es.present = len(es.from)
	es.rows = tight(append(es.rows, row(len(x.claims.id))))
	for i, bk := range b.backings {
		if bk.claim >= 0 {
			es.projected[projected[i]] = append(es.projected[projected[i]], via{rows[bk.claim], bk.role})
		}
	}
	for at, c := range b.original {
		if at >= 0 {
			x.original[rows[at]] = c
		}
	}
	return rows
}

// begin adds an edge of node n; its claims begin at row r.
func (es *edges) begin(n Node, key uint64, r row) {
	es.from = append(es.from, n)
	es.typ = append(es.typ, uint16(key>>32))
	es.to = append(es.to, Node(uint32(key))-1)
	es.rows = append(es.rows, r)
}

// bucket sorts what backs present edges by its From.
func (b *builder) bucket() (starts []int32, places []place) {
	starts = make([]int32, len(b.x.nodes.records)+1)
	for i := range b.open {
		starts[b.open[i].from+1]++
	}
	for i := range b.backings {
		if b.backings[i].claim >= 0 {
			starts[b.backings[i].from+1]++
		}
	}
	for i := range len(starts) - 1 {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	places = make([]place, starts[len(starts)-1])
	put := func(e ends, claim, backing int) {
		places[next[e.from]] = place{e.key(), int32(claim), int32(backing)}
		next[e.from]++
	}
	for i := range b.open {
		put(b.open[i].ends, i, -1)
	}
	for i := range b.backings {
		if bk := &b.backings[i]; bk.claim >= 0 {
			put(bk.ends, bk.claim, i)
		}
	}
	return starts, places
}

func (b *builder) comparePlaces(p, q place) int {
	if p.key != q.key {
		return cmp.Compare(p.key, q.key)
	}
	return b.open[p.claim].id.Compare(b.open[q.claim].id)
}

// keepFormer keeps the ids under which edges were known before.
func (x *Index) keepFormer(former map[graph.RelationshipID]ends) {
	x.former = make(map[graph.RelationshipID]Edge, len(former))
	for id, e := range former {
		if at := x.edges.locate(e); at >= 0 {
			x.former[id] = at
		}
	}
}
