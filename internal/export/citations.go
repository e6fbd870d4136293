package export

import (
	"context"
	"iter"

	"dyad/graph"
	"dyad/graph/cite"
)

// uncited is what citations have no place for: they say who says something and where, and not what.
func uncited() []Feature {
	return lacks(
		Unclaimed, EntityTypes, OtherNames, Descriptions, ExternalIDs, Parents, Events, Weights, Supports, Genres, Deniers, Spells,
		Contents, Modalities, Polarities, Outcomes, Roles, Times, Numbers, Gists, Credibilities, Links, Contradicted, Contradicting,
	)
}

// citations yields a citation of each claim selected, in the order of ids. They tell no day of access: the same data gives the same bytes.
func (s *Selection) citations(ctx context.Context) iter.Seq2[*cite.Citation, error] {
	return func(yield func(*cite.Citation, error) bool) {
		for c, err := range s.FullClaims(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(s.citation(c)) {
				return
			}
		}
	}
}

func (s *Selection) citation(c *graph.Claim) (*cite.Citation, error) {
	src, ok := s.Graph.Source(c.Source)
	if !ok {
		src = &graph.Source{Key: c.Source}
	}
	return cite.New(c, src, s.name)
}
