package resolver

import (
	"context"
	"iter"
	"slices"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// byTransaction sorts the log. A subscription gives out the same cursors.
func byTransaction() sorting[place] { return byPlace("transactions", 1, 0) }

func placeOf(tx graph.Tx) place { return place{rank: []int{int(tx)}, text: []string{}} }

// Changes lists what was committed.
func (r queryResolver) Changes(ctx context.Context, entity *string, first *int, after *string, last *int, before *string,
) (*exec.ChangeConnection, error) {
	d := deskOf(ctx)
	list, err := d.transactions(ctx)
	if err != nil {
		return nil, err
	}
	l := inOrder(byTransaction(), list, func(t graph.Transaction) place { return placeOf(t.Tx) }, place.compare)
	if entity != nil {
		if l.match, err = d.concerning(*entity); err != nil {
			return nil, err
		}
	}
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(t graph.Transaction) (*exec.Change, error) { return presentChange(&t), nil })
	if err != nil {
		return nil, err
	}
	return p.log(nodes), nil
}

// transactions returns those that the index knows.
func (d *desk) transactions(ctx context.Context) ([]graph.Transaction, error) {
	all, err := d.journal(ctx)
	if err != nil {
		return nil, err
	}
	end, _ := slices.BinarySearchFunc(all, d.x.Last()+1, compareTx)
	return all[:end], nil
}

// concerning returns which transactions did something to an entity, which may be gone.
func (d *desk) concerning(entity string) (func(graph.Transaction) bool, error) {
	key, err := d.x.Ever(entity)
	if err != nil {
		return nil, err
	}
	return func(t graph.Transaction) bool { return d.x.Ledger().Concerns(t.Tx, key) }, nil
}

func presentChange(t *graph.Transaction) *exec.Change {
	shown := &exec.Change{
		Cursor: byTransaction().cursor(placeOf(t.Tx)), Transaction: int(t.Tx), CommittedAt: t.Time.UTC().Format(time.RFC3339Nano),
		Author: optional(t.Author), Reason: optional(t.Reason),
	}
	if t.Undoes != 0 {
		undoes := int(t.Undoes)
		shown.Undoes = &undoes
	}
	return shown
}

// Counts are how many records of each kind the transaction did something to.
func (r changeResolver) Counts(ctx context.Context, c *exec.Change) ([]*exec.ChangeCount, error) {
	shown := []*exec.ChangeCount{}
	for _, kind := range graph.RecordKinds() {
		counts := deskOf(ctx).x.Ledger().Count(graph.Tx(c.Transaction), kind)
		if len(counts) > 0 {
			shown = append(shown, &exec.ChangeCount{
				Kind: string(kind), Added: counts[index.Added], Corrected: counts[index.Corrected], Retracted: counts[index.Retracted],
			})
		}
	}
	return shown, nil
}

// byRecord sorts the records of a transaction.
func byRecord() sorting[index.Place] {
	return sorting[index.Place]{
		name:  "records",
		parts: func(p index.Place) []string { return []string{string(p.Kind), p.ID} },
		key: func(parts []string) (index.Place, error) {
			if len(parts) != 2 || !slices.Contains(graph.RecordKinds(), graph.RecordKind(parts[0])) {
				return index.Place{}, errForeign
			}
			return index.Place{Kind: graph.RecordKind(parts[0]), ID: parts[1]}, nil
		},
	}
}

// Records lists the records that the transaction did something to.
func (r changeResolver) Records(ctx context.Context, c *exec.Change, first *int, after *string, last *int, before *string,
) (*exec.RecordChangeConnection, error) {
	tx := graph.Tx(c.Transaction)
	ledger := deskOf(ctx).x.Ledger()
	l := list[index.Entry, index.Place]{
		by: byRecord(), key: index.Entry.Place,
		run: func(w index.Window[index.Place]) iter.Seq[index.Entry] { return ledger.Entries(tx, w) },
	}
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(e index.Entry) (*exec.RecordChange, error) {
		return &exec.RecordChange{Kind: string(e.Kind), ID: e.ID, Turn: exec.RecordTurn(e.Turn), Tx: e.Tx}, nil
	})
	if err != nil {
		return nil, err
	}
	return p.recordChanges(nodes), nil
}

// Before is the record before the transaction.
func (r recordChangeResolver) Before(ctx context.Context, c *exec.RecordChange) (exec.Node, error) {
	if c.Turn == exec.RecordTurnAdded {
		return nil, nil
	}
	return deskOf(ctx).recordAt(ctx, c, c.Tx-1)
}

// After is the record after the transaction.
func (r recordChangeResolver) After(ctx context.Context, c *exec.RecordChange) (exec.Node, error) {
	if c.Turn == exec.RecordTurnRetracted {
		return nil, nil
	}
	return deskOf(ctx).recordAt(ctx, c, c.Tx)
}

// recordAt shows a record as it stood once a transaction had been committed. Of an entity that is that very one, though it be merged.
func (d *desk) recordAt(ctx context.Context, c *exec.RecordChange, tx graph.Tx) (exec.Node, error) {
	if graph.RecordKind(c.Kind) == graph.SameAsRecord || tx == 0 {
		return nil, nil
	}
	n := int(tx)
	v, g, err := d.under(ctx, &exec.View{AsOf: &exec.AsOf{Transaction: &n}}, nil)
	if err != nil {
		return nil, err
	}
	if graph.RecordKind(c.Kind) == graph.EntityRecord {
		id, err := graph.ParseID[graph.Entity](c.ID)
		if err != nil {
			return nil, err
		}
		if e, ok := g.Itself(id); ok {
			return d.presentEntity(e, v), nil
		}
	}
	return d.anything(ctx, g, v, c.ID)
}
