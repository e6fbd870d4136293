package resolver

import (
	"context"

	"dyad/graph"
	"dyad/graph/walk"
	"dyad/schema/exec"
)

// Timeline lists statements with a date.
func (r dyadResolver) Timeline(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.StatementConnection, error) {
	dated, _ := shown.Found.(*walk.Pair).Timeline()
	l := sorted(byPlace("timeline", 3, 1), all(dated), datedPlace, place.compare)
	return deskOf(ctx).statementPage(ctx, shown.View, l, first, after, last, before)
}

// Undated lists statements without a date.
func (r dyadResolver) Undated(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.StatementConnection, error) {
	_, undated := shown.Found.(*walk.Pair).Timeline()
	l := sorted(byPlace("statements", 1, 1), all(undated), undatedPlace, place.compare)
	return deskOf(ctx).statementPage(ctx, shown.View, l, first, after, last, before)
}

// datedPlace orders statements by the days that their date allows, then by claim.
func datedPlace(s *walk.Statement) place {
	days := s.Claim.When.EDTF.Bounds()
	return place{rank: []int{int(days.From), int(days.To), s.Place}, text: []string{s.Claim.ID.String()}}
}

// undatedPlace orders statements by claim.
func undatedPlace(s *walk.Statement) place {
	return place{rank: []int{s.Place}, text: []string{s.Claim.ID.String()}}
}

// statementPage is a page of statements.
func (d *desk) statementPage(ctx context.Context, v *graph.View, l list[*walk.Statement, place],
	first *int, after *string, last *int, before *string,
) (*exec.StatementConnection, error) {
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(s *walk.Statement) (*exec.Statement, error) {
		return d.presentStatement(s, v)
	})
	if err != nil {
		return nil, err
	}
	return p.statements(nodes), nil
}

// shownPage is a page of a list, and its elements as present shows them.
func shownPage[T, K, N any](ctx context.Context, l list[T, K], first *int, after *string, last *int, before *string,
	present func(T) (N, error),
) (page[T], []N, error) {
	asked, err := ask(first, after, last, before)
	if err != nil {
		return page[T]{}, nil, err
	}
	p, err := l.page(ctx, asked)
	if err != nil {
		return page[T]{}, nil, err
	}
	nodes := make([]N, len(p.items))
	for i, item := range p.items {
		if nodes[i], err = present(item); err != nil {
			return page[T]{}, nil, err
		}
	}
	return p, nodes, nil
}

func (d *desk) presentStatement(s *walk.Statement, v *graph.View) (*exec.Statement, error) {
	entity, err := d.entityIfAny(s.Holder.Entity, v)
	if err != nil {
		return nil, err
	}
	shown := &exec.Statement{
		Entity: entity, Label: optional(s.Holder.Label), Polarity: s.Polarity, Modality: s.Modality, Rejection: s.Rejection,
		Sign: s.Sign, Found: s, View: v,
	}
	for _, piece := range s.Pieces {
		shown.Stretches = append(shown.Stretches, presentStretch(piece))
	}
	return shown, nil
}

// presentStretch shows where a piece lies.
func presentStretch(p graph.Piece) *exec.Stretch {
	shown := &exec.Stretch{Sure: optional(p.Sure.EDTF()), Some: optional(p.Some.EDTF())}
	if p.Value != graph.Neither {
		holds := p.Value == graph.Affirms
		shown.Holds = &holds
	}
	if !p.Undated {
		shown.Possible = optional(p.Outer.EDTF())
	}
	return shown
}

// Claim is what is said.
func (r statementResolver) Claim(ctx context.Context, s *exec.Statement) (*exec.Claim, error) {
	claims, err := deskOf(ctx).claimsOf(ctx, s.View, []graph.ClaimID{s.Found.(*walk.Statement).Claim.ID})
	if err != nil {
		return nil, err
	}
	return claims[0], nil
}

// Relationship is what it is said of.
func (r statementResolver) Relationship(ctx context.Context, s *exec.Statement) (*exec.Relationship, error) {
	d := deskOf(ctx)
	g, err := d.graph(s.View)
	if err != nil {
		return nil, err
	}
	return d.presentRelationship(g, s.Found.(*walk.Statement).Edge, s.View), nil
}
