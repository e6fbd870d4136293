package measure

import (
	"cmp"
	"slices"
)

// A Partition puts every vertex of a net into one part. Parts are numbered from 0: the largest first, then the one with the least
// vertex, which is to say with the first key.
type Partition struct {
	of      []int32 // by vertex
	starts  []int32
	members []int32 // part p has members[starts[p]:starts[p+1]], in their order
	inner   []int   // by part: relationships between its members
	outer   []int   // by part: relationships between a member and somebody else
}

// Len returns the number of parts.
func (p *Partition) Len() int { return len(p.starts) - 1 }

// Of returns the part of a vertex.
func (p *Partition) Of(v int32) int { return int(p.of[v]) }

// Members returns the vertices of a part, in their order. The list is shared: do not change it.
func (p *Partition) Members(part int) []int32 { return p.members[p.starts[part]:p.starts[part+1]] }

// Inner returns how many relationships connect two members of a part.
func (p *Partition) Inner(part int) int { return p.inner[part] }

// Outer returns how many relationships connect a member of a part with somebody who is none.
func (p *Partition) Outer(part int) int { return p.outer[part] }

// newPartition numbers the parts that label tells apart: labels are numbers of vertices.
func (n *Net) newPartition(label []int32) *Partition {
	sizes := make([]int32, n.Len())
	for _, l := range label {
		sizes[l]++
	}
	var parts []int32 // labels, in the order of the least vertex
	for _, l := range label {
		if sizes[l] > 0 {
			parts = append(parts, l)
			sizes[l] = -sizes[l]
		}
	}
	slices.SortStableFunc(parts, func(a, b int32) int { return cmp.Compare(sizes[a], sizes[b]) }) // they are negative now
	p := &Partition{
		of: make([]int32, n.Len()), starts: make([]int32, len(parts)+1), members: make([]int32, n.Len()),
		inner: make([]int, len(parts)), outer: make([]int, len(parts)),
	}
	number := make([]int32, n.Len())
	for i, l := range parts {
		number[l], p.starts[i+1] = int32(i), p.starts[i]-sizes[l]
	}
	next := slices.Clone(p.starts)
	for v, l := range label {
		part := number[l]
		p.of[v] = part
		p.members[next[part]] = int32(v)
		next[part]++
	}
	for _, l := range n.links {
		if a, b := p.of[l.from], p.of[l.to]; a == b {
			p.inner[a]++
		} else {
			p.outer[a]++
			p.outer[b]++
		}
	}
	return p
}
