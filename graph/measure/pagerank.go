package measure

import (
	"context"
	"math"
)

// pageRank is the share of time that a walker at random spends at each vertex: it follows a tie of where it stands, by weight, with
// the probability of the damping, and else begins anew anywhere. From where nothing leads on it begins anew anywhere too. The
// shares add up to 1.
func (r *Ranking) pageRank(ctx context.Context, n *Net, s *settings) error {
	t, p := n.ties(s.way, s.parallel), pulse{ctx: ctx}
	now, next := make([]float64, n.Len()), make([]float64, n.Len())
	strength := make([]float64, n.Len())
	for v := range now {
		now[v], strength[v] = 1/float64(n.Len()), t.strength(int32(v))
	}
	for r.Iterations < s.iterations && !r.Converged {
		if err := t.walk(&p, now, next, strength, s.damping); err != nil {
			return err
		}
		r.Change = 0
		for v := range now {
			r.Change += math.Abs(next[v] - now[v])
		}
		now, next = next, now
		r.Iterations++
		r.Converged = r.Change <= s.tolerance
	}
	r.Values = now
	return nil
}

// walk takes one step from wherever the walker may be.
func (t *ties) walk(p *pulse, now, next, strength []float64, damping float64) error {
	stranded := 0.0
	clear(next)
	for v := range int32(t.len()) {
		if strength[v] == 0 {
			stranded += now[v]
			continue
		}
		share := now[v] / strength[v]
		for i := t.starts[v]; i < t.starts[v+1]; i++ {
			next[t.ends[i]] += share * t.weight(i)
		}
		if err := p.beat(len(t.row(v)) + 1); err != nil {
			return err
		}
	}
	anywhere := (1 - damping + damping*stranded) / float64(t.len())
	for v := range next {
		next[v] = damping*next[v] + anywhere
	}
	return nil
}
