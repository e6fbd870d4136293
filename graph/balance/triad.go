package balance

import (
	"cmp"
	"context"
	"slices"

	"dyad/graph/index"
)

// A Kind is a sort of triad: how many of its three pairs are negative.
type Kind int8

// The kinds.
const (
	AllPositive Kind = iota // +++
	OneNegative             // ++-
	TwoNegative             // +--
	AllNegative             // ---
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{AllPositive, OneNegative, TwoNegative, AllNegative} }

// Balanced reports whether a triad of the kind is balanced in the strong sense: the product of its signs is positive.
func (k Kind) Balanced() bool { return k == AllPositive || k == TwoNegative }

// WeaklyBalanced reports whether it is in Davis's sense, in which three may be enemies of each other.
func (k Kind) WeaklyBalanced() bool { return k != OneNegative }

// A Triad is three actors, each two of whom are a pair with a sign.
type Triad struct {
	Actors [3]index.Node // in the order of their keys
	Pairs  [3]*Pair      // of the first and second, the first and third, the second and third
	Kind   Kind
}

// A Census counts triads.
type Census struct {
	Count      [4]int // by kind
	Ambivalent int    // with an ambivalent pair or more: they are none of the others
	load       []load // by actor
}

// A load is how many triads an actor is in, and how many of these are not balanced in the strong sense.
type load struct{ triads, unbalanced int }

// Total returns how many triads there are whose three pairs have signs.
func (c *Census) Total() int { return c.Count[0] + c.Count[1] + c.Count[2] + c.Count[3] }

// Of returns how many are of the kinds that fit.
func (c *Census) Of(fits func(Kind) bool) int {
	sum := 0
	for _, k := range Kinds() {
		if fits(k) {
			sum += c.Count[k]
		}
	}
	return sum
}

// Census counts the triads of the net.
func (n *Net) Census(ctx context.Context) (*Census, error) {
	c := &Census{load: make([]load, len(n.actors))}
	err := n.eachTrio(ctx, func(t trio) error {
		kind, signed := n.kind(t)
		if !signed {
			c.Ambivalent++
			return nil
		}
		c.Count[kind]++
		for _, actor := range t.actors {
			c.load[actor].triads++
			if !kind.Balanced() {
				c.load[actor].unbalanced++
			}
		}
		return nil
	})
	return c, err
}

// MaxTriads is how many triads can be listed. They are counted whatever their number.
const MaxTriads = 100_000

// Triads returns the triads that fit, by kind, then by the keys of their actors. It fails with CostLimit where more than [MaxTriads] do.
func (n *Net) Triads(ctx context.Context, fits func(*Triad) bool) ([]Triad, error) {
	var found []Triad
	err := n.eachTrio(ctx, func(three trio) error {
		kind, signed := n.kind(three)
		if !signed {
			return nil
		}
		t := n.triad(three, kind)
		if fits == nil || fits(&t) {
			found = append(found, t)
		}
		if len(found) > MaxTriads {
			return tooMany("more than %d triads fit, and a list holds no more: name kinds or actors, or add a filter", MaxTriads)
		}
		return nil
	})
	slices.SortFunc(found, func(t, u Triad) int {
		return cmp.Or(cmp.Compare(t.Kind, u.Kind), slices.Compare(t.Actors[:], u.Actors[:]))
	})
	return found, err
}

// kind returns the kind of a triad, and whether its pairs have signs.
func (n *Net) kind(t trio) (kind Kind, signed bool) {
	for _, p := range t.pairs {
		switch n.Pairs[p].Sign {
		case Ambivalent:
			return 0, false
		case Negative:
			kind++
		}
	}
	return kind, true
}

// triad writes out three actors in the order of their keys.
func (n *Net) triad(t trio, kind Kind) Triad {
	slices.Sort(t.actors[:])
	out := Triad{Kind: kind}
	for i, actor := range t.actors {
		out.Actors[i] = n.actors[actor]
	}
	pairs := t.pairs[:]
	slices.SortFunc(pairs, func(p, q int32) int { return cmp.Compare(p, q) }) // pairs are numbered by A, then B
	for i, p := range pairs {
		out.Pairs[i] = &n.Pairs[p]
	}
	return out
}
