package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

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

// Verify reads every row and returns everything that is wrong, in the order of rows: keys and values that can't be read, ids
// that don't follow from what they identify, versions out of order, records that name others which are not there, rows that
// follow from a record and are missing or differ, rows that follow from none, and what transactions wrote that never
// counted. Loads wait until it is done. An error is only what keeps it from reading, damage that the engine finds included.
func (s *Store) Verify(ctx context.Context) ([]Finding, error) {
	s.loading.Lock()
	defer s.loading.Unlock()
	findings, err := verify(ctx, s.at(0))
	return findings, during("verify", err)
}

// verify judges the rows as if the moment's transaction were the last.
func verify(ctx context.Context, m moment) ([]Finding, error) {
	in := &inspection{
		moment: m, expected: map[tag]int{}, met: map[tag]int{}, naming: map[ref][]byte{}, named: map[ref][]byte{},
		writes: map[graph.Tx]uint64{}, written: map[graph.Tx]uint64{},
	}
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
	named    map[ref][]byte // likewise, by versions that count no more

	writes, written map[graph.Tx]uint64 // rows that a transaction says it wrote, and those that are there
}

func (in *inspection) find(key []byte, format string, args ...any) {
	in.findings = append(in.findings, Finding{Row: describe(key), Key: bytes.Clone(key), Message: fmt.Sprintf(format, args...)})
}

// inspectRows judges every row by itself, and counts those that follow from others and those that each transaction wrote.
func (in *inspection) inspectRows(ctx context.Context) error {
	for row, err := range in.kv.Scan(ctx, nil, nil) {
		if err != nil {
			return err
		}
		in.inspectRow(row)
	}
	in.inspectTransactions()
	return nil
}

// inspectTransactions expects one transaction for each number up to the last, and of each as many rows as it says. The last number may be any, so it goes
// by those that are there.
func (in *inspection) inspectTransactions() {
	there := maps.Clone(in.written)
	maps.Copy(there, in.writes)
	next := graph.Tx(1)
	for _, tx := range slices.Sorted(maps.Keys(there)) {
		if tx > next {
			in.find(transactionKey(next), "it is missing with all that it wrote, and transaction %d is the next", tx)
		}
		if in.written[tx] != in.writes[tx] {
			in.find(transactionKey(tx), "it wrote %d rows, and %d are there", in.writes[tx], in.written[tx])
		}
		next = tx + 1
	}
	if next <= in.tx {
		in.find(transactionKey(next), "it is missing with all that it wrote, and transaction %d is said to be the last", in.tx)
	}
}

func (in *inspection) inspectRow(row Row) {
	d, err := declared(row.Key)
	if err != nil {
		in.find(row.Key, "%s", err)
		return
	}
	if d.bare {
		in.inspectNumber(row)
		return
	}
	tx, _, err := unstamped(row)
	switch {
	case err != nil:
		in.find(row.Key, "%s", cause(err))
	case tx == 0 || tx > in.tx:
		in.find(row.Key, "written by transaction %d, and the last is %d", tx, in.tx)
	case d.tag == transactionTag:
		in.inspectTransaction(row, tx)
	default:
		in.met[d.tag]++
		in.written[tx]++
	}
}

// cause is what an error says apart from where: a finding names the row itself.
func cause(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
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

// inspectTransaction notes how many rows a transaction says that it wrote.
func (in *inspection) inspectTransaction(row Row, tx graph.Tx) {
	t, writes, err := transactionIn(row)
	switch {
	case err != nil:
		in.find(row.Key, "%s", cause(err))
	case t.Tx != tx || !bytes.Equal(row.Key, transactionKey(tx)):
		in.find(row.Key, "its content is that of transaction %d, and transaction %d wrote it", t.Tx, tx)
	default:
		in.writes[tx] = writes
	}
}
