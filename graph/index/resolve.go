package index

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dyad/graph"
)

// Resolve returns the one entity that bears the name: letter for letter, else as [graph.Fold] leaves it. A name that fits
// several is Ambiguous, with their keys as candidates and their names in the message; one that fits none is NotFound, with
// the keys of the nearest: what is only similar is offered, never taken.
func (g *Graph) Resolve(name string) (Node, error) {
	return g.resolve(name, "no entity bears this name")
}

// resolve is Resolve, with what is said where nobody bears the name.
func (g *Graph) resolve(name, nobody string) (Node, error) {
	name = strings.TrimSpace(name)
	exact, folded := g.bearers(name)
	for _, nodes := range [][]Node{exact, folded} {
		switch len(nodes) {
		case 0:
		case 1:
			return nodes[0], nil
		default:
			return Nobody, g.ambiguous(name, nodes)
		}
	}
	return Nobody, g.unknown(name, nobody)
}

// bearers returns the entities with a name that is exactly the text, and those with one that is the same folded.
func (g *Graph) bearers(text string) (exact, folded []Node) {
	ix, want := g.x.names(), graph.Fold(text)
	if want == "" {
		return nil, nil
	}
	forms := ix.from(want)
	for i := range forms {
		f := &forms[i]
		if f.folded != want {
			break
		}
		b := &ix.bearers[f.bearer]
		if !g.bears(b) {
			continue
		}
		folded = append(folded, b.node)
		if ix.name(f).Text == text {
			exact = append(exact, b.node)
		}
	}
	return once(exact), once(folded)
}

// bears reports whether the view's time knows the names of b and the entity that they lead to.
func (g *Graph) bears(b *bearer) bool {
	return b.At(g.view.AsOf) && g.x.nodes.at(b.node, g.view.AsOf) != nil
}

// once sorts nodes and drops doubles.
func once(nodes []Node) []Node {
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

func (g *Graph) ambiguous(name string, nodes []Node) error {
	e := &graph.Error{On: name, Fault: graph.Ambiguous}
	var called []string
	for _, n := range nodes {
		e.Candidates = append(e.Candidates, string(g.Key(n)))
		called = append(called, g.Entity(n).Name)
	}
	e.Err = fmt.Errorf("it names %d entities (%s)", len(nodes), strings.Join(called, ", "))
	return e
}

// offers is how many candidates an error names.
const offers = 3

// unknown is NotFound with the nearest keys: those of the entities that a search for the text finds, then those spelt alike.
func (g *Graph) unknown(text, why string) error {
	e := &graph.Error{On: text, Fault: graph.NotFound, Err: errors.New(why)}
	for _, h := range g.Search(text) {
		e.Candidates = append(e.Candidates, string(g.Key(h.Node)))
	}
	if len(e.Candidates) < offers {
		for _, n := range g.spelt(text) {
			if key := string(g.Key(n)); !slices.Contains(e.Candidates, key) {
				e.Candidates = append(e.Candidates, key)
			}
		}
	}
	e.Candidates = e.Candidates[:min(offers, len(e.Candidates))]
	return e
}

// spelt returns the entities whose keys are spelt like the text, the nearest first.
func (g *Graph) spelt(text string) []Node {
	type near struct {
		node  Node
		score float64
	}
	var found []near
	n := newNearness(skeleton(graph.Fold(text)))
	for node := range g.Entities(Window[graph.EntityKey]{}) {
		bare := strings.ReplaceAll(string(g.Key(node)), "-", "")
		if score, ok := n.score(bare, signatureOf(bare)); ok {
			found = append(found, near{node, score})
		}
	}
	slices.SortFunc(found, func(a, b near) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.node, b.node)) })
	var nodes []Node
	for _, f := range found[:min(offers, len(found))] {
		nodes = append(nodes, f.node)
	}
	return nodes
}
