package badgerkv

import (
	"context"
	"errors"
	"iter"
	"math"

	"dyad/store"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"
)

// Rows that come in great numbers are sorted in files beside the engine's, and then written as tables, past its log and its memory, which takes a
// third of the time. It is done where there is little in the store so far, since the engine puts such tables above all others and would first have to
// merge those; while nobody reads, since it hands out no snapshots in between; and where the system lets all of the tables be open, since the engine
// panics over one that it may not make. Where one of these does not hold, the sorted rows are written like any others, and refused where that fails.

// bulkTable is how large a table is that is written at once. The engine's writer doubles the size that it is told for each level but two.
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
	if db.tableBytes() >= sorted.bytes/littleFor || spare(tables, bytes) != nil || !db.reading.TryLock() {
		return false, nil
	}
	defer db.reading.Unlock()
	if err := db.room(writeReserve + bytes); err != nil {
		return false, err
	}
	settled, err := db.settleBelow()
	var stopped error
	then := engineOptions(db.dir, false, db.trouble)
	if err == nil && settled {
		stopped, err = db.writeTables(ctx, sorted)
		then = atRest(then, bulkTable)
	}
	if err == nil {
		err = db.reopen(then)
	}
	if err != nil {
		db.trouble.fail(err) // nobody knows how many of the tables are there
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

// writeTables hands sorted rows to the engine's own writer of tables. Where it stopped before their end the engine is as sound as after it, and
// has the rows up to there.
func (db *DB) writeTables(ctx context.Context, sorted *runs) (stopped, err error) {
	engine := db.engine
	w := engine.NewStreamWriter()
	if err := w.PrepareIncremental(); err != nil {
		w.Cancel()
		return nil, err
	}
	stopped, err = feed(ctx, w, sorted, engine.MaxVersion()+1)
	if err != nil {
		w.Cancel() // which leaves the engine without the order and the number of what it was given
		return nil, err
	}
	return stopped, w.Flush()
}

// settleBelow has the engine put all that it holds below its first level, and reports whether that is so. The writer of tables refuses to work while
// there are rows in memory, which go into the first level when the engine is closed; and where it finds that level taken it starts the compactions
// twice, which then take each other's tables away. An engine that is closed takes out of that level only the oldest table and those that it overlaps
// with, so it is closed until there are none, or they become no fewer.
//
// It leaves an engine at rest that is only for the writing of tables. They are smaller than usual, since several are put together in memory. Those of a
// compaction would be far smaller still, and more than may be open.
func (db *DB) settleBelow() (settled bool, err error) {
	usual := engineOptions(db.dir, false, db.trouble)
	for before := math.MaxInt; ; {
		if err := db.reopen(usual.WithCompactL0OnClose(true)); err != nil {
			return false, err
		}
		if err := db.reopen(atRest(usual, bulkTable>>(usual.MaxLevels-2))); err != nil {
			return false, err
		}
		left := db.engine.Levels()[0].NumTables
		if left == 0 || left >= before {
			return left == 0, nil
		}
		before = left
	}
}

// atRest are options by which the engine takes each level for large enough: what was written into tables at once is not written all over again
// right away, one level further down, but by a later opening, beside other work. Whatever it has to compact becomes tables of the given size.
func atRest(options badger.Options, tableSize int64) badger.Options {
	return options.WithBaseLevelSize(1 << 50).WithBaseTableSize(tableSize)
}

// reopen closes the engine, and opens it with other options.
func (db *DB) reopen(options badger.Options) error {
	if err := db.stop(); err != nil {
		return err
	}
	engine, err := badger.Open(options)
	if err != nil {
		return err
	}
	db.engine = engine
	return nil
}

// feed hands rows to a writer of tables, as of a version of the engine's. It is stopped by the end of ctx or by rows that can't be read; err is
// the writer's.
func feed(ctx context.Context, w *badger.StreamWriter, sorted *runs, version uint64) (stopped, err error) {
	buf := z.NewBuffer(tableBatch+store.MaxValueBytes, "badgerkv.bulk")
	defer func() { _ = buf.Release() }()
	for row, err := range sorted.merged() {
		if err == nil && ctx.Err() != nil {
			err = ended(ctx)
		}
		if err != nil {
			return err, nil
		}
		badger.KVToBuffer(&pb.KV{Key: row.Key, Value: row.Value, Version: version}, buf)
		if buf.LenNoPadding() < tableBatch {
			continue
		}
		if err := w.Write(buf); err != nil {
			return nil, err
		}
		buf.Reset()
	}
	return nil, w.Write(buf)
}

// tableBatch is how many bytes are handed to the writer of tables at a time.
const tableBatch = 4 << 20

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
