package export

import (
	"cmp"
	"slices"

	"dyad/graph"
)

// newBratFile sorts the claims of a source: those that have a place in its text, in the order of their first, and the others.
func (s *Selection) newBratFile(src *graph.Source, claims []*graph.Claim) *bratFile {
	b := &bratFile{s: s, src: src, written: map[graph.EntityKey]bool{}, at: map[graph.EntityKey][]bratSpan{}}
	for _, c := range claims {
		if b.placed(c) {
			b.claims = append(b.claims, c)
		} else {
			b.placeless = append(b.placeless, c)
		}
	}
	slices.SortFunc(b.claims, func(x, y *graph.Claim) int {
		p, q := x.Evidence[0].Parts[0], y.Evidence[0].Parts[0]
		return cmp.Or(cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End), x.ID.Compare(y.ID))
	})
	return b
}

// placed reports whether all places of a claim are in the text.
func (b *bratFile) placed(c *graph.Claim) bool {
	for _, o := range c.Evidence {
		if len(o.Parts) == 0 || slices.ContainsFunc(o.Parts, func(p graph.Part) bool { return !b.inText(p) }) {
			return false
		}
	}
	return len(c.Evidence) > 0
}

// write writes the mentions, then the claims.
func (b *bratFile) write(mentions []graph.Mention) {
	b.mentions(mentions)
	for _, c := range b.claims {
		for i := range c.Evidence {
			id := b.place(c, &c.Evidence[i])
			b.manner(c, id)
			if i > 0 {
				b.note(id, bratRecord{Again: c.ID.String()})
				continue
			}
			b.note(id, bratRecord{Entities: b.named(c.Entities()...), Claim: c})
		}
	}
}

// place writes a claim at one of its places, and returns the id: a relation if both ends are mentioned there, otherwise an event whose trigger
// is the place.
func (b *bratFile) place(c *graph.Claim, o *graph.Occurrence) string {
	from, to := b.mentioned(c.From, o), b.mentioned(c.To, o)
	if from != "" && to != "" {
		b.relations++
		return b.line("R%d\t%s Arg1:%s Arg2:%s", b.relations, bratLabel(c.Type), from, to)
	}
	trigger := b.span(c.Type, false, apart(o.Parts)...)
	ends := ""
	if from != "" {
		ends += " From:" + from
	}
	if to != "" {
		ends += " To:" + to
	}
	b.events++
	return b.line("E%d\t%s:%s%s", b.events, bratLabel(c.Type), trigger, ends)
}

// mentioned returns the first span within a place that names the entity, "" if there is none.
func (b *bratFile) mentioned(key graph.EntityKey, o *graph.Occurrence) string {
	for _, m := range b.at[key] {
		within := func(p graph.Part) bool { return p.Start <= m.Start && m.End <= p.End }
		if slices.ContainsFunc(o.Parts, within) {
			return m.id
		}
	}
	return ""
}

// apart returns parts in the order of the text, those that overlap as one.
func apart(parts []graph.Part) []graph.Part {
	sorted := slices.SortedFunc(slices.Values(parts), func(p, q graph.Part) int { return cmp.Or(cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End)) })
	out := sorted[:1]
	for _, p := range sorted[1:] {
		if last := &out[len(out)-1]; p.Start < last.End {
			last.End = max(last.End, p.End)
			continue
		}
		out = append(out, p)
	}
	return out
}

// manner writes polarity and modality as attributes.
func (b *bratFile) manner(c *graph.Claim, id string) {
	attribute := func(name, value string) {
		b.attributes++
		b.line("A%d\t%s %s%s", b.attributes, name, id, value)
	}
	if c.Polarity == graph.Negated {
		attribute("Negation", "")
	}
	switch c.Modality {
	case graph.Asserted:
	case graph.Alleged:
		attribute("Speculation", "")
	default:
		attribute("Modality", " "+string(c.Modality))
	}
}
