package brat

import (
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

// differs says in what an annotation and the claim that it was written of say different things; "" is in nothing.
func (f *file) differs(a *annotation, c *graph.Claim) string {
	if a.label.text != asTerm(string(c.Type)) {
		return "the label is " + a.label.text + ", the type " + string(c.Type)
	}
	for _, arg := range a.args {
		want := map[string]graph.EntityKey{"Arg1": c.From, "From": c.From, "Arg2": c.To, "To": c.To}[arg.role]
		if have := f.own.spans[arg.of.text]; want != "" && have != want {
			return arg.role + " is " + string(have) + ", in the claim " + string(want)
		}
	}
	want, have := manners(c), f.mannersOf(a)
	if !slices.Equal(want, have) {
		return "its attributes are " + strings.Join(have, ", ") + ", and should be " + strings.Join(want, ", ")
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
