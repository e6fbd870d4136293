package store

import (
	"bytes"
	"context"
	"fmt"

	"dyad/graph"
)

// A Finding is something that is wrong with what is stored.
type Finding struct {
	Row     string // what it is about, and the parts of its key by name
	Key     []byte
	Message string
}

// String is the finding in one line.
func (f Finding) String() string { return f.Row + ": " + f.Message }

// Verify reads every row and returns everything that is wrong, in the order of rows: keys and values that can't be read, ids that
// don't follow from what they identify, versions out of order, records that name others which are not there, rows that follow
// from a record and are missing or differ, rows that follow from none, and what transactions wrote that never counted.
// Loads wait until it is done. An error is only what keeps it from reading, damage that the engine finds included.
func (s *Store) Verify(ctx context.Context) ([]Finding, error) {
	s.loading.Lock()
	defer s.loading.Unlock()
	findings, err := verify(ctx, s.at(0))
	return findings, during("store.Verify", err)
}

// verify judges the rows as if the moment's transaction were the last.
func verify(ctx context.Context, m moment) ([]Finding, error) {
	in := &inspection{moment: m, expected: map[tag]int{}, met: map[tag]int{}, naming: map[ref][]byte{}}
	for _, step := range []func(context.Context) error{
		in.inspectRows, in.inspectRecords, in.inspectDerived, in.inspectNames,
	} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return in.findings, nil
}

// An inspection is a verification on its way.
type inspection struct {
	moment
	findings []Finding
	expected map[tag]int    // rows that follow from records
	met      map[tag]int    // rows that are there
	naming   map[ref][]byte // what is named, and the key of the first that names it

	transactions graph.Tx // met so far
}

func (in *inspection) find(key []byte, format string, args ...any) {
	in.findings = append(in.findings, Finding{Row: describe(key), Key: bytes.Clone(key), Message: fmt.Sprintf(format, args...)})
}

// inspectRows judges every row by itself, and counts those that follow from others.
func (in *inspection) inspectRows(ctx context.Context) error {
	for row, err := range in.kv.Scan(ctx, nil, nil) {
		if err != nil {
			return err
		}
		in.inspectRow(row)
	}
	if in.transactions != in.tx {
		in.find(prefix(lastTag), "transaction %d is the last, and %d are recorded", in.tx, in.transactions)
	}
	return nil
}

func (in *inspection) inspectRow(row Row) {
	declared, _, err := split(row.Key)
	if err != nil {
		in.find(row.Key, "%s", err)
		return
	}
	if declared.bare {
		in.inspectNumber(row)
		return
	}
	tx, _, ok := stamp(row.Value)
	switch {
	case !ok:
		in.find(row.Key, "a value of %d bytes, too short for the transaction that wrote it", len(row.Value))
	case tx == 0 || tx > in.tx:
		in.find(row.Key, "written by transaction %d, and the last is %d", tx, in.tx)
	case declared.tag == transactionTag:
		in.inspectTransaction(row)
	default:
		in.met[declared.tag]++
	}
}

func (in *inspection) inspectNumber(row Row) {
	if len(row.Value) != 8 {
		in.find(row.Key, "a value of %d bytes, and a number has 8", len(row.Value))
		return
	}
	if tag(row.Key[0]) == stagingTag {
		in.find(row.Key, "a load was cut short")
	}
}

// inspectTransaction expects the transactions one after the other.
func (in *inspection) inspectTransaction(row Row) {
	in.transactions++
	t, err := transactionIn(row)
	switch {
	case err != nil:
		in.find(row.Key, "%s", err)
	case !bytes.Equal(row.Key, transactionKey(t.Tx)):
		in.find(row.Key, "its content is that of transaction %d", t.Tx)
	case t.Tx != in.transactions:
		in.find(row.Key, "transaction %d is missing before it", in.transactions)
	}
}
