package export

import (
	"slices"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

// An ftmLink is a schema for links and what it calls their ends.
type ftmLink struct{ schema, from, to string }

// ftmUnknown is the link that says in words what it is.
var ftmUnknown = ftmLink{"UnknownLink", "subject", "object"}

// ftmLinks are the relations that FollowTheMoney has a schema for, with the same meaning.
var ftmLinks = map[graph.TermKey]ftmLink{
	"member_of":   {"Membership", "member", "organization"},
	"employed_by": {"Employment", "employee", "employer"},
	"acts_for":    {"Representation", "agent", "client"},
	"replaces":    {"Succession", "successor", "predecessor"},
}

// ftmRanges says what may stand at an end: the schemata that FollowTheMoney counts as what it wants there.
var ftmRanges = map[string][]string{
	"member":       {"Person", "Organization", "PublicBody", "LegalEntity"},
	"organization": {"Organization", "PublicBody"},
	"employee":     {"Person"},
	"employer":     {"Organization", "PublicBody"},
	"agent":        {"Person", "Organization", "PublicBody", "LegalEntity"},
	"client":       {"Person", "Organization", "PublicBody", "LegalEntity"},
	"successor":    {"Person", "Organization", "PublicBody", "LegalEntity"},
	"predecessor":  {"Person", "Organization", "PublicBody", "LegalEntity"},
}

// claim writes a claim: what it names first, as far as it is not there, then a link or note for each relationship.
func (o *ftmWriter) claim(full *graph.Claim) {
	c := o.s.resolved(full)
	src := o.source(c.Source)
	for _, key := range c.Entities() {
		o.entity(key)
	}
	for _, b := range o.s.Graph.Edges(c.ID) {
		if o.s.holds(b.Edge) {
			o.line(o.link(c, src, b))
		}
	}
}

// link is a claim as it backs one relationship.
func (o *ftmWriter) link(c *graph.Claim, src *graph.Source, b index.Backed) *ftmLine {
	r, term := o.s.outline(b.Edge), o.s.Graph.Term(b.Edge)
	l := &ftmLine{ID: c.ID.String(), Properties: map[string][]string{}, Dyad: ftmRecord{
		Claim:        c,
		Relationship: &ftmRelationship{r.ID, r.From, r.Type, r.To, r.Status, r.Sign},
		Contradicted: o.contradicted[c.ID],
	}}
	if b.Via != "" {
		l.ID += "." + r.ID.String()
	}
	l.set("publisher", src.Publisher)
	l.set("sourceUrl", src.URL)
	l.set("summary", c.Gist)
	from, to := o.s.Graph.Ends(b.Edge)
	if to == index.Nobody {
		l.Schema = "Note"
		l.set("entity", r.From.ID().String())
		l.set("name", ftmRole(c, term.Label))
		l.set("description", o.words(c, r.Status))
		if o.sources[src.Key] {
			l.set("proof", src.ID.String())
		}
		return l
	}
	kind := o.kind(c, &r, from, to)
	l.Schema = kind.schema
	l.set(kind.from, r.From.ID().String())
	l.set(kind.to, r.To.ID().String())
	l.set("role", ftmRole(c, term.Label))
	l.set("status", string(r.Status))
	l.set("recordId", c.ID.String())
	l.set("description", o.words(c, r.Status))
	ftmTime(l, c.When)
	return l
}

// kind returns the schema of a link. One with a meaning of its own is taken only for what is plainly said to be so, and is so as far
// as the graph tells: a program that reads it knows no denials.
func (o *ftmWriter) kind(c *graph.Claim, r *graph.Relationship, from, to index.Node) ftmLink {
	known, meant := ftmLinks[c.Type]
	if !meant || !ftmPlain(c) || r.Status != graph.Stated && r.Status != graph.Corroborated {
		return ftmUnknown
	}
	if !slices.Contains(ftmRanges[known.from], o.schema(from)) || !slices.Contains(ftmRanges[known.to], o.schema(to)) {
		return ftmUnknown
	}
	return known
}

// schema returns the schema of an entity.
func (o *ftmWriter) schema(n index.Node) string {
	return ftmSchema(o.s.Graph.Entity(n).Type, o.s.Graph.ClassOf(n))
}

// ftmPlain reports whether a claim says without reserve that something is so, or was until a day that can be written.
func ftmPlain(c *graph.Claim) bool {
	reserve := func(v graph.Voice) bool { return v.Stance == graph.Doubts || v.Stance == graph.Rejects }
	return c.Polarity == graph.Affirmed && c.Modality == graph.Asserted &&
		(c.Outcome == graph.NoOutcome || c.Outcome == graph.Succeeded) && !slices.ContainsFunc(c.Voices, reserve) &&
		(c.When.Bound != graph.EndBound || ftmDate(c.When.EDTF) != "")
}

// ftmRole words what a link is: its relation, and whatever keeps it from being simply so.
func ftmRole(c *graph.Claim, label string) string {
	var but []string
	add := func(says bool, word string) {
		if says {
			but = append(but, word)
		}
	}
	add(c.Polarity == graph.Negated, string(c.Polarity))
	add(c.Modality != graph.Asserted, string(c.Modality))
	add(c.Outcome != graph.NoOutcome, string(c.Outcome))
	add(c.When.Bound == graph.StartBound, "from then on")
	add(c.When.Bound == graph.EndBound, "no longer")
	for _, v := range c.Voices {
		add(v.Stance == graph.Doubts, "doubted")
		add(v.Stance == graph.Rejects, "rejected")
	}
	if len(but) == 0 {
		return label
	}
	return label + " (" + strings.Join(but, ", ") + ")"
}

// ftmTime sets the dates of a link, where they can be written and mean the same there.
func ftmTime(l *ftmLine, w graph.When) {
	switch {
	case w.Bound == graph.StartBound:
		l.set("startDate", ftmDate(w.EDTF))
	case w.Bound == graph.EndBound:
		l.set("endDate", ftmDate(w.EDTF))
	case w.Extent != graph.Throughout:
		l.set("date", ftmDate(w.EDTF))
	default:
		start, end, interval := strings.Cut(w.EDTF.String(), "/")
		if !interval {
			end = start
		}
		l.set("startDate", ftmText(start))
		l.set("endDate", ftmText(end))
	}
}

// ftmText is [ftmDate] of one end of an interval.
func ftmText(date string) string {
	e, err := graph.ParseEDTF(date)
	if err != nil {
		return ""
	}
	return ftmDate(e)
}

// words says in words what a claim says beside its ends: who says so, how, when, how many, and by which source.
func (o *ftmWriter) words(c *graph.Claim, status graph.Status) string {
	all := []string{string(c.Polarity), string(c.Modality)}
	if c.Outcome != graph.NoOutcome {
		all = append(all, "outcome "+string(c.Outcome))
	}
	for _, v := range c.Voices {
		who := v.Label
		if v.Entity != "" {
			who = o.s.name(v.Entity)
		}
		if v.Affiliation != "" {
			who += " of " + o.s.name(v.Affiliation)
		}
		all = append(all, "voice "+who+" ("+string(v.Mode)+", "+string(v.Stance)+")")
	}
	if !c.When.IsZero() {
		all = append(all, strings.TrimSpace("when "+c.When.EDTF.String())+ftmManner(c.When))
	}
	if c.Number != nil {
		all = append(all, "number "+ftmNumber(c.Number))
	}
	all = append(all, "source "+string(c.Source), "all claims together: "+string(status))
	return strings.Join(all, "; ")
}

// ftmManner lists how a time is meant.
func ftmManner(w graph.When) string {
	var all []string
	for _, word := range []string{string(w.Basis), string(w.Bound), string(w.Extent)} {
		if word != "" {
			all = append(all, word)
		}
	}
	return " (" + strings.Join(all, ", ") + ")"
}

// ftmNumber words a number: its bounds, what is counted, and how the source puts it.
func ftmNumber(n *graph.Number) string {
	var all []string
	for _, bound := range []struct {
		name  string
		value *float64
	}{{"low", n.Low}, {"best", n.Best}, {"high", n.High}} {
		if bound.value != nil {
			all = append(all, bound.name+" "+number(bound.value))
		}
	}
	if n.Unit != "" {
		all = append(all, n.Unit)
	}
	if n.Worded != "" {
		all = append(all, `"`+n.Worded+`"`)
	}
	return strings.Join(all, ", ")
}
