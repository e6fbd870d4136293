package index

import (
	"slices"

	"dyad/graph"
)

// findings are the contradictions of a graph, worked out when first asked for.
type findings struct {
	list  []graph.Contradiction // in the order of rules, then of ids
	byID  map[graph.ContradictionID]int
	edges map[Edge][]graph.ContradictionID
}

// Contradictions returns those among the claims that the view admits, in the order of rules, then of ids. They are worked out
// once. The result is shared: do not change it.
func (g *Graph) Contradictions() []graph.Contradiction { return g.found().list }

// Contradiction returns the contradiction of that id, if there is one under the view.
func (g *Graph) Contradiction(id graph.ContradictionID) (*graph.Contradiction, bool) {
	f := g.found()
	i, found := f.byID[id]
	if !found {
		return nil, false
	}
	return &f.list[i], true
}

// ContradictionsOf returns the ids of the contradictions that a claim behind the relationship is part of, in the order of
// [Graph.Contradictions]. The result is shared: do not change it.
func (g *Graph) ContradictionsOf(e Edge) []graph.ContradictionID { return g.found().edges[e] }

// found hears the claims, the first time.
func (g *Graph) found() *findings {
	g.hearing.Do(func() { g.findings = g.hear() })
	return &g.findings
}

func (g *Graph) hear() findings {
	f := findings{list: graph.Contradictions(g.docket()), byID: map[graph.ContradictionID]int{}, edges: map[Edge][]graph.ContradictionID{}}
	for i := range f.list {
		c := &f.list[i]
		f.byID[c.ID] = i
		for _, side := range c.Sides {
			for _, id := range side.Claims {
				g.file(&f, c.ID, id)
			}
		}
	}
	return f
}

// file notes a contradiction under the relationships of one of its claims.
func (g *Graph) file(f *findings, c graph.ContradictionID, claim graph.ClaimID) {
	for _, b := range g.Edges(claim) {
		if list := f.edges[b.Edge]; len(list) == 0 || list[len(list)-1] != c {
			f.edges[b.Edge] = append(list, c)
		}
	}
}

// docket gathers what the view admits of all claims that may contradict something, each once.
func (g *Graph) docket() graph.Docket {
	d := graph.Docket{Vocabulary: g.x.vocabulary, Source: g.sourceFor, Name: g.nameFor}
	hearable := g.newDocketer()
	for r := range row(len(g.x.claims.id)) {
		if !g.x.claims.recorded(r, g.view.AsOf) {
			continue
		}
		if home := g.x.home(r); hearable.hears(r, home) {
			c := g.x.claim(r, home)
			admitted, _ := g.view.Admit(g.positions(&c, r))
			d.Positions = append(d.Positions, admitted...)
		}
	}
	return d
}

// sourceFor returns a source for the docket.
func (g *Graph) sourceFor(key graph.SourceKey) *graph.Source {
	if i, found := g.x.sources.find(key); found {
		return g.sourceAt(i)
	}
	return nil
}

// nameFor returns what the docket calls an entity.
func (g *Graph) nameFor(key graph.EntityKey) string {
	if n, known := g.x.nodes.known(key); known {
		return g.Entity(n).Name
	}
	return ""
}

// verdictsOf files verdicts by what they find on.
func verdictsOf(versions []graph.Version[graph.Verdict]) map[graph.ContradictionID][]graph.Version[graph.Verdict] {
	byID := map[graph.ContradictionID][]graph.Version[graph.Verdict]{}
	for _, v := range versions {
		byID[v.Value.Contradiction] = append(byID[v.Value.Contradiction], v)
	}
	for _, list := range byID {
		slices.SortFunc(list, func(a, b graph.Version[graph.Verdict]) int {
			return a.Value.Compare(&b.Value)
		})
	}
	return byID
}

// Verdicts returns what analysts found on a contradiction, as of the view's time, in the order of [graph.Verdict.Compare].
func (g *Graph) Verdicts(id graph.ContradictionID) []graph.Verdict {
	var out []graph.Verdict
	for _, v := range g.x.verdicts[id] {
		if v.At(g.view.AsOf) {
			out = append(out, v.Value)
		}
	}
	return out
}

// Verdict returns the verdict of that id as of the view's time.
func (g *Graph) Verdict(id graph.VerdictID) (graph.Verdict, bool) {
	for _, v := range g.Verdicts(g.x.judged[id]) {
		if v.ID == id {
			return v, true
		}
	}
	return graph.Verdict{}, false
}
