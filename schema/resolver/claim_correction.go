package resolver

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
	"dyad/schema/exec"
)

// corrected applies what changes to a claim. The form that it had stays as it is.
func (a *attempt) corrected(c graph.Claim, in *exec.ClaimCorrection, field ...string) graph.Claim {
	c.Annotator, c.Batch = a.by.Author, ""
	was := c.Source
	a.correctEnds(&c, in, field)
	a.correctManner(&c, in, field)
	apply(in.Credibility, func(v *int) { c.Credibility = given(v) })
	apply(in.Codebook, func(v *string) { c.Codebook = given(v) })
	apply(in.Gist, func(v *string) { c.Gist = a.gist(v, at(field, "gist")) })
	apply(in.Disputes, func(v []string) { c.Disputes = a.claims(v, at(field, "disputes")...) })
	apply(in.Reconciles, func(v []string) { c.Reconciles = a.claims(v, at(field, "reconciles")...) })
	s, known := a.g.Source(c.Source)
	apply(in.Evidence, func(v []*exec.EvidenceInput) {
		if known {
			c.Evidence = a.evidence(s, v, at(field, "evidence"))
		}
	})
	if c.Source != was && len(c.Evidence) > 0 && !in.Evidence.IsSet() {
		a.wrong(graph.BadInput, fmt.Sprintf("its spans are of %q: give those of %q", was, c.Source), at(field, "evidence")...)
	}
	return c
}

// correctEnds changes between whom a claim is, and who else takes part.
func (a *attempt) correctEnds(c *graph.Claim, in *exec.ClaimCorrection, field []string) {
	needed(a, in.Source, at(field, "source"), func(v string) {
		if s := a.source(v, at(field, "source")...); s != nil {
			c.Source = s.Key
		}
	})
	needed(a, in.From, at(field, "from"), func(v string) { c.From = a.entity(v, at(field, "from")...) })
	needed(a, in.Type, at(field, "type"), func(v graph.TermKey) { c.Type = a.term(graph.RelationTerm, v, at(field, "type")...) })
	apply(in.To, func(v *string) { c.To = a.optionalEntity(v, at(field, "to")...) })
	apply(in.Roles, func(v []*exec.RoleInput) { c.Roles = a.roles(v, at(field, "roles")) })
}

// correctManner changes how, when and by whom it is said.
func (a *attempt) correctManner(c *graph.Claim, in *exec.ClaimCorrection, field []string) {
	needed(a, in.Polarity, at(field, "polarity"), func(v graph.Polarity) { c.Polarity = v })
	needed(a, in.Modality, at(field, "modality"), func(v graph.Modality) { c.Modality = v })
	needed(a, in.Outcome, at(field, "outcome"), func(v graph.Outcome) { c.Outcome = v })
	apply(in.Voices, func(v []*exec.VoiceInput) { c.Voices = a.voices(v, at(field, "voices")) })
	apply(in.When, func(v *exec.WhenInput) { c.When = a.when(v, at(field, "when")) })
	apply(in.Number, func(v *exec.QuantityInput) { c.Number = a.number(v, at(field, "number")) })
}

// apply calls do with what is given, null included.
func apply[T any](v graphql.Omittable[T], do func(T)) {
	if value, set := v.ValueOK(); set {
		do(value)
	}
}

// needed is apply for what can't be missing.
func needed[T any](a *attempt, v graphql.Omittable[*T], field []string, do func(T)) {
	apply(v, func(value *T) {
		if value == nil {
			a.wrong(graph.BadInput, "every claim has one: it can't be taken away", field...)
			return
		}
		do(*value)
	})
}
