package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"dyad/graph"
)

// A Point is a moment of one history: the last transaction that counted then, and the digest of that transaction's row. That tells when, by whom and why
// it was made, and how many other rows it wrote: no two stores that were filled by themselves have the same, and one with a history that was exported,
// edited and loaded again has, if the edit left that transaction and as many rows of it. The zero Point is before everything.
type Point struct {
	Tx     graph.Tx `json:"transaction"`
	SHA256 string   `json:"sha256,omitempty"` // hexadecimal; "" for the zero point
}

// A Backup is what a backup says of itself. The file format is described in docs/backup.md.
type Backup struct {
	Layout   uint64 `json:"layout"`             // of its rows
	After    Point  `json:"after"`              // what came before it; zero: it is a full one
	UpTo     Point  `json:"upTo"`               // its moment
	Previous string `json:"previous,omitempty"` // the digest of the backup that it was made onto; "" if none was named

	Rows   uint64 `json:"-"` // known once it has been written or read to its end
	SHA256 string `json:"-"` // its digest, likewise
}

// A BackupBase is what a backup is made onto. The zero value asks for a full one.
type BackupBase struct {
	After    Point        // a digest of "" is not compared
	Previous string       // the digest of the earlier backup, to be kept in this one
	Pause    func() error // is called now and then, and ends the backup with an error; may be nil
}

// Backup writes what transactions after a point recorded, up to the last one that counts when it begins, and nothing later, whatever is
// written meanwhile. Nobody waits for it. It is not whole until Backup has returned without an error. [Store.Rebuild] takes it back.
//
// Every row is compared with its checksum, and each transaction with the number of rows that it wrote: a damaged store is refused as
// Corrupt. BadInput: nothing was recorded yet, or the point is not one of this history, as far as a [Point] tells.
func (s *Store) Backup(ctx context.Context, w io.Writer, base BackupBase) (Backup, error) {
	b, err := s.backup(ctx, w, base)
	if e, ours := errors.AsType[*graph.Error](err); ours && e.Fault == graph.Corrupt {
		damaged := *e
		damaged.Err = fmt.Errorf("%w: what is damaged is not backed up: verify tells all of it, and an earlier backup restores it", cause(e))
		err = &damaged
	}
	return b, during("backup", err)
}

func (s *Store) backup(ctx context.Context, w io.Writer, base BackupBase) (Backup, error) {
	m := s.at(0)
	if m.tx == 0 {
		return Backup{}, &graph.Error{Fault: graph.BadInput, Err: errors.New("nothing was ever recorded: there is nothing to back up")}
	}
	b := Backup{Layout: s.layout, Previous: base.Previous}
	var err error
	if b.After, err = m.confirmed(ctx, base.After); err != nil {
		return Backup{}, err
	}
	if b.UpTo, err = m.point(ctx, m.tx); err != nil {
		return Backup{}, err
	}
	out, err := beginBackup(w, b)
	if err != nil {
		return Backup{}, err
	}
	if err := m.copyRows(ctx, b.After.Tx, out, base.Pause); err != nil {
		return Backup{}, err
	}
	return out.end()
}

// confirmed returns a point with its digest, or an error if it is not one of this history, as far as a [Point] tells.
func (m moment) confirmed(ctx context.Context, p Point) (Point, error) {
	if p.Tx > m.tx {
		return Point{}, &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf(
			"there is no transaction %d to go on from: the last one is %d, so an earlier backup up to there is of another directory: make a full backup", p.Tx, m.tx)}
	}
	found, err := m.point(ctx, p.Tx)
	if err == nil && p.SHA256 != "" && p.SHA256 != found.SHA256 {
		err = &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf(
			"transaction %d is another one here than in the earlier backup, which is of another directory: make a full backup", p.Tx)}
	}
	return found, err
}

// point returns the point of a transaction.
func (m moment) point(ctx context.Context, tx graph.Tx) (Point, error) {
	if tx == 0 {
		return Point{}, nil
	}
	key := transactionKey(tx)
	value, err := m.kv.Get(ctx, key)
	if err == nil && value == nil {
		err = corrupt(describe(key), errors.New("it is missing"))
	}
	return Point{tx, digestOf(Row{key, value})}, err
}

// digestOf is the digest of a row.
func digestOf(r Row) string {
	h := sha256.New()
	h.Write(r.Key)
	h.Write(r.Value)
	return hex.EncodeToString(h.Sum(nil))
}

// pauseRows is after how many rows a backup pauses.
const pauseRows = 4096

// copyRows writes the rows of all transactions after one, and expects as many of each as it wrote.
func (m moment) copyRows(ctx context.Context, after graph.Tx, out *backupWriter, pause func() error) error {
	seen := 0
	for row, err := range m.kv.Scan(ctx, nil, nil) {
		if err != nil {
			return err
		}
		if seen++; pause != nil && seen%pauseRows == 0 {
			if err := pause(); err != nil {
				return err
			}
		}
		d, err := declared(row.Key)
		if err != nil {
			return corrupt(describe(row.Key), err)
		}
		if d.bare || writtenBy(row) > m.tx {
			continue
		}
		tx, _, err := unstamped(row)
		if err != nil {
			return err
		}
		if tx <= after {
			continue
		}
		if err := out.row(row); err != nil {
			return err
		}
	}
	return out.complete()
}
