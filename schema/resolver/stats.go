package resolver

import (
	"context"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// A census counts what a view shows and a filter lets through.
type census struct {
	byStatus map[graph.Status]int
	byType   map[graph.TermKey]int
	claims   int
	ends     int // entities
	byRule   map[graph.Rule]int
}

// Stats counts. What needs a look at every relationship is counted only if it is asked for.
func (r queryResolver) Stats(ctx context.Context, filter *exec.RelationshipFilter, view *exec.View) (*exec.Stats, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	stats := g.Stats()
	c := census{byStatus: stats.Relationships, claims: stats.Claims, byRule: stats.Contradictions}
	if filter != nil || graphql.FieldRequested(ctx, "relationshipsByType") || graphql.FieldRequested(ctx, "entitiesConnected") {
		if c, err = count(ctx, g, filter); err != nil {
			return nil, err
		}
	}
	shown := &exec.Stats{
		EntitiesByType:      d.termCounts(v, graph.EntityTypeTerm, stats.Entities),
		Sources:             stats.Sources,
		UndatedLeftOut:      stats.Undated,
		Claims:              c.claims,
		EntitiesConnected:   c.ends,
		RelationshipsByType: d.termCounts(v, graph.RelationTerm, c.byType),
	}
	for _, n := range stats.Entities {
		shown.Entities += n
	}
	for _, s := range graph.Statuses() {
		shown.Relationships += c.byStatus[s]
		shown.RelationshipsByStatus = append(shown.RelationshipsByStatus, &exec.StatusCount{Status: s, Count: c.byStatus[s]})
	}
	for _, rule := range graph.Rules() {
		shown.Contradictions += c.byRule[rule]
		shown.ContradictionsByRule = append(shown.ContradictionsByRule, &exec.RuleCount{Rule: rule, Count: c.byRule[rule]})
	}
	return shown, nil
}

// termCounts lists counts in the order of the terms.
func (d *desk) termCounts(v *graph.View, kind graph.TermKind, counts map[graph.TermKey]int) []*exec.TermCount {
	shown := []*exec.TermCount{}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		if counts[key] > 0 {
			shown = append(shown, &exec.TermCount{Type: d.termOf(v, kind, key), Count: counts[key]})
		}
	}
	return shown
}

// count looks at every relationship that the filter lets through.
func count(ctx context.Context, g *index.Graph, filter *exec.RelationshipFilter) (census, error) {
	c := census{byStatus: map[graph.Status]int{}, byType: map[graph.TermKey]int{}, byRule: map[graph.Rule]int{}}
	claims := map[graph.ClaimID]bool{}
	found := map[graph.ContradictionID]bool{}
	ends := map[index.Node]bool{}
	l, err := edges(g, filter, everyEdge(g))
	if err != nil {
		return c, err
	}
	err = l.each(ctx, index.Window[index.Triple]{}, func(e index.Edge) bool {
		c.byStatus[g.Status(e)]++
		c.byType[g.Term(e).Key]++
		from, to := g.Ends(e)
		ends[from], ends[to] = true, true
		for _, b := range g.Backing(e) {
			claims[b.Claim.ID] = true
		}
		for _, id := range g.ContradictionsOf(e) {
			found[id] = true
		}
		return true
	})
	delete(ends, index.Nobody) // the missing end of unary ones
	c.claims, c.ends = len(claims), len(ends)
	for id := range found {
		if contradiction, ok := g.Contradiction(id); ok {
			c.byRule[contradiction.Rule]++
		}
	}
	return c, err
}
