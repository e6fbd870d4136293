package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"

	"dyad/graph"
)

// The parts of a backup, which docs/backup.md describes: a first line, a line of JSON, rows, a mark, and a line of JSON.
const (
	backupMagic  = "dyad backup "
	backupFormat = 1
	backupMark   = "\x00\x00\n" // a key of no bytes, and the end of a line, so that tools find the last one
	rowHead      = 2 + 4        // the lengths of the key and of the value
	longestLine  = 4 << 10      // of those at both ends
)

// A backupTrailer is the last line.
type backupTrailer struct {
	Rows   uint64 `json:"rows"`
	SHA256 string `json:"sha256"` // of everything before the line
}

// A ledger of rows compares how many rows transactions wrote with how many are there.
type ledger struct {
	says, are map[graph.Tx]uint64
}

func newLedger() ledger { return ledger{map[graph.Tx]uint64{}, map[graph.Tx]uint64{}} }

// count counts a row whose stamp was found to be right.
func (l ledger) count(row Row) error {
	if tag(row.Key[0]) != transactionTag {
		l.are[writtenBy(row)]++
		return nil
	}
	t, written, err := transactionIn(row)
	if err != nil {
		return err
	}
	l.says[t.Tx] = written
	return nil
}

// complete is an error unless every transaction of some after others is there with all of its rows.
func (l ledger) complete(after, upTo graph.Tx) error {
	for tx := after + 1; tx <= upTo; tx++ {
		says, there := l.says[tx]
		switch {
		case !there:
			return corrupt(describe(transactionKey(tx)), errors.New("it is missing"))
		case says != l.are[tx]:
			return corrupt(describe(transactionKey(tx)), fmt.Errorf("it wrote %d rows, and %d are there", says, l.are[tx]))
		}
	}
	return nil
}

// A backupWriter writes one backup.
type backupWriter struct {
	Backup
	out    io.Writer
	sum    hash.Hash
	ledger ledger
}

// beginBackup writes what comes before the rows.
func beginBackup(w io.Writer, b Backup) (*backupWriter, error) {
	sum := sha256.New()
	o := &backupWriter{Backup: b, out: io.MultiWriter(w, sum), sum: sum, ledger: newLedger()}
	head, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(o.out, "%s%d\n%s\n", backupMagic, backupFormat, head)
	return o, err
}

func (o *backupWriter) row(r Row) error {
	if err := o.ledger.count(r); err != nil {
		return err
	}
	o.Rows++
	head := binary.BigEndian.AppendUint16(make([]byte, 0, rowHead+len(r.Key)+len(r.Value)), uint16(len(r.Key)))
	head = binary.BigEndian.AppendUint32(head, uint32(len(r.Value)))
	_, err := o.out.Write(append(append(head, r.Key...), r.Value...))
	return err
}

// complete is an error unless all rows were written that there should be.
func (o *backupWriter) complete() error { return o.ledger.complete(o.After.Tx, o.UpTo.Tx) }

// end writes what comes after the rows.
func (o *backupWriter) end() (Backup, error) {
	if _, err := io.WriteString(o.out, backupMark); err != nil {
		return Backup{}, err
	}
	o.SHA256 = hex.EncodeToString(o.sum.Sum(nil))
	line, err := json.Marshal(backupTrailer{o.Rows, o.SHA256})
	if err != nil {
		return Backup{}, err
	}
	_, err = o.out.Write(append(line, '\n'))
	return o.Backup, err
}
