package index

import (
	"slices"

	"dyad/graph"
)

// rollUp puts a claim between the wholes of its time, and reports whether it still backs something. One that lies within a whole
// is kept apart, to be counted.
func (b *builder) rollUp(v *graph.Version[graph.Claim], c *graph.Claim, k *kind, typ int32) bool {
	up := b.x.up
	if !slices.ContainsFunc(c.Entities(), func(key graph.EntityKey) bool { return up.by[key] != nil }) {
		return true
	}
	wholes := up.at(c.When)
	lifted, within := wholes.lift(c, k.term)
	if within {
		kept := graph.Version[graph.Claim]{Value: projection(c), Opened: v.Opened, Closed: v.Closed}
		b.x.inner = append(b.x.inner, inner{kept, lifted.From})
		return false
	}
	if lifted.From != c.From || lifted.To != c.To || len(k.projects) > 0 {
		b.remember(c, k, typ, wholes.of)
		b.remember(&v.Value, k, typ, func(key graph.EntityKey) graph.EntityKey { return wholes.of(b.x.identity.of(key)) })
	}
	*c = lifted
	return true
}

// lift returns c between wholes, in its normal form, and whether it lies within one of them. Who speaks stays who spoke: voices keep
// their names, and belong to their wholes, so that a ministry that denies what is said of its state counts as the accused.
func (id identity) lift(c *graph.Claim, t *graph.Term) (lifted graph.Claim, within bool) {
	l := *c
	l.From, l.To = id.of(c.From), id.of(c.To)
	l.Voices = slices.Clone(c.Voices)
	for i := range l.Voices {
		v := &l.Voices[i]
		switch {
		case v.Affiliation != "":
			v.Affiliation = id.of(v.Affiliation)
		case id[v.Entity] != "":
			v.Affiliation = id[v.Entity]
		}
	}
	l.Roles = slices.Clone(c.Roles)
	for i := range l.Roles {
		r := &l.Roles[i]
		r.Entities, r.Claims, r.Terms = id.all(r.Entities), slices.Clone(r.Claims), slices.Clone(r.Terms)
		if slices.Contains(t.Projects, r.Name) {
			r.Entities = slices.DeleteFunc(r.Entities, func(k graph.EntityKey) bool {
				return k == l.From && !slices.Contains(c.Roles.Entities(r.Name), c.From)
			})
		}
	}
	if l.To == l.From && c.To != c.From && !turnOutwards(&l, t) {
		return l, true
	}
	l.Disputes, l.Reconciles = slices.Clone(c.Disputes), slices.Clone(c.Reconciles)
	l.Normalize(t)
	return l, false
}

// turnOutwards gives a claim whose ends became one another end, if a role that projects still has one: who mediates between its own
// part and somebody else is still said to mediate for the latter.
func turnOutwards(c *graph.Claim, t *graph.Term) bool {
	for i := range c.Roles {
		r := &c.Roles[i]
		if slices.Contains(t.Projects, r.Name) && len(r.Entities) > 0 {
			c.To, r.Entities = r.Entities[0], r.Entities[1:]
			return true
		}
	}
	return false
}
