package resolver

import (
	"errors"
	"fmt"
	"iter"

	"dyad/graph"
	"dyad/graph/index"
)

// entityKey returns the key that an entity goes by in g, from its id or any key of it. Of a part that g counts as its whole that is the
// key of the whole.
func entityKey(g *index.Graph, ref string) (graph.EntityKey, error) {
	n, err := g.Locate(ref)
	if err != nil {
		return "", err
	}
	return g.Entity(g.Whole(n)).Key, nil
}

// entityKeys is entityKey of a list; nil for nil.
func entityKeys(g *index.Graph, refs []string) ([]graph.EntityKey, error) {
	return lookup{g}.entityKeys(refs)
}

// A lookup is of the graphs in which a filter may name something. It is for the first: what only another knows fits nothing there.
type lookup []*index.Graph

// entityKeys is entityKeys of the first graph that knows the entity.
func (l lookup) entityKeys(refs []string) ([]graph.EntityKey, error) {
	if refs == nil {
		return nil, nil
	}
	keys := make([]graph.EntityKey, len(refs))
	for i, ref := range refs {
		var err error
		if keys[i], err = l.entityKey(ref); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

func (l lookup) entityKey(ref string) (graph.EntityKey, error) {
	key, err := entityKey(l[0], ref)
	if err != nil && len(l) > 1 {
		if other, unknown := l[1:].entityKey(ref); unknown == nil {
			return other, nil
		}
	}
	return key, err
}

// findSource returns a source by its id or key; nearest keys are offered for one that is unknown.
func findSource(g *index.Graph, ref string) (*graph.Source, error) {
	if id, err := graph.ParseID[graph.Source](ref); err == nil {
		if s, ok := g.SourceOf(id); ok {
			return s, nil
		}
		return nil, &graph.Error{On: "source " + ref, Fault: graph.NotFound, Err: errors.New("no source has that id")}
	}
	if s, ok := g.Source(graph.SourceKey(ref)); ok {
		return s, nil
	}
	return nil, &graph.Error{
		Fault: graph.NotFound, Err: fmt.Errorf("no source %q", ref), Candidates: graph.Nearest(ref, sourceNames(g), offered),
	}
}

// offered is how many near names an error lists.
const offered = 3

// sourceNames yields the keys of all sources.
func sourceNames(g *index.Graph) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s := range g.Sources(index.Window[graph.SourceKey]{}) {
			if !yield(string(s.Key)) {
				return
			}
		}
	}
}

// sourceKeys returns the keys of sources, from their ids or keys; nil for nil.
func sourceKeys(g *index.Graph, refs []string) ([]graph.SourceKey, error) {
	if refs == nil {
		return nil, nil
	}
	keys := make([]graph.SourceKey, 0, len(refs))
	for _, ref := range refs {
		s, err := findSource(g, ref)
		if err != nil {
			return nil, err
		}
		keys = append(keys, s.Key)
	}
	return keys, nil
}
