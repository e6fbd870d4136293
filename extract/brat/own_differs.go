package brat

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dyad/graph"
)

// holds reports whether the places of a claim are in the text, and have the words that their digests are of.
func (f *file) holds(c *graph.Claim) bool {
	for _, o := range c.Evidence {
		for _, p := range o.Parts {
			if _, ok := f.text.Covered(p.Start, p.End); !ok || p.SHA256 != "" && p != f.text.Part(p.Start, p.End) {
				return false
			}
		}
	}
	return true
}

// differs says in what an annotation and the claim that it was written of, at one of some places, say different things; "" is in nothing.
func (f *file) differs(a *annotation, c *graph.Claim, places []graph.Occurrence) string {
	if a.label.text != asTerm(string(c.Type)) {
		return "the label is " + a.label.text + ", the type " + string(c.Type)
	}
	if wrong := f.otherEnds(a, c, places); wrong != "" {
		return wrong
	}
	want, have := manners(c), f.mannersOf(a)
	if !slices.Equal(want, have) {
		return "its attributes are " + strings.Join(have, ", ") + ", and should be " + strings.Join(want, ", ")
	}
	return ""
}

// otherEnds says in what the ends of an annotation are not those of the claim. A relation has both; an event has those that are mentioned at the place.
func (f *file) otherEnds(a *annotation, c *graph.Claim, places []graph.Occurrence) string {
	roles, ends := []string{"Arg1", "Arg2"}, a.args
	if a.kind == 'E' {
		roles, ends = []string{"From", "To"}, a.args[1:]
	}
	of := map[string]graph.EntityKey{roles[0]: c.From, roles[1]: c.To}
	lacks := maps.Clone(of)
	for _, end := range ends {
		want, has := of[end.role], f.own.spans[end.of.text]
		switch {
		case want == "":
			return "it has " + end.role + ", and the claim no such end"
		case has != want:
			return end.role + " is " + cmp.Or(string(has), end.of.text) + ", in the claim " + string(want)
		}
		delete(lacks, end.role)
	}
	if a.kind == 'R' {
		for _, role := range roles {
			if lacks[role] != "" {
				return role + " is missing, in the claim it is " + string(lacks[role])
			}
		}
		return ""
	}
	wrong := ""
	for i := range places {
		if wrong = f.lacking(roles, lacks, &places[i]); wrong == "" {
			break
		}
	}
	return wrong
}

// lacking says which of the ends that an event lacks is mentioned at a place.
func (f *file) lacking(roles []string, lacks map[string]graph.EntityKey, place *graph.Occurrence) string {
	for _, role := range roles {
		if lacks[role] == "" {
			continue
		}
		for _, m := range f.own.named[lacks[role]] {
			at, one := f.joined(m.ranges)
			within := func(p graph.Part) bool { return p.Start <= at.start && at.end <= p.End }
			if one && slices.ContainsFunc(place.Parts, within) {
				return role + " is missing, and " + m.id.text + " names " + string(lacks[role]) + " there"
			}
		}
	}
	return ""
}

// manners are the attributes that dyad writes of a claim, sorted.
func manners(c *graph.Claim) []string {
	var all []string
	if c.Polarity == graph.Negated {
		all = append(all, "Negation")
	}
	switch c.Modality {
	case graph.Asserted:
	case graph.Alleged:
		all = append(all, "Speculation")
	default:
		all = append(all, "Modality "+string(c.Modality))
	}
	slices.Sort(all)
	return all
}

// mannerLabels are the labels of the attributes that dyad writes.
var mannerLabels = []string{"Negation", "Speculation", "Modality"}

// mannersOf are those that an annotation has, sorted.
func (f *file) mannersOf(a *annotation) []string {
	var all []string
	for _, of := range f.about[a.id.text] {
		if name := of.label.text; slices.Contains(mannerLabels, name) {
			all = append(all, strings.TrimSpace(name+" "+of.value))
		}
	}
	slices.Sort(all)
	return all
}
