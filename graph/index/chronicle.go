package index

import (
	"slices"
	"sync"

	"dyad/graph"
)

// A chronicle is all claims in the order of time: standing and closed versions, sorted when first asked for.
type chronicle struct {
	once    sync.Once
	dated   []row // by the days that their dates allow, then by id
	undated []row // by id
}

// inTime returns the chronicle.
func (x *Index) inTime() *chronicle {
	x.chronicle.once.Do(func() { x.chronicle.fill(x) })
	return &x.chronicle
}

// fill sorts: rows come by id, and those of each time are put behind each other as they come.
func (c *chronicle) fill(x *Index) {
	ranks, times := x.rankWhens()
	starts := make([]int32, times+1)
	for r := range x.claims.id {
		if rank := ranks[x.claims.when[r]]; rank >= 0 {
			starts[rank+1]++
		}
	}
	for i := range times {
		starts[i+1] += starts[i]
	}
	c.dated = make([]row, starts[times])
	c.undated = make([]row, 0, len(x.claims.id)-len(c.dated))
	for r := range x.claims.inOrder() {
		rank := ranks[x.claims.when[r]]
		if rank < 0 {
			c.undated = append(c.undated, r)
			continue
		}
		c.dated[starts[rank]] = r
		starts[rank]++
	}
}

// rankWhens numbers the times in their order, times of the same days alike; those without a date are -1. It returns how many
// numbers there are.
func (x *Index) rankWhens() (ranks []int32, times int) {
	ranks = make([]int32, len(x.whens))
	var dated []int
	for i := range x.whens {
		ranks[i] = -1
		if !x.whens[i].when.EDTF.IsZero() {
			dated = append(dated, i)
		}
	}
	days := func(i int) graph.Span { return x.whens[i].when.EDTF.Bounds() }
	slices.SortFunc(dated, func(i, j int) int { return days(i).Compare(days(j)) })
	for n, i := range dated {
		if n > 0 && days(i) != days(dated[n-1]) {
			times++
		}
		ranks[i] = int32(times)
	}
	if len(dated) > 0 {
		times++
	}
	return ranks, times
}

// inOrder yields all versions of all claims in the order of ids, those of one claim as they were recorded.
func (cs *claims) inOrder() func(yield func(row) bool) {
	return func(yield func(row) bool) {
		past := cs.pastByID
		for _, r := range cs.byID {
			for len(past) > 0 && cs.id[past[0]].Compare(cs.id[r]) <= 0 {
				if !yield(past[0]) {
					return
				}
				past = past[1:]
			}
			if !yield(r) {
				return
			}
		}
		for _, r := range past {
			if !yield(r) {
				return
			}
		}
	}
}
