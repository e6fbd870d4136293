package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dyad/graph"
)

// Transactions returns what is known about every transaction, in the order of their numbers, which go from 1 to [Store.Last].
func (s *Store) Transactions(ctx context.Context) ([]graph.Transaction, error) {
	list, err := s.at(0).transactions(ctx)
	return list, during("read transactions", err)
}

// Since returns what is known about every transaction after one, in the order of their numbers.
func (s *Store) Since(ctx context.Context, tx graph.Tx) ([]graph.Transaction, error) {
	list, err := s.at(0).since(ctx, tx)
	return list, during("read transactions", err)
}

func (m moment) transactions(ctx context.Context) ([]graph.Transaction, error) {
	return m.since(ctx, 0)
}

func (m moment) since(ctx context.Context, tx graph.Tx) ([]graph.Transaction, error) {
	var list []graph.Transaction
	for row, err := range m.kv.Scan(ctx, transactionKey(tx+1), transactionKey(m.tx+1)) {
		if err != nil {
			return nil, err
		}
		t, _, err := transactionIn(row)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// Stamp is a text that tells what the store held when transaction asOf had been committed, 0 for the present, from what it held at any other moment:
// the number of the transaction, and a digest of the rows of all transactions up to it. Those tell when, by whom and why each was made, and how many other
// rows it wrote, not what is in these: a history that was exported, edited and loaded again has the stamp of the one that it was made of, if the edit
// left the transactions, and as many rows of each. Other stores have other ones.
func (s *Store) Stamp(ctx context.Context, asOf graph.Tx) (string, error) {
	sum := sha256.New()
	m := s.at(asOf)
	for row, err := range m.kv.Scan(ctx, transactionKey(1), transactionKey(m.tx+1)) {
		if err != nil {
			return "", during("read transactions", err)
		}
		sum.Write(row.Key)
		sum.Write(row.Value)
	}
	return fmt.Sprintf("%d %x", m.tx, sum.Sum(nil)), nil
}

// transaction returns what is known about one.
func (m moment) transaction(ctx context.Context, tx graph.Tx) (graph.Transaction, error) {
	key := transactionKey(tx)
	value, err := m.kv.Get(ctx, key)
	if err != nil {
		return graph.Transaction{}, err
	}
	if value == nil {
		return graph.Transaction{}, corrupt(describe(key), errors.New("it is missing"))
	}
	t, _, err := transactionIn(Row{key, value})
	return t, err
}

// transactionRow is the row of a transaction that wrote so many other rows.
func transactionRow(t graph.Transaction, written uint64) (Row, error) {
	data, err := graph.EncodeRecord(t)
	return stamped(t.Tx, transactionKey(t.Tx), append(number(written), data...)), err
}

// transactionIn reads a transaction's row, with the number of other rows that it wrote.
func transactionIn(row Row) (t graph.Transaction, written uint64, err error) {
	_, data, err := unstamped(row)
	if err != nil {
		return t, 0, err
	}
	if len(data) < 8 {
		return t, 0, corrupt(describe(row.Key), fmt.Errorf("a value of %d bytes", len(row.Value)))
	}
	if err := json.Unmarshal(data[8:], &t); err != nil {
		return t, 0, corrupt(describe(row.Key), err)
	}
	return t, binary.BigEndian.Uint64(data), nil
}

// AsOf returns the last transaction that was made at or before a time; NotFound if there was none yet.
//
// Clocks are set back. A transaction therefore counts as made at the latest time that it or any earlier one recorded, so
// that a later time never names an earlier transaction, and what is left out is never something that a shown one builds on.
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
			On: "as of " + at.Format(time.RFC3339), Fault: graph.NotFound, Err: errors.New("nothing had been recorded by then"),
		}
	}
	return last, nil
}
