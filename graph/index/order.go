package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"dyad/graph"
)

// finish puts what was staged in order: claims by the relationship they back, relationships by their ends.
func (b *builder) finish() (*Index, error) {
	x := b.x
	b.nodeOf, b.sourceOf = nil, nil // a big graph's maps are big too
	b.sortTypes()
	b.fillTables()
	if err := x.claims.sortIDs(b.orderPresent()); err != nil {
		return nil, err
	}
	b.orderPast()
	x.keepFormer(b.former)
	x.edges.connect(len(x.nodes.records))
	x.names = newNameIndex(x.nodes)
	x.classify()
	x.origins = originsOf(x.sources, 0, len(x.nodes.records))
	x.present = &Graph{x: x}
	x.appraise()
	return x, nil
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

// sortIDs orders the rows of the claims that stand now by id, and refuses an id that stands twice. Rows that come in order,
// as a store that keeps claims by id gives them, cost nothing.
func (cs *claims) sortIDs(rows []row) error {
	cs.byID = rows
	byID := func(a, b row) int { return cs.id[a].Compare(cs.id[b]) }
	if !slices.IsSortedFunc(cs.byID, byID) {
		cs.sortByHeads()
	}
	for i := 1; i < len(cs.byID); i++ {
		if id := cs.id[cs.byID[i]]; id == cs.id[cs.byID[i-1]] {
			return &graph.Error{
				Op: "index.Build", On: "claim " + id.String(), Fault: graph.Corrupt,
				Err: errors.New("two versions of it stand at once"),
			}
		}
	}
	return nil
}

// sortByHeads sorts byID. The first bytes of ids nearly always tell them apart, and lie side by side while they are compared.
func (cs *claims) sortByHeads() {
	type headed struct {
		head uint64
		row  row
	}
	order := make([]headed, len(cs.byID))
	for i, r := range cs.byID {
		order[i] = headed{binary.BigEndian.Uint64(cs.id[r][:]), r}
	}
	slices.SortFunc(order, func(a, b headed) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return cs.id[a.row].Compare(cs.id[b.row])
	})
	for i, h := range order {
		cs.byID[i] = h.row
	}
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

// keepFormer keeps the ids under which edges were known before.
func (x *Index) keepFormer(former map[graph.RelationshipID]ends) {
	x.former = make(map[graph.RelationshipID]Edge, len(former))
	for id, e := range former {
		if at := x.edges.locate(e); at >= 0 {
			x.former[id] = at
		}
	}
}

// connect makes the adjacency of n nodes in both directions.
func (es *edges) connect(n int) {
	es.out, es.in = make([]Edge, n+1), make([]int32, n+1)
	for e := range es.present {
		es.out[es.from[e]+1]++
		if to := es.to[e]; to != Nobody {
			es.in[to+1]++
		}
	}
	for i := range n {
		es.out[i+1] += es.out[i]
		es.in[i+1] += es.in[i]
	}
	next := slices.Clone(es.in)
	es.inEdge, es.inFrom = make([]Edge, es.in[n]), make([]Node, es.in[n])
	for e := range es.present {
		if to := es.to[e]; to != Nobody {
			es.inEdge[next[to]], es.inFrom[next[to]] = Edge(e), es.from[e]
			next[to]++
		}
	}
	for e := es.present; e < len(es.from); e++ {
		es.pastIn = append(es.pastIn, Edge(e))
	}
	slices.SortStableFunc(es.pastIn, func(a, b Edge) int { return cmp.Compare(es.to[a], es.to[b]) })
}
