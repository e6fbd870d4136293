package store

import (
	"bytes"
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"dyad/graph"
)

// Records streams the records that counted once transaction asOf had been committed, 0 for the present, as lines: by kind in
// the order of [graph.RecordKinds], then by key, where the kind has one, or by id. An error is yielded once, last. A line
// stays good after the next one has come.
func (s *Store) Records(ctx context.Context, asOf graph.Tx) iter.Seq2[graph.Line, error] {
	return s.at(asOf).lines(ctx, func(st stored) (graph.Line, bool) {
		return graph.Line{Kind: st.tag.kind(), JSON: bytes.Clone(st.json)}, st.open()
	})
}

// Archive streams the whole history: the transactions, then every version of every record, open and closed, in the order of
// [Store.Records] and then of versions, with the transactions that opened and closed it. [Store.Restore] takes it back.
func (s *Store) Archive(ctx context.Context) iter.Seq2[graph.Line, error] {
	m := s.at(0)
	return func(yield func(graph.Line, error) bool) {
		list, err := m.transactions(ctx)
		if err != nil {
			yield(graph.Line{}, during("read the history", err))
			return
		}
		for _, t := range list {
			data, err := graph.EncodeRecord(t)
			if !yield(graph.Line{Kind: graph.TransactionRecord, JSON: data}, err) {
				return
			}
		}
		m.lines(ctx, archived)(yield)
	}
}

// archived is the line of a version, whether or not it is closed.
func archived(s stored) (graph.Line, bool) {
	return graph.Line{
		Kind: s.tag.kind(), JSON: bytes.Clone(s.json), Opened: s.opened, Closed: s.closed, Reason: s.reason,
	}, true
}

// lines yields what line makes of the versions, by kind, then by key or id.
func (m moment) lines(ctx context.Context, line func(stored) (graph.Line, bool)) iter.Seq2[graph.Line, error] {
	return func(yield func(graph.Line, error) bool) {
		for _, kind := range graph.RecordKinds() {
			t := tagOf(kind)
			if t == 0 || t == transactionTag {
				continue
			}
			for s, err := range m.ordered(ctx, t) {
				if err != nil {
					yield(graph.Line{}, during("read records", err))
					return
				}
				if l, wanted := line(s); wanted && !yield(l, nil) {
					return
				}
			}
		}
	}
}

// ordered yields the versions of a tag by key, where its records have one, or by id.
func (m moment) ordered(ctx context.Context, t tag) iter.Seq2[stored, error] {
	if !keyed(t) {
		return m.versions(ctx, t, t)
	}
	return func(yield func(stored, error) bool) {
		refs, err := m.byKey(ctx, t)
		if err != nil {
			yield(stored{}, err)
			return
		}
		for chunk := range slices.Chunk(refs, pointReads) {
			if !m.yieldAll(ctx, chunk, yield) {
				return
			}
		}
	}
}

// keyed reports whether records of the tag are ordered by a key of their own.
func keyed(t tag) bool {
	return t == termTag || t == entityTag || t == sourceTag || t == batchTag || t == shareTag || t == asideTag
}

// byKey returns the versions of a tag in the order of their records' keys. Only the keys are held in memory.
func (m moment) byKey(ctx context.Context, t tag) ([]version, error) {
	type place struct {
		key string
		version
	}
	var places []place
	for s, err := range m.versions(ctx, t, t) {
		if err != nil {
			return nil, err
		}
		r, err := s.record()
		if err != nil {
			return nil, err
		}
		places = append(places, place{sortKey(r), s.version})
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(strings.Compare(a.key, b.key), a.ref.compare(b.ref), cmp.Compare(a.n, b.n))
	})
	versions := make([]version, len(places))
	for i, p := range places {
		versions[i] = p.version
	}
	return versions, nil
}

// sortKey is what a keyed record is ordered by. Terms of several kinds may have one key.
func sortKey(r record) string {
	switch v := r.(type) {
	case term:
		return string(v.Key) + "\x00" + string(v.Kind)
	case entity:
		return string(v.Key)
	case source:
		return string(v.Key)
	case batchRecord:
		return string(v.Key)
	case share:
		return string(v.Batch) + "\x00" + string(v.Kind)
	case aside:
		return string(v.Batch) + "\x00" + string(v.Kind)
	}
	return ""
}

// yieldAll reads the versions and yields them; it returns false when there is to be no more.
func (m moment) yieldAll(ctx context.Context, versions []version, yield func(stored, error) bool) bool {
	found, err := m.exactly(ctx, versions)
	if err != nil {
		yield(stored{}, err)
		return false
	}
	for _, s := range found {
		if !yield(s, nil) {
			return false
		}
	}
	return true
}
