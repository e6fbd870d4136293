package agreement

import (
	"cmp"
	"fmt"
	"io"
	"strings"
)

// Markdown writes the report as tables, with headings of the second level. The claims are listed only if list is set, but for
// those that a third coding lacks.
func (r *Report) Markdown(w io.Writer, list bool) error {
	p := &page{}
	p.claims(r)
	p.fields(r)
	p.bySource(r)
	p.types(r)
	p.mentions(r)
	if r.Recall != nil {
		p.recall(r.Recall)
	}
	if list {
		p.differing(r.Differing)
		p.alone(r.Alone)
	}
	_, err := io.WriteString(w, p.String())
	return err
}

// A page is markdown while it is written.
type page struct{ strings.Builder }

// heading begins a section.
func (p *page) heading(text string) {
	if p.Len() > 0 {
		p.WriteString("\n")
	}
	fmt.Fprintf(p, "## %s\n\n", text)
}

// head writes the first line of a table, and the rule below it.
func (p *page) head(cells ...any) {
	p.row(cells...)
	p.WriteString(strings.Repeat("|---", len(cells)) + "|\n")
}

// row writes a line of a table.
func (p *page) row(cells ...any) {
	clean := strings.NewReplacer("|", `\|`, "\n", " ")
	for _, c := range cells {
		p.WriteString("| " + clean.Replace(fmt.Sprint(c)) + " ")
	}
	p.WriteString("|\n")
}

// claims writes what is matched.
func (p *page) claims(r *Report) {
	p.heading("Claims")
	p.head("source", "in A", "in B", "matched", "same core", "same in all", "only in A", "only in B")
	for i := range r.Sources {
		s := &r.Sources[i]
		p.counts(s.title(), &s.Measure)
	}
	p.counts("total", &r.Total)
	for _, key := range r.OnlyA {
		fmt.Fprintf(p, "\n%s is only in A and is not compared.\n", key)
	}
	for _, key := range r.OnlyB {
		fmt.Fprintf(p, "\n%s is only in B and is not compared.\n", key)
	}
	for i := range r.Sources {
		if s := &r.Sources[i]; s.OtherText {
			fmt.Fprintf(p, "\n%s was annotated from two different texts: equal spans need not be the same words.\n", s.title())
		}
	}
}

func (p *page) counts(title string, m *Measure) {
	p.row(title, m.ClaimsA, m.ClaimsB, m.Matched, m.Core, m.Whole, m.OnlyA, m.OnlyB)
}

// title names a source by the keys that it has.
func (s *Source) title() string {
	if s.InB == "" {
		return string(s.Key)
	}
	return fmt.Sprintf("%s (B: %s)", s.Key, s.InB)
}

// fields writes the agreement on each field in all sources.
func (p *page) fields(r *Report) {
	p.heading("Fields of matched claims")
	p.head("field", "pairs", "equal", "per cent", "values", "alpha")
	for _, a := range r.Total.Fields {
		p.row(a.Field, a.Pairs, a.Equal, a.percent(), a.Values, a.alphaText())
	}
}

// bySource writes alpha for each source, if there are several.
func (p *page) bySource(r *Report) {
	if len(r.Sources) < 2 {
		return
	}
	p.heading("Alpha by source")
	head := []any{"field"}
	for i := range r.Sources {
		head = append(head, r.Sources[i].title())
	}
	p.head(head...)
	for i, name := range fieldNames() {
		row := []any{name}
		for j := range r.Sources {
			a := r.Sources[j].Fields[i]
			row = append(row, fmt.Sprintf("%s (%s)", a.alphaText(), a.share()))
		}
		p.row(row...)
	}
	p.WriteString("\nIn brackets: how many of the pairs are equal.\n")
}

// percent writes the share of equal pairs.
func (a Agreement) percent() string {
	if a.Pairs == 0 {
		return "none"
	}
	return fmt.Sprintf("%.1f", 100*float64(a.Equal)/float64(a.Pairs))
}

func (a Agreement) share() string { return fmt.Sprintf("%d/%d", a.Equal, a.Pairs) }

// alphaText writes alpha, or why there is none.
func (a Agreement) alphaText() string {
	switch {
	case a.Pairs == 0:
		return "undefined: no pair"
	case a.Alpha == nil:
		return "undefined: one value"
	}
	return fmt.Sprintf("%.3f", *a.Alpha)
}

// types writes which relation types stand against which.
func (p *page) types(r *Report) {
	p.heading("Relation types of matched claims")
	p.head("A", "B", "pairs")
	for _, c := range r.Types {
		p.row(c.A, c.B, c.Pairs)
	}
}

// mentions writes the agreement on mentions.
func (p *page) mentions(r *Report) {
	p.heading("Mentions")
	p.head("source", "in A", "in B", "same span", "same entity", "per cent", "alpha")
	for i := range r.Sources {
		p.named(r.Sources[i].title(), &r.Sources[i].Mentions)
	}
	p.named("total", &r.Total.Mentions)
}

func (p *page) named(title string, m *Mentions) {
	p.row(title, m.A, m.B, m.Both, m.Entity.Equal, m.Entity.percent(), m.Entity.alphaText())
}

// recall writes what the third coding has.
func (p *page) recall(r *Recall) {
	p.heading("Core facts")
	p.head("in A", "in B", "in both", "of these exact", "exact, or narrower or broader")
	p.row(r.A, r.B, r.Both, ofBoth(r.Exact, r.Both), ofBoth(r.Near, r.Both))
	if len(r.Missing) == 0 {
		return
	}
	p.WriteString("\nIn both, and not exactly so in the third coding:\n\n")
	p.head("source", "fact", "spans in A", "place in A", "the third coding has")
	for _, m := range r.Missing {
		has := cmp.Or(string(m.Has), "nothing near")
		if m.NoSource {
			has = "no such source"
		}
		p.row(m.Source, m.A.Triple, m.A.Spans, m.A.where(), has)
	}
}

// ofBoth writes a count, and its share.
func ofBoth(n, both int) string {
	if both == 0 {
		return "0"
	}
	return fmt.Sprintf("%d (%.1f %%)", n, 100*float64(n)/float64(both))
}

// differing lists the pairs that differ.
func (p *page) differing(all []Pair) {
	p.heading("Matched claims that differ")
	p.head("source", "pair", "A", "B", "field", "A has", "B has")
	for i := range all {
		d := &all[i]
		for _, f := range d.Fields {
			p.row(d.Source, strings.TrimPrefix(d.Pair, "pair "), d.A.line(), d.B.line(), f.Field, orNothing(f.A), orNothing(f.B))
		}
	}
}

// alone lists the claims that only one has.
func (p *page) alone(all []Alone) {
	p.heading("Claims that only one has")
	p.head("in", "source", "claim", "spans", "place")
	for i := range all {
		a := &all[i]
		p.row(a.Side, a.Source, a.Claim.Triple, a.Claim.Spans, a.Claim.where())
	}
}

// line writes a claim in one cell.
func (w *Written) line() string { return fmt.Sprintf("%s [%s] %s", w.Triple, w.Spans, w.where()) }

// where writes where the claim stands, and its label.
func (w *Written) where() string {
	if w.Label == "" {
		return w.Place
	}
	return w.Place + " (" + w.Label + ")"
}

func orNothing(value string) string { return cmp.Or(value, "nothing") }

// WithoutLists returns the report without its lists of claims, but for those that a third coding lacks.
func (r *Report) WithoutLists() *Report {
	short := *r
	short.Differing, short.Alone = nil, nil
	return &short
}
