package measure

import (
	"errors"
	"math"

	"dyad/graph"
)

// A search is the shortest paths from one vertex, step by step. It is used again for the next one.
type search struct {
	t        ties
	p        *pulse
	distance []int32   // by vertex; -1 where the search did not come to
	paths    []float64 // by vertex: how many shortest paths lead there
	order    []int32   // the vertices that it came to, the nearest first
}

func newSearch(t ties, p *pulse) *search {
	s := &search{t: t, p: p, distance: make([]int32, t.len()), paths: make([]float64, t.len())}
	for v := range s.distance {
		s.distance[v] = -1
	}
	return s
}

// from searches from a vertex.
func (s *search) from(start int32) error {
	for _, v := range s.order {
		s.distance[v], s.paths[v] = -1, 0
	}
	s.order = append(s.order[:0], start)
	s.distance[start], s.paths[start] = 0, 1
	for i := 0; i < len(s.order); i++ {
		v := s.order[i]
		if math.IsInf(s.paths[v], 0) {
			return &graph.Error{Fault: graph.CostLimit, Err: errors.New("there are more shortest paths than can be counted: add a filter")}
		}
		row := s.t.row(v)
		s.spread(v, row)
		if err := s.p.beat(len(row) + 1); err != nil {
			return err
		}
	}
	return nil
}

// spread goes on from a vertex to those that a row leads to.
func (s *search) spread(v int32, row []int32) {
	beyond := s.distance[v] + 1
	for _, far := range row {
		if s.distance[far] < 0 {
			s.distance[far] = beyond
			s.order = append(s.order, far)
		}
		if s.distance[far] == beyond {
			s.paths[far] += s.paths[v]
		}
	}
}
