package graph

import (
	"iter"
	"slices"
)

// A sweep goes through groups in the order of their first possible day, and keeps those met so far by event, then by what
// they say. Those that are over before a later one begins are over for all that follow it, and are forgotten.
type sweep[S comparable] struct {
	all      bySaying[S]
	eventful map[EntityKey]bySaying[S]
	plain    bySaying[S] // those that name no event
}

// bySaying is groups by what they say.
type bySaying[S comparable] map[S][]*group[S]

func newSweep[S comparable]() *sweep[S] {
	return &sweep[S]{all: bySaying[S]{}, eventful: map[EntityKey]bySaying[S]{}, plain: bySaying[S]{}}
}

func (s *sweep[S]) add(g *group[S]) {
	s.all.add(g)
	if len(g.events) == 0 {
		s.plain.add(g)
	}
	for _, e := range g.events {
		if s.eventful[e] == nil {
			s.eventful[e] = bySaying[S]{}
		}
		s.eventful[e].add(g)
	}
}

func (b bySaying[S]) add(g *group[S]) { b[g.says] = append(b[g.says], g) }

// opposing yields the groups met so far that may be about an event of g, say what opposes it, and are not over before g
// begins. What else tells occasions apart is left to sameOccasion: of the roles that do, only events split a subject into
// many. A group that shares several events with g comes once for each.
func (s *sweep[S]) opposing(g *group[S], opposed func(a, b S) bool) iter.Seq[*group[S]] {
	among := []bySaying[S]{s.all}
	if len(g.events) > 0 {
		among = []bySaying[S]{s.plain}
		for _, e := range g.events {
			among = append(among, s.eventful[e])
		}
	}
	return func(yield func(*group[S]) bool) {
		for _, b := range among {
			for says := range b {
				if opposed(g.says, says) && !b.ongoing(says, g.piece.Outer.From, yield) {
					return
				}
			}
		}
	}
}

// ongoing yields the groups that say so and are not over before a day, and forgets the others. It reports whether yield
// wants more.
func (b bySaying[S]) ongoing(says S, day Day, yield func(*group[S]) bool) bool {
	b[says] = slices.DeleteFunc(b[says], func(g *group[S]) bool { return g.piece.Outer.To < day })
	for _, g := range b[says] {
		if !yield(g) {
			return false
		}
	}
	if len(b[says]) == 0 {
		delete(b, says)
	}
	return true
}
