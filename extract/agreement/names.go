package agreement

import (
	"dyad/extract"
	"dyad/graph"
)

// names translates the keys of one coder, in one source, into names that both share. A key that the alignment does not speak of
// stands for itself.
type names map[graph.EntityKey]graph.EntityKey

// of returns the shared name of a key; "" for none.
func (n names) of(key graph.EntityKey) graph.EntityKey {
	if shared, ok := n[key]; ok {
		return shared
	}
	return key
}

// shared returns the names of both sides in one source. What the alignment says of that source takes the place of what it says of
// the same keys everywhere.
func shared(align []extract.Same, p pairing) (left, right names) {
	left, right = names{}, names{}
	for _, everywhere := range []bool{false, true} {
		for _, s := range align {
			here := s.Source == p.a.source.Key || s.Source == p.b.source.Key
			if everywhere {
				here = s.Source == ""
			}
			if !here || left[s.Left] != "" || right[s.Right] != "" {
				continue
			}
			name := joint(s.Left, s.Right)
			left[s.Left], right[s.Right] = name, name
		}
	}
	return left, right
}

// joint returns a name for two keys that no key has, and no other two. But for a mark behind it, it is the same whichever coder
// comes first, because symmetric types are stored in the order of the names.
func joint(left, right graph.EntityKey) graph.EntityKey {
	if left > right {
		return right + "=" + left + "'"
	}
	return left + "=" + right
}
