package badgerkv

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// entry is one as Badger writes it: what readLog describes.
func entry(marks byte, key string, version uint64, value string) []byte {
	b := []byte{marks, 0}
	b = binary.AppendUvarint(b, uint64(len(key)+8))
	b = binary.AppendUvarint(b, uint64(len(value)))
	b = binary.AppendUvarint(b, 0)
	b = append(b, key...)
	b = binary.BigEndian.AppendUint64(b, math.MaxUint64-version)
	b = append(b, value...)
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// transaction is a whole one of one row.
func transaction(version uint64) []byte {
	return append(entry(withinTransaction, "key", version, "value"), entry(endsTransaction, "!badger!txn", version, strconv.FormatUint(version, 10))...)
}

// FuzzReadLog puts anything behind two whole transactions. Nothing panics, and they are read; what else is read is within the file.
func FuzzReadLog(f *testing.F) {
	f.Add([]byte{})
	f.Add(transaction(9))
	f.Add(transaction(9)[:20])
	f.Add(entry(withinTransaction, "key", 9, "value"))
	f.Add(entry(endsTransaction, "!badger!txn", 9, "8"))
	f.Add(binary.AppendUvarint([]byte{0, 0, 8}, math.MaxUint64))
	f.Add(make([]byte, 64))
	f.Fuzz(func(t *testing.T, behind []byte) {
		begin := bytes.Join([][]byte{make([]byte, logHeader), transaction(7), transaction(8)}, nil)
		path := filepath.Join(t.TempDir(), "1.mem")
		if err := os.WriteFile(path, append(bytes.Clone(begin), behind...), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := readLog(path)
		if err != nil || l.first != 7 || l.last < 8 && len(behind) == 0 || l.end < int64(len(begin)) || l.end > l.size {
			t.Errorf("readLog with %x behind = %+v, %v; want transactions from 7 on, to byte %d at least", behind, l, err, len(begin))
		}
	})
}
