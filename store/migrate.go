package store

import (
	"context"
	"errors"
	"fmt"

	"dyad/graph"
)

// Layout is the version of the rows that this program writes.
const Layout = 2

// A migration is one named step from a layout to the next. It is run before anything else looks at the rows. It may be
// cut short and run again, so it must come to the same end from halfway. Among the rows may be those of a load or a restoring that was cut
// short, which are swept afterwards.
type migration struct {
	from uint64
	name string
	run  func(context.Context, KV) error
}

// migrations are the steps that lead to [Layout], oldest first. Layout 1 is the first. Layout 2 adds the row of asides, of which
// an older store has none: the step only keeps older programs from reading what they would not understand. Tests build the rows of
// every older layout by hand.
var migrations = []migration{{from: 1, name: "asides", run: func(context.Context, KV) error { return nil }}}

// settleLayout writes the layout into an empty store, refuses a newer one, and takes an older one forward step by step. The
// version is raised after each step.
func settleLayout(ctx context.Context, kv KV, layout uint64, steps []migration) error {
	found, err := readNumber(ctx, kv, layoutTag)
	if err != nil {
		return err
	}
	if found == 0 {
		return begin(ctx, kv, layout)
	}
	if found > layout {
		return tooNew(found, layout)
	}
	for ; found < layout; found++ {
		if err := migrate(ctx, kv, found, steps); err != nil {
			return err
		}
	}
	return nil
}

// checkLayout makes sure that the layout is the given one, without writing anything.
func checkLayout(ctx context.Context, kv KV, layout uint64) error {
	found, err := readNumber(ctx, kv, layoutTag)
	switch {
	case err != nil:
		return err
	case found > layout:
		return tooNew(found, layout)
	case found == layout:
		return nil
	case found > 0:
		return unsettled(fmt.Sprintf("it has layout %d, and this program reads layout %d", found, layout))
	}
	if err := checkEmpty(ctx, kv); err != nil {
		return err
	}
	return unsettled("its beginning was cut short")
}

func tooNew(found, layout uint64) error {
	return &graph.Error{On: "layout", Fault: graph.BadInput, Err: fmt.Errorf(
		"the store has layout %d, and this program knows layouts up to %d: use a newer dyad", found, layout)}
}

// checkEmpty refuses rows of which none tells the layout.
func checkEmpty(ctx context.Context, kv KV) error {
	for _, err := range kv.Scan(ctx, nil, nil) {
		if err != nil {
			return err
		}
		return &graph.Error{
			On: "layout", Fault: graph.BadInput, Err: errors.New("there are rows, and none tells their layout: this is no store of dyad"),
		}
	}
	return nil
}

// begin marks an empty store as ours.
func begin(ctx context.Context, kv KV, layout uint64) error {
	if err := checkEmpty(ctx, kv); err != nil {
		return err
	}
	var w Write
	w.Put(prefix(layoutTag), number(layout))
	return kv.Apply(ctx, &w)
}

// migrate takes one step.
func migrate(ctx context.Context, kv KV, from uint64, steps []migration) error {
	for _, step := range steps {
		if step.from != from {
			continue
		}
		if err := step.run(ctx, kv); err != nil {
			return &graph.Error{On: "migration " + step.name, Fault: graph.FaultOf(err), Err: err}
		}
		var w Write
		w.Put(prefix(layoutTag), number(from+1))
		return kv.Apply(ctx, &w)
	}
	return &graph.Error{On: "layout", Fault: graph.Internal, Err: fmt.Errorf("no step leads from layout %d", from)}
}
