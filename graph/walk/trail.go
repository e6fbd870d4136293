package walk

import (
	"cmp"
	"slices"

	"dyad/graph/index"
)

// A trail is a path of which only the entities are known, and how strong its weakest hop is.
type trail struct {
	nodes   []index.Node
	weakest strength
}

// compare orders trails of one length: the better first.
func (t *trail) compare(u *trail) int {
	if t.weakest != u.weakest {
		return cmp.Compare(t.weakest, u.weakest)
	}
	return slices.Compare(t.nodes, u.nodes)
}

// best keeps the k best trails. They are added in the order of their nodes, so that of equals the later are the worse.
type best struct {
	k      int
	trails []trail
	full   bool
	limit  strength // of the last, where full
}

// hopeless reports whether no trail can be kept any more of which a hop is so weak.
func (b *best) hopeless(weakest strength) bool { return b.full && weakest >= b.limit }

// add keeps t, as long as it may be one of them.
func (b *best) add(t trail) {
	b.trails = append(b.trails, t)
	if len(b.trails) == b.k || len(b.trails)/2 >= b.k {
		b.settle()
		b.full, b.limit = true, b.trails[b.k-1].weakest
	}
}

// settle puts the trails in order and leaves out those that are not among the best.
func (b *best) settle() {
	slices.SortStableFunc(b.trails, func(t, u trail) int { return cmp.Compare(t.weakest, u.weakest) })
	b.trails = b.trails[:min(b.k, len(b.trails))]
}

// A tracer lists the trails of one length, from the beginning towards the end, in the order of their nodes.
type tracer struct {
	*finder
	layers []layer
	best   best
	trace  []index.Node // from the beginning to where it stands
}

// all returns the best trails, in order.
func (t *tracer) all() ([]trail, error) {
	if t.layers == nil {
		return nil, nil
	}
	start := &t.layers[0].spots[0]
	if t.best.k == 1 && t.after == nil && len(t.layers)-1 == t.shortest {
		t.best.full, t.best.limit = true, start.best+1 // it can be reached, and nothing else is wanted
	}
	t.trace = append(make([]index.Node, 0, len(t.layers)), start.node)
	err := t.goOn(start, 0)
	t.best.settle()
	return t.best.trails, err
}

// goOn follows every way on from a spot, where the trace stands, that may lead to a trail to be kept. so is the strength of the weakest hop till now.
func (t *tracer) goOn(s *spot, so strength) error {
	at := len(t.trace) - 1
	links := t.tidy(s, t.layers[at].links[s.start:s.end])
	if err := t.w.look(len(links)); err != nil {
		return err
	}
	for i := range links {
		k := &links[i]
		if t.best.hopeless(max(so, k.best)) || slices.Contains(t.trace, k.to) {
			continue
		}
		t.trace = append(t.trace, k.to)
		if at+2 == len(t.layers) {
			t.arrive(max(so, k.strength))
		} else if err := t.goOn(&t.layers[at+1].spots[k.next], max(so, k.strength)); err != nil {
			return err
		}
		t.trace = t.trace[:at+1]
	}
	return nil
}

// tidy puts the links of a spot in the order of where they lead, the strongest to each, and leaves out those that are hopeless by now. Most spots
// are never come to.
func (t *tracer) tidy(s *spot, links []link) []link {
	if s.tidy {
		return links
	}
	links = slices.DeleteFunc(links, func(k link) bool { return t.best.hopeless(k.best) })
	slices.SortFunc(links, func(a, b link) int {
		if a.to != b.to {
			return cmp.Compare(a.to, b.to)
		}
		return cmp.Compare(a.strength, b.strength)
	})
	links = slices.CompactFunc(links, func(a, b link) bool { return a.to == b.to })
	s.tidy, s.end = true, s.start+int32(len(links))
	return links
}

// arrive takes down the trail that the trace is.
func (t *tracer) arrive(so strength) {
	found := trail{slices.Clone(t.trace), so}
	if t.after == nil || len(t.after.nodes) != len(found.nodes) || found.compare(t.after) > 0 {
		t.best.add(found)
	}
}
