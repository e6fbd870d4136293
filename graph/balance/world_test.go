package balance

import (
	"context"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/graph/index"
)

// net makes a net of bare pairs: actors are numbers, and no relationship stands behind a pair.
func net(pairs ...Pair) *Net {
	n := &Net{Pairs: pairs}
	for i := range pairs {
		n.Counts[pairs[i].Sign]++
		n.actors = append(n.actors, pairs[i].A, pairs[i].B)
	}
	slices.Sort(n.actors)
	n.actors = slices.Compact(n.actors)
	for i := range pairs {
		n.ends = append(n.ends, [2]int32{n.place(pairs[i].A), n.place(pairs[i].B)})
	}
	return n
}

func friends(a, b index.Node) Pair { return Pair{A: a, B: b, Sign: Positive} }
func enemies(a, b index.Node) Pair { return Pair{A: a, B: b, Sign: Negative} }
func torn(a, b index.Node) Pair    { return Pair{A: a, B: b, Sign: Ambivalent} }

// random makes a net in which each two of the actors are a pair with the given likelihood, one in eight of them ambivalent.
func random(r *rand.Rand, actors int, likely float64) *Net {
	var pairs []Pair
	for a := range actors {
		for b := a + 1; b < actors; b++ {
			if r.Float64() >= likely {
				continue
			}
			sign := Sign(r.IntN(2))
			if r.IntN(8) == 0 {
				sign = Ambivalent
			}
			pairs = append(pairs, Pair{A: index.Node(a), B: index.Node(b), Sign: sign})
		}
	}
	return net(pairs...)
}

// broken counts the pairs that speak against a division: bit i is set if the i-th actor is in the second camp.
func (n *Net) broken(division uint) int {
	count := 0
	for i, ends := range n.ends {
		apart := (division>>ends[0]^division>>ends[1])&1 == 1
		if s := n.Pairs[i].Sign; s != Ambivalent && apart != (s == Negative) {
			count++
		}
	}
	return count
}

// brute tries every division of the actors, the first of whom stays in the first camp: the least number of pairs that speak against one.
func (n *Net) brute() int {
	least := len(n.Pairs)
	for division := range uint(1) << max(len(n.actors)-1, 0) {
		least = min(least, n.broken(division<<1))
	}
	return least
}

// switched turns the sign of every pair across a division.
func (n *Net) switched(division uint) *Net {
	pairs := slices.Clone(n.Pairs)
	for i, ends := range n.ends {
		if across := bits.OnesCount(division&(1<<ends[0]|1<<ends[1])) == 1; across && pairs[i].Sign != Ambivalent {
			pairs[i].Sign = Positive + Negative - pairs[i].Sign
		}
	}
	return net(pairs...)
}

func frustration(t *testing.T, n *Net, effort int) *Frustration {
	t.Helper()
	f, err := n.Frustration(context.Background(), effort)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func census(t *testing.T, n *Net) *Census {
	t.Helper()
	c, err := n.Census(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return c
}
