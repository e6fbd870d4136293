package agreement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dyad/graph"
)

// A unit is a claim as it is compared: with names that both coders share, in canonical form.
type unit struct {
	wrote  *graph.Claim // as the coder wrote it
	claim  graph.Claim  // with shared names
	term   *graph.Term
	parts  []graph.Part // what its evidence covers: in order, apart from each other
	length int          // in code points
	values []string     // of the fields that hold no claims
}

// units makes units of claims. Their order depends on what they say, and on that of the claims only where they say the same.
func units(claims []*graph.Claim, n names, v *graph.Vocabulary) []*unit {
	all := make([]*unit, 0, len(claims))
	for _, c := range claims {
		u := &unit{wrote: c, term: v.Relation(c.Type)}
		u.claim = translate(c, n, u.term)
		u.parts = covered(c.Evidence)
		for _, p := range u.parts {
			u.length += p.End - p.Start
		}
		for _, f := range fields() {
			u.values = append(u.values, f.value(&u.claim))
		}
		all = append(all, u)
	}
	slices.SortStableFunc(all, (*unit).compare)
	return all
}

// translate returns a copy of a claim with other names, brought into canonical form again: symmetric ends follow the names.
func translate(c *graph.Claim, n names, term *graph.Term) graph.Claim {
	out := *c
	out.From, out.To = n.of(c.From), n.of(c.To)
	out.Voices = slices.Clone(c.Voices)
	for i := range out.Voices {
		v := &out.Voices[i]
		v.Entity, v.Affiliation = n.of(v.Entity), n.of(v.Affiliation)
	}
	out.Roles = slices.Clone(c.Roles)
	for i := range out.Roles {
		r := &out.Roles[i]
		r.Entities = slices.Clone(r.Entities)
		for j := range r.Entities {
			r.Entities[j] = n.of(r.Entities[j])
		}
	}
	out.Normalize(term)
	return out
}

// covered returns the parts of all occurrences, joined where they touch.
func covered(evidence []graph.Occurrence) []graph.Part {
	var all []graph.Part
	for _, o := range evidence {
		for _, p := range o.Parts {
			all = append(all, graph.Part{Start: p.Start, End: p.End})
		}
	}
	slices.SortFunc(all, func(p, q graph.Part) int { return cmp.Or(cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End)) })
	var out []graph.Part
	for _, p := range all {
		if last := len(out) - 1; last >= 0 && p.Start <= out[last].End {
			out[last].End = max(out[last].End, p.End)
			continue
		}
		out = append(out, p)
	}
	return out
}

// overlap returns how many code points both cover.
func (u *unit) overlap(other *unit) int {
	n := 0
	for i, j := 0, 0; i < len(u.parts) && j < len(other.parts); {
		p, q := u.parts[i], other.parts[j]
		n += max(min(p.End, q.End)-max(p.Start, q.Start), 0)
		if p.End < q.End {
			i++
		} else {
			j++
		}
	}
	return n
}

// compare orders units by their places in the text, then by what they say.
func (u *unit) compare(other *unit) int {
	return cmp.Or(
		slices.CompareFunc(u.parts, other.parts, func(p, q graph.Part) int {
			return cmp.Or(cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End))
		}),
		cmp.Compare(u.claim.From, other.claim.From), cmp.Compare(u.claim.Type, other.claim.Type),
		cmp.Compare(u.claim.To, other.claim.To), cmp.Compare(u.claim.Polarity, other.claim.Polarity),
		slices.Compare(u.values, other.values),
	)
}

// triple writes the claim in the coder's own keys.
func triple(c *graph.Claim) string {
	text := fmt.Sprintf("%s %s %s", c.From, c.Type, c.To)
	if c.Polarity == graph.Negated {
		text = "not: " + text
	}
	return strings.TrimSpace(text)
}

// spans writes the evidence of a claim as annotations do.
func spans(c *graph.Claim) string {
	var all []string
	for _, o := range c.Evidence {
		all = append(all, o.String())
	}
	return strings.Join(all, ", ")
}
