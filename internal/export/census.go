package export

import (
	"context"
	"maps"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// A Census is how many records of a selection have what a format may have no place for.
type Census struct {
	Entities, Relationships, Claims, Sources, Contradictions int
	Codebooks                                                []string // by whose rules the claims were coded, sorted

	having map[Feature]int // no entry: nobody counts it
}

// Having returns how many records have the feature, and whether that was counted. Of what is not in a selection but in the whole graph
// (mentions, batches …) it is not.
func (c *Census) Having(f Feature) (int, bool) {
	n, counted := c.having[f]
	return n, counted
}

// Census counts what is selected. It reads every claim in full.
func (s *Selection) Census(ctx context.Context) (*Census, error) {
	c := &Census{having: map[Feature]int{}}
	c.entities(s)
	c.relationships(s)
	c.contradictions(s)
	sources, codebooks := map[graph.SourceKey]bool{}, map[string]bool{}
	for claim, err := range s.FullClaims(ctx) {
		if err != nil {
			return nil, err
		}
		c.claim(claim)
		sources[claim.Source] = true
		codebooks[claim.Codebook] = true
	}
	delete(codebooks, "")
	c.Codebooks = slices.Sorted(maps.Keys(codebooks))
	c.Sources = len(sources)
	c.add(Sources, c.Sources > 0, c.Sources)
	c.add(SourceDetails, true, 0)
	for key := range sources {
		src, _ := s.Graph.Source(key)
		c.add(SourceDetails, src != nil && detailed(src), 1)
	}
	return c, nil
}

// add counts n records if they have the feature; the feature is then one that is counted.
func (c *Census) add(f Feature, has bool, n int) {
	if !has {
		n = 0
	}
	c.having[f] += n
}

func (c *Census) entities(s *Selection) {
	joined := map[index.Node]bool{}
	for e := range s.Edges() {
		from, to := s.Graph.Ends(e)
		joined[from], joined[to] = true, true
	}
	for n := range s.Nodes() {
		e := s.Graph.Entity(n)
		c.Entities++
		c.add(Unclaimed, !joined[n], 1)
		c.add(EntityTypes, true, 1)
		c.add(OtherNames, len(e.AllNames()) > 1, 1)
		c.add(NameKinds, len(e.Names) > 0, 1)
		c.add(Descriptions, e.Description != "", 1)
		c.add(ExternalIDs, len(e.External) > 0, 1)
		c.add(Parents, e.Parent != "", 1)
	}
}

func (c *Census) relationships(s *Selection) {
	for e := range s.Edges() {
		r := s.Graph.Relationship(e)
		c.Relationships++
		c.add(Events, r.To == "", 1)
		c.add(Weights, r.Weight != nil, 1)
		c.add(Supports, true, 1)
		c.add(Genres, true, 1)
		c.add(Deniers, len(r.Support.DeniedBy) > 0, 1)
		c.add(Spells, len(r.Spells) > 0, 1)
	}
}

func (c *Census) claim(k *graph.Claim) {
	c.Claims++
	c.add(EachClaim, true, 1)
	c.add(Contents, true, 1)
	c.add(Voices, len(k.Voices) > 0, 1)
	c.add(Modalities, k.Modality != graph.Asserted, 1)
	c.add(Polarities, k.Polarity != graph.Affirmed, 1)
	c.add(Outcomes, k.Outcome != graph.NoOutcome, 1)
	c.add(Roles, len(k.Roles) > 0, 1)
	c.add(Times, !k.When.IsZero(), 1)
	c.add(Numbers, k.Number != nil, 1)
	c.add(Gists, k.Gist != "", 1)
	c.add(Evidence, len(k.Evidence) > 0, 1)
	c.add(Digests, digested(k), 1)
	c.add(Occurrences, len(k.Evidence) > 1, 1)
	c.add(Credibilities, k.Credibility != 0, 1)
	c.add(Coders, k.Annotator != "" || k.Codebook != "", 1)
	c.add(Links, len(k.Disputes)+len(k.Reconciles) > 0, 1)
}

// contradictions counts them, and the verdicts on them.
func (c *Census) contradictions(s *Selection) {
	verdicts := 0
	for k := range s.concerning() {
		c.Contradictions++
		verdicts += len(s.Graph.Verdicts(k.ID))
	}
	c.add(Contradicting, true, c.Contradictions)
	c.add(Contradicted, true, c.Contradictions)
	c.add(Verdicts, true, verdicts)
}

// digested reports whether a place of the claim has the digest of its words.
func digested(k *graph.Claim) bool {
	for _, o := range k.Evidence {
		for _, p := range o.Parts {
			if p.SHA256 != "" {
				return true
			}
		}
	}
	return false
}

// detailed reports whether a source has what few formats have a place for.
func detailed(s *graph.Source) bool {
	return s.Kind != "" || s.Language != "" || s.URL != "" || s.Reliability != "" || s.Note != "" || s.Text != (graph.Text{})
}
