package badgerkv

import (
	"context"
	"errors"
	"iter"
	"math"

	"dyad/store"

	"github.com/dgraph-io/badger/v4"
)

// Rows that come in great numbers are sorted in files beside the engine's, and then written as tables, past its log and its memory, which takes a
// fraction of the time. It is done where there is little in the store so far, since the engine puts such tables above all others and would first have to
// merge those; while nobody reads, since it is closed in between; where the lock on the directory is ours, since that of the engine ends when it is
// closed; and where the system lets all of the tables be open, since the engine has them so. Where one of these does not hold, the sorted rows are
// written like any others, and refused where that fails.

// bulkTable is how large a table is that is written at once.
const bulkTable = 8 << 20

// littleFor says how much smaller a store has to be than what is staged, so that merging its tables first costs little.
const littleFor = 8

// stage gathers rows. As long as they fit into one run they are written as they came.
func (db *DB) stage(ctx context.Context, rows iter.Seq2[store.Row, error]) (err error) {
	if err := db.writable(); err != nil { // before files are made beside those that are only to be read
		return err
	}
	sorted := &runs{dir: db.dir}
	defer func() { err = errors.Join(err, sorted.close()) }()
	rest, err := db.gather(ctx, rows, sorted)
	switch {
	case err != nil:
		return err
	case len(sorted.files) == 0:
		return db.commitAll(ctx, rest.inOrder())
	}
	if err := sorted.write(rest); err != nil {
		return err
	}
	return db.write(ctx, sorted)
}

// gather puts rows into runs, each of which is sorted and written while the next one fills. What fills none is returned.
func (db *DB) gather(ctx context.Context, rows iter.Seq2[store.Row, error], sorted *runs) (rest *run, err error) {
	filling, written := &run{}, make(chan error, 1)
	written <- nil
	writing := &run{} // or written already, and to be filled next
	defer func() {
		if failed := <-written; err == nil { // nobody may write any more when the files are removed
			err = failed
		}
	}()
	for row, err := range rows {
		if err == nil {
			err = row.Check()
		}
		if err == nil && ctx.Err() != nil {
			err = ended(ctx)
		}
		if err != nil {
			return nil, err
		}
		filling.add(row)
		if len(filling.arena) < db.runBytes {
			continue
		}
		err := <-written
		if err == nil {
			err = errors.Join(db.room(writeReserve+uint64(len(filling.arena))), spareHeap())
		}
		if err != nil {
			written <- nil
			return nil, err
		}
		filling, writing = writing, filling
		filling.arena, filling.rows = filling.arena[:0], filling.rows[:0]
		go func(r *run) { written <- sorted.write(r) }(writing)
	}
	return filling, nil
}

// inOrder yields the rows as they were added.
func (r *run) inOrder() iter.Seq2[store.Row, error] {
	return func(yield func(store.Row, error) bool) {
		for _, s := range r.rows {
			if !yield(r.row(s), nil) {
				return
			}
		}
	}
}

// write puts sorted rows into tables if it can, and else writes them like any others.
func (db *DB) write(ctx context.Context, sorted *runs) error {
	if done, err := db.writeAlone(ctx, sorted); done || err != nil {
		return err
	}
	return db.commitAll(ctx, sorted.merged())
}

// writeAlone puts sorted rows into tables; done is false if that can't be, and then nothing has been written.
func (db *DB) writeAlone(ctx context.Context, sorted *runs) (done bool, err error) {
	db.writing.Lock()
	defer db.writing.Unlock()
	if err := db.trouble.any(); err != nil {
		return false, err
	}
	tables, bytes := sorted.asTables()
	if !ownLock || db.tableBytes() >= sorted.bytes/littleFor || spare(tables, bytes) != nil || !db.reading.TryLock() {
		return false, nil
	}
	defer db.reading.Unlock()
	if err := db.room(writeReserve + bytes); err != nil {
		return false, err
	}
	listed, settled, err := db.settleBelow()
	var stopped error
	then := engineOptions(db.dir, false, db.trouble)
	if err == nil && settled {
		stopped, err = writeTables(ctx, then, sorted, listed)
		then = atRest(then, bulkTable)
	}
	if err == nil {
		err = db.resume(then)
	}
	if err != nil {
		db.trouble.fail(err) // the engine is closed, and who opens it next finds out what it has
		sorted.kept = true   // to tell the next opening of those that are not listed
		return false, err
	}
	return settled, stopped
}

// tableBytes is how many bytes the tables of the engine have.
func (db *DB) tableBytes() uint64 {
	var sum uint64
	for _, t := range db.engine.Tables() {
		sum += uint64(t.OnDiskSize)
	}
	return sum
}

// settleBelow closes the engine, with all that it holds below its first level if that can be, and returns the tables that it lists then. What is
// in memory goes into the first level when the engine is closed, and what is there would be in the way of compactions of what is put below it. An
// engine that is told to takes out of that level, when it is closed, only the oldest table and those that it overlaps with, so it is closed until
// there are none, or they become no fewer.
func (db *DB) settleBelow() (listed badger.Manifest, settled bool, err error) {
	settling := engineOptions(db.dir, false, db.trouble).WithCompactL0OnClose(true)
	for before := math.MaxInt; ; {
		if err := db.stop(); err != nil {
			return listed, false, err
		}
		if listed, err = readList(db.dir, settling); err != nil {
			return listed, false, err
		}
		left := 0
		for _, t := range listed.Tables {
			if t.Level == 0 {
				left++
			}
		}
		if left == 0 || left >= before {
			return listed, left == 0, nil
		}
		before = left
		if err := db.resume(settling); err != nil {
			return listed, false, err
		}
	}
}

// resume opens the engine again, with other options.
func (db *DB) resume(options badger.Options) error {
	engine, err := badger.Open(options)
	if err != nil {
		return err
	}
	db.engine = engine
	return nil
}

// atRest are options by which the engine takes each level for large enough: what was written into tables at once is not written all over again
// right away, one level further down, but by a later opening, beside other work. Whatever it has to compact becomes tables of the given size.
func atRest(options badger.Options, tableSize int64) badger.Options {
	return options.WithBaseLevelSize(1 << 50).WithBaseTableSize(tableSize)
}

// commitAll writes rows in as many writes as they need.
func (db *DB) commitAll(ctx context.Context, rows iter.Seq2[store.Row, error]) error {
	var w store.Write
	buf := make([]byte, 0, store.MaxWriteBytes)
	for row, err := range rows {
		if err == nil && ctx.Err() != nil {
			err = ended(ctx)
		}
		if err != nil {
			return err
		}
		if !w.Fits(row) {
			if err := db.commit(&w); err != nil {
				return err
			}
			w.Reset()
			buf = buf[:0]
		}
		start, middle := len(buf), len(buf)+len(row.Key)
		buf = append(append(buf, row.Key...), row.Value...)
		w.Put(buf[start:middle:middle], buf[middle:])
	}
	return db.commit(&w)
}
