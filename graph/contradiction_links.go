package graph

// links lead from an actor to those that it is part of, acts for or is a member of.
type links map[EntityKey][]EntityKey

// linksBy collects the links of some types, and of narrower ones, that somebody affirms. When they held is not asked: an actor
// that once was a faction of another is not plainly somebody else.
func (f *finder) linksBy(types ...TermKey) links {
	l := links{}
	for p := range f.affirming(types...) {
		l[p.Claim.From] = append(l[p.Claim.From], p.Claim.To)
	}
	return l
}

// lead reports whether from is to, or leads to it, at once or through others.
func (l links) lead(from, to EntityKey) bool {
	seen := map[EntityKey]bool{from: true}
	for queue := []EntityKey{from}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == to {
			return true
		}
		for _, next := range l[queue[0]] {
			if !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return false
}
