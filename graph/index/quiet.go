package index

import (
	"slices"

	"dyad/graph"
)

// Most claims of a big graph can't contradict anything: two actors of whom nothing is negated, planned or counted. Writing a
// million of them out for [graph.Contradictions] to find that out would take gigabytes, so they are left out of the docket.
// What follows errs on the side of hearing too much, and a test holds it to what the rules find among all claims.

// A pair is two nodes, the lesser first.
type pair [2]Node

func (es *edges) pair(e Edge) pair {
	return pair{min(es.from[e], es.end(e)), max(es.from[e], es.end(e))}
}

// A docketer decides which claims have to be heard.
type docketer struct {
	g        *Graph
	types    []bool // by type: every claim of it has to be heard
	loud     map[pair]bool
	disputed map[graph.ClaimID]bool // claims that others dispute
}

func (g *Graph) newDocketer() *docketer {
	d := &docketer{g: g, loud: map[pair]bool{}, disputed: map[graph.ClaimID]bool{}}
	for _, t := range g.x.types {
		d.types = append(d.types, telling(g.x.vocabulary, t))
	}
	for i := range g.x.extras {
		for _, id := range g.x.extras[i].disputes {
			d.disputed[id] = true
		}
	}
	es := &g.x.edges
	for e := range Edge(len(es.from)) {
		if d.types[es.typ[e]] || d.speaksUp(e) {
			d.loud[es.pair(e)] = true
		}
	}
	return d
}

// telling reports whether a rule looks for claims of the type, or what is broader, beyond affirming and negating: the types that
// the model itself gives meaning to, and those that are declared incompatible.
func telling(v *graph.Vocabulary, key graph.TermKey) bool {
	meant := []graph.TermKey{
		graph.TypeBegan, graph.TypeHappened, graph.TypeEnded,
		graph.TypeCarriedOut, graph.TypeClaimsResponsibility, graph.TypeBlamedFor,
		graph.TypePartOf, graph.TypeActsFor, graph.TypeMemberOf, graph.TypeLeads,
	}
	for wide := range v.Broader(key) {
		t := v.Relation(wide)
		if slices.Contains(meant, wide) || t.Commits || t.Breaches || len(t.Incompatible) > 0 {
			return true
		}
	}
	return false
}

// speaksUp reports whether some claim of an edge does more than affirm.
func (d *docketer) speaksUp(e Edge) bool {
	x := d.g.x
	achievement := x.term(e).Achievement
	for v := range d.g.backing(e) {
		a := &x.attitudes[x.claims.attitude[v.row]]
		read := a.other
		if achievement {
			read = a.attempt
		}
		plain := a.plain && x.whens[x.claims.when[v.row]].plain && x.claims.extra[v.row] == 0
		if !plain || read.value != graph.Affirms {
			return true
		}
	}
	return false
}

// hears reports whether the claim in row r has to be heard. One that projects has a role, so all its edges are loud.
func (d *docketer) hears(r row, home Edge) bool {
	return d.loud[d.g.x.edges.pair(home)] || d.disputed[d.g.x.claims.id[r]]
}
