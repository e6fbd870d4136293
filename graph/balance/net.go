package balance

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// MaxPairs is how many pairs a net may have: more are refused, since looking for triads among them takes time that grows faster than
// they do.
const MaxPairs = 100_000

// Options say what counts.
type Options struct {
	Match   *index.Matcher // which relationships; nil: all that the graph shows
	Alleged bool           // those that nobody asserts count too
}

// A Net is the actors of a graph and the pairs among them. It never changes, and any number of goroutines may read it.
type Net struct {
	Pairs   []Pair // by A, then B
	Counts  [3]int // of pairs, by sign
	LeftOut LeftOut

	g       *index.Graph
	alleged bool
	actors  []index.Node // that are in a pair, in their order; a place in this list stands for an actor elsewhere in the package
	ends    [][2]int32   // by pair: the places of A and B
}

// LeftOut counts relationships between two different entities that the graph shows and the options let through, and that make no pair:
// each under one reason, the first that holds.
type LeftOut struct {
	Mediation  int // they say that one actor goes between others
	Unsigned   int // the relation has no sign
	Unaffirmed int // it has one, and no claim carries it: they are only denied, feared, planned
	NotActors  int // one end is a place or an event
	Alleged    int // nobody asserts them
}

// Of reads the net of a graph. It fails with CostLimit where that has more than [MaxPairs] pairs.
func Of(ctx context.Context, g *index.Graph, o Options) (*Net, error) {
	n := &Net{g: g, alleged: o.Alleged}
	between := mediation(g.Index().Vocabulary())
	places := map[[2]index.Node]int{}
	looked := 0
	for e := range g.Relationships(index.Window[index.Triple]{}, nil) {
		if looked++; looked%patience == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !o.Match.Match(e) || !n.counts(e, between) {
			continue
		}
		if n.add(e, places); len(n.Pairs) > MaxPairs {
			return nil, tooMany("the net has more than %d pairs of actors: add a filter, or a view of fewer sources or a shorter time", MaxPairs)
		}
	}
	n.settle()
	return n, nil
}

// patience is how many steps are taken between two glances at the clock.
const patience = 1 << 12

func tooMany(format string, limit int) error {
	return &graph.Error{Fault: graph.CostLimit, Err: fmt.Errorf(format, limit)}
}

// mediation returns whether a relation says that one actor goes between others: it projects a role onto further ends, as [graph.Term]
// has it, or is a way of doing what such a relation says.
func mediation(v *graph.Vocabulary) func(graph.TermKey) bool {
	known := map[graph.TermKey]bool{}
	return func(t graph.TermKey) bool {
		mediates, asked := known[t]
		if asked {
			return mediates
		}
		for wide := range v.Broader(t) {
			mediates = mediates || len(v.Relation(wide).Projects) > 0
		}
		known[t] = mediates
		return mediates
	}
}

// counts reports whether a relationship makes a pair, and notes why not.
func (n *Net) counts(e index.Edge, mediates func(graph.TermKey) bool) bool {
	from, to := n.g.Ends(e)
	term := n.g.Term(e)
	switch sign := term.SignOf(); {
	case to == index.Nobody, from == to:
	case mediates(term.Key):
		n.LeftOut.Mediation++
	case sign != graph.Positive && sign != graph.Negative:
		n.LeftOut.Unsigned++
	case n.g.Sign(e) == graph.NoSign:
		n.LeftOut.Unaffirmed++
	case n.g.ClassOf(from) != graph.Actor, n.g.ClassOf(to) != graph.Actor:
		n.LeftOut.NotActors++
	case !n.alleged && !n.asserted(e):
		n.LeftOut.Alleged++
	default:
		return true
	}
	return false
}

// asserted reports whether somebody asserts a relationship that has a sign.
func (n *Net) asserted(e index.Edge) bool {
	asserted, _ := n.g.Signed(e)
	return asserted
}

// add files a relationship under its pair.
func (n *Net) add(e index.Edge, places map[[2]index.Node]int) {
	from, to := n.g.Ends(e)
	ends := [2]index.Node{min(from, to), max(from, to)}
	at, known := places[ends]
	if !known {
		at = len(n.Pairs)
		places[ends] = at
		n.Pairs = append(n.Pairs, Pair{A: ends[0], B: ends[1]})
	}
	n.Pairs[at].Edges = append(n.Pairs[at].Edges, e)
}

// settle orders the pairs, weighs each, and numbers their actors.
func (n *Net) settle() {
	slices.SortFunc(n.Pairs, func(p, q Pair) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	for i := range n.Pairs {
		p := &n.Pairs[i]
		p.weigh(n.g)
		n.Counts[p.Sign]++
		n.actors = append(n.actors, p.A, p.B)
	}
	slices.Sort(n.actors)
	n.actors = slices.Compact(n.actors)
	n.ends = make([][2]int32, len(n.Pairs))
	for i := range n.Pairs {
		n.ends[i] = [2]int32{n.place(n.Pairs[i].A), n.place(n.Pairs[i].B)}
	}
}

// place returns the place of an actor that is in a pair.
func (n *Net) place(actor index.Node) int32 {
	at, _ := slices.BinarySearch(n.actors, actor)
	return int32(at)
}

// On returns the net over another graph of the same view of the same index. Who keeps a net and not the graph keeps it on nil: claims
// can't be had of it there.
func (n *Net) On(g *index.Graph) *Net {
	other := *n
	other.g = g
	return &other
}

// Actors returns how many actors are in a pair with a sign.
func (n *Net) Actors() int {
	signed := make([]bool, len(n.actors))
	count := 0
	for i := range n.Pairs {
		for _, actor := range n.ends[i] {
			if n.Pairs[i].Sign != Ambivalent && !signed[actor] {
				signed[actor] = true
				count++
			}
		}
	}
	return count
}

// Signed returns how many pairs have a sign.
func (n *Net) Signed() int { return n.Counts[Positive] + n.Counts[Negative] }

// Find returns the pair of two actors, nil if there is none.
func (n *Net) Find(a, b index.Node) *Pair {
	a, b = min(a, b), max(a, b)
	at, found := slices.BinarySearchFunc(n.Pairs, [2]index.Node{a, b}, func(p Pair, ends [2]index.Node) int {
		return cmp.Or(cmp.Compare(p.A, ends[0]), cmp.Compare(p.B, ends[1]))
	})
	if !found {
		return nil
	}
	return &n.Pairs[at]
}

// Beyond counts the pairs of other that n has not, both with the identities of one time: those that a wider view adds.
func (n *Net) Beyond(other *Net) int {
	count := 0
	for i := range other.Pairs {
		if n.Find(other.Pairs[i].A, other.Pairs[i].B) == nil {
			count++
		}
	}
	return count
}

// Figures below these say little: one pair more or less moves them by a twentieth, one triad by a tenth, and more.
const (
	FewPairs  = 20 // with a sign
	FewTriads = 10 // of such pairs
)
