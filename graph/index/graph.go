package index

import (
	"slices"
	"sync"

	"dyad/graph"
)

// A Graph is what a view shows of an index. Like the index it never changes, and any number of goroutines may read it.
//
// It shows the entities that the view's time knows, whatever the view's other conditions; the relationships with at least one
// position that the view admits; and of their claims those.
type Graph struct {
	x       *Index
	view    graph.View // on present keys
	admits  admission
	origins []int32 // by source: who stands behind it in the time of the view; nil: as in Index.origins

	hearing  sync.Once
	findings findings
	rankings
	backdrop backdrop
	unlisted unlisted
}

// Under returns the graph that a view shows. It fails only where the view goes back behind a merge, and the identities of
// that time were a Conflict.
//
// Merges are judgements with a time of their own, and so are the definitions of words: for a view of the time before one of
// them, the index is built anew from its own claims with the identities and the vocabulary of that time. The last two such
// indexes are kept, so that asking again is cheap. So is one for each way of rolling up, which is built from the claims with
// parts as their wholes: see [Graph.RolledUp].
func (x *Index) Under(v graph.View) (*Graph, error) {
	if x.base != nil {
		return x.base.Under(v)
	}
	if v.IsDefault() {
		return x.present, nil
	}
	then, err := x.at(v.AsOf)
	if err != nil {
		return nil, err
	}
	if v.Rollup.Types() == nil {
		return then.evaluate(v), nil
	}
	rolled, err := then.rolled(&v)
	if err != nil {
		return nil, err
	}
	plain := v
	if plain.Rollup = graph.NoRollup; plain.IsDefault() {
		return rolled.present, nil
	}
	return rolled.evaluate(v), nil
}

// evaluate returns what a view shows of the index, whose identities and wholes are those of the view.
func (x *Index) evaluate(v graph.View) *Graph {
	v.Voices, v.WithoutVoices = x.identity.matches(v.Voices), x.identity.matches(v.WithoutVoices)
	g := &Graph{x: x, view: v}
	g.admits = newAdmission(x, &g.view)
	if v.AsOf != 0 && len(x.sources.past) > 0 {
		g.origins = originsOf(x.sources, v.AsOf, len(x.nodes.records))
	}
	return g
}

// Index returns the index that g is a graph of: the one it was asked of, or that of an earlier time.
func (g *Graph) Index() *Index { return g.x }

// Vocabulary returns the terms in which the graph is to be read: those of the view's time.
func (g *Graph) Vocabulary() *graph.Vocabulary { return g.x.vocabulary }

// View returns what g shows. Its lists are shared: do not change them.
func (g *Graph) View() graph.View { return g.view }

// usual reports whether g is the graph of the present without conditions.
func (g *Graph) usual() bool { return g == g.x.present }

// input returns what the index was built from.
func (x *Index) input() Input {
	in := Input{Vocabulary: x.vocabulary, Terms: x.words, SameAs: x.sameAs, Last: x.last, Claims: x.recorded()}
	in.Entities = slices.Clone(x.nodes.records)
	for _, past := range x.nodes.past {
		in.Entities = append(in.Entities, past...)
	}
	for i := range x.nodes.merged {
		in.Entities = append(in.Entities, x.nodes.merged[i].Version)
	}
	in.Sources = slices.Clone(x.sources.records)
	for _, past := range x.sources.past {
		in.Sources = append(in.Sources, past...)
	}
	for _, versions := range x.verdicts {
		in.Verdicts = append(in.Verdicts, versions...)
	}
	return in
}

// recorded yields every version of every claim as annotated.
func (x *Index) recorded() func(yield func(graph.Version[graph.Claim], error) bool) {
	return func(yield func(graph.Version[graph.Claim], error) bool) {
		for r := range row(len(x.claims.id)) {
			v := graph.Version[graph.Claim]{Opened: x.claims.ticks[x.claims.opened[r]]}
			if past := int(r) - x.claims.standing(); past >= 0 {
				v.Closed = x.claims.closed[past]
			}
			c, rewritten := x.original[r]
			if !rewritten {
				c = x.claim(r, x.home(r))
			}
			v.Value = c
			if !yield(v, nil) {
				return
			}
		}
	}
}
