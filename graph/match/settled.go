package match

import "dyad/graph"

// settled tells of which pairs it is known whether they are one.
type settled struct {
	into  map[graph.EntityKey]graph.EntityKey // who was merged into whom, or judged to be the same
	known map[graph.EntityKey]*graph.Entity
	apart map[[2]graph.EntityKey]bool // of those ones
}

// newSettled takes in merges and judgements.
func newSettled(list, others []graph.Entity, judged []graph.SameAs) *settled {
	s := &settled{into: map[graph.EntityKey]graph.EntityKey{}, known: map[graph.EntityKey]*graph.Entity{}, apart: map[[2]graph.EntityKey]bool{}}
	for _, entities := range [][]graph.Entity{list, others} {
		for i := range entities {
			s.known[entities[i].Key] = &entities[i]
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

// forms returns the names of the entities. Those of somebody who was merged are names of the one that he was merged into, if that is in one of the lists.
func (s *settled) forms(entities []graph.Entity) []form {
	var out []form
	for i := range entities {
		of := s.known[s.one(entities[i].Key)]
		if of == nil {
			continue
		}
		for _, n := range entities[i].AllNames() {
			out = append(out, form{of, n.Text, n.Text != of.Name})
		}
	}
	return out
}

// one returns the one that stands for all who are the same as k: the last that they were merged into.
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
