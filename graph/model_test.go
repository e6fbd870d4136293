package graph_test

import (
	"slices"
	"testing"

	"dyad/graph"
)

// A telling is a claim in the making, with the source and the type that its reading needs: unless changed, The Courier of
// 1 June 2024 says in its own voice, undated, that Red Harbour supports Blue Valley. Its methods return changed copies.
type telling struct {
	claim           graph.Claim
	source          graph.Source
	term            graph.Term
	date, published string // EDTF, read when the positions are asked for
}

func tell() telling {
	return telling{
		claim: graph.Claim{From: "red-harbour", Type: "supports", To: "blue-valley"},
		term:  graph.Term{Kind: graph.RelationTerm, Key: "supports", Sign: graph.Positive},
	}.in("courier").on("2024-06-01")
}

// in moves the telling to a source that is its own publisher.
func (a telling) in(source graph.SourceKey) telling {
	a.source = graph.Source{Key: source, Publisher: string(source), Genre: graph.Reporting}
	a.claim.Source = source
	return a
}

// unsigned takes publisher and author from the source.
func (a telling) unsigned() telling {
	a.source.Publisher, a.source.Author = "", ""
	return a
}

// on sets when the source was published; "" is unknown.
func (a telling) on(published string) telling { a.published = published; return a }

func (a telling) genre(g graph.Genre) telling { a.source.Genre = g; return a }

func (a telling) negated() telling { a.claim.Polarity = graph.Negated; return a }

func (a telling) as(m graph.Modality) telling { a.claim.Modality = m; return a }

func (a telling) ending(o graph.Outcome) telling { a.claim.Outcome = o; return a }

func (a telling) achievement() telling { a.term.Achievement = true; return a }

func (a telling) symmetric() telling { a.term.Symmetric = true; return a }

// by adds a named voice inside those that are there, and the stance of the one outside it, or the source.
func (a telling) by(who graph.EntityKey, stance graph.Stance) telling {
	return a.voiced(graph.Voice{Entity: who, Stance: stance})
}

// byLabel adds a voice that the source doesn't name.
func (a telling) byLabel(label string, stance graph.Stance) telling {
	return a.voiced(graph.Voice{Label: label, Stance: stance})
}

func (a telling) voiced(v graph.Voice) telling {
	a.claim.Voices = append(slices.Clone(a.claim.Voices), v)
	return a
}

// sometime dates the telling: on some day of that date.
func (a telling) sometime(date string) telling {
	a.date, a.claim.When = date, graph.When{Extent: graph.Sometime}
	return a
}

// throughout dates the telling: on each day of that date.
func (a telling) throughout(date string) telling {
	a.date, a.claim.When = date, graph.When{Extent: graph.Throughout}
	return a
}

// starting makes it a claim about a beginning; "" is an unknown date.
func (a telling) starting(date string) telling {
	a.date, a.claim.When = date, graph.When{Bound: graph.StartBound}
	return a
}

// ended makes it a claim about an end; "" is an unknown date.
func (a telling) ended(date string) telling {
	a.date, a.claim.When = date, graph.When{Bound: graph.EndBound}
	return a
}

// of says which events it is about.
func (a telling) of(events ...graph.EntityKey) telling {
	a.claim.Roles = graph.Roles{{Name: graph.RoleEvent, Entities: events}}
	return a
}

// holding is the claim about an office.
func (a telling) holding(office graph.TermKey) telling {
	a.claim.Roles = append(slices.Clone(a.claim.Roles), graph.Role{Name: graph.RoleOffice, Terms: []graph.TermKey{office}})
	return a
}

// describing is the claim with an entity in a role of that name.
func (a telling) describing(role graph.TermKey, entity graph.EntityKey) telling {
	a.claim.Roles = append(slices.Clone(a.claim.Roles), graph.Role{Name: role, Entities: []graph.EntityKey{entity}})
	return a
}

// positions returns who holds what by the telling.
func (a telling) positions(t *testing.T) []graph.Position {
	t.Helper()
	a.claim.Voices = slices.Clone(a.claim.Voices)
	a.claim.When.EDTF = dateOf(t, a.date)
	a.source.Published.EDTF = dateOf(t, a.published)
	a.claim.Normalize(&a.term)
	a.claim.ID = a.claim.DerivedID()
	return a.claim.Positions(&a.term, &a.source)
}

// piece returns the one piece of a telling in a single voice.
func (a telling) piece(t *testing.T) graph.Piece {
	t.Helper()
	positions := a.positions(t)
	if len(positions) != 1 || len(positions[0].Pieces) != 1 {
		t.Fatalf("positions of a plain claim: %v, want one of one piece", positions)
	}
	return positions[0].Pieces[0]
}

// positionsOf returns who holds what by several tellings, in their order.
func positionsOf(t *testing.T, tellings ...telling) []graph.Position {
	t.Helper()
	var all []graph.Position
	for _, a := range tellings {
		all = append(all, a.positions(t)...)
	}
	return all
}

// daysOf returns the days of a date that may be unlimited.
func daysOf(t *testing.T, date string) graph.Span {
	t.Helper()
	return dateOf(t, date).Bounds()
}
