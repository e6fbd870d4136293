package balance

import (
	"context"
	"maps"
	"math/bits"
	"slices"
)

// The exact answer comes from taking actors out one by one. Whoever is taken out sits, for each way in which the neighbours that are left
// may be divided, in the better camp; what that costs is kept in a table by ways of dividing them, and the neighbours are linked from
// then on. A table of k neighbours has 2^k entries, so those with fewest neighbours go first. How much it all takes is known before
// the first table is filled.

// A step takes one actor out.
type step struct {
	actor int32
	scope []int32 // the neighbours that are left, in their order
}

// widest is the greatest number of neighbours: memory grows as fast as time does.
const widest = 20

// plan returns the order in which to take actors out, and how many entries that takes; nil if they are more than the effort.
func (p *part) plan(effort int) (steps []step, cost int) {
	s := newStripping(p)
	for len(steps) < len(p.actors) {
		v, found := s.next()
		if !found {
			return nil, 0
		}
		scope := slices.Sorted(maps.Keys(s.near[v]))
		if cost += 1 << len(scope); cost > effort {
			return nil, 0
		}
		s.take(v, scope)
		steps = append(steps, step{v, scope})
	}
	return steps, cost
}

// A stripping is a component while its actors are taken out.
type stripping struct {
	near  []map[int32]bool // nil: taken out
	waits [][]int32        // by number of neighbours: who had so many; not all still do
}

func newStripping(p *part) *stripping {
	s := &stripping{near: make([]map[int32]bool, len(p.ties)), waits: make([][]int32, widest+1)}
	for v, ties := range p.ties {
		s.near[v] = make(map[int32]bool, len(ties))
		for _, t := range ties {
			s.near[v][t.to] = true
		}
		s.wait(int32(v))
	}
	return s
}

// wait notes how many neighbours somebody has.
func (s *stripping) wait(v int32) {
	if k := len(s.near[v]); k <= widest {
		s.waits[k] = append(s.waits[k], v)
	}
}

// next returns who has fewest neighbours, if anybody has few enough.
func (s *stripping) next() (int32, bool) {
	for k := range s.waits {
		for len(s.waits[k]) > 0 {
			last := len(s.waits[k]) - 1
			v := s.waits[k][last]
			s.waits[k] = s.waits[k][:last]
			if s.near[v] != nil && len(s.near[v]) == k {
				return v, true
			}
		}
	}
	return 0, false
}

// take removes an actor and links its neighbours.
func (s *stripping) take(v int32, scope []int32) {
	for _, u := range scope {
		delete(s.near[u], v)
		for _, w := range scope {
			if w != u {
				s.near[u][w] = true
			}
		}
		s.wait(u)
	}
	s.near[v] = nil
}

// A price is the least number of frustrated pairs, and in how many ways it is reached.
type price struct{ broken, ways int32 }

// mostWays is where ways are no longer counted: twice [MaxPartitions], since exchanging the camps makes no other partition.
const mostWays = 2 * MaxPartitions

// with is the price of both.
func (p price) with(q price) price {
	return price{p.broken + q.broken, int32(min(int64(p.ways)*int64(q.ways), mostWays))}
}

// or is the better of two, and whether that is the second alone.
func (p price) or(q price) (price, bool) {
	switch {
	case p.broken < q.broken:
		return p, false
	case q.broken < p.broken:
		return q, true
	}
	return price{p.broken, min(p.ways+q.ways, mostWays)}, false
}

// A message is what somebody who was taken out costs, by the camps of its neighbours: bit i of an entry's place is set if the i-th of the
// scope is in the second camp.
type message struct {
	scope []int32
	table []price
}

// eliminate finds the best partition.
func (p *part) eliminate(ctx context.Context, steps []step) (settled, error) {
	rank := make([]int32, len(steps))
	for i := range steps {
		rank[steps[i].actor] = int32(i)
	}
	inbox := make([][]message, len(steps))
	choices := make([]bitset, len(steps))
	total := price{ways: 1}
	for i := range steps {
		if ctx.Err() != nil {
			return settled{}, ctx.Err()
		}
		s := &steps[i]
		var table []price
		table, choices[i] = s.fill(p, rank, inbox[i])
		inbox[i] = nil
		if len(s.scope) == 0 {
			total = total.with(table[0])
			continue
		}
		to := rank[s.scope[0]]
		for _, u := range s.scope {
			to = min(to, rank[u])
		}
		inbox[to] = append(inbox[to], message{s.scope, table})
	}
	least := int(total.broken)
	return settled{second: divided(steps, choices), least: least, most: least, partitions: int(total.ways) / 2}, nil
}

// fill works out the table of a step, and which camp is the better for each entry.
func (s *step) fill(p *part, rank []int32, inbox []message) ([]price, bitset) {
	first, second := s.tied(p, rank)
	for i := range inbox {
		inbox[i].addTo(s, first, second)
	}
	choice := newBitset(len(first))
	for a := range first {
		best, other := first[a].or(second[a])
		if first[a] = best; other {
			choice.set(a)
		}
	}
	return first, choice
}

// tied returns the prices of the actor's own ties, in the first and in the second camp.
func (s *step) tied(p *part, rank []int32) (first, second []price) {
	var friends, enemies uint32
	for _, t := range p.ties[s.actor] {
		if rank[t.to] < rank[s.actor] {
			continue
		}
		at, _ := slices.BinarySearch(s.scope, t.to)
		if t.negative {
			enemies |= 1 << at
			continue
		}
		friends |= 1 << at
	}
	size := 1 << len(s.scope)
	first, second = make([]price, size), make([]price, size)
	for a := range uint32(size) {
		first[a] = price{int32(bits.OnesCount32(a&friends) + bits.OnesCount32(^a&enemies)), 1}
		second[a] = price{int32(bits.OnesCount32(^a&friends) + bits.OnesCount32(a&enemies)), 1}
	}
	return first, second
}

// addTo adds a message to the prices of the step that it is for. Going from one entry to the next turns over the lowest bits, and with them
// those of the message's own place that they stand for.
func (m *message) addTo(s *step, first, second []price) {
	turns := make([]int, len(s.scope)+1)
	for i, u := range s.scope {
		if j, found := slices.BinarySearch(m.scope, u); found {
			turns[i] = 1 << j
		}
		if i > 0 {
			turns[i] |= turns[i-1]
		}
	}
	own, _ := slices.BinarySearch(m.scope, s.actor)
	at := 0
	for a := range first {
		first[a] = first[a].with(m.table[at])
		second[a] = second[a].with(m.table[at|1<<own])
		at ^= turns[bits.TrailingZeros(uint(a+1))]
	}
}

// divided reads the camps off the choices, from the last who was taken out to the first.
func divided(steps []step, choices []bitset) []bool {
	second := make([]bool, len(steps))
	for i := len(steps) - 1; i >= 0; i-- {
		at := 0
		for j, u := range steps[i].scope {
			if second[u] {
				at |= 1 << j
			}
		}
		second[steps[i].actor] = choices[i].has(at)
	}
	return second
}

// A bitset is a set of small numbers.
type bitset []uint64

func newBitset(size int) bitset { return make(bitset, (size+63)/64) }
func (b bitset) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
