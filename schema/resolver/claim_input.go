package resolver

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode/utf8"

	"dyad/graph"
	"dyad/schema/exec"
)

// maxGist is how long a gist may be, in characters, as in annotation files.
const maxGist = 300

// newClaim reads a claim that is to be recorded.
func (a *attempt) newClaim(in *exec.ClaimInput, field ...string) graph.Claim {
	c := graph.Claim{
		From: a.entity(in.From, at(field, "from")...), To: a.optionalEntity(in.To, at(field, "to")...),
		Type:     a.term(graph.RelationTerm, in.Type, at(field, "type")...),
		Disputes: a.claims(in.Disputes, at(field, "disputes")...), Reconciles: a.claims(in.Reconciles, at(field, "reconciles")...),
		Polarity: in.Polarity, Modality: in.Modality, Outcome: in.Outcome,
		Roles: a.roles(in.Roles, at(field, "roles")), Voices: a.voices(in.Voices, at(field, "voices")),
		When: a.when(in.When, at(field, "when")), Number: a.number(in.Number, at(field, "number")),
		Gist: a.gist(in.Gist, at(field, "gist")), Credibility: given(in.Credibility), Codebook: given(in.Codebook), Annotator: a.by.Author,
	}
	if s := a.source(in.Source, at(field, "source")...); s != nil {
		c.Source = s.Key
		c.Evidence = a.evidence(s, in.Evidence, at(field, "evidence"))
	}
	return c
}

// given is the value, or the zero value for none.
func given[T any](v *T) T {
	var zero T
	if v == nil {
		return zero
	}
	return *v
}

func (a *attempt) roles(in []*exec.RoleInput, field []string) graph.Roles {
	var roles graph.Roles
	for i, r := range in {
		here := at(field, nth(i))
		roles = append(roles, graph.Role{
			Name:     a.term(graph.RoleTerm, r.Name, at(here, "name")...),
			Entities: a.entities(r.Entities, at(here, "entities")...),
			Claims:   a.claims(r.Claims, at(here, "claims")...),
			Terms:    a.terms(graph.OfficeTerm, r.Terms, at(here, "terms")...),
		})
	}
	return roles
}

func (a *attempt) voices(in []*exec.VoiceInput, field []string) []graph.Voice {
	var voices []graph.Voice
	for i, v := range in {
		here := at(field, nth(i))
		voice := graph.Voice{
			Entity: a.speaker(v.Entity, at(here, "entity")), Label: given(v.Label),
			Affiliation: a.optionalEntity(v.Affiliation, at(here, "affiliation")...), Mode: v.Mode, Stance: v.Stance,
		}
		if (v.Entity == nil) == (voice.Label == "") {
			a.wrong(graph.BadInput, "a voice is an entity or, where the source names nobody, a label, and not both", here...)
		}
		voices = append(voices, voice)
	}
	return voices
}

// speaker is an entity that can speak.
func (a *attempt) speaker(ref *string, field []string) graph.EntityKey {
	key := a.optionalEntity(ref, field...)
	if n, ok := a.g.Node(key); ok && a.g.ClassOf(n) != graph.Actor {
		a.wrong(graph.BadInput, fmt.Sprintf("only actors speak, and %q is a %s", key, a.g.Entity(n).Type), field...)
	}
	return key
}

func (a *attempt) when(in *exec.WhenInput, field []string) graph.When {
	if in == nil {
		return graph.When{}
	}
	w := graph.When{Basis: given(in.Basis), Bound: in.Bound, Extent: given(in.Extent)}
	bounded := w.Bound == graph.StartBound || w.Bound == graph.EndBound
	switch {
	case in.Edtf != nil:
		date, err := graph.ParseEDTF(*in.Edtf)
		if err != nil {
			a.refuse(err, at(field, "edtf")...)
		}
		w.EDTF = date
	case !bounded:
		a.wrong(graph.BadInput, "a time without a date says something only of a start or an end: give edtf", at(field, "edtf")...)
	case w.Basis != "":
		a.wrong(graph.BadInput, "basis says how a date is known, and there is none", at(field, "basis")...)
	}
	if bounded && w.Extent != "" {
		a.wrong(graph.BadInput, "extent belongs to the date of the whole", at(field, "extent")...)
	}
	return w
}

func (a *attempt) number(in *exec.QuantityInput, field []string) *graph.Number {
	if in == nil {
		return nil
	}
	if given(in.Worded) == "" {
		a.wrong(graph.BadInput, "give the number in the words of the source: dozens", at(field, "worded")...)
	}
	return &graph.Number{Low: in.Low, Best: in.Best, High: in.High, Unit: given(in.Unit), Worded: given(in.Worded)}
}

func (a *attempt) gist(in *string, field []string) string {
	gist := given(in)
	switch length := utf8.RuneCountInString(gist); {
	case length == 0:
		a.wrong(graph.BadInput, "say in one sentence of your own what is claimed", field...)
	case length > maxGist:
		a.wrong(graph.BadInput, fmt.Sprintf("the gist has %d characters: say it in one sentence of at most %d", length, maxGist), field...)
	}
	return gist
}

// evidence reads where a source says it.
func (a *attempt) evidence(s *graph.Source, in []*exec.EvidenceInput, field []string) []graph.Occurrence {
	if len(in) == 0 && s.Text.Codepoints > 0 {
		a.wrong(graph.BadInput, "give the span of the words that say it", field...)
	}
	var all []graph.Occurrence
	seen := map[string]bool{}
	for i, e := range in {
		o := a.occurrence(s, e, at(field, nth(i), "parts"))
		if seen[o.String()] {
			a.wrong(graph.BadInput, "the occurrence "+o.String()+" comes twice", at(field, nth(i))...)
		}
		seen[o.String()] = true
		all = append(all, o)
	}
	return all
}

// occurrence reads one place, whose spans come as in annotation files.
func (a *attempt) occurrence(s *graph.Source, in *exec.EvidenceInput, field []string) graph.Occurrence {
	o := graph.Occurrence{}
	for i, p := range in.Parts {
		if i > 0 && p.Start < in.Parts[i-1].End {
			a.wrong(graph.BadInput, fmt.Sprintf("%d-%d begins before %d-%d ends: give the parts in the order of the text, apart from each other",
				p.Start, p.End, in.Parts[i-1].Start, in.Parts[i-1].End), at(field, nth(i))...)
		}
		o.Parts = append(o.Parts, a.span(s, p, at(field, nth(i))))
	}
	if len(o.Parts) == 0 {
		a.wrong(graph.BadInput, "evidence without a span", field...)
	}
	return o
}

// span reads a span, and holds it to the text where that is at hand.
func (a *attempt) span(s *graph.Source, in *exec.PartInput, field []string) graph.Part {
	p := graph.Part{Start: in.Start, End: in.End, SHA256: given(in.Sha256)}
	if n := s.Text.Codepoints; n > 0 && p.End > n {
		a.wrong(graph.BadInput, fmt.Sprintf("it lies outside the text, which has %d characters", n), field...)
		return p
	}
	if p.Start < 0 || p.End <= p.Start {
		a.wrong(graph.BadInput, fmt.Sprintf("the span %d-%d covers nothing", p.Start, p.End), field...)
		return p
	}
	words, verified, ok := a.root.c.Texts.Words(s, p)
	switch {
	case !ok:
	case p.SHA256 == "":
		sum := sha256.Sum256([]byte(words))
		p.SHA256 = hex.EncodeToString(sum[:])
	case !verified:
		a.wrong(graph.BadInput, "the words there have another digest: give the span as it is in the text, or leave the digest out", at(field, "sha256")...)
	}
	return p
}
