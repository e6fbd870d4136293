package store

import (
	"bytes"
	"context"
	"fmt"

	"dyad/graph"
)

// sweep removes what a load wrote that was cut short before its transaction counted. The staging mark tells that there may be
// such rows, and of which transaction; without it nothing is read. The mark goes last, so that a sweep cut short begins anew.
//
// A load is of the transaction after the last, and only a restoring, into an empty store, is of several, and may have brought rows of still others.
// Where the two numbers don't fit one of them is not what was written, and what counts might be taken for what doesn't: nothing is removed then.
func (s *Store) sweep(ctx context.Context) error {
	mark, err := s.number(ctx, stagingTag)
	if err != nil || mark == 0 {
		return err
	}
	last, staged := s.Last(), graph.Tx(mark)
	if last > 0 && staged != last+1 {
		return corrupt(describe(prefix(stagingTag)), fmt.Errorf(
			"a load of transaction %d was cut short, and %d is said to be the last: one of them is not what was written: restore a copy", staged, last))
	}
	if err := s.removeStaged(ctx, last, staged); err != nil {
		return err
	}
	var w Write
	w.Delete(prefix(stagingTag))
	return s.kv.Apply(ctx, &w)
}

// removeStaged deletes every row that transaction staged wrote; where nothing counts, every row that any wrote.
func (s *Store) removeStaged(ctx context.Context, last, staged graph.Tx) error {
	var w Write
	for row, err := range s.kv.Scan(ctx, nil, nil) {
		if err != nil {
			return err
		}
		if last > 0 && writtenBy(row) > staged || !orphan(row, last) {
			continue
		}
		key := Row{Key: bytes.Clone(row.Key)}
		if !w.Fits(key) {
			if err := s.kv.Apply(ctx, &w); err != nil {
				return err
			}
			w.Reset()
		}
		w.Delete(key.Key)
	}
	return s.kv.Apply(ctx, &w)
}

// orphan reports whether a transaction after last wrote the row. Rows that can't be read are left for [Store.Verify] to report: who wrote one whose
// checksum is wrong is not known, and it may be one that counts.
func orphan(r Row, last graph.Tx) bool {
	if writtenBy(r) <= last { // nearly always, and cheap to tell
		return false
	}
	d, err := declared(r.Key)
	if err != nil || d.bare {
		return false
	}
	_, _, err = unstamped(r)
	return err == nil
}
