package balance

import (
	"cmp"
	"context"
	"slices"
)

// A trio is three actors by their places, each two of whom are a pair, of whatever sign.
type trio struct {
	actors [3]int32
	pairs  [3]int32
}

// A neighbour is an actor at the other end of a pair.
type neighbour struct{ actor, pair int32 }

// eachTrio calls do with every trio once, until it fails. Each pair is looked at from its end with fewer neighbours, so that m pairs take
// no more than some m·√m steps, whatever their shape.
func (n *Net) eachTrio(ctx context.Context, do func(trio) error) error {
	ahead := n.ahead()
	linked := make([]int32, len(n.actors)) // to the actor at hand: by which pair; -1 for none
	for i := range linked {
		linked[i] = -1
	}
	steps := 0
	for a := range ahead {
		for _, b := range ahead[a] {
			linked[b.actor] = b.pair
		}
		for _, b := range ahead[a] {
			if steps += len(ahead[b.actor]) + 1; steps > patience {
				if steps = 0; ctx.Err() != nil {
					return ctx.Err()
				}
			}
			for _, c := range ahead[b.actor] {
				if linked[c.actor] < 0 {
					continue
				}
				three := trio{[3]int32{int32(a), b.actor, c.actor}, [3]int32{b.pair, linked[c.actor], c.pair}}
				if err := do(three); err != nil {
					return err
				}
			}
		}
		for _, b := range ahead[a] {
			linked[b.actor] = -1
		}
	}
	return nil
}

// ahead returns, for each actor, its neighbours with more neighbours than itself, or with as many and a later place.
func (n *Net) ahead() [][]neighbour {
	degree := make([]int32, len(n.actors))
	for _, ends := range n.ends {
		degree[ends[0]]++
		degree[ends[1]]++
	}
	ahead := make([][]neighbour, len(n.actors))
	for i, ends := range n.ends {
		few, many := ends[0], ends[1]
		if cmp.Or(cmp.Compare(degree[few], degree[many]), cmp.Compare(few, many)) > 0 {
			few, many = many, few
		}
		ahead[few] = append(ahead[few], neighbour{many, int32(i)})
	}
	for _, list := range ahead {
		slices.SortFunc(list, func(x, y neighbour) int { return cmp.Compare(x.actor, y.actor) })
	}
	return ahead
}
