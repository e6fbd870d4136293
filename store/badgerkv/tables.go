package badgerkv

import (
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"dyad/store"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
	"github.com/dgraph-io/ristretto/v2/z"
	"google.golang.org/protobuf/proto"
)

// A tableWriter puts rows, in the order of their keys, into tables of an engine that is closed: one is filled while the one before is put together
// and the one before that reaches the disk. Nothing lists them yet. The engine's own writer of many rows takes twice the time, most of that to
// be handed each row in an encoding, and lists each table by itself.
type tableWriter struct {
	dir     string
	options table.Options
	version uint64
	filling *table.Builder // nil between two
	next    uint64         // the number of the table that is being filled
	key     []byte
	written chan error // has what became of the table before, once that is written
	synced  chan error // has the same, once it is on the disk
	image   []byte     // of the table that is written
}

// writeTables puts sorted rows into tables of an engine that is closed, and then lists all of them, or none: what is not listed the engine removes
// when it is opened. It is stopped by the end of ctx or by rows that can't be read.
func writeTables(ctx context.Context, settings badger.Options, sorted *runs, listed badger.Manifest) (stopped, err error) {
	dir := settings.Dir
	newest, level, next := uint64(0), settings.MaxLevels, uint64(1)
	for _, id := range slices.Sorted(maps.Keys(listed.Tables)) {
		last, err := lastOf(table.NewFilename(id, dir))
		if err != nil {
			return nil, err
		}
		newest, level, next = max(newest, last), min(level, int(listed.Tables[id].Level)), id+1
	}
	w := newTableWriter(settings, newest+1, next)
	defer w.options.AllocPool.Release()
	stopped, err = w.feed(ctx, sorted)
	if err = errors.Join(err, w.finish()); err != nil || stopped != nil {
		return stopped, err
	}
	return nil, addToList(dir, level-1, next, w.next)
}

func newTableWriter(settings badger.Options, version, next uint64) *tableWriter {
	w := &tableWriter{dir: settings.Dir, version: version, next: next, written: make(chan error, 1), synced: make(chan error, 1), options: table.Options{
		TableSize:          bulkTable,
		BlockSize:          settings.BlockSize,
		BloomFalsePositive: settings.BloomFalsePositive,
		Compression:        settings.Compression,
		AllocPool:          z.NewAllocatorPool(2),
	}}
	w.written <- nil
	w.synced <- nil
	return w
}

// feed puts rows into tables. err is a table's that could not be written.
func (w *tableWriter) feed(ctx context.Context, sorted *runs) (stopped, err error) {
	for row, err := range sorted.merged() {
		if err == nil && ctx.Err() != nil {
			err = ended(ctx)
		}
		if err != nil {
			return err, nil
		}
		if err := w.add(row); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func (w *tableWriter) add(row store.Row) error {
	if w.filling != nil && w.filling.ReachedCapacity() {
		if err := w.end(); err != nil {
			return err
		}
	}
	if w.filling == nil {
		w.filling = table.NewTableBuilder(w.options)
	}
	w.key = binary.BigEndian.AppendUint64(append(w.key[:0], row.Key...), ^w.version) // as the engine has it: the newest version comes first
	w.filling.Add(w.key, y.ValueStruct{Value: row.Value}, 0)
	return nil
}

// end has the table written that is being filled, unless one before it could not be.
func (w *tableWriter) end() error {
	b, path := w.filling, table.NewFilename(w.next, w.dir)
	w.filling = nil
	w.next++
	if err := <-w.written; err != nil {
		b.Close()
		w.written <- nil // it is told once
		return err
	}
	go func() { w.written <- w.write(b, path) }()
	return nil
}

// write puts a table into a file of its own, and lets go of its memory, which nothing else does.
func (w *tableWriter) write(b *table.Builder, path string) error {
	defer b.Close()
	data := b.Done()
	w.image = slices.Grow(w.image[:0], data.Size)[:data.Size]
	data.Copy(w.image)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(w.image); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := <-w.synced; err != nil {
		w.synced <- nil
		return errors.Join(err, f.Close())
	}
	go func() { w.synced <- errors.Join(f.Sync(), f.Close()) }()
	return nil
}

// finish writes the last table, and waits until all are on the disk.
func (w *tableWriter) finish() error {
	var err error
	if w.filling != nil {
		err = w.end()
	}
	return errors.Join(err, <-w.written, <-w.synced, syncDirectory(w.dir))
}

// syncDirectory makes sure that the files of a directory are found in it after a loss of power.
func syncDirectory(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// readList returns what the engine lists.
func readList(dir string, settings badger.Options) (badger.Manifest, error) {
	f, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if err != nil {
		return badger.Manifest{}, err
	}
	defer f.Close()
	listed, _, err := badger.ReplayManifestFile(f, magic, settings)
	return listed, err
}

// rewrittenList is the name under which the list of tables is written anew, as the engine calls it too.
const rewrittenList = "MANIFEST-REWRITE"

// addToList lists tables of one level, from the number first up to end, by one change; everListed says how it is written. The list with the change takes
// the place of the one without it, so that there is never half a change: the engine passes over one at the end of its list only if it is smaller
// than what comes before, and this one is the largest of all. The engine is closed.
func addToList(dir string, level int, first, end uint64) error {
	var set pb.ManifestChangeSet
	for id := first; id < end; id++ {
		set.Changes = append(set.Changes, &pb.ManifestChange{Id: id, Op: pb.ManifestChange_CREATE, Level: uint32(level)})
	}
	data, err := proto.Marshal(&set)
	if err != nil {
		return err
	}
	path, rewritten := filepath.Join(dir, badger.ManifestFilename), filepath.Join(dir, rewrittenList)
	list, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	list = binary.BigEndian.AppendUint32(list, uint32(len(data)))
	list = append(binary.BigEndian.AppendUint32(list, crc32.Checksum(data, castagnoli)), data...)
	f, err := os.OpenFile(rewritten, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(list)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(rewritten))
	}
	if err := os.Rename(rewritten, path); err != nil {
		return err
	}
	return syncDirectory(dir)
}
