package match

import "dyad/graph"

// settled tells of which pairs it is known whether they are one.
type settled struct {
	into  map[graph.EntityKey]graph.EntityKey // who is the same as whom, towards one for all of them
	apart map[[2]graph.EntityKey]bool         // of those ones
}

// newSettled takes in merges and judgements.
func newSettled(list, others []graph.Entity, judged []graph.SameAs) *settled {
	s := &settled{into: map[graph.EntityKey]graph.EntityKey{}, apart: map[[2]graph.EntityKey]bool{}}
	for _, entities := range [][]graph.Entity{list, others} {
		for i := range entities {
			if into := entities[i].MergedInto; into != "" {
				s.join(entities[i].Key, into)
			}
		}
	}
	for _, j := range judged {
		if j.Same {
			s.join(j.From, j.Into)
		}
	}
	for _, j := range judged {
		if !j.Same {
			s.apart[s.pair(j.From, j.Into)] = true
		}
	}
	return s
}

// has reports whether it is known of the two.
func (s *settled) has(a, b graph.EntityKey) bool {
	return s.one(a) == s.one(b) || s.apart[s.pair(a, b)]
}

// one returns the one that stands for all who are the same as k.
func (s *settled) one(k graph.EntityKey) graph.EntityKey {
	for {
		into, known := s.into[k]
		if !known {
			return k
		}
		k = into
	}
}

func (s *settled) join(a, b graph.EntityKey) {
	if a, b = s.one(a), s.one(b); a != b {
		s.into[a] = b
	}
}

func (s *settled) pair(a, b graph.EntityKey) [2]graph.EntityKey {
	a, b = s.one(a), s.one(b)
	return [2]graph.EntityKey{min(a, b), max(a, b)}
}
