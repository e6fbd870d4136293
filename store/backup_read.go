package store

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"

	"dyad/graph"
)

// A BackupReader reads a backup and believes nothing of it. It is read once, from one goroutine.
type BackupReader struct {
	name   string
	about  Backup // without what its end tells
	in     *bufio.Reader
	sum    hash.Hash
	at     int64 // bytes that were read
	ledger ledger
}

// ReadBackup reads the beginning of a backup. The name is that of errors. Every error is BadInput and tells what is wrong, but for
// those of the reader itself.
func ReadBackup(name string, r io.Reader) (*BackupReader, error) {
	b := &BackupReader{name: name, in: bufio.NewReaderSize(r, 1<<18), sum: sha256.New(), ledger: newLedger()}
	if err := b.readHead(); err != nil {
		return nil, during("read a backup", err)
	}
	return b, nil
}

// Check reads the backup to its end and returns what it says of itself.
func (b *BackupReader) Check() (Backup, error) {
	for _, err := range b.Rows() {
		if err != nil {
			return Backup{}, during("read a backup", err)
		}
	}
	return b.about, nil
}

// wrong is what is wrong with the backup.
func (b *BackupReader) wrong(format string, args ...any) error {
	return &graph.Error{On: b.name, Fault: graph.BadInput, Err: fmt.Errorf(format, args...)}
}

// failed is an error of reading: the end where there should be more, or one of the reader's own.
func (b *BackupReader) failed(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return b.wrong("it ends after %d bytes, before its last line: it was cut short", b.at)
	}
	return b.unread(err)
}

// unread is an error of whoever was to hand the backup over.
func (b *BackupReader) unread(err error) error {
	if known, ours := errors.AsType[*graph.Error](err); ours { // of who sends it, and says where
		return known
	}
	return &graph.Error{On: b.name, Fault: graph.Internal, Err: err}
}

// line reads a line, and returns it with its end.
func (b *BackupReader) line() ([]byte, error) {
	line, err := b.in.ReadSlice('\n')
	b.at += int64(len(line))
	switch {
	case errors.Is(err, bufio.ErrBufferFull) || len(line) > longestLine:
		return nil, b.wrong("byte %d: this line of a backup has at most %d bytes: it was altered", b.at, longestLine)
	case err != nil:
		return nil, b.failed(err)
	}
	return line, nil
}

func (b *BackupReader) readHead() error {
	magic, err := b.in.Peek(len(backupMagic))
	if err != nil && !errors.Is(err, io.EOF) {
		return b.failed(err)
	}
	if string(magic) != backupMagic {
		return b.wrong("this is no backup of dyad: one begins with %q", backupMagic)
	}
	first, err := b.line()
	if err != nil {
		return err
	}
	b.sum.Write(first)
	if got := string(first[len(backupMagic):]); got != fmt.Sprintf("%d\n", backupFormat) {
		return b.wrong("it is of format %.20q, and this program reads format %d: use a newer dyad", got[:len(got)-1], backupFormat)
	}
	second, err := b.line()
	if err != nil {
		return err
	}
	b.sum.Write(second)
	if err := strictly(second, &b.about); err != nil {
		return b.wrong("its second line can't be read: %w: it was altered", err)
	}
	if b.about.UpTo.Tx == 0 || b.about.UpTo.Tx < b.about.After.Tx || b.about.Layout == 0 {
		return b.wrong("its second line says what can't be: layout %d, transactions after %d up to %d: it was altered",
			b.about.Layout, b.about.After.Tx, b.about.UpTo.Tx)
	}
	return nil
}

// strictly reads JSON that may have no field that is not known.
func strictly(line []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// Rows yields the rows in the order of their keys. An error is yielded once, last; without one the backup is whole, as it was written.
// The slices of a row change with the next.
func (b *BackupReader) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var last, buffer []byte
		for {
			row, err := b.row(&buffer)
			if err == nil && row.Key == nil {
				err = b.readTail()
				if err == nil {
					return
				}
			}
			if err == nil {
				err = b.judge(row, last)
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			last = append(last[:0], row.Key...)
			if !yield(row, nil) {
				return
			}
		}
	}
}

// row reads a row into a buffer; one without a key is the mark after the last.
func (b *BackupReader) row(buffer *[]byte) (Row, error) {
	var head [rowHead]byte
	if err := b.read(head[:2]); err != nil {
		return Row{}, err
	}
	keys := int(binary.BigEndian.Uint16(head[:2]))
	if keys == 0 {
		return Row{}, b.endRows()
	}
	if err := b.read(head[2:]); err != nil {
		return Row{}, err
	}
	values := int(binary.BigEndian.Uint32(head[2:]))
	if keys > MaxKeyBytes || values > MaxValueBytes {
		return Row{}, b.wrong("byte %d: a row with a key of %d bytes and a value of %d, which is too much: it was altered", b.at, keys, values)
	}
	if cap(*buffer) < keys+values {
		*buffer = make([]byte, keys+values)
	}
	both := (*buffer)[:keys+values]
	err := b.read(both)
	return Row{both[:keys:keys], both[keys:]}, err
}

// endRows reads what is left of the mark.
func (b *BackupReader) endRows() error {
	var end [1]byte
	if err := b.read(end[:]); err != nil {
		return err
	}
	if end[0] != backupMark[2] {
		return b.wrong("byte %d: neither a row nor the end of the rows: it was altered", b.at)
	}
	return nil
}

func (b *BackupReader) read(p []byte) error {
	n, err := io.ReadFull(b.in, p)
	b.at += int64(n)
	if err != nil {
		return b.failed(err)
	}
	b.sum.Write(p)
	return nil
}

// judge refuses a row that no backup has there.
func (b *BackupReader) judge(row Row, last []byte) error {
	d, err := declared(row.Key)
	if err != nil {
		return b.altered(row, err)
	}
	if d.bare || bytes.Compare(row.Key, last) <= 0 {
		return b.altered(row, errors.New("it does not belong there"))
	}
	tx, _, err := unstamped(row)
	if err != nil {
		return b.altered(row, cause(err))
	}
	if tx <= b.about.After.Tx || tx > b.about.UpTo.Tx {
		return b.altered(row, fmt.Errorf("transaction %d wrote it, and the backup is of those after %d up to %d", tx, b.about.After.Tx, b.about.UpTo.Tx))
	}
	b.about.Rows++
	if err := b.ledger.count(row); err != nil {
		return b.altered(row, cause(err))
	}
	return nil
}

func (b *BackupReader) altered(row Row, err error) error {
	return b.wrong("the row before byte %d, %s: %w: it was altered", b.at, describe(row.Key), err)
}

// readTail reads the last line, and compares it with what came before.
func (b *BackupReader) readTail() error {
	b.about.SHA256 = hex.EncodeToString(b.sum.Sum(nil))
	line, err := b.line()
	if err != nil {
		return err
	}
	var t backupTrailer
	if err := strictly(line, &t); err != nil {
		return b.wrong("its last line can't be read: %w: it was altered", err)
	}
	if t.Rows != b.about.Rows || t.SHA256 != b.about.SHA256 {
		return b.wrong("its last line tells of %d rows with SHA-256 %s, and it has %d with %s: it was altered",
			t.Rows, cmp.Or(t.SHA256, "none"), b.about.Rows, b.about.SHA256)
	}
	switch _, err := b.in.ReadByte(); {
	case err == nil:
		return b.wrong("there is something behind its last line, at byte %d: it was altered", b.at)
	case !errors.Is(err, io.EOF):
		return b.unread(fmt.Errorf("its last line was read, and not that nothing follows: %w: read it again", err))
	}
	if err := b.ledger.complete(b.about.After.Tx, b.about.UpTo.Tx); err != nil {
		return b.wrong("its digest is right, and its rows don't add up: %w: use another backup", err)
	}
	return nil
}
