package badgerkv

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"dyad/store"
)

// runBytes is how many bytes of rows are sorted at a time, and how many are gathered meanwhile.
const runBytes = 16 << 20

// A run is rows that were gathered, in the order of their keys once they are sorted.
type run struct {
	arena []byte
	rows  []span
}

// A span is where a row lies in an arena.
type span struct {
	head       uint64 // the first bytes of the key
	at         uint32
	key, value uint32 // lengths
}

func (r *run) add(row store.Row) {
	s := span{at: uint32(len(r.arena)), key: uint32(len(row.Key)), value: uint32(len(row.Value))}
	var head [8]byte
	copy(head[:], row.Key)
	s.head = binary.BigEndian.Uint64(head[:])
	if size := len(r.arena) + len(row.Key) + len(row.Value); size > runBytes/8 && cap(r.arena) < runBytes {
		r.arena = slices.Grow(r.arena, runBytes+store.MaxKeyBytes+store.MaxValueBytes-len(r.arena)) // all that a run may have, at once
	}
	r.arena = append(append(r.arena, row.Key...), row.Value...)
	r.rows = append(r.rows, s)
}

func (r *run) row(s span) store.Row {
	middle := s.at + s.key
	return store.Row{Key: r.arena[s.at:middle:middle], Value: r.arena[middle : middle+s.value : middle+s.value]}
}

// sort puts the rows in order. Of rows with one key the one that came last stays.
func (r *run) sort() {
	slices.SortFunc(r.rows, func(a, b span) int {
		switch {
		case a.head < b.head:
			return -1
		case a.head > b.head:
			return 1
		}
		if c := bytes.Compare(r.row(a).Key, r.row(b).Key); c != 0 {
			return c
		}
		return int(int64(b.at) - int64(a.at)) // the last first, and then the others go
	})
	r.rows = slices.CompactFunc(r.rows, func(a, b span) bool { return a.head == b.head && bytes.Equal(r.row(a).Key, r.row(b).Key) })
}

// runs are sorted runs in files of a directory, in the order in which they were gathered.
type runs struct {
	dir   string
	files []*os.File
	bytes uint64
	rows  uint64
	kept  bool // the files stay when they are closed, until the store is opened again
}

// write sorts a run and puts it into a file.
func (rs *runs) write(r *run) error {
	f, err := os.Create(filepath.Join(rs.dir, fmt.Sprintf("%06d.run", len(rs.files))))
	if err != nil {
		return err
	}
	rs.files = append(rs.files, f)
	r.sort()
	w := bufio.NewWriterSize(f, 1<<20)
	var lengths []byte
	for _, s := range r.rows {
		row := r.row(s)
		lengths = binary.AppendUvarint(binary.AppendUvarint(lengths[:0], uint64(s.key)), uint64(s.value))
		for _, part := range [][]byte{lengths, row.Key, row.Value} {
			if _, err := w.Write(part); err != nil {
				return err
			}
		}
		rs.bytes += uint64(len(lengths)) + uint64(s.key) + uint64(s.value)
	}
	rs.rows += uint64(len(r.rows))
	return w.Flush()
}

// perRow is how many bytes of a table there are to a row at most, beside its key and its value: its version, lengths and offsets, and its share
// of the filter and of the index.
const perRow = 24

// asTables returns how many tables are made of the rows at most, and how many bytes they have.
func (rs *runs) asTables() (tables int, bytes uint64) {
	bytes = rs.bytes + rs.rows*perRow
	return int(bytes/(bulkTable*7/8)) + 1, bytes // one is ended a little before it is full
}

// close closes the files, and deletes them unless they are kept.
func (rs *runs) close() error {
	var errs []error
	for _, f := range rs.files {
		errs = append(errs, f.Close())
		if !rs.kept {
			errs = append(errs, os.Remove(f.Name()))
		}
	}
	return errors.Join(errs...)
}

// merged yields the rows of all runs in the order of keys; of rows with one key only that of the last run. What is yielded changes with the next.
func (rs *runs) merged() iter.Seq2[store.Row, error] {
	return func(yield func(store.Row, error) bool) {
		var heads runHeap
		for i, f := range rs.files {
			if _, err := f.Seek(0, io.SeekStart); err != nil {
				yield(store.Row{}, err)
				return
			}
			h := &runHead{from: bufio.NewReaderSize(f, 256<<10), nth: i}
			more, err := h.next()
			if err != nil {
				yield(store.Row{}, err)
				return
			}
			if more {
				heads = append(heads, h)
			}
		}
		heap.Init(&heads)
		var last []byte
		for len(heads) > 0 {
			h := heads[0]
			if last == nil || !bytes.Equal(last, h.row.Key) {
				if !yield(h.row, nil) {
					return
				}
				last = append(last[:0], h.row.Key...)
			}
			more, err := h.next()
			if err != nil {
				yield(store.Row{}, err)
				return
			}
			if more {
				heap.Fix(&heads, 0)
			} else {
				heap.Pop(&heads)
			}
		}
	}
}

// A runHead is the next row of a run.
type runHead struct {
	from *bufio.Reader
	row  store.Row
	buf  []byte // that the row lies in
	nth  int
}

// next reads on; false is the end.
func (h *runHead) next() (bool, error) {
	key, err := binary.ReadUvarint(h.from)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	value, err := binary.ReadUvarint(h.from)
	if err != nil {
		return false, err
	}
	h.buf = slices.Grow(h.buf[:0], int(key+value))[:key+value]
	if _, err := io.ReadFull(h.from, h.buf); err != nil {
		return false, err
	}
	h.row = store.Row{Key: h.buf[:key:key], Value: h.buf[key:]}
	return true, nil
}

// A runHeap has the run on top whose row comes next; of equal keys, the one of the later run.
type runHeap []*runHead

func (h runHeap) Len() int { return len(h) }
func (h runHeap) Less(i, j int) bool {
	if c := bytes.Compare(h[i].row.Key, h[j].row.Key); c != 0 {
		return c < 0
	}
	return h[i].nth > h[j].nth
}
func (h runHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)   { *h = append(*h, x.(*runHead)) }
func (h *runHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
