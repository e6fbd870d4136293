package balance

import (
	"context"
	"math/rand/v2"
)

// Where exactness costs too much, a partition is looked for: everybody is put where a random tree of ties says, which no tie of the
// tree then speaks against, and whoever has more ties against them than for them changes camps until nobody has. The best of many
// such descents is an upper bound.

// The bounds of a search: descents, and ties that are looked at.
const (
	mostDescents = 256
	searchSteps  = 1 << 23
)

// A descent is a partition on its way down.
type descent struct {
	p      *part
	second []bool
	excess []int // by local number: ties that speak against the camp it is in, less those that speak for it
	steps  int
}

// search returns the best partition that it comes upon, and how many ties speak against it.
func (p *part) search(ctx context.Context, r *rand.Rand) (best []bool, broken int, err error) {
	broken = p.pairs + 1
	d := &descent{p: p, second: make([]bool, len(p.actors)), excess: make([]int, len(p.actors))}
	for tries := 0; tries < mostDescents && d.steps < searchSteps; tries++ {
		if ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		d.start(r)
		d.descend()
		if against := d.broken(); against < broken {
			best, broken = append(best[:0], d.second...), against
		}
	}
	return best, broken, nil
}

// start puts everybody where a random tree says.
func (d *descent) start(r *rand.Rand) {
	met := make([]bool, len(d.second))
	root := int32(r.IntN(len(d.second)))
	met[root], d.second[root] = true, false
	for open := []int32{root}; len(open) > 0; {
		i := r.IntN(len(open))
		v := open[i]
		open[i] = open[len(open)-1]
		open = open[:len(open)-1]
		for _, t := range d.p.ties[v] {
			if !met[t.to] {
				met[t.to], d.second[t.to] = true, d.second[v] != t.negative
				open = append(open, t.to)
			}
		}
		d.steps += len(d.p.ties[v])
	}
	for v := range d.second {
		d.excess[v] = 0
		for _, t := range d.p.ties[v] {
			d.excess[v] += d.against(int32(v), t)
		}
	}
}

// against is 1 if a tie speaks against where its two actors are, else -1.
func (d *descent) against(v int32, t tie) int {
	if (d.second[v] != d.second[t.to]) == t.negative {
		return -1
	}
	return 1
}

// descend moves whoever gains by it. Each move leaves fewer ties broken, so it ends.
func (d *descent) descend() {
	var open []int32
	for v := range d.excess {
		if d.excess[v] > 0 {
			open = append(open, int32(v))
		}
	}
	for len(open) > 0 {
		v := open[len(open)-1]
		open = open[:len(open)-1]
		if d.excess[v] <= 0 {
			continue
		}
		d.second[v] = !d.second[v]
		d.excess[v] = -d.excess[v]
		for _, t := range d.p.ties[v] {
			d.excess[t.to] += 2 * d.against(v, t)
			if d.excess[t.to] > 0 {
				open = append(open, t.to)
			}
		}
		d.steps += len(d.p.ties[v])
	}
}

// broken counts the ties that speak against the partition.
func (d *descent) broken() int {
	sum := 0
	for v, excess := range d.excess {
		sum += len(d.p.ties[v]) + excess // twice the broken ones of v
	}
	return sum / 4
}
