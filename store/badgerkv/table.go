package badgerkv

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"dyad/graph"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
	"google.golang.org/protobuf/proto"
)

// Verify reads every table of the open store again and returns the fault Corrupt for the first that is damaged. Writes go on
// meanwhile; what is not in a table yet is in a log that is checked when it is read.
func (db *DB) Verify(ctx context.Context) error {
	if err := db.calls.begin(ctx); err != nil {
		return db.explain("verify", err)
	}
	defer db.calls.end()
	db.reading.RLock()
	defer db.reading.RUnlock()
	if err := db.trouble.fatal(); err != nil { // then the engine may be closed, and its tables are no longer in memory
		return db.explain("verify", err)
	}
	for _, t := range db.engine.Tables() {
		if ctx.Err() != nil {
			return db.explain("verify", ended(ctx))
		}
		err := checkTable(table.NewFilename(t.ID, db.dir))
		if err != nil && db.lists(t.ID) {
			return db.explain("verify", err)
		}
	}
	return nil
}

// lists reports whether a table still counts: a compaction may have replaced it while it was read.
func (db *DB) lists(id uint64) bool {
	return slices.ContainsFunc(db.engine.Tables(), func(t badger.TableInfo) bool { return t.ID == id })
}

// checkTable reads a table from end to end and compares every checksum in it. It trusts no length it reads. From the start of
// the file to its end a table holds
//
//	blocks, one after the other; index of blocks; its length; checksum of the index; its length
//
// where lengths have four bytes, big endian, and a block ends with a checksum of what is before it, and its length.
func checkTable(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return damaged(path, errors.New("it is missing"))
	}
	if err != nil {
		return err
	}
	defer f.Close()
	index, size, err := readIndex(f)
	if err == nil {
		err = checkBlocks(bufio.NewReaderSize(io.NewSectionReader(f, 0, size), 1<<18), size, index)
	}
	if err != nil {
		return damaged(path, err)
	}
	return nil
}

func damaged(path string, err error) error {
	return &graph.Error{Fault: graph.Corrupt, Err: fmt.Errorf(
		"%s is damaged, restore a copy: %w", filepath.Base(path), err)}
}

// readIndex returns the index of the blocks and how many bytes they have together.
func readIndex(f *os.File) (index *fb.TableIndex, size int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	sum, start, err := readBefore(f, info.Size())
	if err != nil {
		return nil, 0, err
	}
	data, start, err := readBefore(f, start)
	if err != nil {
		return nil, 0, err
	}
	if len(data) == 0 { // as zeros at the end would have it, the sum of nothing included
		return nil, 0, errors.New("index: it is empty")
	}
	if err := checkSum(data, sum); err != nil {
		return nil, 0, fmt.Errorf("index: %w", err)
	}
	if len(data) == 0 { // a file of zeros: the sum of nothing is 0
		return nil, 0, errors.New("there is no index in it")
	}
	return fb.GetRootAsTableIndex(data, 0), start, nil
}

// readBefore returns the part of f that ends at end with its own length, and where it starts.
func readBefore(f *os.File, end int64) (part []byte, start int64, err error) {
	var length [4]byte
	if end < int64(len(length)) {
		return nil, 0, io.ErrUnexpectedEOF
	}
	end -= int64(len(length))
	if _, err := f.ReadAt(length[:], end); err != nil {
		return nil, 0, err
	}
	n := int64(binary.BigEndian.Uint32(length[:]))
	if n > end {
		return nil, 0, fmt.Errorf("%d bytes are announced and %d are there", n, end)
	}
	part = make([]byte, n)
	_, err = f.ReadAt(part, end-n)
	return part, end - n, err
}

// checkBlocks compares the blocks, which fill size bytes of r.
func checkBlocks(r io.Reader, size int64, index *fb.TableIndex) error {
	var at int64
	var block []byte
	var entry fb.BlockOffset
	for i := range index.OffsetsLength() {
		index.Offsets(&entry, i)
		if int64(entry.Offset()) != at || at+int64(entry.Len()) > size {
			return fmt.Errorf("block %d is not where the index has it", i)
		}
		at += int64(entry.Len())
		block = slices.Grow(block[:0], int(entry.Len()))[:entry.Len()]
		if _, err := io.ReadFull(r, block); err != nil {
			return err
		}
		if err := checkBlock(block); err != nil {
			return fmt.Errorf("block %d: %w", i, err)
		}
	}
	if at != size {
		return fmt.Errorf("%d bytes belong to no block", size-at)
	}
	return nil
}

func checkBlock(block []byte) error {
	tail := len(block) - 4
	if tail < 0 {
		return io.ErrUnexpectedEOF
	}
	start := tail - int(binary.BigEndian.Uint32(block[tail:]))
	if start < 0 {
		return io.ErrUnexpectedEOF
	}
	return checkSum(block[:start], block[start:tail])
}

// checkSum compares data with an encoded checksum of the one sort that Badger writes.
func checkSum(data, encoded []byte) error {
	var sum pb.Checksum
	if err := proto.Unmarshal(encoded, &sum); err != nil {
		return err
	}
	if sum.Algo != pb.Checksum_CRC32C || sum.Sum != y.CalculateChecksum(data, pb.Checksum_CRC32C) {
		return errors.New("its checksum differs")
	}
	return nil
}
