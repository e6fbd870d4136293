package graph

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// faults collect what is wrong with one record taken by itself. Whether what it names exists is for whoever holds the other
// records.
type faults []error

func (f *faults) add(format string, args ...any) { *f = append(*f, fmt.Errorf(format, args...)) }

// among complains about a value outside a closed set; the empty value is left to the caller.
func among[T ~string](f *faults, what string, value T, set []T) {
	if value == "" || slices.Contains(set, value) {
		return
	}
	var choices []string
	for _, c := range set {
		if c != "" {
			choices = append(choices, string(c))
		}
	}
	f.add("%s %q is not %s", what, value, OneOf(choices))
}

// key complains about a key that is no slug.
func (f *faults) key(what, key string) {
	if !ValidKey(key) {
		f.add("%s %.100q: a key has lower-case letters, digits and single hyphens between them, at most 100", what, key)
	}
}

// derived complains about an id that is not the one that the content gives. The zero id is not given yet.
func derived[T any](f *faults, id, want ID[T]) {
	if !id.IsZero() && id != want {
		f.add("its id is %s, and its content gives %s", id, want)
	}
}

// digest complains about what is no SHA-256 in lower-case hexadecimal digits; an empty one is not given.
func (f *faults) digest(what, s string) {
	if s == "" {
		return
	}
	if b, err := hex.DecodeString(s); err != nil || len(b) != 32 || strings.ToLower(s) != s {
		f.add("%s %.70q is not 64 lower-case hexadecimal digits", what, s)
	}
}

// Check returns everything that is wrong with the term by itself.
func (t *Term) Check() []error {
	var f faults
	if t.Key == "" {
		f.add("a term needs a key")
	}
	if t.Key.Unknown() {
		f.add("key %q begins with %s, as types do that no vocabulary has: leave that out", t.Key, UnknownPrefix)
	}
	if t.Kind == "" {
		f.add("a term needs a kind")
	}
	among(&f, "kind", t.Kind, TermKinds())
	among(&f, "class", t.Class, Classes())
	among(&f, "aspect", t.Aspect, []Aspect{EventAspect, StateAspect})
	among(&f, "sign", t.Sign, Signs())
	among(&f, "holds", t.Holds, []Filling{HoldsEntity, HoldsClaim, HoldsTerm})
	for _, c := range t.Cues {
		if err := c.Check(); err != nil {
			f.add("%w", err)
		}
	}
	if len(t.Cues) > 0 && t.Kind != RelationTerm {
		f.add("only a relation has cues")
	}
	derived(&f, t.ID, t.DerivedID())
	return f
}

// Check returns everything that is wrong with the entity by itself.
func (e *Entity) Check() []error {
	var f faults
	f.key("key", string(e.Key))
	if e.Type == "" || e.Type == UnknownPrefix {
		f.add("an entity needs a type")
	}
	if e.Name == "" {
		f.add("an entity needs a name")
	}
	for _, n := range e.Names {
		if n.Text == "" {
			f.add("a name is empty")
		}
		among(&f, "kind of name", n.Kind, NameKinds())
	}
	if e.MergedInto == e.Key {
		f.add("merged into itself")
	}
	derived(&f, e.ID, e.Key.ID())
	return f
}

// Check returns everything that is wrong with the source by itself.
func (s *Source) Check() []error {
	var f faults
	f.key("key", string(s.Key))
	among(&f, "source kind", s.Kind, SourceKinds())
	among(&f, "genre", s.Genre, Genres())
	among(&f, "basis", s.Published.Basis, Bases())
	f.digest("digest of the text", s.Text.SHA256)
	if s.Text.Codepoints < 0 {
		f.add("a text of %d code points", s.Text.Codepoints)
	}
	if s.Reliability != "" && (len(s.Reliability) != 1 || !strings.Contains("ABCDEF", s.Reliability)) {
		f.add("reliability %q is not A to F", s.Reliability)
	}
	derived(&f, s.ID, s.Key.ID())
	return f
}

// check complains about a span that covers nothing.
func (p Part) check(f *faults) {
	if p.Start < 0 || p.End <= p.Start {
		f.add("span %d-%d covers nothing", p.Start, p.End)
	}
	f.digest("digest of the span", p.SHA256)
}

// Check returns everything that is wrong with the mention by itself.
func (m *Mention) Check() []error {
	var f faults
	if m.Source == "" {
		f.add("a mention needs a source")
	}
	if m.Entity == "" {
		f.add("a mention needs the entity that it names")
	}
	if m.Form == "" {
		f.add("a mention needs the form of the name")
	}
	m.check(&f)
	derived(&f, m.ID, m.DerivedID())
	return f
}

// Check returns everything that is wrong with the judgement by itself.
func (s *SameAs) Check() []error {
	var f faults
	switch {
	case s.From == "" || s.Into == "":
		f.add("a judgement needs two entities, from and into, and has %q and %q", s.From, s.Into)
	case s.From == s.Into:
		f.add("%q is compared with itself", s.From)
	}
	if s.Reason == "" {
		f.add("a judgement needs its reason")
	}
	derived(&f, s.ID, s.DerivedID())
	return f
}

// Check returns everything that is wrong with the verdict by itself.
func (v *Verdict) Check() []error {
	var f faults
	if v.Contradiction.IsZero() {
		f.add("a verdict needs the contradiction that it is on")
	}
	if v.Finding == "" {
		f.add("a verdict needs a finding")
	}
	among(&f, "finding", v.Finding, Findings())
	if v.Reason == "" {
		f.add("a verdict needs its reason")
	}
	derived(&f, v.ID, v.DerivedID())
	return f
}

// Check returns everything that is wrong with the batch by itself.
func (b *Batch) Check() []error {
	var f faults
	if b.Key == "" {
		f.add("a batch needs a key")
	}
	derived(&f, b.ID, b.Key.ID(b.Digest))
	return f
}

// Check returns everything that is wrong with the claim by itself. Its id is not judged: a correction keeps the one it had.
func (c *Claim) Check() []error {
	var f faults
	if c.Source == "" {
		f.add("a claim needs a source")
	}
	if c.From == "" {
		f.add("a claim needs an entity it is about")
	}
	if c.Type == "" || c.Type == UnknownPrefix {
		f.add("a claim needs a type")
	}
	among(&f, "polarity", c.Polarity, Polarities())
	among(&f, "modality", c.Modality, Modalities())
	among(&f, "outcome", c.Outcome, Outcomes())
	among(&f, "basis", c.When.Basis, Bases())
	among(&f, "bound", c.When.Bound, Bounds())
	among(&f, "extent", c.When.Extent, Extents())
	if c.Credibility < 0 || c.Credibility > 6 {
		f.add("credibility %d is not 1 to 6", c.Credibility)
	}
	for _, v := range c.Voices {
		v.check(&f)
	}
	c.Roles.check(&f)
	c.Number.check(&f)
	for _, o := range c.Evidence {
		if len(o.Parts) == 0 {
			f.add("evidence without a span")
		}
		for _, p := range o.Parts {
			p.check(&f)
		}
	}
	return append(f, c.CheckReferences()...)
}

// CheckReferences finds what refers to the claim itself, as far as it has an id. [Claim.Check] does so too.
func (c *Claim) CheckReferences() []error {
	if !c.ID.IsZero() && slices.Contains(c.References(), c.ID) {
		return []error{errors.New("it refers to itself")}
	}
	return nil
}

func (v Voice) check(f *faults) {
	if (v.Entity == "") == (v.Label == "") {
		f.add("a voice is either an entity or a label")
	}
	among(f, "mode", v.Mode, Modes())
	among(f, "stance", v.Stance, Stances())
}

func (rs Roles) check(f *faults) {
	seen := map[TermKey]bool{}
	for _, r := range rs {
		if r.Name == "" || seen[r.Name] {
			f.add("role %q is named twice, or not at all", r.Name)
		}
		seen[r.Name] = true
		if !r.oneList() {
			f.add("role %q holds entities, claims or terms: one of them, and at least one", r.Name)
			continue
		}
		if (len(r.Terms) > 0) != (r.Name == RoleOffice) {
			f.add("role %q: terms belong into the role %q, and nothing else does", r.Name, RoleOffice)
		}
		if slices.Contains(r.Entities, "") || slices.Contains(r.Terms, "") {
			f.add("role %q: a key in it is empty", r.Name)
		}
	}
}

// oneList reports whether exactly one of the lists is filled.
func (r *Role) oneList() bool {
	entities, claims, terms := len(r.Entities), len(r.Claims), len(r.Terms)
	return max(entities, claims, terms) > 0 && entities+claims+terms == max(entities, claims, terms)
}

func (n *Number) check(f *faults) {
	if n == nil {
		return
	}
	for _, v := range []*float64{n.Low, n.Best, n.High} {
		if v != nil && *v < 0 && !Money(n.Unit) {
			f.add("number: %v is below zero, which only money can be, in a currency such as EUR", *v)
			break
		}
	}
	low, high, hasLow, hasHigh := n.Bounds()
	if hasLow && hasHigh && low > high || n.Best != nil && (hasLow && *n.Best < low || hasHigh && *n.Best > high) {
		f.add("number: low, best and high are out of order")
	}
}
