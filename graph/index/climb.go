package index

import "dyad/graph"

// A climb finds the wholes of parts along some of the links.
//
// A part climbs as long as its next whole is plain: it is if all wholes of the part climb to one. So a ministry of a government
// that acts for its state may act for the state itself too. A part of two wholes that stay apart stays what it is, as do parts
// that lead round to themselves, whatever else they are part of: dyad does not choose.
type climb struct {
	u      *rollup
	live   []bool                   // by link
	circle map[graph.EntityKey]bool // parts that stay, for being on a way round
	tops   map[graph.EntityKey]graph.EntityKey
	split  map[graph.EntityKey]bool // parts that stay, for having several wholes
}

// climb follows the links that hold.
func (u *rollup) climb(holds func(*Link) bool) *climb {
	c := &climb{
		u: u, live: make([]bool, len(u.links)), circle: map[graph.EntityKey]bool{},
		tops: map[graph.EntityKey]graph.EntityKey{}, split: map[graph.EntityKey]bool{},
	}
	for i := range u.links {
		c.live[i] = holds(&u.links[i])
	}
	for i := range u.links {
		if l := &u.links[i]; c.live[i] && c.leads(l.Whole, l.Part, map[graph.EntityKey]bool{}) {
			c.circle[l.Part] = true
		}
	}
	for part := range u.by {
		c.top(part)
	}
	return c
}

// leads reports whether the live links lead from one entity to another.
func (c *climb) leads(from, to graph.EntityKey, seen map[graph.EntityKey]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	for _, i := range c.u.by[from] {
		if c.live[i] && c.leads(c.u.links[i].Whole, to, seen) {
			return true
		}
	}
	return false
}

// top returns the entity that a part is counted as. It ends, since no part on a way round is followed.
func (c *climb) top(part graph.EntityKey) graph.EntityKey {
	if top, known := c.tops[part]; known {
		return top
	}
	top := part
	for _, i := range c.u.by[part] {
		if !c.live[i] || c.circle[part] {
			continue
		}
		next := c.top(c.u.links[i].Whole)
		if top != part && top != next {
			c.split[part] = true
		}
		top = next
	}
	if c.split[part] {
		top = part
	}
	c.tops[part] = top
	return top
}

// report notes which links were taken, and which parts were left.
func (c *climb) report() {
	for i := range c.u.links {
		l := &c.u.links[i]
		switch {
		case !c.live[i]:
		case c.circle[l.Part]:
			c.u.refuse(graph.Circle, l)
		case c.split[l.Part]:
			c.u.refuse(graph.SeveralWholes, l)
		default:
			c.u.taken[i] = true
		}
	}
}
