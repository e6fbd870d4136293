package walk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// DefaultBudget is how many relationships a walk may look at where nothing else is said: all that are recorded of the entities that it goes on
// from, whether or not it may take them, and one more for each of these entities.
const DefaultBudget = 10_000_000

// Options say where a walk may go. The zero value is the usual walk.
type Options struct {
	Direction index.Direction // of relationships, seen from where the walk stands; "" is index.Any. Symmetric ones go both ways
	Through   []graph.Class   // what it may pass through; nil: actors. Its ends may be anything
	Match     *index.Matcher  // nil: any relationship. Of statuses, if it names none: corroborated, stated, contested, alleged
	Budget    int             // how much it may look at before it ends with a CostLimit, see [DefaultBudget]; 0: DefaultBudget
}

// A walker is one walk under way.
type walker struct {
	ctx     context.Context
	g       *index.Graph
	steps   index.Steps
	usual   bool           // far ends tell by their signs where it may go: it passes the usual relationships of the present
	closed  bool           // there may be closed relationships besides
	aimed   bool           // it goes one way, and symmetric relationships go both
	free    bool           // it may take whatever far ends tell: nothing is to be asked of a relationship
	find    *index.Matcher // what it may take besides; nil: anything
	all     *index.Matcher // likewise, of any status unless the filter names some
	through [256]bool      // by place of a class
	way     index.Direction
	budget  int
	looks   int // since the context was last asked
}

func newWalker(ctx context.Context, g *index.Graph, o Options) (*walker, error) {
	w := &walker{ctx: ctx, g: g, all: o.Match, way: o.Direction, budget: o.Budget}
	switch w.way {
	case "":
		w.way = index.Any
	case index.Out, index.In, index.Any:
	default:
		return nil, badInput("direction", fmt.Sprintf("%q is none of OUT, IN and ANY", w.way))
	}
	if w.budget == 0 {
		w.budget = DefaultBudget
	}
	through := o.Through
	if through == nil {
		through = []graph.Class{graph.Actor}
	}
	for i, c := range graph.Classes() {
		w.through[i] = slices.Contains(through, c)
	}
	w.steps, w.usual = g.Steps()
	w.closed = g.View().AsOf != 0
	w.aimed = w.way != index.Any && g.Symmetric()
	if w.usual = w.usual && !o.Match.NamesStatuses(); w.usual {
		w.find = o.Match
	} else {
		w.find = g.Passing(o.Match)
	}
	w.free = w.usual && w.find == nil && !w.aimed
	return w, ctxError(ctx)
}

// badInput refuses an argument, by the name that users know it under.
func badInput(argument, why string) error {
	return &graph.Error{On: argument, Fault: graph.BadInput, Err: errors.New(why)}
}

// ctxError is the error of a context that is done.
func ctxError(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return &graph.Error{Fault: graph.Deadline, Err: err}
	}
	return nil
}

// look accounts for relationships that the walk has looked at.
func (w *walker) look(n int) error {
	w.budget -= n
	if w.budget < 0 {
		return &graph.Error{
			Fault: graph.CostLimit,
			Err:   errors.New("the walk would look at more relationships than one may: ask for fewer hops (depth or maxLength), or add a filter"),
		}
	}
	return w.heed(n + 1) // entities without any count too
}

// heed asks, now and then, whether anybody still waits: after work that takes as long as looking at so many relationships.
func (w *walker) heed(n int) error {
	const often = 1 << 14 // relationships between two questions
	if w.looks += n; w.looks < often {
		return nil
	}
	w.looks = 0
	return ctxError(w.ctx)
}

// passes reports whether the walk may go on from n.
func (w *walker) passes(n index.Node) bool { return w.through[w.g.Place(n)] }

// mostRuns are as many as from appends.
const mostRuns = 4

// from appends all that is recorded from n on in a direction, whether or not the walk may take it.
func (w *walker) from(n index.Node, d index.Direction, runs []index.Run) ([]index.Run, error) {
	if d != index.In || w.aimed {
		runs = append(runs, w.steps.Out(n))
	}
	if d != index.Out || w.aimed {
		runs = append(runs, w.steps.In(n))
	}
	if w.closed {
		if d != index.In || w.aimed {
			runs = append(runs, w.g.Closed(n, index.Out))
		}
		if d != index.Out || w.aimed {
			runs = append(runs, w.g.Closed(n, index.In))
		}
	}
	looked := 1
	for i := range runs {
		looked += len(runs[i].Far)
	}
	return runs, w.look(looked)
}

// far returns a far end as a node; a negative number is none to which the walk may go.
func (w *walker) far(end index.Node) index.Node {
	if end >= 0 || w.usual {
		return end
	}
	return index.Plain(end)
}

// takes reports whether the walk may take e from n, one of its ends, in a direction, where its far end does not tell.
func (w *walker) takes(e index.Edge, n index.Node, d index.Direction) bool {
	return w.free || (!w.aimed || w.leads(e, n, d)) && (w.find == nil || w.find.Finds(e))
}

// leads reports whether e can be walked from n, one of its ends, in a direction.
func (w *walker) leads(e index.Edge, n index.Node, d index.Direction) bool {
	from, to := w.g.Ends(e)
	return d == index.Any || d == index.Out && from == n || d == index.In && to == n || w.g.Term(e).Symmetric
}
