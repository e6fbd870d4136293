package agreement

import (
	"fmt"

	"dyad/graph"
)

// A Written is a claim as its coder wrote it, without the words of the source.
type Written struct {
	ID     graph.ClaimID `json:"id"`
	Label  string        `json:"label,omitempty"`
	Place  string        `json:"place,omitempty"` // FILE:LINE
	Triple string        `json:"triple"`          // FROM TYPE TO, "not: " before it if it is negated
	Spans  string        `json:"spans"`
}

// A Difference is a matched pair that is not the same in every field.
type Difference struct {
	Source graph.SourceKey `json:"source"` // as A calls it
	Pair   string          `json:"pair"`   // its name where other claims refer to it
	A      Written         `json:"a"`
	B      Written         `json:"b"`
	Fields []Disagreement  `json:"fields"`
}

// A Disagreement is what two coders gave in a field; "" is nothing. Entities that are aligned are called by both their keys.
type Disagreement struct {
	Field string `json:"field"`
	A     string `json:"a"`
	B     string `json:"b"`
}

// An Alone is a claim that only one coder has.
type Alone struct {
	Side   string          `json:"side"`   // "A" or "B"
	Source graph.SourceKey `json:"source"` // as A calls it
	Claim  Written         `json:"claim"`
}

// list adds the pairs of a source to the sums, and lists those that differ and the claims without a partner.
func (r *Report) list(c *comparison, l *linkNames, a, b *Coding, sums ...*sum) {
	key := c.a.source.Key
	for i := range c.matches {
		m := &c.matches[i]
		values := m.values(l)
		for _, s := range sums {
			s.add(values)
		}
		if differing := disagreements(values); len(differing) > 0 {
			r.Differing = append(r.Differing, Difference{
				Source: key, Pair: l.inA(m.a.wrote.ID), A: a.written(m.a.wrote), B: b.written(m.b.wrote), Fields: differing,
			})
		}
	}
	for _, u := range c.onlyA {
		r.Alone = append(r.Alone, Alone{"A", key, a.written(u.wrote)})
	}
	for _, u := range c.onlyB {
		r.Alone = append(r.Alone, Alone{"B", key, b.written(u.wrote)})
	}
}

// disagreements returns the fields in which two values differ.
func disagreements(values []valuePair) []Disagreement {
	var out []Disagreement
	for i, name := range fieldNames() {
		if v := values[i]; v.a != v.b {
			out = append(out, Disagreement{name, v.a, v.b})
		}
	}
	return out
}

// written describes a claim of the coding.
func (c *Coding) written(claim *graph.Claim) Written {
	w := Written{ID: claim.ID, Triple: triple(claim), Spans: spans(claim)}
	if at, ok := c.Places[claim.ID]; ok {
		w.Label, w.Place = at.Label, fmt.Sprintf("%s:%d", at.File, at.Line)
	}
	return w
}
