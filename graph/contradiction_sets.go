package graph

// A clash is claims that hang together by opposing each other, by what they say in the terms of a rule.
type clash[S comparable] struct {
	said     map[S][]*Claim
	overlap  Overlap // the surest of any two that oppose each other
	inferred bool    // that is certain, and no two overlap for certain but by a date that was inferred
}

// disjointSets divides numbered things into sets: a forest in which the things of one set share a root.
type disjointSets struct {
	parent  []int
	overlap []Overlap // of a root: the surest overlap by which two of its set were joined; none where nothing was
	told    []bool    // of a root: two of its set overlap for certain by dates that were not inferred
}

func newDisjointSets(n int) *disjointSets {
	d := &disjointSets{parent: make([]int, n), overlap: make([]Overlap, n), told: make([]bool, n)}
	for i := range n {
		d.parent[i], d.overlap[i] = i, NoOverlap
	}
	return d
}

// root returns the thing that stands for the set of i, and shortens the way to it.
func (d *disjointSets) root(i int) int {
	for d.parent[i] != i {
		d.parent[i] = d.parent[d.parent[i]]
		i = d.parent[i]
	}
	return i
}

// join puts i and j, which oppose each other with that overlap, into one set. told tells whether the dates by which they overlap
// were not inferred.
func (d *disjointSets) join(i, j int, o Overlap, told bool) {
	a, b := d.root(i), d.root(j)
	d.parent[b] = a
	d.overlap[a] = d.overlap[a].stronger(d.overlap[b]).stronger(o)
	d.told[a] = d.told[a] || d.told[b] || told && o == CertainOverlap
}

// clashesOf makes a clash of each set of groups. Groups that were joined to none are in no clash.
func clashesOf[S comparable](sets *disjointSets, groups []*group[S]) []clash[S] {
	at := map[int]int{}
	var out []clash[S]
	for i, g := range groups {
		root := sets.root(i)
		if sets.overlap[root] == NoOverlap {
			continue
		}
		n, ok := at[root]
		if !ok {
			n, at[root] = len(out), len(out)
			surest := sets.overlap[root]
			out = append(out, clash[S]{said: map[S][]*Claim{}, overlap: surest, inferred: surest == CertainOverlap && !sets.told[root]})
		}
		out[n].said[g.says] = append(out[n].said[g.says], g.claims...)
	}
	return out
}
