package store

import (
	"bytes"
	"context"

	"dyad/graph"
)

// inspectionChunk is how many records are judged with one read of what belongs to them.
const inspectionChunk = 500

// inspectRecords judges the records of every kind, and what belongs to each.
func (in *inspection) inspectRecords(ctx context.Context) error {
	for _, d := range declarations {
		if d.record == "" || d.tag == transactionTag {
			continue
		}
		if err := in.inspectKind(ctx, d.tag); err != nil {
			return err
		}
	}
	return nil
}

func (in *inspection) inspectKind(ctx context.Context, t tag) error {
	var last predecessor
	var chunk []Row
	for row, err := range in.kv.Scan(ctx, prefix(t), PrefixEnd(prefix(t))) {
		if err != nil {
			return err
		}
		if _, err := declared(row.Key); err != nil || writtenBy(row) > in.tx {
			continue // found before
		}
		chunk = append(chunk, Row{bytes.Clone(row.Key), bytes.Clone(row.Value)})
		if len(chunk) == inspectionChunk {
			if err := in.inspectChunk(ctx, chunk, &last); err != nil {
				return err
			}
			chunk = chunk[:0]
		}
	}
	return in.inspectChunk(ctx, chunk, &last)
}

// A predecessor is the version before the one at hand.
type predecessor struct {
	version
	opened, closed graph.Tx
}

// inspectChunk judges records that follow each other.
func (in *inspection) inspectChunk(ctx context.Context, chunk []Row, last *predecessor) error {
	keys := make([][]byte, len(chunk))
	for i, row := range chunk {
		keys[i] = versionAt(row.Key).closingKey()
	}
	closings, err := in.kv.MultiGet(ctx, keys)
	if err != nil {
		return err
	}
	var derived []Row
	for i, row := range chunk {
		s, err := in.version(row, Row{keys[i], closings[i]})
		if err != nil {
			continue // found before
		}
		if closings[i] != nil {
			in.expected[closingTag]++
		}
		in.inspectOrder(row.Key, s, last)
		derived = append(derived, in.inspectRecord(row.Key, s)...)
	}
	return in.compareDerived(ctx, derived)
}

// inspectOrder expects versions 1, 2, 3…, each opened no earlier than the one before it was closed.
func (in *inspection) inspectOrder(key []byte, s stored, last *predecessor) {
	before := *last
	*last = predecessor{s.version, s.opened, s.closed}
	if s.closed != 0 && s.closed <= s.opened {
		in.find(key, "closed by transaction %d, and opened by %d", s.closed, s.opened)
	}
	if before.ref != s.ref {
		before = predecessor{}
	}
	switch {
	case s.n != before.n+1:
		in.find(key, "version %d is missing", before.n+1)
	case before.n > 0 && before.closed == 0:
		in.find(key, "version %d still counts", before.n)
	case s.opened < before.closed:
		in.find(key, "opened by transaction %d, and version %d was closed by %d", s.opened, before.n, before.closed)
	}
}

// inspectRecord judges the content of a record and returns the rows that follow from it.
func (in *inspection) inspectRecord(key []byte, s stored) []Row {
	r, err := decode(s.tag, s.json)
	if err != nil {
		in.find(key, "it can't be read: %s", err)
		return nil
	}
	if data, err := encoded(r); err != nil || !bytes.Equal(data, s.json) {
		in.find(key, "it would not be written as it is")
	}
	if r.ref() != s.ref {
		in.find(key, "its content is that of %s", r.ref())
	}
	if s.closed == 0 { // a former one was judged by the rules of its time
		for _, fault := range r.Check() {
			in.find(key, "%s of batch %q: %s", r.title(), r.owner(), fault)
		}
	}
	if c, ok := r.(claim); ok && c.Revision <= 1 && c.pinned() {
		in.find(key, "it was never corrected, and its content gives the id %s", c.DerivedID())
	}
	if s.closed == 0 {
		nameAll(in.naming, key, r)
	} else {
		nameAll(in.named, key, r)
	}
	derived, err := derivedRows(s.opened, s.version, r)
	if err != nil {
		in.find(key, "%s", err)
	}
	return derived
}

// compareDerived expects the rows to be there as they are.
func (in *inspection) compareDerived(ctx context.Context, derived []Row) error {
	keys := make([][]byte, len(derived))
	for i, row := range derived {
		keys[i] = row.Key
	}
	values, err := in.kv.MultiGet(ctx, keys)
	if err != nil {
		return err
	}
	for i, row := range derived {
		switch {
		case values[i] == nil:
			in.find(row.Key, "it is missing")
			continue
		case !bytes.Equal(values[i], row.Value):
			in.find(row.Key, "it differs from what follows from its record")
		}
		in.expected[tag(row.Key[0])]++
	}
	return nil
}
