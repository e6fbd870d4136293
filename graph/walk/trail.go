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
	t.trace = append(make([]index.Node, 0, len(t.layers)+1), t.layers[0].nodes[0])
	err := t.goOn(0, 0)
	t.best.settle()
	return t.best.trails, err
}

// goOn follows every way on from where the trace stands, a place in its layer, that may lead to a trail to be kept. weakest is the weakest hop
// so far.
func (t *tracer) goOn(place int, weakest strength) error {
	at := len(t.trace) - 1
	links := t.layers[at].of(place)
	if err := t.w.look(len(links)); err != nil {
		return err
	}
	for i := range links {
		k := &links[i]
		if t.best.hopeless(max(weakest, k.best)) || slices.Contains(t.trace, k.to) {
			continue
		}
		t.trace = append(t.trace, k.to)
		var err error
		switch so := max(weakest, k.strength); {
		case t.before(max(weakest, k.worst)):
		case at+1 < len(t.layers):
			err = t.goOn(k.next, so)
		default:
			t.best.add(trail{slices.Clone(t.trace), so})
		}
		if err != nil {
			return err
		}
		t.trace = t.trace[:at+1]
	}
	return nil
}

// before reports whether all that the trace leads to is before the first trail that is wanted, or that one's place itself, if the worst of it is
// so strong.
func (t *tracer) before(worst strength) bool {
	if t.after == nil || len(t.after.nodes) != len(t.layers)+1 {
		return false
	}
	if worst != t.after.weakest {
		return worst < t.after.weakest
	}
	order := slices.Compare(t.trace, t.after.nodes[:len(t.trace)])
	return order < 0 || order == 0 && len(t.trace) == len(t.after.nodes)
}
