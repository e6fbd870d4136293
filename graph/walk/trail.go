package walk

import (
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

// add keeps t if it is one of them.
func (b *best) add(t trail) {
	i, _ := slices.BinarySearchFunc(b.trails, t, func(u, t trail) int { return u.compare(&t) })
	if i >= b.k {
		return
	}
	b.trails = slices.Insert(b.trails, i, t)
	b.trails = b.trails[:min(b.k, len(b.trails))]
}

// A tracer lists the trails of one length, from its root towards the origin of its guide.
type tracer struct {
	*finder
	length      int
	root, guide *side
	guided      int // steps that the guide can look ahead
	best        best
	known       map[choice][]index.Node
	trace       []index.Node // from the root to where it stands
}

// A choice is where to go from an entity when so many steps must then be left.
type choice struct {
	node index.Node
	left int
}

// goOn follows every way on from where the trace stands.
func (t *tracer) goOn() error {
	left := t.length - len(t.trace)
	here := t.trace[len(t.trace)-1]
	ways, err := t.ways(choice{here, left})
	if err != nil {
		return err
	}
	if err := t.w.look(len(ways)); err != nil {
		return err
	}
	for _, n := range ways {
		if slices.Contains(t.trace, n) || left > 0 && n == t.guide.origin {
			continue
		}
		t.trace = append(t.trace, n)
		if left == 0 {
			t.arrive()
		} else if err := t.goOn(); err != nil {
			return err
		}
		t.trace = t.trace[:len(t.trace)-1]
	}
	return nil
}

// ways returns the entities to go to, in order, each once: as far as the guide can tell, those from which its origin can be
// reached in the steps that are left.
func (t *tracer) ways(c choice) ([]index.Node, error) {
	if ways, known := t.known[c]; known {
		return ways, nil
	}
	ways, err := t.w.neighbours(c.node, t.root.way, nil)
	if err != nil {
		return nil, err
	}
	ways = slices.DeleteFunc(ways, func(n index.Node) bool {
		return c.left > 0 && !t.w.passes(n) || c.left <= t.guided && !t.guide.within[c.left].has(n)
	})
	slices.Sort(ways)
	ways = slices.Clip(slices.Compact(ways))
	t.known[c] = ways
	return ways, nil
}

// arrive takes down the trail that the trace is, from the beginning to the end of the path.
func (t *tracer) arrive() {
	found := trail{nodes: slices.Clone(t.trace)}
	if t.root != t.sides[0] {
		slices.Reverse(found.nodes)
	}
	for i := range len(found.nodes) - 1 {
		h := t.hop(found.nodes[i], found.nodes[i+1])
		if i == 0 || h.compare(found.weakest) > 0 {
			found.weakest = h.strength
		}
	}
	if t.after != nil && len(t.after.nodes) == len(found.nodes) && found.compare(t.after) <= 0 {
		return
	}
	t.best.add(found)
}
