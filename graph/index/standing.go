package index

import (
	"slices"

	"dyad/graph"
)

// A standing is what the claims of an edge add up to, as far as lists and walks need it.
type standing struct {
	rank    uint8 // of the status
	signed  bool  // some claim carries the type's sign
	shown   bool  // the view admits some position
	undated int   // positions left out only for being undated
}

func (s standing) status() graph.Status { return statuses[s.rank] }

// standing returns what edge e adds up to under the view.
func (g *Graph) standing(e Edge) standing {
	if g.usual() && int(e) < len(g.x.standings) {
		return g.x.standings[e].standing()
	}
	return g.appraise(e)
}

// appraise works the standing out: by counting where all claims are plain and don't disagree, else by asking the model.
func (g *Graph) appraise(e Edge) standing {
	var t tally
	t.origin = noOrigin
	for v := range g.backing(e) {
		if !t.add(g, v.row, g.x.terms[g.x.edges.typ[e]].Achievement) {
			return g.weigh(e)
		}
	}
	if t.affirmed && t.negated {
		return g.weigh(e)
	}
	return t.standing()
}

// weigh asks the model.
func (g *Graph) weigh(e Edge) standing {
	positions, undated := g.Positions(e)
	s := standing{rank: uint8(graph.StatusOf(positions).Rank()), shown: len(positions) > 0, undated: undated}
	s.signed = slices.ContainsFunc(positions, func(p graph.Position) bool { return p.Sign != graph.NoSign })
	return s
}

// A tally counts plain claims: one position each, in one piece of time.
type tally struct {
	affirmed, negated, signed bool
	origins                   int // that assert, none, one, or two and more
	origin                    int32
	shown                     bool
	undated                   int
}

const noOrigin = -1

// add counts a claim, and reports false if it is not plain.
func (t *tally) add(g *Graph, r row, achievement bool) bool {
	cs := &g.x.claims
	a := &g.x.attitudes[cs.attitude[r]]
	if !a.plain || !g.x.whens[cs.when[r]].plain {
		return false
	}
	switch g.admits.plain(cs, r) {
	case undated:
		t.undated++
		return true
	case leftOut:
		return true
	}
	t.shown = true
	read := a.other
	if achievement {
		read = a.attempt
	}
	t.signed = t.signed || read.signed
	switch read.value {
	case graph.Negates:
		t.negated = true
	case graph.Affirms:
		t.affirmed = true
		if a.asserted {
			t.assert(g.origin(a, cs.source[r]))
		}
	}
	return true
}

func (t *tally) assert(origin int32) {
	if t.origins == 0 || t.origins == 1 && origin != t.origin {
		t.origins++
		t.origin = origin
	}
}

// standing is [graph.StatusOf] where nobody disagrees.
func (t *tally) standing() standing {
	s := standing{signed: t.signed, shown: t.shown, undated: t.undated}
	switch {
	case t.negated:
		s.rank = ranks.denied
	case t.origins >= 2:
		s.rank = ranks.corroborated
	case t.origins == 1:
		s.rank = ranks.stated
	case t.affirmed:
		s.rank = ranks.alleged
	default:
		s.rank = ranks.hypothetical
	}
	return s
}

// A mark is a standing in a byte: the rank of the status, and whether it is signed.
type mark uint8

const signedMark mark = 1 << 7

func (s *standing) mark() mark {
	m := mark(s.rank)
	if s.signed {
		m |= signedMark
	}
	return m
}

func (m mark) rank() int { return int(m &^ signedMark) }

func (m mark) standing() standing {
	return standing{rank: uint8(m.rank()), signed: m&signedMark != 0, shown: true}
}

// Standings tell what relationships add up to, to whoever asks of the same ones again and again, such as for each claim behind them:
// each is worked out once, and takes a byte. They are not for several goroutines at a time.
type Standings struct {
	g    *Graph
	kept []mark // by edge, see [keptMark]; none in the graph of the present, which has them
}

// keptMark says that a mark is kept. No rank is so large.
const keptMark mark = 1 << 6

// Standings returns those of g.
func (g *Graph) Standings() *Standings { return &Standings{g: g} }

// Of returns [Graph.Status] and [Graph.Sign] of e, which the view shows.
func (s *Standings) Of(e Edge) (graph.Status, graph.Sign) {
	found := s.standing(e)
	return found.status(), s.g.sign(e, found)
}

func (s *Standings) standing(e Edge) standing {
	if s.g.usual() {
		return s.g.standing(e)
	}
	if s.kept == nil {
		s.kept = make([]mark, len(s.g.x.edges.from))
	}
	if s.kept[e] == 0 {
		found := s.g.standing(e)
		s.kept[e] = found.mark() | keptMark
	}
	return (s.kept[e] &^ keptMark).standing()
}

// statuses are the statuses by rank.
var statuses = graph.Statuses()

var ranks = struct{ corroborated, stated, alleged, hypothetical, denied uint8 }{
	uint8(graph.Corroborated.Rank()), uint8(graph.Stated.Rank()), uint8(graph.AllegedOnly.Rank()),
	uint8(graph.HypotheticalOnly.Rank()), uint8(graph.Denied.Rank()),
}

// appraise works out the standings of the present, and where its usual walk passes.
func (x *Index) appraise() {
	es := &x.edges
	x.standings = make([]mark, es.present)
	for e := range Edge(es.present) {
		s := x.present.appraise(e)
		x.standings[e] = s.mark()
		if s.rank > ranks.alleged {
			es.to[e] = impassable(es.to[e])
		}
	}
	for i, e := range es.inEdge {
		if es.to[e] < 0 {
			es.inFrom[i] = impassable(es.inFrom[i])
		}
	}
}

// passable reports whether the usual walk passes through a relationship of that status: if somebody affirms it.
func passable(s graph.Status) bool { return s.Rank() <= int(ranks.alleged) }
