package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"dyad/graph"
)

// stampSize is what the value of every row that is not bare begins with: the transaction that wrote it, and a checksum over
// the key, the transaction and the rest, so that no damage is read as content.
const stampSize = 8 + 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// stamped returns a row as transaction tx writes it.
func stamped(tx graph.Tx, key, payload []byte) Row {
	return Row{Key: key, Value: appendStamped(make([]byte, 0, stampSize+len(payload)), tx, key, payload)}
}

// appendStamped appends the value of a row as transaction tx writes it.
func appendStamped(b []byte, tx graph.Tx, key, payload []byte) []byte {
	start := len(b)
	b = binary.BigEndian.AppendUint64(b, uint64(tx))
	b = binary.BigEndian.AppendUint32(b, checksum(key, b[start:], payload))
	return append(b, payload...)
}

func checksum(key, tx, payload []byte) uint32 {
	sum := crc32.Update(0, castagnoli, key)
	sum = crc32.Update(sum, castagnoli, tx)
	return crc32.Update(sum, castagnoli, payload)
}

// unstamped returns who wrote a row and what it holds, which shares the memory of the row. It refuses, as Corrupt, a row
// that is not as it was written.
func unstamped(r Row) (graph.Tx, []byte, error) {
	if len(r.Value) < stampSize {
		return 0, nil, corrupt(describe(r.Key), fmt.Errorf("a value of %d bytes, too short for its stamp", len(r.Value)))
	}
	tx, payload := r.Value[:8], r.Value[stampSize:]
	if want := binary.BigEndian.Uint32(r.Value[8:]); checksum(r.Key, tx, payload) != want {
		return 0, nil, corrupt(describe(r.Key), fmt.Errorf("its checksum is wrong: it is not what was written"))
	}
	return graph.Tx(binary.BigEndian.Uint64(tx)), payload, nil
}

// writtenBy returns who wrote a row, as far as can be told without its checksum; 0 if it can't.
func writtenBy(r Row) graph.Tx {
	if len(r.Value) < stampSize {
		return 0
	}
	return graph.Tx(binary.BigEndian.Uint64(r.Value))
}

// number is the value of a bare row.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
