package graph

import (
	"slices"
	"strings"
)

// Fit returns every way in which a normalized claim breaks what its vocabulary declares: ends and roles that its type does not
// allow, an end too many or too few, an actor that is several participants at once. typeOf tells the type of an entity, ""
// for one that nobody knows; who doesn't exist is not judged here. A claim of a type that no vocabulary knows fits anyhow.
func (v *Vocabulary) Fit(c *Claim, typeOf func(EntityKey) TermKey) []error {
	t := v.Term(RelationTerm, c.Type)
	if t == nil {
		return nil
	}
	var f faults
	switch {
	case t.Unary && c.To != "":
		f.add("%q is said of one event alone, and the claim has a second end, %q", c.Type, c.To)
	case !t.Unary && c.To == "":
		f.add("%q leads to somebody or something, and the claim has no second end", c.Type)
	case c.From == c.To:
		f.add("both ends are %q", c.From)
	}
	f.end(v, t, "starts from", t.From, c.From, typeOf)
	f.end(v, t, "leads to", t.To, c.To, typeOf)
	if c.Polarity == Negated && c.Outcome != NoOutcome {
		f.add("what is said not to be so has no outcome: %q", c.Outcome)
	}
	for i := range c.Roles {
		f.role(v, t, c, &c.Roles[i], typeOf)
	}
	return f
}

// end complains about an entity that may not stand at an end.
func (f *faults) end(v *Vocabulary, t *Term, side string, allowed []TermKey, key EntityKey, typeOf func(EntityKey) TermKey) {
	if have := typeOf(key); key != "" && have != "" && !v.Admits(allowed, have) {
		f.add("%q %s %s, and %q is a %s", t.Key, side, alternatives(allowed), key, have)
	}
}

// role complains about a role that no vocabulary knows, or that is filled with what it doesn't hold.
func (f *faults) role(v *Vocabulary, t *Term, c *Claim, r *Role, typeOf func(EntityKey) TermKey) {
	known := v.Term(RoleTerm, r.Name)
	if known == nil {
		f.add("no role %q", r.Name)
		return
	}
	held := map[Filling]int{HoldsEntity: len(r.Entities), HoldsClaim: len(r.Claims), HoldsTerm: len(r.Terms)}
	delete(held, known.Holds)
	for _, n := range held {
		if n > 0 {
			f.add("role %q holds a %s, and something else is in it", r.Name, known.Holds)
			return
		}
	}
	for _, k := range r.Entities {
		if have := typeOf(k); have != "" && !v.Admits(known.Allowed, have) {
			f.add("role %q is filled by %s, and %q is a %s", r.Name, alternatives(known.Allowed), k, have)
		}
		if slices.Contains(t.Projects, r.Name) && (k == c.From || k == c.To) {
			f.add("%q is an end and in role %q too", k, r.Name)
		}
	}
	for _, office := range r.Terms {
		if !office.Unknown() && v.Term(OfficeTerm, office) == nil {
			f.add("no office %q", office)
		}
	}
}

// alternatives words the types and classes that are allowed somewhere.
func alternatives(allowed []TermKey) string {
	var words []string
	for _, k := range allowed {
		words = append(words, string(k))
	}
	return strings.Join(words, " or ")
}
