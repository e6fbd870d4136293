package agreement

import (
	"fmt"

	"dyad/extract"
	"dyad/graph"
)

// A Written is a claim as its coder wrote it, without the words of the source.
type Written struct {
	ID     graph.ClaimID `json:"id"`
	Label  string        `json:"label,omitempty"`
	Place  string        `json:"place,omitempty"` // FILE:LINE
	Triple string        `json:"triple"`          // FROM TYPE TO, "not: " before it if it is negated
	Spans  string        `json:"spans"`

	Claim *graph.Claim       `json:"-"` // itself; it is the coding's
	At    extract.ClaimPlace `json:"-"` // where it is written; zero if that is not known
}

// A Pair is two claims that were matched, and the fields in which they differ: none where they are the same in all.
type Pair struct {
	Source graph.SourceKey `json:"source"` // as A calls it
	Pair   string          `json:"pair"`   // its name where other claims refer to it
	A      Written         `json:"a"`
	B      Written         `json:"b"`
	Fields []Disagreement  `json:"fields"`

	Core bool `json:"-"` // whether ends, type and polarity are the same
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

// list adds the pairs of a source to the sums, and lists them and the claims without a partner.
func (s *Source) list(c *comparison, l *linkNames, a, b *Coding, sums ...*sum) {
	for i := range c.matches {
		m := &c.matches[i]
		values := m.values(l)
		for _, s := range sums {
			s.add(values)
		}
		s.Pairs = append(s.Pairs, Pair{
			Source: c.a.source.Key, Pair: l.inA(m.a.wrote.ID), A: a.written(m.a.wrote), B: b.written(m.b.wrote), Fields: disagreements(values), Core: m.core(),
		})
	}
	for _, u := range c.onlyA {
		s.AloneA = append(s.AloneA, a.written(u.wrote))
	}
	for _, u := range c.onlyB {
		s.AloneB = append(s.AloneB, b.written(u.wrote))
	}
}

// list adds to the lists of the report what a source has that differs.
func (r *Report) list(s *Source) {
	for _, p := range s.Pairs {
		if len(p.Fields) > 0 {
			r.Differing = append(r.Differing, p)
		}
	}
	for _, w := range s.AloneA {
		r.Alone = append(r.Alone, Alone{"A", s.Key, w})
	}
	for _, w := range s.AloneB {
		r.Alone = append(r.Alone, Alone{"B", s.Key, w})
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
	w := Written{ID: claim.ID, Triple: triple(claim), Spans: spans(claim), Claim: claim}
	if at, ok := c.Places[claim.ID]; ok {
		w.At, w.Label, w.Place = at, at.Label, fmt.Sprintf("%s:%d", at.File, at.Line)
	}
	return w
}
