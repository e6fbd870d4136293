package walk

import (
	"cmp"
	"context"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// A Pair is two entities, and what a graph shows between them.
type Pair struct {
	A, B index.Node

	Forward  []index.Edge // from A to B, without the mutual ones; as [index.Graph.Joining] orders them, like the others
	Backward []index.Edge // from B to A
	Mutual   []index.Edge // of symmetric types, each once

	// Statements are who holds what about these relationships, in that order of them, then of claims.
	Statements []Statement
	// Undated counts the positions that the view's time left out only for being undated: on these relationships, and on any that it does
	// not show for that reason.
	Undated int

	g *index.Graph
}

// A Statement is a position on a relationship.
type Statement struct {
	graph.Position
	Edge  index.Edge
	Place int // among the positions that the claim gives
}

// Between returns what g shows between two entities; m chooses among their relationships, nil takes all. It fails with BadInput if
// they are one.
func Between(g *index.Graph, a, b index.Node, m *index.Matcher) (*Pair, error) {
	if a == b {
		return nil, badInput("b", "it is the same entity as a, "+string(g.Key(a))+": a dyad needs two")
	}
	p := &Pair{A: a, B: b, g: g}
	p.Forward, p.Mutual = parted(g, a, b, m)
	backward, mutual := parted(g, b, a, m)
	p.Backward = backward
	p.Mutual = append(p.Mutual, mutual...)
	slices.SortFunc(p.Mutual, g.Compare)
	p.Undated = g.Missed(a, b) + g.Missed(b, a)
	for _, e := range p.Edges() {
		positions, undated := g.Positions(e)
		p.Undated += undated
		for i := range positions {
			place := 0
			if i > 0 && positions[i-1].Claim.ID == positions[i].Claim.ID {
				place = p.Statements[len(p.Statements)-1].Place + 1
			}
			p.Statements = append(p.Statements, Statement{positions[i], e, place})
		}
	}
	return p, nil
}

// parted returns the relationships from one entity to the other, and those of them that lead both ways.
func parted(g *index.Graph, from, to index.Node, m *index.Matcher) (directed, mutual []index.Edge) {
	for e := range g.Joining(from, to, m) {
		if g.Term(e).Symmetric {
			mutual = append(mutual, e)
			continue
		}
		directed = append(directed, e)
	}
	return directed, mutual
}

// Edges returns all relationships of the pair.
func (p *Pair) Edges() []index.Edge { return slices.Concat(p.Forward, p.Backward, p.Mutual) }

// Signed returns the claims that carry a sign, in the order of their ids, each once.
func (p *Pair) Signed(sign graph.Sign) []*graph.Claim {
	var claims []*graph.Claim
	for i := range p.Statements {
		if p.Statements[i].Sign == sign {
			claims = append(claims, p.Statements[i].Claim)
		}
	}
	slices.SortFunc(claims, func(c, d *graph.Claim) int { return c.ID.Compare(d.ID) })
	return slices.CompactFunc(claims, func(c, d *graph.Claim) bool { return c.ID == d.ID })
}

// Dated reports whether somebody gave the statement a date. One that says only that something began or ended has none.
func (s *Statement) Dated() bool { return !s.Claim.When.EDTF.IsZero() }

// Timeline returns the statements that have a date, by the first day that the date allows, then by the last, then by claim.
func (p *Pair) Timeline() (dated, undated []Statement) {
	for _, s := range p.Statements {
		if s.Dated() {
			dated = append(dated, s)
			continue
		}
		undated = append(undated, s)
	}
	slices.SortFunc(dated, func(s, t Statement) int {
		return cmp.Or(s.Claim.When.EDTF.Bounds().Compare(t.Claim.When.EDTF.Bounds()), s.compare(t))
	})
	slices.SortFunc(undated, Statement.compare)
	return dated, undated
}

// A Turn is a change: of sign between the two, or of one relationship.
type Turn struct {
	graph.Change
	Edge index.Edge // of a relationship
	Sign bool       // it is a change of sign, and of no one relationship
}

// Changes returns the changes of sign, then those of each relationship.
func (p *Pair) Changes() []Turn {
	var turns []Turn
	all := make([]graph.Position, len(p.Statements))
	byEdge := map[index.Edge][]graph.Position{}
	for i, s := range p.Statements {
		all[i] = s.Position
		byEdge[s.Edge] = append(byEdge[s.Edge], s.Position)
	}
	for _, c := range graph.SignChangesOf(all) {
		turns = append(turns, Turn{Change: c, Sign: true})
	}
	for _, e := range p.Edges() {
		for _, c := range graph.ChangesOf(byEdge[e]) {
			turns = append(turns, Turn{Change: c, Edge: e})
		}
	}
	return turns
}

// A Speaker is somebody who says something of a pair, and what.
type Speaker struct {
	graph.Holder
	Source     graph.SourceKey // that speaks, or in which a label means somebody; "" for an entity
	Statements []Statement
}

// Speakers groups the statements by who holds them: entities by key, then labels, each within its source, then sources.
func (p *Pair) Speakers() []Speaker {
	type who struct {
		graph.Holder
		source graph.SourceKey
	}
	places := map[who]int{}
	var speakers []Speaker
	for _, s := range p.Statements {
		w := who{Holder: s.Holder}
		if s.Holder.Entity == "" {
			w.source = s.Claim.Source // an unnamed official of one source is nobody in another
		} else {
			w.Affiliation = "" // one entity, however it is introduced
		}
		at, known := places[w]
		if !known {
			at = len(speakers)
			places[w] = at
			speakers = append(speakers, Speaker{Holder: w.Holder, Source: w.source})
		}
		speakers[at].Statements = append(speakers[at].Statements, s)
	}
	slices.SortFunc(speakers, Speaker.compare)
	return speakers
}

// Contradictions returns those of which some claim names both entities, as ends or in a role, in the order of
// [index.Graph.Contradictions].
func (p *Pair) Contradictions(ctx context.Context) ([]*graph.Contradiction, error) {
	var found []*graph.Contradiction
	all := p.g.Contradictions()
	for i := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(all[i].Sides, p.names) {
			found = append(found, &all[i])
		}
	}
	return found, nil
}

// names reports whether a claim of a side names both entities.
func (p *Pair) names(s graph.Side) bool {
	return slices.ContainsFunc(s.Claims, func(id graph.ClaimID) bool {
		c, ok := p.g.Claim(id)
		return ok && named(c, p.g.Key(p.A)) && named(c, p.g.Key(p.B))
	})
}

func named(c *graph.Claim, key graph.EntityKey) bool {
	return c.From == key || c.To == key || slices.ContainsFunc(c.Roles, func(r graph.Role) bool { return slices.Contains(r.Entities, key) })
}
