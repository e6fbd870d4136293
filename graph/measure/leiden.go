package measure

import (
	"math/rand/v2"
	"slices"
)

// A leiden is a search for communities under way, after Traag, Waltman and van Eck (2019): vertices move to the community that gains
// most; each community is refined into pieces that are well connected; pieces become vertices; and so on, until nothing moves. Where
// the paper merges pieces at random, in proportion to the gain, this takes the greatest gain.
type leiden struct {
	p          *pulse
	random     *rand.Rand
	crowd      *crowd
	resolution float64
}

// enough is the least gain, in ties, that is one: less is a matter of rounding.
const enough = 1e-9

// Communities are taken apart and put together again until that changes nothing, or so often; no more once the search has looked at
// so many ties.
const (
	passes    = 10
	passSteps = 100_000_000
)

// run returns a label for each vertex: those with one label are one community.
func (l *leiden) run() ([]int32, error) {
	net := l.crowd
	label := numbered(net.len())
	for range passes {
		before := slices.Clone(label)
		l.crowd = net
		after, err := l.pass(label)
		if err != nil || l.p.total > passSteps || same(before, after) {
			return after, err
		}
		label = after
	}
	return label, nil
}

// same reports whether two lists of labels mean the same communities.
func same(a, b []int32) bool {
	there, back := map[int32]int32{}, map[int32]int32{}
	for v := range a {
		if _, met := there[a[v]]; !met {
			there[a[v]] = b[v]
		}
		if _, met := back[b[v]]; !met {
			back[b[v]] = a[v]
		}
		if there[a[v]] != b[v] || back[b[v]] != a[v] {
			return false
		}
	}
	return true
}

// pass improves the communities that label tells, which it changes, and returns the labels of better ones.
func (l *leiden) pass(label []int32) ([]int32, error) {
	at := numbered(l.crowd.len()) // where each vertex of the net has been drawn to
	for {
		if err := l.move(label); err != nil {
			return nil, err
		}
		piece, err := l.refine(label)
		if err != nil {
			return nil, err
		}
		small, into := l.crowd.drawn(piece)
		if small.len() == l.crowd.len() { // nothing is left to be drawn together
			return through(at, label), nil
		}
		label = drawnLabels(label, into, small.len())
		at = through(at, into)
		l.crowd = small
	}
}

// through follows each step of a list one further.
func through(at, further []int32) []int32 {
	out := make([]int32, len(at))
	for i, v := range at {
		out[i] = further[v]
	}
	return out
}

// drawnLabels gives each piece the community that its members are in, under a number of a piece.
func drawnLabels(label, into []int32, pieces int) []int32 {
	out, first := make([]int32, pieces), make([]int32, len(label))
	for i := range first {
		first[i] = -1
	}
	for v, l := range label {
		if first[l] < 0 {
			first[l] = into[v]
		}
		out[into[v]] = first[l]
	}
	return out
}

// shuffled returns the vertices in an order that the seed decides.
func (l *leiden) shuffled() []int32 {
	order := numbered(l.crowd.len())
	l.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}

// sums adds up the strength of the vertices with each label.
func (l *leiden) sums(label []int32) []float64 {
	sums := make([]float64, l.crowd.len())
	for v, c := range label {
		sums[c] += l.crowd.strength[v]
	}
	return sums
}

// gain is what a vertex of that strength gains by being with others of that strength, to whom it has ties of that weight; in ties.
func (l *leiden) gain(weight, strength, others float64) float64 {
	return weight - l.resolution*strength*others/l.crowd.total
}

// move moves vertices to better communities, until none is better for any. A vertex is looked at again when one that it is tied to
// has moved away from it.
func (l *leiden) move(label []int32) error {
	n := l.crowd.len()
	m := &mover{leiden: l, label: label, sums: l.sums(label), sizes: make([]int32, n), around: newGatherer(n), waits: make([]bool, n)}
	m.count()
	queue := l.shuffled()
	for _, v := range queue {
		m.waits[v] = true
	}
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		m.waits[v] = false
		row := l.crowd.row(v)
		if m.better(v) {
			queue = m.stir(v, row, queue)
		}
		if err := l.p.beat(2*len(row) + 1); err != nil {
			return err
		}
	}
	return nil
}

// A mover is one round of moving.
type mover struct {
	*leiden
	label  []int32
	sums   []float64 // by label: strength
	sizes  []int32   // by label: how many vertices have it
	empty  []int32   // labels that nobody has
	around *gatherer
	waits  []bool // vertices that are in the queue
}

// count counts who has each label.
func (m *mover) count() {
	for _, c := range m.label {
		m.sizes[c]++
	}
	for c, size := range m.sizes {
		if size == 0 {
			m.empty = append(m.empty, int32(c))
		}
	}
}

// better moves a vertex to where it gains most, which may be a community of its own, and reports whether it moved.
func (m *mover) better(v int32) bool {
	strength, here := m.crowd.strength[v], m.label[v]
	m.around.gather(m.crowd, v, m.label, nil)
	m.sums[here] -= strength
	best, most := here, m.gain(m.around.weight[here], strength, m.sums[here])
	for _, c := range m.around.met {
		if g := m.gain(m.around.weight[c], strength, m.sums[c]); g > most+enough {
			best, most = c, g
		}
	}
	if most < -enough && len(m.empty) > 0 {
		best = m.empty[len(m.empty)-1]
		m.empty = m.empty[:len(m.empty)-1]
	}
	m.sums[best] += strength
	m.sizes[here]--
	m.sizes[best]++
	if m.sizes[here] == 0 {
		m.empty = append(m.empty, here)
	}
	m.label[v] = best
	return best != here
}

// stir puts those who are tied to a vertex that has moved, and are elsewhere, into the queue again.
func (m *mover) stir(v int32, row, queue []int32) []int32 {
	for _, far := range row {
		if m.label[far] != m.label[v] && !m.waits[far] {
			m.waits[far] = true
			queue = append(queue, far)
		}
	}
	return queue
}
