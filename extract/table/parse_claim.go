package table

import (
	"cmp"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

func (p *parser) claim(n extract.Node) {
	f, u, ok := p.rule(n, "a rule for claims", "source", "from", "type", "to", "roles", "polarity", "modality", "outcome", "voices", "when", "number", "gist", "credibility",
		"dangling")
	if !ok {
		return
	}
	c := &claimRule{rule: u}
	c.from, c.to, c.gist = c.must(f, "from"), c.under(f, "to"), c.under(f, "gist")
	c.kind = p.term(&c.rule, f, "type", graph.RelationTerm)
	c.polarity = among(&c.rule, f, "polarity", graph.Polarities())
	c.modality = among(&c.rule, f, "modality", graph.Modalities())
	c.outcome = among(&c.rule, f, "outcome", graph.Outcomes())
	c.credibility = among(&c.rule, f, "credibility", strings.Split("123456", ""))
	c.refuseDangling = cmp.Or(f.Choice("dangling", []string{refuseIt, placeholder}), p.dangling) == refuseIt
	if n, there := f.Has("source"); there {
		c.source = p.article(n, u.table)
	}
	if n, there := f.Has("roles"); there {
		c.roles = p.roles(n, u.table)
	}
	for _, n := range list(f, "voices") {
		c.voices = append(c.voices, c.voiceRule(n))
	}
	if n, there := f.Has("when"); there {
		c.when = c.whenRule(n)
	}
	if n, there := f.Has("number"); there {
		c.number = c.numberRule(n)
	}
	u.table.claims = append(u.table.claims, c)
}

// article finds the rule for the source of a claim.
func (p *parser) article(n extract.Node, t *Table) *sourceRule {
	name := strings.TrimSpace(n.Text("source"))
	s := p.articles[name]
	switch {
	case s == nil:
		var names []string
		for known := range p.articles {
			names = append(names, known)
		}
		slices.Sort(names)
		n.Report("no rule for sources is called %q%s; without source the claim is the data set's", name, offer(n, name, names))
	case s.table != t:
		n.Report("rule %q reads table %q, and this one reads %q", name, s.table.Name, t.Name)
	}
	return s
}

// roles reads who else takes part.
func (p *parser) roles(n extract.Node, t *Table) []roleRule {
	var out []roleRule
	for key, value := range n.Pairs("roles") {
		name := graph.TermKey(strings.TrimSpace(key.Text("a role")))
		fillers := t.template(value, "a role")
		if p.vocabulary != nil {
			switch known := p.vocabulary.Term(graph.RoleTerm, name); {
			case known == nil:
				key.Report("no role %q in the vocabulary%s", name, offer(key, string(name), p.termsOf(graph.RoleTerm)))
			case known.Holds == graph.HoldsClaim:
				key.Report("role %q holds claims, and rows have none to name", name)
			case name == graph.RoleOffice:
				p.offices(value, t.outcomes(fillers))
			}
		}
		out = append(out, roleRule{name, fillers, p.vocabulary})
	}
	return out
}

// offices judges those that the mapping alone tells.
func (p *parser) offices(at extract.Node, named []string) {
	for _, text := range named {
		if text != "" && !knownOffice(p.vocabulary, text) {
			at.Report("no office %q in the vocabulary%s", text, offer(at, text, p.termsOf(graph.OfficeTerm)))
		}
	}
}

// voiceRule reads somebody whom the row names as saying it.
func (c *claimRule) voiceRule(n extract.Node) voiceRule {
	f := n.Fields("a voice", "label", "entity", "affiliation", "mode", "stance")
	v := voiceRule{label: c.under(f, "label"), entity: c.under(f, "entity"), affiliation: c.under(f, "affiliation")}
	if (v.label == nil) == (v.entity == nil) && f.Sound() {
		f.Report("a voice is either an entity or a label")
	}
	v.mode, v.stance = among(&c.rule, f, "mode", graph.Modes()), among(&c.rule, f, "stance", graph.Stances())
	return v
}

// numberRule reads how many.
func (c *claimRule) numberRule(n extract.Node) *numberRule {
	f := n.Fields("a number", "low", "best", "high", "unit", "worded", "disordered")
	out := &numberRule{low: c.under(f, "low"), best: c.under(f, "best"), high: c.under(f, "high"), unit: c.under(f, "unit"), worded: c.under(f, "worded")}
	out.keepBest = f.Choice("disordered", []string{refuseIt, "best"}) == "best"
	if out.low == nil && out.best == nil && out.high == nil && out.worded == nil && f.Sound() {
		f.Report("a number has low, best, high or worded, or some of them")
	}
	return out
}

// whenRule reads a time.
func (u *rule) whenRule(n extract.Node) *whenRule {
	if !n.IsMap() {
		return &whenRule{date: u.table.template(n, "a date")}
	}
	f := n.Fields("a time", "date", "from", "to", "precision", "from_precision", "to_precision", "basis", "bound", "extent")
	w := &whenRule{date: u.under(f, "date"), from: u.under(f, "from"), to: u.under(f, "to")}
	w.precision = among(u, f, "precision", precisions())
	w.fromPrecision, w.toPrecision = among(u, f, "from_precision", precisions()), among(u, f, "to_precision", precisions())
	w.basis, w.bound, w.extent = among(u, f, "basis", graph.Bases()), among(u, f, "bound", graph.Bounds()), among(u, f, "extent", graph.Extents())
	if w.date != nil && (w.from != nil || w.to != nil) {
		f.Report("a time has a date, or from and to, not both")
	}
	if w.date == nil && w.from == nil && w.to == nil && w.bound == nil && f.Sound() {
		f.Report("a time has a date, or from and to; only a beginning or an end (bound) may be without")
	}
	return w
}
