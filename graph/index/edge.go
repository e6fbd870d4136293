package index

import (
	"cmp"
	"slices"
	"sort"

	"dyad/graph"
)

// An Edge is a relationship, by its place in the order of [Triple]. It is valid within one [Index] only. Relationships that
// only closed claims back are numbered behind all others; an Edge is then still one, but no place in that order.
type Edge int32

// edges are the relationships in columns, and who is connected by them in both directions.
type edges struct {
	from []Node
	to   []Node // see [passable]
	typ  []uint16
	rows []row // those that edge e backs with its own ends: rows[e] to rows[e+1]; of present edges only

	out     []Edge // node n begins the present edges out[n] to out[n+1]
	in      []int32
	inEdge  []Edge // node n ends the present edges inEdge[in[n]:in[n+1]], in their order
	inFrom  []Node // who begins them, see [passable]
	present int

	projected map[Edge][]via // claims that stand now and back an edge by a projecting role
	past      map[Edge][]via // closed claims
	pastIn    []Edge         // the past edges in the order of their To, then of their triple
}

// A via is a claim that backs an edge, and the role that projects it; role 0 is none.
type via struct {
	row  row
	role uint16
}

// owner returns the present edge whose own ends row r has.
func (es *edges) owner(r row) Edge {
	return Edge(sort.Search(es.present, func(e int) bool { return es.rows[e+1] > r }))
}

// end returns the second end of e; Nobody for unary types.
func (es *edges) end(e Edge) Node { return plain(es.to[e]) }

// Where the usual walk of the present doesn't pass, the far end of an edge is written as a negative number, so that a walk
// looks at one number per edge. Nobody stays -1, and a node n becomes -2-n.

// impassable writes n as an end to which the usual walk does not pass.
func impassable(n Node) Node { return -2 - plain(n) }

// plain returns the node, however it is written.
func plain(n Node) Node {
	if n < Nobody {
		return -2 - n
	}
	return n
}

// compare orders edges by their triples.
func (es *edges) compare(e, f Edge) int {
	return cmp.Or(cmp.Compare(es.from[e], es.from[f]), cmp.Compare(es.typ[e], es.typ[f]), cmp.Compare(es.end(e), es.end(f)))
}

// position is where a triple lies in the order of edges. Ends and types that are not known lie between others: then the
// place is that of the next one, and exact is false.
type position struct {
	from  Node
	typ   int
	to    Node
	depth int // how many of the parts are known: 3 if all are
}

// position finds a triple among nodes and types.
func (x *Index) position(t Triple) position {
	from, found := x.nodes.find(t.From)
	p := position{from: from, to: Nobody}
	if !found {
		return p
	}
	p.depth++
	if p.typ, found = slices.BinarySearch(x.types, t.Type); !found {
		return p
	}
	p.depth++
	if t.To == "" {
		p.depth++
		return p
	}
	if p.to, found = x.nodes.find(t.To); found {
		p.depth++
	}
	return p
}

// against compares edge e with a position: -1 if it lies before, 0 if it has that triple, 1 if it lies behind.
func (es *edges) against(e Edge, p position) int {
	byFrom := cmp.Compare(es.from[e], p.from)
	if byFrom != 0 || p.depth == 0 {
		return cmp.Or(byFrom, 1)
	}
	byType := cmp.Compare(int(es.typ[e]), p.typ)
	if byType != 0 || p.depth == 1 {
		return cmp.Or(byType, 1)
	}
	byTo := cmp.Compare(es.end(e), p.to)
	if byTo != 0 || p.depth == 2 {
		return cmp.Or(byTo, 1)
	}
	return 0
}

// search returns the place in a list of edges, ordered by triple, of the first that does not lie before p, and whether it has
// that triple.
func (es *edges) search(list edgeList, p position) (int, bool) {
	i := sort.Search(list.len(), func(i int) bool { return es.against(list.at(i), p) >= 0 })
	return i, i < list.len() && es.against(list.at(i), p) == 0
}

// An edgeList is edges in the order of their triples: a run of numbers, or a list.
type edgeList struct {
	first, end Edge
	listed     []Edge
}

func (l edgeList) len() int { return int(l.end-l.first) + len(l.listed) }

func (l edgeList) at(i int) Edge {
	if l.listed != nil {
		return l.listed[i]
	}
	return l.first + Edge(i)
}

// all returns the present edges.
func (es *edges) all() edgeList { return edgeList{end: Edge(es.present)} }

// allPast returns the edges that only closed claims back.
func (es *edges) allPast() edgeList {
	return edgeList{first: Edge(es.present), end: Edge(len(es.from))}
}

// begun and ended return the present edges from n, and to n.
func (es *edges) begun(n Node) edgeList { return edgeList{first: es.out[n], end: es.out[n+1]} }
func (es *edges) ended(n Node) edgeList { return edgeList{listed: es.inEdge[es.in[n]:es.in[n+1]]} }

// joining returns those that begin with n of a list of edges that end with one node.
func (es *edges) joining(ended edgeList, n Node) []Edge {
	low := sort.Search(len(ended.listed), func(i int) bool { return es.from[ended.listed[i]] >= n })
	high := low
	for high < len(ended.listed) && es.from[ended.listed[high]] == n { // one of each type
		high++
	}
	return ended.listed[low:high]
}

func (es *edges) begunPast(n Node) edgeList {
	count := len(es.from) - es.present
	low := sort.Search(count, func(i int) bool { return es.from[es.present+i] >= n })
	high := sort.Search(count, func(i int) bool { return es.from[es.present+i] > n })
	return edgeList{first: Edge(es.present + low), end: Edge(es.present + high)}
}

func (es *edges) endedPast(n Node) edgeList {
	low := sort.Search(len(es.pastIn), func(i int) bool { return es.end(es.pastIn[i]) >= n })
	high := sort.Search(len(es.pastIn), func(i int) bool { return es.end(es.pastIn[i]) > n })
	return edgeList{listed: es.pastIn[low:high]}
}

// find returns the edge of a triple, present or past.
func (x *Index) find(t Triple) (Edge, bool) {
	p := x.position(t)
	for _, list := range []edgeList{x.edges.all(), x.edges.allPast()} {
		if i, found := x.edges.search(list, p); found {
			return list.at(i), true
		}
	}
	return 0, false
}

// triple returns the keys of an edge.
func (x *Index) triple(e Edge) Triple {
	return Triple{x.nodes.key(x.edges.from[e]), x.types[x.edges.typ[e]], x.nodes.key(x.edges.end(e))}
}

// term returns the type of an edge.
func (x *Index) term(e Edge) *graph.Term { return x.terms[x.edges.typ[e]] }
