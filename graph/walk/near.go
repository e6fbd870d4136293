package walk

import (
	"context"
	"fmt"
	"math"

	"dyad/graph/index"
)

// MaxDepth is the greatest depth of a walk.
const MaxDepth = 8

// A Reached is an entity that a walk came to.
type Reached struct {
	Node     index.Node
	Distance int32 // in relationships, from the nearest start; 0 for a start
}

// Near returns the entities that the walk comes to from the start in at most depth relationships, the start included: the
// nearest first, then by key.
func Near(ctx context.Context, g *index.Graph, start []index.Node, depth int, o Options) ([]Reached, error) {
	w, err := newWalker(ctx, g, o)
	if err != nil {
		return nil, err
	}
	if err := checkDepth(depth); err != nil {
		return nil, err
	}
	f := w.newFront(start, w.way)
	return f.reached(f.spread(depth, math.MaxInt))
}

func checkDepth(depth int) error {
	if depth < 0 || depth > MaxDepth {
		return badInput("depth", fmt.Sprintf("%d is out of bounds; it is 0 to %d", depth, MaxDepth))
	}
	return nil
}
