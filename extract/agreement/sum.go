package agreement

import (
	"cmp"
	"slices"

	"dyad/graph"
)

// A sum adds up what is measured of one source or of several.
type sum struct {
	counts Measure
	fields []tally // in the order of fieldNames
	entity tally
}

// fieldNames lists what is measured of a matched pair, in the order of a report.
func fieldNames() []string {
	names := []string{"from", "to", "type", "polarity"}
	for _, f := range fields() {
		names = append(names, f.name)
	}
	return append(names, "other claims")
}

// A valuePair is what two coders gave in one field.
type valuePair struct{ a, b string }

// values returns what the two claims give in each field of fieldNames.
func (m *match) values(l *linkNames) []valuePair {
	all := []valuePair{
		{string(m.aFrom), string(m.bFrom)},
		{string(m.aTo), string(m.bTo)},
		{string(m.a.claim.Type), string(m.b.claim.Type)},
		{string(m.a.claim.Polarity), string(m.b.claim.Polarity)},
	}
	for i := range m.a.values {
		all = append(all, valuePair{m.a.values[i], m.b.values[i]})
	}
	return append(all, valuePair{links(&m.a.claim, l.inA), links(&m.b.claim, l.inB)})
}

// add counts the fields of a pair.
func (s *sum) add(values []valuePair) {
	if s.fields == nil {
		s.fields = make([]tally, len(values))
	}
	whole := true
	for i, v := range values {
		s.fields[i].add(v.a, v.b)
		whole = whole && v.a == v.b
	}
	s.counts.Whole += count(whole)
}

// count counts the claims and mentions of a source.
func (s *sum) count(c *comparison) {
	n := &s.counts
	n.Matched += len(c.matches)
	n.OnlyA += len(c.onlyA)
	n.OnlyB += len(c.onlyB)
	n.ClaimsA += len(c.matches) + len(c.onlyA)
	n.ClaimsB += len(c.matches) + len(c.onlyB)
	for i := range c.matches {
		n.Core += count(c.matches[i].core())
	}
	s.countMentions(c)
}

// countMentions counts the mentions of a source, and compares whom those of equal spans name.
func (s *sum) countMentions(c *comparison) {
	named := map[graph.Part]graph.EntityKey{}
	for _, m := range c.a.mentions {
		named[graph.Part{Start: m.Start, End: m.End}] = c.left.of(m.Entity)
	}
	for _, m := range c.b.mentions {
		if entity, ok := named[graph.Part{Start: m.Start, End: m.End}]; ok {
			s.entity.add(string(entity), string(c.right.of(m.Entity)))
		}
	}
	s.counts.Mentions.A += len(c.a.mentions)
	s.counts.Mentions.B += len(c.b.mentions)
}

// measure returns the figures.
func (s *sum) measure() Measure {
	m := s.counts
	for i, name := range fieldNames() {
		var t tally
		if s.fields != nil {
			t = s.fields[i]
		}
		m.Fields = append(m.Fields, t.agreement(name))
	}
	m.Mentions.Both = s.entity.pairs
	m.Mentions.Entity = s.entity.agreement("entity")
	return m
}

// cells lists the pairs of types that occur.
func cells(types map[[2]graph.TermKey]int) []Cell {
	out := make([]Cell, 0, len(types))
	for key, n := range types {
		out = append(out, Cell{key[0], key[1], n})
	}
	slices.SortFunc(out, func(x, y Cell) int {
		return cmp.Or(cmp.Compare(y.Pairs, x.Pairs), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return out
}
