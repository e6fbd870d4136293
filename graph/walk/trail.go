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
	if order := t.weakest.compare(u.weakest); order != 0 {
		return order
	}
	return slices.Compare(t.nodes, u.nodes)
}

// best keeps the k best trails, in order.
type best struct {
	k      int
	trails []trail
}

// hopeless reports whether no trail can be kept any more that is found from here on, and of which a hop is so weak: trails come in the order of
// their nodes, so that of equals the later are the worse.
func (b *best) hopeless(weakest strength) bool {
	return len(b.trails) == b.k && weakest.compare(b.trails[b.k-1].weakest) >= 0
}

// add keeps t if it is one of them.
func (b *best) add(t trail) {
	i, _ := slices.BinarySearchFunc(b.trails, t, func(u, t trail) int { return u.compare(&t) })
	if i >= b.k {
		return
	}
	b.trails = slices.Insert(b.trails, i, t)
	b.trails = b.trails[:min(b.k, len(b.trails))]
}

// A tracer lists the trails of one length, from the beginning towards the end, in the order of their nodes.
type tracer struct {
	*finder
	length int
	best   best
	known  map[choice][]way
	trace  []index.Node // from the beginning to where it stands
	fan    []way        // memory for ways
}

// A choice is where to go from an entity when so many steps must then be left.
type choice struct {
	node index.Node
	left int
}

// A way leads to an entity. It is as strong as the strongest relationship that can be taken.
type way struct {
	strength
	to index.Node
}

// goOn follows every way on from where the trace stands that may lead to a trail to be kept. weakest is the weakest hop so far.
func (t *tracer) goOn(weakest strength) error {
	left := t.length - len(t.trace)
	ways, err := t.ways(choice{t.trace[len(t.trace)-1], left})
	if err != nil {
		return err
	}
	if err := t.w.look(len(ways)); err != nil {
		return err
	}
	for _, next := range ways {
		if slices.Contains(t.trace, next.to) || left > 0 && next.to == t.sides[1].origin {
			continue
		}
		if len(t.trace) > 1 && next.compare(weakest) < 0 {
			next.strength = weakest
		}
		if t.best.hopeless(next.strength) {
			continue
		}
		t.trace = append(t.trace, next.to)
		if left == 0 {
			t.arrive(next.strength)
		} else if err := t.goOn(next.strength); err != nil {
			return err
		}
		t.trace = t.trace[:len(t.trace)-1]
	}
	return nil
}

// ways returns the ways on, in the order of where they lead: as far as that is known, to entities from which the end can be reached in the steps
// that are left.
func (t *tracer) ways(c choice) ([]way, error) {
	if ways, known := t.known[c]; known {
		return ways, nil
	}
	end := t.sides[1]
	t.fan = t.fan[:0]
	err := t.w.leaving(c.node, func(e index.Edge, far index.Node) {
		if (c.left == 0 || t.w.passes(far)) && (c.left > end.steps || end.within(far, c.left)) {
			t.fan = append(t.fan, way{t.w.strength(e), far})
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(t.fan, func(a, b way) int {
		if a.to != b.to {
			return cmp.Compare(a.to, b.to)
		}
		return a.compare(b.strength)
	})
	ways := slices.Clone(slices.CompactFunc(t.fan, func(a, b way) bool { return a.to == b.to }))
	t.known[c] = ways
	return ways, nil
}

// arrive takes down the trail that the trace is.
func (t *tracer) arrive(weakest strength) {
	found := trail{slices.Clone(t.trace), weakest}
	if t.after != nil && len(t.after.nodes) == len(found.nodes) && found.compare(t.after) <= 0 {
		return
	}
	t.best.add(found)
}
