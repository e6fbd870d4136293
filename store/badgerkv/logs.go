package badgerkv

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"dyad/graph"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/table"
	"google.golang.org/protobuf/proto"
)

// Badger numbers its transactions without a gap, and each log and table has those of a stretch of numbers. It takes every log up to
// the first entry that is not whole, and forgets any table that it does not list. So where an older log was damaged, or the end of the list
// was lost, it would open to a state with a hole: later writes without earlier ones. What follows tells that from what a crash leaves.

// A written log is what can be read of one.
type writtenLog struct {
	path        string
	first, last uint64 // the numbers of its first and last whole transactions; 0 if it has none
	end         int64  // where the last one ends
	size        int64
}

// readLogs reads the logs of a directory in the order in which they were written.
func readLogs(dir string) ([]writtenLog, error) {
	paths, err := filesOf(dir, ".mem")
	if err != nil {
		return nil, err
	}
	number := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(path[:len(path)-len(".mem")])) // those of another name come first, and have nothing to be read
		return n
	}
	slices.SortFunc(paths, func(a, b string) int { return number(a) - number(b) })
	var logs []writtenLog
	for _, path := range paths {
		l, err := readLog(path)
		if err != nil {
			return nil, err
		}
		logs = append(logs, l)
	}
	return logs, nil
}

// logHeader is what a log begins with: the number of a key, which it is not encrypted with, and random bytes.
const logHeader = 20

// readLog reads a log up to its last whole transaction. It holds
//
//	header; entries, one after the other; zeros
//
// where an entry is its marks, marks of a user, the lengths of key and value, its time of expiry, the last three as varints; key, value;
// and a CRC-32C of all that, four bytes big endian. A key ends with the number of its transaction, counted down from the greatest; the last entry of a transaction
// has that number as its value, in decimal digits.
func readLog(path string) (writtenLog, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return writtenLog{}, err
	}
	l := writtenLog{path: path, end: min(logHeader, int64(len(data))), size: int64(len(data))}
	current := uint64(0)
	for at := l.end; ; {
		e, ok := entryAt(data[at:])
		if !ok || current != 0 && e.version != current {
			return l, nil
		}
		at += int64(e.size)
		if current = e.version; !e.last {
			continue
		}
		if l.first == 0 {
			l.first = current
		}
		l.last, l.end, current = current, at, 0
	}
}

// A logEntry is what matters of an entry.
type logEntry struct {
	size    int
	version uint64
	last    bool // of its transaction
}

// Marks of entries, as Badger writes them.
const (
	withinTransaction = 1 << 6
	endsTransaction   = 1 << 7
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// entryAt reads the entry that data begins with; ok is false if it is none, or not whole.
func entryAt(data []byte) (e logEntry, ok bool) {
	if len(data) < 2 {
		return e, false
	}
	marks, at := data[0], 2
	var numbers [3]uint64 // lengths of key and value, expiry
	for i := range numbers {
		n, size := binary.Uvarint(data[at:])
		if size <= 0 {
			return e, false
		}
		numbers[i], at = n, at+size
	}
	left := uint64(len(data) - at)
	if numbers[0] < 8 || numbers[0] > left || numbers[1] > left-numbers[0] || left-numbers[0]-numbers[1] < crc32.Size {
		return e, false
	}
	key, end := at+int(numbers[0]), at+int(numbers[0]+numbers[1])
	if crc32.Checksum(data[:end], castagnoli) != binary.BigEndian.Uint32(data[end:]) {
		return e, false
	}
	e = logEntry{size: end + crc32.Size, version: math.MaxUint64 - binary.BigEndian.Uint64(data[key-8:]), last: marks&withinTransaction == 0}
	if marks&endsTransaction != 0 {
		n, err := strconv.ParseUint(string(data[key:end]), 10, 64)
		return e, err == nil && n == e.version
	}
	return e, true
}

// checkLogs refuses logs of which one goes on later than those before it end, or, where nothing in these can be read, than tables do, whose
// last transaction is newest. Only the newest log may have lost its end.
func checkLogs(logs []writtenLog, newest uint64) error {
	var before writtenLog
	for i, l := range logs {
		switch {
		case l.first == 0:
			continue
		case before.first != 0 && l.first != before.last+1:
			return damaged(before.path, fmt.Errorf(
				"it can be read up to transaction %d of the engine, and the next log begins with %d", before.last, l.first))
		case before.first == 0 && i > 0 && l.first > newest+1:
			return damaged(logs[i-1].path, fmt.Errorf("nothing in it can be read, and the next log begins with transaction %d of the engine", l.first))
		}
		before = l
	}
	return nil
}

// trim cuts what can't be read off the end of the newest log: an entry that is not whole may announce more bytes than there is memory.
func trim(logs []writtenLog) error {
	if len(logs) == 0 {
		return nil
	}
	if l := logs[len(logs)-1]; l.end < l.size {
		return os.Truncate(l.path, l.end)
	}
	return nil
}

// checkUnlisted refuses tables that are not listed, unless a crash explains them: what is in one is also in logs, if it was about to be
// listed, or in tables that are, if it was about to take their place; or it was listed once, and about to be removed.
func checkUnlisted(dir string, listed badger.Manifest, newest uint64, logs []writtenLog) error {
	paths, err := filesOf(dir, ".sst")
	if err != nil {
		return err
	}
	once, err := everListed(filepath.Join(dir, badger.ManifestFilename))
	if err != nil {
		return err
	}
	for _, path := range paths {
		id, known := table.ParseFileID(path)
		if _, is := listed.Tables[id]; is || once[id] || !known {
			continue
		}
		last, err := lastOf(path)
		if err != nil {
			continue // one that was not whole yet when its writer ended
		}
		inLogs := slices.ContainsFunc(logs, func(l writtenLog) bool { return l.first != 0 && l.first <= last })
		if last > newest && !inLogs {
			return &graph.Error{Fault: graph.Corrupt, Err: fmt.Errorf("%s does not list %s, and what is in that is nowhere else: its end was lost, restore a copy",
				badger.ManifestFilename, filepath.Base(path))}
		}
	}
	return nil
}

// listHeader is what the list of tables begins with, before its changes.
const listHeader = 8

// everListed returns the tables that the list ever named. After its header it holds changes: length, CRC-32C, both four bytes big endian, and
// the change. Whoever calls has had Badger read it.
func everListed(path string) (map[uint64]bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	named := map[uint64]bool{}
	for rest := data[min(listHeader, len(data)):]; len(rest) >= 8; {
		size := uint64(binary.BigEndian.Uint32(rest))
		if size > uint64(len(rest)-8) {
			break // its end was cut
		}
		var set pb.ManifestChangeSet
		if err := proto.Unmarshal(rest[8:8+size], &set); err != nil {
			return nil, damaged(path, err)
		}
		for _, c := range set.Changes {
			named[c.Id] = true
		}
		rest = rest[8+size:]
	}
	return named, nil
}

// lastOf returns the number of the last transaction in a table.
func lastOf(path string) (uint64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	index, _, err := readIndex(f)
	if err != nil {
		return 0, err
	}
	return index.MaxVersion(), nil
}
