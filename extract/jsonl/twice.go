package jsonl

import (
	"errors"
	"hash/maphash"
	"io"
	"math"

	"dyad/graph"
)

// blockSize is how much of a file is summed up, and read again, at once.
const blockSize = 64 << 10

// A twice is a file that is read twice: once from its start to its end, then by lines, in any order. It notices where the second reading finds
// other bytes than the first.
type twice struct {
	name  string
	file  io.ReaderAt
	seed  maphash.Seed
	sums  []uint64 // of blocks
	size  int64
	lines lengths

	sum   maphash.Hash // of the last block, in the first reading
	short int          // bytes that the last block lacks, likewise

	checked []bool // the blocks that were found to be what they were
	block   int    // that is held, in the second reading
	held    []byte // of it
	spill   []byte // a line of several blocks
}

func newTwice(name string, file io.ReaderAt) *twice {
	t := &twice{name: name, file: file, seed: maphash.MakeSeed(), block: -1}
	t.sum.SetSeed(t.seed)
	return t
}

// first returns the file to be read for the first time.
func (t *twice) first() io.Reader {
	return io.TeeReader(io.NewSectionReader(t.file, 0, math.MaxInt64), t)
}

// Write implements io.Writer: it sums up what the first reading finds.
func (t *twice) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		if t.short == 0 {
			t.sums, t.short = append(t.sums, 0), blockSize
			t.sum.Reset()
		}
		n := min(len(rest), t.short)
		_, _ = t.sum.Write(rest[:n]) // which never fails
		t.sums[len(t.sums)-1] = t.sum.Sum64()
		t.short -= n
		t.size += int64(n)
		rest = rest[n:]
	}
	return len(p), nil
}

// line reads a line again, by its number from 1. It is good until the next one is read.
func (t *twice) line(number uint32) ([]byte, error) {
	at, n := t.lines.of(number)
	first, last := int(at/blockSize), int((at+n-1)/blockSize)
	if err := t.hold(first); err != nil {
		return nil, err
	}
	within := int(at % blockSize)
	if first == last {
		return t.held[within : within+int(n)], nil
	}
	t.spill = append(t.spill[:0], t.held[within:]...)
	for b := first + 1; b <= last; b++ {
		if err := t.hold(b); err != nil {
			return nil, err
		}
		t.spill = append(t.spill, t.held[:min(len(t.held), int(n)-len(t.spill))]...)
	}
	return t.spill, nil
}

// errChanged says that a file is not what it was.
var errChanged = errors.New("it changed while it was read: load it again when nobody writes to it")

// hold reads a block, unless it is the one that is held.
func (t *twice) hold(block int) error {
	if block == t.block {
		return nil
	}
	t.block = -1
	start := int64(block) * blockSize
	if t.held == nil {
		t.held = make([]byte, blockSize)
	}
	t.held = t.held[:min(blockSize, t.size-start)]
	if _, err := t.file.ReadAt(t.held, start); err != nil && !errors.Is(err, io.EOF) {
		return &graph.Error{On: t.name, Fault: graph.BadInput, Err: err}
	}
	if maphash.Bytes(t.seed, t.held) != t.sums[block] {
		return &graph.Error{On: t.name, Fault: graph.Conflict, Err: errChanged}
	}
	if t.checked == nil {
		t.checked = make([]bool, len(t.sums))
	}
	t.block, t.checked[block] = block, true
	return nil
}

// rest makes sure that what was not read again is what it was, and that nothing has been written behind it.
func (t *twice) rest() error {
	for b := range t.sums {
		if t.checked == nil || !t.checked[b] {
			if err := t.hold(b); err != nil {
				return err
			}
		}
	}
	if n, _ := t.file.ReadAt(make([]byte, 1), t.size); n > 0 {
		return &graph.Error{On: t.name, Fault: graph.Conflict, Err: errChanged}
	}
	return nil
}

// between is how many lines there are from one whose place is known to the next.
const between = 64

// lengths are where the lines of a file are: four bytes for each, and a few.
type lengths struct {
	all    []uint32
	starts []int64 // of every so many lines
	end    int64
}

func (l *lengths) add(bytes int) {
	if len(l.all)%between == 0 {
		l.starts = append(l.starts, l.end)
	}
	l.all = append(l.all, uint32(min(bytes, math.MaxUint32))) // a line of as much is refused
	l.end += int64(bytes)
}

// of returns where a line begins, by its number from 1, and how long it is, in bytes.
func (l *lengths) of(number uint32) (at, n int64) {
	i := int(number) - 1
	at = l.starts[i/between]
	for _, n := range l.all[i/between*between : i] {
		at += int64(n)
	}
	return at, int64(l.all[i])
}
