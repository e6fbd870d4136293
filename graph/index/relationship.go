package index

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"

	"dyad/graph"
)

// Triple returns the keys of the relationship.
func (g *Graph) Triple(e Edge) Triple { return g.x.triple(e) }

// ID returns the id of the relationship.
func (g *Graph) ID(e Edge) graph.RelationshipID { return g.x.edgeID(e) }

// Ends returns the two ends; to is [Nobody] for unary types.
func (g *Graph) Ends(e Edge) (from, to Node) { return g.x.edges.from[e], g.x.edges.end(e) }

// Term returns the type of the relationship: a bare term where the vocabulary does not know it, never nil.
func (g *Graph) Term(e Edge) *graph.Term { return g.x.term(e) }

// Symmetric reports whether any relationship on record, shown or not, is of a symmetric type.
func (g *Graph) Symmetric() bool {
	return slices.ContainsFunc(g.x.terms, func(t *graph.Term) bool { return t.Symmetric })
}

// Shows reports whether the view admits any position about the relationship.
func (g *Graph) Shows(e Edge) bool { return g.standing(e).shown }

// Status returns what the claims about the relationship add up to.
func (g *Graph) Status(e Edge) graph.Status { return g.standing(e).status() }

// Sign returns the sign of the relationship: its type's if some claim carries it, else NoSign.
func (g *Graph) Sign(e Edge) graph.Sign { return g.sign(e, g.standing(e)) }

func (g *Graph) sign(e Edge, s standing) graph.Sign {
	if !s.signed {
		return graph.NoSign
	}
	return g.x.term(e).SignOf()
}

// EdgeOf returns the relationship with those keys if the view shows it. The keys may be those of before a merge, and those of
// a symmetric type may come in either order.
func (g *Graph) EdgeOf(t Triple) (Edge, bool) {
	e, found := g.x.find(g.x.now(t))
	if !found || !g.Shows(e) {
		return 0, false
	}
	return e, true
}

// now returns a triple under present keys, and a symmetric one with its ends in order.
func (x *Index) now(t Triple) Triple {
	t.From, t.To = x.identity.of(t.From), x.identity.of(t.To)
	if x.vocabulary.Relation(t.Type).Symmetric && t.To < t.From {
		t.From, t.To = t.To, t.From
	}
	return t
}

// Edge returns the relationship of that id if the view shows it. The ids that relationships had before a merge keep
// answering, with the relationship that they became.
func (g *Graph) Edge(id graph.RelationshipID) (Edge, bool) {
	e, found := g.x.ids.find(g.x, id)
	if !found {
		e, found = g.x.former[id]
	}
	if !found || !g.Shows(e) {
		return 0, false
	}
	return e, true
}

func (x *Index) edgeID(e Edge) graph.RelationshipID {
	t := x.triple(e)
	return graph.RelationshipIDOf(t.From, t.Type, t.To)
}

// edgeIDs finds edges by id. It keeps the first bytes of each id only, and works them out when first asked: an id is 16 bytes
// of what the keys tell anyway.
type edgeIDs struct {
	once  sync.Once
	order []edgeID
}

type edgeID struct {
	head uint32
	edge Edge
}

func headOf(id graph.RelationshipID) uint32 { return binary.BigEndian.Uint32(id[:]) }

func (ids *edgeIDs) find(x *Index, id graph.RelationshipID) (Edge, bool) {
	ids.once.Do(func() { ids.order = x.edgeOrder() })
	at, _ := slices.BinarySearchFunc(ids.order, headOf(id), func(e edgeID, head uint32) int {
		return cmp.Compare(e.head, head)
	})
	for ; at < len(ids.order) && ids.order[at].head == headOf(id); at++ {
		if e := ids.order[at].edge; x.edgeID(e) == id {
			return e, true
		}
	}
	return 0, false
}

// edgeOrder sorts all edges, past ones too, by the first bytes of their ids.
func (x *Index) edgeOrder() []edgeID {
	order := make([]edgeID, len(x.edges.from))
	for i := range order {
		order[i] = edgeID{headOf(x.edgeID(Edge(i))), Edge(i)}
	}
	slices.SortFunc(order, func(a, b edgeID) int { return cmp.Or(cmp.Compare(a.head, b.head), cmp.Compare(a.edge, b.edge)) })
	return order
}
