package badgerkv

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"dyad/store"
)

// runBytes is how many bytes of rows are sorted at a time, and how many are gathered meanwhile.
const runBytes = 16 << 20

// A run is rows that were gathered, in the order of their keys once they are sorted. Each has its lengths in front, as it has in a file: of the key in
// two bytes, of the value in four, big endian.
type run struct {
	arena []byte
	rows  []span
}

// A span is where a row lies in an arena.
type span struct {
	head uint64 // bytes of the key: its first, or the first that tell it from others
	at   uint32
	size uint32 // with its lengths
}

// lengths is how many bytes the lengths of a row have.
const lengths = 2 + 4

func (r *run) add(row store.Row) {
	s := span{head: headOf(row.Key), at: uint32(len(r.arena)), size: uint32(lengths + len(row.Key) + len(row.Value))}
	if size := len(r.arena) + int(s.size); size > runBytes/8 && cap(r.arena) < runBytes {
		r.arena = slices.Grow(r.arena, runBytes+lengths+store.MaxKeyBytes+store.MaxValueBytes-len(r.arena)) // all that a run may have, at once
	}
	r.arena = binary.BigEndian.AppendUint16(r.arena, uint16(len(row.Key)))
	r.arena = binary.BigEndian.AppendUint32(r.arena, uint32(len(row.Value)))
	r.arena = append(append(r.arena, row.Key...), row.Value...)
	r.rows = append(r.rows, s)
}

// headOf returns the first bytes of a key as a number: of two that differ, the smaller has the key that comes first.
func headOf(key []byte) uint64 {
	if len(key) >= 8 {
		return binary.BigEndian.Uint64(key)
	}
	var head [8]byte
	copy(head[:], key)
	return binary.BigEndian.Uint64(head[:])
}

func (r *run) row(s span) store.Row { return rowIn(r.arena[s.at : s.at+s.size]) }

func (r *run) key(s span) []byte {
	start := s.at + lengths
	return r.arena[start : start+uint32(binary.BigEndian.Uint16(r.arena[s.at:]))]
}

// rowIn returns the row that lies in data.
func rowIn(data []byte) store.Row {
	middle := lengths + int(binary.BigEndian.Uint16(data))
	return store.Row{Key: data[lengths:middle:middle], Value: data[middle:len(data):len(data)]}
}

// sizeOf is how many bytes the row has that begins data, with its lengths; or these alone have, if they are not all there.
func sizeOf(data []byte) int {
	if len(data) < lengths {
		return lengths
	}
	return lengths + int(binary.BigEndian.Uint16(data)) + int(binary.BigEndian.Uint32(data[2:]))
}

// sort puts the rows in order. Of rows with one key the one that came last stays.
func (r *run) sort() {
	slices.SortFunc(r.rows, func(a, b span) int { return cmp.Compare(a.head, b.head) })
	for rest := r.rows; len(rest) > 0; {
		alike := 1
		for alike < len(rest) && rest[alike].head == rest[0].head {
			alike++
		}
		r.sortAlike(rest[:alike])
		rest = rest[alike:]
	}
	r.rows = slices.CompactFunc(r.rows, func(a, b span) bool { return a.head == b.head && bytes.Equal(r.key(a), r.key(b)) })
}

// sortAlike sorts rows whose keys have the same head. Many kinds of rows begin with what all of their kind do, so another is found for each that
// tells it apart: reading whole keys takes the most time.
func (r *run) sortAlike(rows []span) {
	if len(rows) == 1 {
		return
	}
	first := r.key(rows[0])
	common := len(first)
	for _, s := range rows[1:] {
		common = commonBytes(first[:common], r.key(s))
	}
	for i, s := range rows {
		rows[i].head = headOf(r.key(s)[common:])
	}
	slices.SortFunc(rows, func(a, b span) int {
		if c := cmp.Compare(a.head, b.head); c != 0 {
			return c
		}
		if c := bytes.Compare(r.key(a), r.key(b)); c != 0 {
			return c
		}
		return cmp.Compare(b.at, a.at) // the last first, and then the others go
	})
}

// commonBytes is how many bytes two keys have in common at their beginning.
func commonBytes(a, b []byte) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
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
	block := make([]byte, 0, runBlock)
	for _, s := range r.rows {
		if len(block)+int(s.size) > cap(block) {
			if _, err := f.Write(block); err != nil {
				return err
			}
			block = block[:0]
		}
		block = append(block, r.arena[s.at:s.at+s.size]...)
		rs.bytes += uint64(s.size) - lengths
	}
	rs.rows += uint64(len(r.rows))
	_, err = f.Write(block)
	return err
}

// runBlock is how many bytes of a run are written or read at a time, unless one row has more.
const runBlock = 256 << 10

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
		m, err := newMerge(rs.files)
		var last []byte
		for err == nil && m.first().row.Key != nil {
			h := m.first()
			if !bytes.Equal(last, h.row.Key) {
				if !yield(h.row, nil) {
					return
				}
				last = append(last[:0], h.row.Key...)
			}
			err = m.next()
		}
		if err != nil {
			yield(store.Row{}, err)
		}
	}
}
