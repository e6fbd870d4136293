package table

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dyad/graph"
)

// A made is a claim as a rule made it of a row.
type made struct {
	graph.Claim
	named      []keyed // the entities that it names
	disordered bool    // bounds of its number were left out
}

// oneLine makes any white space one space.
func oneLine(text string) string {
	if isOneLine(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// isOneLine reports of most texts without white space other than single spaces within that they are such.
func isOneLine(text string) bool {
	space := true // before the text, and after it, there is none to be
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ' && space, c < ' ', c >= utf8.RuneSelf:
			return false
		default:
			space = c == ' '
		}
	}
	return !space || text == ""
}

// claim makes what a rule for claims makes of a row: a claim for each from and each to; none where one of them is missing. A claim lasts until the next
// one is made.
func (d *Dataset) claim(u *claimRule, r *row, do func(*made)) *fault {
	return d.each(&u.rule, r, func(k *maker) *fault {
		from, f := d.keys(u.from, k.r)
		if f != nil {
			return f
		}
		to, f := d.keys(u.to, k.r)
		if f != nil {
			return f
		}
		if u.to == nil {
			to = []keyed{{}}
		}
		if len(from) == 0 || len(to) == 0 {
			return nil
		}
		base := k.claim(u)
		alone := len(from) == 1 && len(to) == 1
		for _, a := range from {
			for _, b := range to {
				c := base
				if !alone {
					c = base.apart()
				}
				c.between(a, b)
				if f := k.check("claim of "+a.text, c.Check()); f != nil {
					return f
				}
				do(c)
			}
		}
		return k.fault
	})
}

// apart is a copy in memory of its own, as one of several claims of a row.
func (m *made) apart() *made {
	c := *m
	c.named = slices.Clone(m.named)
	c.Roles, c.Voices = cloneRoles(m.Roles), slices.Clone(m.Voices)
	return &c
}

// between gives the claim its ends. The second one has no key where there is none.
func (m *made) between(from, to keyed) {
	m.From, m.To = from.key, to.key
	m.named = slices.Insert(m.named, 0, from)
	if to.key != "" {
		m.named = append(m.named, to)
	}
}

// claim works out all of a claim but its ends.
func (k *maker) claim(u *claimRule) *made {
	c := k.r.made
	*c = made{named: c.named[:0], Claim: graph.Claim{
		Source: k.d.Source.Key, Type: graph.TermKey(k.one(u.kind)), Gist: k.words(u.gist), Annotator: k.d.Annotator, Codebook: k.d.Codebook,
		Polarity: oneOf(k, u.polarity, "polarity", graph.Polarities()), Modality: oneOf(k, u.modality, "modality", graph.Modalities()),
		Outcome: oneOf(k, u.outcome, "outcome", graph.Outcomes()), When: k.when(u.when),
	}}
	c.Number, c.disordered = k.numberOf(u.number)
	if text := k.one(u.credibility); text != "" && k.fault == nil {
		var err error
		if c.Credibility, err = strconv.Atoi(text); err != nil || c.Credibility < 1 || c.Credibility > 6 { // 0 would be none
			k.fault = k.at(u.credibility, text, "no credibility: it is 1 to 6")
		}
	}
	for _, role := range u.roles {
		k.role(c, role)
	}
	for _, v := range u.voices {
		k.voice(c, v)
	}
	if u.source != nil && k.fault == nil {
		s, f := k.d.source(u.source, k.r)
		if k.fault = f; s != nil {
			c.Source = s.Key
		}
	}
	return c
}

// role fills a role.
func (k *maker) role(c *made, u roleRule) {
	if k.fault != nil {
		return
	}
	if u.name == graph.RoleOffice {
		k.office(c, u)
		return
	}
	fillers, f := k.d.keys(u.fillers, k.r)
	if k.fault = f; len(fillers) == 0 {
		return
	}
	role := graph.Role{Name: u.name}
	for _, filler := range fillers {
		role.Entities = append(role.Entities, filler.key)
	}
	c.Roles, c.named = append(c.Roles, role), append(c.named, fillers...)
}

// office fills the one role that holds a term.
func (k *maker) office(c *made, u roleRule) {
	text := k.one(u.fillers)
	switch {
	case text == "":
	case !knownOffice(u.known, text):
		k.fault = k.at(u.fillers, text, "no office in the vocabulary: say under values what it stands for, or add it to the vocabulary")
	default:
		c.Roles = append(c.Roles, graph.Role{Name: u.name, Terms: []graph.TermKey{graph.TermKey(text)}})
	}
}

// knownOffice reports whether a claim may name an office: one that the vocabulary has, or one that need not be known. Without a vocabulary any may be.
func knownOffice(v *graph.Vocabulary, text string) bool {
	key := graph.TermKey(text)
	return v == nil || key.Unknown() || v.Term(graph.OfficeTerm, key) != nil
}

// voice adds a voice, if the row names one.
func (k *maker) voice(c *made, u voiceRule) {
	v := graph.Voice{Label: k.words(u.label)}
	entity, affiliation := k.one(u.entity), k.one(u.affiliation)
	v.Mode = cmp.Or(oneOf(k, u.mode, "mode", graph.Modes()), graph.Says)
	v.Stance = cmp.Or(oneOf(k, u.stance, "stance", graph.Stances()), graph.Neutral)
	if k.fault != nil || v.Label == "" && entity == "" {
		return
	}
	if entity != "" {
		named := k.d.keyed(u.entity, entity)
		v.Entity, c.named = named.key, append(c.named, named)
	}
	if affiliation != "" {
		named := k.d.keyed(u.affiliation, affiliation)
		v.Affiliation, c.named = named.key, append(c.named, named)
	}
	c.Voices = append(c.Voices, v)
}

// cloneRoles copies what a claim may reorder.
func cloneRoles(roles graph.Roles) graph.Roles {
	var out graph.Roles
	for _, r := range roles {
		r.Entities, r.Terms = slices.Clone(r.Entities), slices.Clone(r.Terms)
		out = append(out, r)
	}
	return out
}
