package index

import (
	"iter"

	"dyad/graph"
)

// A Comparison is two graphs of one history, side by side: two moments of what was recorded, or one with and without something.
type Comparison struct {
	Before, After *Graph

	matchBefore, matchAfter *Matcher // nil matches all
}

// Match has c look only at what is shown and passes a filter before or after. It is the same filter, read for either graph. Who or what
// only one of them knows fits nothing in the other; what neither knows is NotFound.
func (c *Comparison) Match(before, after Filter) (err error) {
	if c.matchAfter, err = c.After.matcher(after, c.Before); err != nil {
		return err // with what is nearest now
	}
	c.matchBefore, err = c.Before.matcher(before, c.After)
	return err
}

// A Shift is a relationship in both graphs.
type Shift struct {
	Triple
	Before, After Stand
}

// A Stand is what a relationship is in one graph.
type Stand struct {
	Edge   Edge // of that graph; means something only if Shown
	Shown  bool
	Status graph.Status
	Sign   graph.Sign

	matched bool
}

// Gained reports whether the relationship is shown after and not before.
func (s *Shift) Gained() bool { return !s.Before.Shown && s.After.Shown }

// Lost reports whether it is shown before and not after.
func (s *Shift) Lost() bool { return s.Before.Shown && !s.After.Shown }

// StatusChanged reports whether it is shown in both and has another status after.
func (s *Shift) StatusChanged() bool {
	return s.Before.Shown && s.After.Shown && s.Before.Status != s.After.Status
}

// SignChanged reports whether it is shown in both and has another sign after.
func (s *Shift) SignChanged() bool {
	return s.Before.Shown && s.After.Shown && s.Before.Sign != s.After.Sign
}

// Matched reports whether it is shown and matched before or after.
func (s *Shift) Matched() bool { return s.Before.matched || s.After.matched }

// Shifts yields every relationship on record in the order of [Triple], whether or not it differs, matches or is shown at all: who
// reads it decides, and can stop at any time.
func (c *Comparison) Shifts(w Window[Triple]) iter.Seq[Shift] {
	if c.Before.x == c.After.x {
		return c.together(w)
	}
	return c.zipped(w)
}

// together reads the one list that both graphs have.
func (c *Comparison) together(w Window[Triple]) iter.Seq[Shift] {
	return func(yield func(Shift) bool) {
		for e := range c.After.merged(c.After.onRecord(c.Before), w) {
			s := Shift{
				Triple: c.After.Triple(e),
				Before: c.Before.stand(e, c.matchBefore), After: c.After.stand(e, c.matchAfter),
			}
			if !yield(s) {
				return
			}
		}
	}
}

// onRecord returns the edges that g or another graph of its index may show.
func (g *Graph) onRecord(other *Graph) []edgeList {
	lists := []edgeList{g.x.edges.all()}
	if g.view.AsOf != 0 || other.view.AsOf != 0 {
		lists = append(lists, g.x.edges.allPast())
	}
	return lists
}

// stand returns what a relationship is in g.
func (g *Graph) stand(e Edge, m *Matcher) Stand {
	s := g.standing(e)
	if !s.shown {
		return Stand{}
	}
	return Stand{Edge: e, Shown: true, Status: s.status(), Sign: g.sign(e, s), matched: m.match(e, s)}
}

// zipped reads the lists of two indexes beside each other.
func (c *Comparison) zipped(w Window[Triple]) iter.Seq[Shift] {
	return func(yield func(Shift) bool) {
		before := newStrand(c.Before, c.matchBefore, w)
		defer before.stop()
		after := newStrand(c.After, c.matchAfter, w)
		defer after.stop()
		for before.more || after.more {
			order := before.compare(after)
			if w.Backward && before.more && after.more {
				order = -order
			}
			var s Shift
			if order <= 0 {
				s.Triple = before.at
				s.Before = before.take()
			}
			if order >= 0 {
				s.Triple = after.at
				s.After = after.take()
			}
			if !yield(s) {
				return
			}
		}
	}
}

// A strand is one of two lists that are read together.
type strand struct {
	g    *Graph
	m    *Matcher
	next func() (Edge, bool)
	stop func()
	edge Edge
	at   Triple
	more bool
}

func newStrand(g *Graph, m *Matcher, w Window[Triple]) *strand {
	s := &strand{g: g, m: m}
	s.next, s.stop = iter.Pull(g.merged(g.onRecord(g), w))
	s.advance()
	return s
}

func (s *strand) advance() {
	if s.edge, s.more = s.next(); s.more {
		s.at = s.g.Triple(s.edge)
	}
}

// take returns what stands next, and goes on behind it.
func (s *strand) take() Stand {
	stand := s.g.stand(s.edge, s.m)
	s.advance()
	return stand
}

// compare tells which of two strands comes first; one that has ended comes last.
func (s *strand) compare(t *strand) int {
	switch {
	case !t.more:
		return -1
	case !s.more:
		return 1
	}
	return s.at.Compare(t.at)
}
