package resolver

import (
	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
	"dyad/schema/exec"
)

// walking says where a walk may go. Which statuses are walked is for a filter that names some; without, they are the usual ones.
func walking(g *index.Graph, direction *exec.Direction, filter *exec.RelationshipFilter, through []graph.Class) (walk.Options, error) {
	o := walk.Options{Direction: index.Any, Through: through}
	if direction != nil {
		o.Direction = index.Direction(*direction)
	}
	var err error
	o.Match, err = matcher(g, filter)
	return o, err
}

// bounded returns the value of an argument, or its default, if it lies between low and high.
func bounded(name string, given *int, otherwise, low, high int) (int, error) {
	n := otherwise
	if given != nil {
		n = *given
	}
	if n < low || n > high {
		return 0, refused(name, "%d is out of bounds; it is %d to %d", n, low, high)
	}
	return n, nil
}

// locate finds entities by their ids or keys, and the wholes of those that g counts as others.
func locate(g *index.Graph, refs ...string) ([]index.Node, error) {
	nodes := make([]index.Node, len(refs))
	for i, ref := range refs {
		n, err := g.Locate(ref)
		if err != nil {
			return nil, err
		}
		nodes[i] = g.Whole(n)
	}
	return nodes, nil
}
