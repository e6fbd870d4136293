package index

import (
	"iter"

	"dyad/graph"
)

// A Direction says which relationships of an entity are meant.
type Direction string

// The directions.
const (
	Out Direction = "OUT" // those that begin with it
	In  Direction = "IN"  // those that end with it
	Any Direction = "ANY" // both; a relationship with itself is one
)

// Opposite returns the way back.
func (d Direction) Opposite() Direction {
	switch d {
	case Out:
		return In
	case In:
		return Out
	}
	return d
}

// Relationships yields those that the view shows and m matches, in the order of [Triple]; m nil matches all. Closed records
// are looked at only by views of the past.
func (g *Graph) Relationships(w Window[Triple], m *Matcher) iter.Seq[Edge] {
	lists := []edgeList{g.x.edges.all()}
	if g.view.AsOf != 0 {
		lists = append(lists, g.x.edges.allPast())
	}
	return g.matching(lists, w, m)
}

// RelationshipsOf is [Graph.Relationships] of one entity.
func (g *Graph) RelationshipsOf(n Node, d Direction, w Window[Triple], m *Matcher) iter.Seq[Edge] {
	es := &g.x.edges
	var lists []edgeList
	if d != In {
		lists = append(lists, es.begun(n))
	}
	if d != Out {
		lists = append(lists, es.ended(n))
	}
	if g.view.AsOf != 0 {
		if d != In {
			lists = append(lists, es.begunPast(n))
		}
		if d != Out {
			lists = append(lists, es.endedPast(n))
		}
	}
	return g.matching(lists, w, m)
}

// Joining yields the relationships that begin with one entity, end with another, are shown by the view and matched by m, in
// the order of [Triple].
func (g *Graph) Joining(from, to Node, m *Matcher) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for e, s := range g.joined(from, to) {
			if s.shown && m.match(e, s) && !yield(e) {
				return
			}
		}
	}
}

// Missed counts the positions on relationships from one entity to another that the view does not show, since its time left these
// positions out for being undated.
func (g *Graph) Missed(from, to Node) int {
	n := 0
	for _, s := range g.joined(from, to) {
		if !s.shown {
			n += s.undated
		}
	}
	return n
}

// joined yields what is on record from one entity to another, shown or not.
func (g *Graph) joined(from, to Node) iter.Seq2[Edge, standing] {
	es := &g.x.edges
	return func(yield func(Edge, standing) bool) {
		now := es.joining(es.ended(to), from)
		if g.view.AsOf == 0 {
			for _, e := range now {
				if !yield(e, g.standing(e)) {
					return
				}
			}
			return
		}
		then := es.joining(es.endedPast(to), from)
		for e := range g.merged([]edgeList{{listed: now}, {listed: then}}, Window[Triple]{}) {
			if !yield(e, g.standing(e)) {
				return
			}
		}
	}
}

// Compare orders relationships by their triples.
func (g *Graph) Compare(e, f Edge) int { return g.x.edges.compare(e, f) }

// matching yields what the view shows and m matches of ordered lists, as one.
func (g *Graph) matching(lists []edgeList, w Window[Triple], m *Matcher) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for e := range g.merged(lists, w) {
			s := g.standing(e)
			if s.shown && m.match(e, s) && !yield(e) {
				return
			}
		}
	}
}

// A stretch is what is still to come of an ordered list: places low to high, high excluded.
type stretch struct {
	edgeList
	low, high int
}

// next returns the edge at the end from which the stretch is read.
func (s *stretch) next(backward bool) Edge {
	if backward {
		return s.at(s.high - 1)
	}
	return s.at(s.low)
}

func (s *stretch) drop(backward bool) {
	if backward {
		s.high--
		return
	}
	s.low++
}

// each yields what is to come of one list: there is nothing to compare it with.
func (s *stretch) each(backward bool, yield func(Edge) bool) {
	for s.low < s.high && yield(s.next(backward)) {
		s.drop(backward)
	}
}

// merged yields the edges of the lists that lie in the window, in its direction, each once.
func (g *Graph) merged(lists []edgeList, w Window[Triple]) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		var rest []stretch
		for _, l := range lists {
			low, high := w.bounds(l.len(), func(t Triple) (int, bool) { return g.x.edges.search(l, g.x.position(t)) })
			rest = append(rest, stretch{l, low, high})
		}
		if len(rest) == 1 {
			rest[0].each(w.Backward, yield)
			return
		}
		for {
			e, ok := g.pick(rest, w.Backward)
			if !ok || !yield(e) {
				return
			}
		}
	}
}

// pick takes the next edge off the stretches.
func (g *Graph) pick(rest []stretch, backward bool) (Edge, bool) {
	best, found := Edge(0), false
	for i := range rest {
		if rest[i].low >= rest[i].high {
			continue
		}
		e := rest[i].next(backward)
		if !found {
			best, found = e, true
		} else if order := g.x.edges.compare(e, best); order < 0 != backward && order != 0 {
			best = e
		}
	}
	for i := range rest {
		if rest[i].low < rest[i].high && rest[i].next(backward) == best {
			rest[i].drop(backward)
		}
	}
	return best, found
}

// CountRelationships returns how many the view shows and m matches, and how many positions the view's time left out only for
// being undated, in those it matches or in any that it does not show for that reason. Under a view or a matcher it looks at
// each relationship.
func (g *Graph) CountRelationships(m *Matcher) (shown, undated int) {
	if g.usual() && m == nil {
		return g.x.edges.present, 0
	}
	lists := []edgeList{g.x.edges.all()}
	if g.view.AsOf != 0 {
		lists = append(lists, g.x.edges.allPast())
	}
	for e := range g.merged(lists, Window[Triple]{}) {
		s := g.standing(e)
		switch {
		case !s.shown:
			undated += s.undated
		case m.match(e, s):
			shown++
			undated += s.undated
		}
	}
	return shown, undated
}

// A Degree counts the relationships of an entity that the view shows.
type Degree struct {
	Out int // unary ones and one with itself included
	In  int // one with itself included
}

// Degree counts the relationships of n that the view shows.
func (g *Graph) Degree(n Node) Degree {
	es := &g.x.edges
	if g.usual() {
		return Degree{Out: es.begun(n).len(), In: es.ended(n).len()}
	}
	var d Degree
	for range g.RelationshipsOf(n, Out, Window[Triple]{}, nil) {
		d.Out++
	}
	for range g.RelationshipsOf(n, In, Window[Triple]{}, nil) {
		d.In++
	}
	return d
}

// Entities yields the entities that the view's time knows, in the order of keys.
func (g *Graph) Entities(w Window[graph.EntityKey]) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		low, high := w.bounds(len(g.x.nodes.records), func(k graph.EntityKey) (int, bool) {
			n, found := g.x.nodes.find(k)
			return int(n), found
		})
		for i := range w.walk(low, high) {
			if g.x.nodes.at(Node(i), g.view.AsOf) != nil && !yield(Node(i)) {
				return
			}
		}
	}
}

// CountEntities returns how many entities [Graph.Entities] yields.
func (g *Graph) CountEntities() int {
	if g.view.AsOf == 0 {
		return g.x.nodes.current
	}
	n := 0
	for range g.Entities(Window[graph.EntityKey]{}) {
		n++
	}
	return n
}
