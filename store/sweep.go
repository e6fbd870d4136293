package store

import (
	"bytes"
	"context"

	"dyad/graph"
)

// sweep removes what a load wrote that was cut short before its transaction counted. The staging mark tells that there may be
// such rows; without it nothing is read. The mark goes last, so that a sweep cut short begins anew.
func (s *Store) sweep(ctx context.Context) error {
	mark, err := s.number(ctx, stagingTag)
	if err != nil || mark == 0 {
		return err
	}
	if err := s.removeAfter(ctx, s.Last()); err != nil {
		return err
	}
	var w Write
	w.Delete(prefix(stagingTag))
	return s.kv.Apply(ctx, &w)
}

// removeAfter deletes every row that a transaction after last wrote.
func (s *Store) removeAfter(ctx context.Context, last graph.Tx) error {
	var w Write
	for row, err := range s.kv.Scan(ctx, nil, nil) {
		if err != nil {
			return err
		}
		if !orphan(row, last) {
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

// orphan reports whether a transaction after last wrote the row. Rows that can't be read are left for [Store.Verify] to
// report.
func orphan(r Row, last graph.Tx) bool {
	if writtenBy(r) <= last { // nearly always, and cheap to tell
		return false
	}
	d, err := declared(r.Key)
	return err == nil && !d.bare
}
