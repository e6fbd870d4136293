package resolver

import (
	"context"
	"math"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/measure"
	"dyad/schema/exec"
)

// A rankingFound is a ranking that has been worked out.
type rankingFound struct {
	netted
	*measure.Ranking
}

// A rankedFound is an entity in a ranking, and what of it counts.
type rankedFound struct {
	node      index.Node
	selection *measure.Selection
}

// Ranking ranks entities.
func (r queryResolver) Ranking(ctx context.Context, m exec.Measure, options *exec.MeasureOptions, classes []graph.Class,
	filter *exec.RelationshipFilter, view *exec.View, first *int, after *string, last *int, before *string,
) (*exec.RankingConnection, error) {
	s, err := deskOf(ctx).survey(ctx, []any{m, options}, classes, filter, view)
	if err != nil {
		return nil, err
	}
	found, err := keep(ctx, &r.results, s.d.x, s.key, func() (*rankingFound, int, error) { return s.rank(ctx, question(m, options)) })
	if err != nil {
		return nil, err
	}
	// Places are numbers in Order, so a list starts anywhere at once.
	l := inOrder(byPlace("ranking "+string(m), 1, 1), places(len(found.Order)), func(at int) place { return found.place(s.g, at) }, place.compare)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(at int) (*exec.Ranked, error) { return s.presentRanked(found, at), nil })
	if err != nil {
		return nil, err
	}
	c := p.ranked(nodes)
	c.Net, c.Exact = found.present(), found.Exact(measure.Measure(m))
	switch measure.Measure(m) {
	case measure.Betweenness, measure.Harmonic:
		c.Samples = &found.Pivots
	case measure.PageRank:
		c.Iterations, c.Converged, c.Change = &found.Iterations, &found.Converged, &found.Change
	}
	return c, nil
}

// question is what is asked, as the measures take it.
func question(m exec.Measure, o *exec.MeasureOptions) measure.Question {
	q := measure.Question{Measure: measure.Measure(m)}
	if o == nil {
		return q
	}
	q.Damping, q.Tolerance, q.Iterations, q.Samples, q.Seed = o.Damping, o.Tolerance, o.MaxIterations, o.Samples, o.Seed
	if o.Direction != nil {
		way := index.Direction(*o.Direction)
		q.Direction = &way
	}
	if o.Parallel != nil {
		parallel := measure.Parallel(*o.Parallel)
		q.Parallel = &parallel
	}
	if o.Normalized != nil {
		raw := !*o.Normalized
		q.Raw = &raw
	}
	return q
}

// rank works a ranking out.
func (s *survey) rank(ctx context.Context, q measure.Question) (*rankingFound, int, error) {
	n, err := measure.NewNet(ctx, s.selection)
	if err != nil {
		return nil, 0, err
	}
	r, err := measure.Rank(ctx, n, q)
	if err != nil {
		return nil, 0, err
	}
	return &rankingFound{newNetted(n), r}, n.Len(), nil
}

// places are the numbers from 0.
func places(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// place is where an entity of a ranking stands: by its value, the greatest first, then by key. The bits of numbers that are not
// negative are in the order of the numbers.
func (f *rankingFound) place(g *index.Graph, at int) place {
	v := f.Order[at]
	return place{rank: []int{-int(math.Float64bits(f.Values[v]))}, text: []string{string(g.Key(f.node(v)))}}
}

func (s *survey) presentRanked(f *rankingFound, at int) *exec.Ranked {
	v := f.Order[at]
	n := f.node(v)
	return &exec.Ranked{
		Rank: f.Ranks[at], Value: f.Values[v], Entity: s.d.presentEntity(s.g.Entity(n), s.view),
		Found: rankedFound{n, s.selection}, View: s.view,
	}
}

// countedOf is the list of the relationships of a ranked entity that count.
func (d *desk) countedOf(e *exec.Ranked, direction *exec.Direction) (*index.Graph, edgeList, error) {
	g, err := d.graph(e.View)
	if err != nil {
		return nil, edgeList{}, err
	}
	found := e.Found.(rankedFound)
	l, err := edgesOf(g, found.node, direction, nil)
	if err != nil {
		return nil, edgeList{}, err
	}
	leads := l.match
	l.match = func(edge index.Edge) bool { return (leads == nil || leads(edge)) && found.selection.Counts(edge) }
	return g, l, nil
}

// Relationships lists those that count.
func (r rankedResolver) Relationships(ctx context.Context, e *exec.Ranked, direction *exec.Direction,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	g, l, err := deskOf(ctx).countedOf(e, direction)
	if err != nil {
		return nil, err
	}
	return relationshipPage(ctx, g, e.View, l, first, after, last, before)
}

// RelationshipsByStatus counts those that count.
func (r rankedResolver) RelationshipsByStatus(ctx context.Context, e *exec.Ranked) ([]*exec.StatusCount, error) {
	counts, _, err := deskOf(ctx).countStatuses(ctx, e)
	if err != nil {
		return nil, err
	}
	shown := []*exec.StatusCount{}
	for _, s := range graph.Statuses() {
		shown = append(shown, &exec.StatusCount{Status: s, Count: counts[s]})
	}
	return shown, nil
}

// ContestedShare is the share of them that is contested.
func (r rankedResolver) ContestedShare(ctx context.Context, e *exec.Ranked) (float64, error) {
	counts, all, err := deskOf(ctx).countStatuses(ctx, e)
	if err != nil {
		return 0, err
	}
	return float64(counts[graph.Contested]) / float64(all), nil // who is ranked has one at least
}

func (d *desk) countStatuses(ctx context.Context, e *exec.Ranked) (counts map[graph.Status]int, all int, err error) {
	g, l, err := d.countedOf(e, nil)
	if err != nil {
		return nil, 0, err
	}
	counts = map[graph.Status]int{}
	err = l.each(ctx, index.Window[index.Triple]{}, func(edge index.Edge) bool {
		counts[g.Status(edge)]++
		all++
		return true
	})
	return counts, all, err
}
