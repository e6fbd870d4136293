package measure

// A crowd is a net of which some vertices have been drawn together into one. It has no ties from a vertex to itself.
type crowd struct {
	ties
	strength []float64 // by vertex: the ends of ties that those drawn together have, their ties with each other included
	total    float64   // of strength: twice the weight of all ties
}

func newCrowd(t ties) *crowd {
	c := &crowd{ties: t, strength: make([]float64, t.len())}
	for v := range c.strength {
		c.strength[v] = t.strength(int32(v))
		c.total += c.strength[v]
	}
	return c
}

// A gatherer adds up weights by label, and forgets them at a cost of what it has met only.
type gatherer struct {
	weight []float64 // by label; 0: not met
	met    []int32   // in the order of meeting
}

func newGatherer(n int) *gatherer { return &gatherer{weight: make([]float64, n)} }

func (g *gatherer) clear() {
	for _, label := range g.met {
		g.weight[label] = 0
	}
	g.met = g.met[:0]
}

func (g *gatherer) add(label int32, weight float64) {
	if g.weight[label] == 0 {
		g.met = append(g.met, label)
	}
	g.weight[label] += weight
}

// gather adds up the weight of a vertex's ties by the labels of where they lead; those that skip tells are left out.
func (g *gatherer) gather(c *crowd, v int32, label []int32, skip func(far int32) bool) {
	g.clear()
	for i := c.starts[v]; i < c.starts[v+1]; i++ {
		if far := c.ends[i]; skip == nil || !skip(far) {
			g.add(label[far], c.weight(i))
		}
	}
}

// drawn draws the vertices with one label together. It returns the smaller crowd and where each vertex went; new ones are numbered in
// the order of the first that went there.
func (c *crowd) drawn(label []int32) (*crowd, []int32) {
	number := make([]int32, c.len())
	for i := range number {
		number[i] = -1
	}
	into, groups := make([]int32, c.len()), [][]int32{}
	for v, l := range label {
		if number[l] < 0 {
			number[l] = int32(len(groups))
			groups = append(groups, nil)
		}
		into[v] = number[l]
		groups[into[v]] = append(groups[into[v]], int32(v))
	}
	small := &crowd{strength: make([]float64, len(groups)), total: c.total}
	small.starts = []int32{0}
	g := newGatherer(len(groups))
	for group, members := range groups {
		g.clear()
		for _, v := range members {
			small.strength[group] += c.strength[v]
			for i := c.starts[v]; i < c.starts[v+1]; i++ {
				if far := into[c.ends[i]]; far != int32(group) {
					g.add(far, c.weight(i))
				}
			}
		}
		for _, far := range g.met {
			small.ends = append(small.ends, far)
			small.weights = append(small.weights, g.weight[far])
		}
		small.starts = append(small.starts, int32(len(small.ends)))
	}
	return small, into
}
