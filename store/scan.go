package store

import (
	"bytes"
	"context"
	"iter"
	"slices"

	"dyad/graph"
)

// versions yields every version of the records of tag t that had been opened by the moment, in the order of ids and then of
// versions. They are read from the records' own rows, or, for claims, from their projections. What is yielded belongs to
// the engine and changes with the next one. An error is yielded once, last.
func (m moment) versions(ctx context.Context, from, t tag) iter.Seq2[stored, error] {
	return m.versionsIn(ctx, from, t, portion{0, 1})
}

// A portion is the nth of so many parts of all ids, which are at most 256 and hold about as many each.
type portion struct{ n, of int }

// rows returns where the keys begin and end that have a prefix and then an id of the portion.
func (p portion) rows(start []byte) (from, to []byte) {
	if to = PrefixEnd(start); p.n+1 < p.of {
		to = append(slices.Clone(start), byte((p.n+1)*256/p.of))
	}
	return append(start, byte(p.n*256/p.of)), to
}

// versionsIn is versions of the records of one portion of the ids.
func (m moment) versionsIn(ctx context.Context, from, t tag, p portion) iter.Seq2[stored, error] {
	return func(yield func(stored, error) bool) {
		closings := m.closings(ctx, t, p)
		defer closings.stop()
		start, end := p.rows(prefix(from))
		for row, err := range m.kv.Scan(ctx, start, end) {
			if err != nil {
				yield(stored{}, err)
				return
			}
			s, err := m.paired(row, closings)
			switch {
			case err != nil:
				yield(stored{}, err)
				return
			case s.found() && !yield(s, nil):
				return
			}
		}
	}
}

// paired puts a row together with its closing.
func (m moment) paired(row Row, closings *closings) (stored, error) {
	if _, err := declared(row.Key); err != nil {
		return stored{}, corrupt(describe(row.Key), err)
	}
	closing, err := closings.of(row.Key)
	if err != nil {
		return stored{}, err
	}
	return m.version(row, closing)
}

// closings runs over the closings of one tag beside a scan of its records, which come in the same order.
type closings struct {
	next func() (Row, error, bool)
	stop func()
	row  Row // the one that is next, if more
	more bool
	err  error
}

func (m moment) closings(ctx context.Context, t tag, p portion) *closings {
	start, end := p.rows(prefix(closingTag, byte(t)))
	c := &closings{more: true}
	c.next, c.stop = iter.Pull2(m.kv.Scan(ctx, start, end))
	c.advance()
	return c
}

func (c *closings) advance() { c.row, c.err, c.more = c.next() }

// of returns the closing of a row, without a value if it has none.
func (c *closings) of(key []byte) (Row, error) {
	for c.more && c.err == nil {
		if _, err := declared(c.row.Key); err != nil {
			return Row{}, corrupt(describe(c.row.Key), err)
		}
		switch bytes.Compare(suffix(c.row.Key), suffix(key)) {
		case 0:
			return c.row, nil
		case 1:
			return Row{}, nil
		}
		c.advance()
	}
	return Row{}, c.err
}

// suffix is the end of a key that tells the version.
func suffix(key []byte) []byte { return key[len(key)-versionSize:] }

const versionSize = 16 + 4

// asVersion turns what is stored into a version of a value.
func asVersion[T any](s stored, value T) graph.Version[T] {
	return graph.Version[T]{Value: value, Opened: s.opened, Closed: s.closed, Reason: s.reason}
}
