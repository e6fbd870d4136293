package badgerkv

import (
	"bytes"
	"errors"
	"io"
	"os"

	"dyad/store"
)

// A merge finds the next row of several runs in a tree of comparisons: its leaves are the runs, and each node keeps the one of two that comes later
// and sends the other one up. So after a row only those on the way up from its run are compared again.
type merge struct {
	heads []*runHead
	later []*runHead // by nodes: 1 is the root, and below n are 2n and 2n+1; 0 has what comes first of all
}

// newMerge begins to read files of sorted rows, the oldest first.
func newMerge(files []*os.File) (*merge, error) {
	m := &merge{heads: make([]*runHead, len(files)), later: make([]*runHead, len(files))}
	for i, f := range files {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		m.heads[i] = &runHead{from: f, nth: i}
		if err := m.heads[i].next(); err != nil {
			return nil, err
		}
		m.rise(m.heads[i])
	}
	return m, nil
}

// first is the run whose row comes next; it has no key once all have ended.
func (m *merge) first() *runHead { return m.later[0] }

// next goes on to the row after that.
func (m *merge) next() error {
	h := m.first()
	err := h.next()
	m.rise(h)
	return err
}

// rise compares a run with those on its way up. At first there are none yet: it waits for one to be compared with.
func (m *merge) rise(h *runHead) {
	for node := (h.nth + len(m.heads)) / 2; node > 0; node /= 2 {
		switch other := m.later[node]; {
		case other == nil:
			m.later[node] = h
			return
		case other.before(h):
			m.later[node], h = h, other
		}
	}
	m.later[0] = h
}

// A runHead is the next row of a run.
type runHead struct {
	from io.Reader
	row  store.Row // without a key after the last
	rest []byte    // what was read and comes after the row
	buf  []byte    // that all of it lies in
	nth  int
}

// before says whether the row of h comes before that of another run; of equal keys, the one of the later run does. A run that has ended comes last.
func (h *runHead) before(other *runHead) bool {
	if h.row.Key == nil || other.row.Key == nil {
		return other.row.Key == nil
	}
	c := bytes.Compare(h.row.Key, other.row.Key)
	return c < 0 || c == 0 && h.nth > other.nth
}

// next reads on.
func (h *runHead) next() error {
	for size := sizeOf(h.rest); size > len(h.rest); size = sizeOf(h.rest) {
		err := h.read(size)
		if errors.Is(err, io.EOF) && len(h.rest) == 0 {
			h.row = store.Row{}
			return nil
		}
		if err != nil {
			return err
		}
	}
	size := sizeOf(h.rest)
	h.row, h.rest = rowIn(h.rest[:size]), h.rest[size:]
	return nil
}

// read has size bytes of the rest there at least.
func (h *runHead) read(size int) error {
	there := len(h.rest)
	if cap(h.buf) < size {
		h.buf = make([]byte, max(size, runBlock))
	}
	copy(h.buf, h.rest)
	n, err := io.ReadAtLeast(h.from, h.buf[there:], size-there)
	h.rest = h.buf[:there+n]
	return err
}
