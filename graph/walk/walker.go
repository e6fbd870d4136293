package walk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// DefaultBudget is how many relationships a walk may look at where nothing else is said.
const DefaultBudget = 10_000_000

// Options say where a walk may go. The zero value is the usual walk.
type Options struct {
	Direction index.Direction // of relationships, seen from where the walk stands; "" is index.Any. Symmetric ones go both ways
	Status    []graph.Status  // nil: corroborated, stated, contested, alleged
	Through   []graph.Class   // what it may pass through; nil: actors. Its ends may be anything
	Match     *index.Matcher  // nil: any relationship
	Budget    int             // how many relationships it may look at before it ends with a CostLimit; 0: DefaultBudget
}

// A walker is one walk under way.
type walker struct {
	ctx     context.Context
	g       *index.Graph
	steps   index.Steps
	mixed   bool           // there are symmetric relationships
	bare    bool           // the bare arrays tell where it may go
	match   *index.Matcher // what it may take
	all     *index.Matcher // likewise, of any status
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
	w.mixed = g.Symmetric()
	w.steps, w.bare = g.Steps()
	// With a direction, symmetric relationships have to be told apart, which the bare arrays can't.
	w.bare = w.bare && o.Status == nil && o.Match == nil && (w.way == index.Any || !w.mixed)
	w.match = g.WithStatus(o.Match, statuses(o.Status))
	return w, ctxError(ctx)
}

// statuses are those that a walk passes through.
func statuses(wanted []graph.Status) []graph.Status {
	if wanted != nil {
		return wanted
	}
	return slices.DeleteFunc(graph.Statuses(), func(s graph.Status) bool { return !index.Passable(s) })
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
	const often = 1 << 14 // relationships between two questions whether anybody still waits
	w.budget -= n
	w.looks += n + 1 // entities without any count too
	if w.budget < 0 {
		return &graph.Error{
			Fault: graph.CostLimit,
			Err:   errors.New("the walk would look at more relationships than one may: ask for fewer hops (depth or maxLength), or add a filter"),
		}
	}
	if w.looks < often {
		return nil
	}
	w.looks = 0
	return ctxError(w.ctx)
}

// passes reports whether the walk may go on from n.
func (w *walker) passes(n index.Node) bool { return w.through[w.g.Place(n)] }

// neighbours appends the entities to which the walk may go from n, in no order and perhaps more than once.
func (w *walker) neighbours(n index.Node, d index.Direction, to []index.Node) ([]index.Node, error) {
	before := len(to)
	for e := range w.g.RelationshipsOf(n, w.both(d), index.Window[index.Triple]{}, w.match) {
		if far := w.far(e, n); far != index.Nobody && w.leads(e, n, d) {
			to = append(to, far)
		}
	}
	return to, w.look(len(to) - before + 1)
}

// both is a direction as relationships have to be asked for: symmetric ones go either way.
func (w *walker) both(d index.Direction) index.Direction {
	if w.mixed {
		return index.Any
	}
	return d
}

// leaving calls do with the relationships that the walk may take from n, and where they lead, in no order.
func (w *walker) leaving(n index.Node, do func(e index.Edge, far index.Node)) error {
	looked := 1
	if !w.bare {
		for e := range w.g.RelationshipsOf(n, w.both(w.way), index.Window[index.Triple]{}, w.match) {
			looked++
			if far := w.far(e, n); far != index.Nobody && w.leads(e, n, w.way) {
				do(e, far)
			}
		}
		return w.look(looked)
	}
	if w.way != index.In {
		first, ends := w.steps.Out(n)
		for i, far := range ends {
			if far >= 0 {
				do(first+index.Edge(i), far)
			}
		}
		looked += len(ends)
	}
	if w.way != index.Out {
		list, ends := w.steps.In(n)
		for i, far := range ends {
			if far >= 0 {
				do(list[i], far)
			}
		}
		looked += len(ends)
	}
	return w.look(looked)
}

// leads reports whether e can be walked from n, one of its ends, in a direction.
func (w *walker) leads(e index.Edge, n index.Node, d index.Direction) bool {
	from, to := w.g.Ends(e)
	return d == index.Any || d == index.Out && from == n || d == index.In && to == n || w.g.Term(e).Symmetric
}

// far returns the end of e that is not n; n itself where both are.
func (w *walker) far(e index.Edge, n index.Node) index.Node {
	from, to := w.g.Ends(e)
	if from == n {
		return to
	}
	return from
}
