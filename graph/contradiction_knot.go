package graph

// A clash is claims that hang together by opposing each other, by what they say in the terms of a rule.
type clash[S comparable] struct {
	said    map[S][]*Claim
	overlap Overlap // the surest of any two that oppose each other
}

// knots ties numbered things together: a forest in which the things of one knot share a root.
type knots struct {
	parent  []int
	overlap []Overlap // of a root: the surest overlap by which its knot is tied
}

func newKnots(n int) *knots {
	k := &knots{parent: make([]int, n), overlap: make([]Overlap, n)}
	for i := range n {
		k.parent[i], k.overlap[i] = i, NoOverlap
	}
	return k
}

// root returns the thing that stands for the knot of i, and shortens the way to it.
func (k *knots) root(i int) int {
	for k.parent[i] != i {
		k.parent[i] = k.parent[k.parent[i]]
		i = k.parent[i]
	}
	return i
}

// join ties i and j, which oppose each other with that overlap.
func (k *knots) join(i, j int, o Overlap) {
	a, b := k.root(i), k.root(j)
	k.parent[b] = a
	k.overlap[a] = k.overlap[a].stronger(k.overlap[b]).stronger(o)
}

// tied turns knots of camps into clashes. Camps that were joined to none are in no clash.
func tied[S comparable](k *knots, camps []*camp[S]) []clash[S] {
	at := map[int]int{}
	var out []clash[S]
	for i, c := range camps {
		root := k.root(i)
		if k.overlap[root] == NoOverlap {
			continue
		}
		n, ok := at[root]
		if !ok {
			n, at[root] = len(out), len(out)
			out = append(out, clash[S]{said: map[S][]*Claim{}, overlap: k.overlap[root]})
		}
		out[n].said[c.says] = append(out[n].said[c.says], c.claims...)
	}
	return out
}
