package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dyad/graph"
)

// Transactions returns what is known about every transaction, in the order of their numbers, which go from 1 to [Store.Last].
func (s *Store) Transactions(ctx context.Context) ([]graph.Transaction, error) {
	list, err := s.at(0).transactions(ctx)
	return list, during("store.Transactions", err)
}

func (m moment) transactions(ctx context.Context) ([]graph.Transaction, error) {
	list := make([]graph.Transaction, 0, m.tx)
	for row, err := range m.kv.Scan(ctx, prefix(transactionTag), transactionKey(m.tx+1)) {
		if err != nil {
			return nil, err
		}
		t, err := transactionIn(row)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// transactionIn reads a transaction's row.
func transactionIn(row Row) (graph.Transaction, error) {
	var t graph.Transaction
	_, data, ok := stamp(row.Value)
	if !ok {
		return t, corrupt(fmt.Sprintf("transaction, key %x", row.Key), errors.New("its value is cut short"))
	}
	if err := json.Unmarshal(data, &t); err != nil {
		return t, corrupt(fmt.Sprintf("transaction, key %x", row.Key), err)
	}
	return t, nil
}

// AsOf returns the last transaction that was made at or before a time; NotFound if there was none yet.
//
// Clocks are set back. A transaction therefore counts as made at the latest time that it or any earlier one recorded, so that a
// later time never names an earlier transaction, and what is left out is never something that a shown one builds on.
func (s *Store) AsOf(ctx context.Context, at time.Time) (graph.Tx, error) {
	list, err := s.Transactions(ctx)
	if err != nil {
		return 0, err
	}
	var last graph.Tx
	for _, t := range list {
		if t.Time.After(at) { // and so do all later ones count
			break
		}
		last = t.Tx
	}
	if last == 0 {
		return 0, &graph.Error{
			Op: "store.AsOf", On: at.Format(time.RFC3339), Fault: graph.NotFound, Err: errors.New("nothing had been recorded by then"),
		}
	}
	return last, nil
}
