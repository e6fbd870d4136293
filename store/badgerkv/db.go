package badgerkv

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"dyad/store"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

// A DB is an open directory. It implements [store.KV].
type DB struct {
	dir      string
	readOnly bool
	begun    bool     // there was no store before this opening
	made     []string // the directories that this opening made, the innermost first
	engine   *badger.DB
	lock     *lock
	calls    calls
	trouble  *trouble
	reading  sync.RWMutex // held by readers; alone, by who gives the engine up for a moment
	runBytes int
	writing  sync.Mutex // held while a write is under way; the engine aborts if one follows a failed one
}

var _ store.KV = (*DB)(nil)

// Options say how to open a directory.
type Options struct {
	// ReadOnly opens it for reading only, together with other readers, and writes nothing: the directory may be one that can't be
	// written. It must hold a store that was closed properly; Apply and Stage are refused. Where the system has no locks that
	// readers share, it keeps everybody else out all the same.
	ReadOnly bool
}

// closeGrace is how long Close waits for background work that has already failed once.
const closeGrace = 3 * time.Second

// magic marks a directory as dyad's in Badger's own manifest. It is on disk: never change it.
const magic = 0xD7AD

// Open opens the store in dir. Unless opts.ReadOnly it begins one, readable by its owner only, where there is none: in a directory
// that isn't there or is empty. Faults: Conflict if another process has it, or, with [store.ErrUnsettled], if ReadOnly meets one
// that was not closed properly; BadInput if dir can't be used, because it is a file, holds something else, or may not be written;
// NotFound if ReadOnly meets no store; Corrupt if the files are damaged; Overloaded if the disk is full.
func Open(dir string, opts Options) (*DB, error) {
	db, err := open(dir, opts)
	if err != nil {
		e := translate(err)
		e.Op, e.On = "open", dir
		return nil, e
	}
	return db, nil
}

func open(dir string, opts Options) (*DB, error) {
	made, err := prepare(dir, opts.ReadOnly)
	if err != nil {
		return nil, err
	}
	held, err := acquire(dir, opts.ReadOnly)
	if err != nil {
		return nil, err
	}
	db := &DB{dir: dir, readOnly: opts.ReadOnly, made: made, lock: held, trouble: newTrouble(), runBytes: runBytes}
	if err := db.start(); err != nil {
		if db.begun {
			err = errors.Join(err, db.remove())
		}
		return nil, errors.Join(err, held.release())
	}
	return db, nil
}

// start checks the files and hands them to Badger.
func (db *DB) start() error {
	settings := engineOptions(db.dir, db.readOnly && ownLock, db.trouble)
	begun, err := inspect(db.dir, db.readOnly, settings)
	if err != nil {
		return err
	}
	db.begun = begun
	if err := db.lock.sign(); err != nil { // not before it is known that the directory is ours
		return err
	}
	if err := db.room(openReserve); err != nil {
		return err
	}
	engine, err := badger.Open(settings)
	if err != nil {
		return err
	}
	db.engine = engine
	if settings.ReadOnly {
		return nil
	}
	if err := clearRuns(db.dir); err != nil {
		return errors.Join(err, engine.Close())
	}
	return nil
}

// engineOptions sizes Badger for a store of some hundred thousand claims beside an index that takes most of the memory.
func engineOptions(dir string, readOnly bool, log badger.Logger) badger.Options {
	return badger.DefaultOptions(dir).
		WithReadOnly(readOnly).
		WithBypassLockGuard(ownLock).
		WithExternalMagic(magic).
		WithLogger(log).
		WithMetricsEnabled(false). // they are package variables, shared by all open stores
		WithSyncWrites(true).
		WithDetectConflicts(false). // writes read nothing
		WithMemTableSize(memTable). // an atomic write may have 15 % of it, which must exceed store.MaxWriteBytes
		WithNumMemtables(2).
		WithNumCompactors(2).
		WithValueThreshold(1 << 20).   // above store.MaxValueBytes: no value goes to the value log
		WithValueLogFileSize(2 << 20). // so the value log stays empty
		// Uncompressed blocks are read in place, from the page cache, and need no cache of their own.
		WithCompression(options.None).WithBlockCacheSize(0).
		// A checksum that fails inside Badger is taken for a missing row, so inspect checks them before.
		WithChecksumVerificationMode(options.NoVerification)
}

const memTable = 16 << 20

// Begun reports whether there was no store in the directory before this opening.
func (db *DB) Begun() bool { return db.begun }

// Close implements [store.KV].
func (db *DB) Close() error { return db.shut(func() error { return nil }) }

// Discard gives the store up as Close does. If this opening began it, and nothing has gone wrong with it, it is removed as well:
// its files, and then the directories that Open made, as far as they are empty.
func (db *DB) Discard() error {
	return db.shut(func() error {
		if !db.begun || db.trouble.any() != nil {
			return nil
		}
		return db.remove()
	})
}

// shut closes the store, and runs last before it lets others in.
func (db *DB) shut(last func() error) error {
	if !db.calls.shut() {
		return nil
	}
	err := db.stop()
	if err == nil {
		err = errors.Join(db.trouble.background(), last(), db.lock.release())
	}
	if err != nil {
		return db.explain("close", err)
	}
	return nil
}

// stop closes Badger. Once a table could not be written Badger tries for ever, so then it is left alone after a while, with
// the directory locked until the process ends.
func (db *DB) stop() error {
	done := make(chan error, 1)
	go func() { done <- db.engine.Close() }()
	select {
	case err := <-done:
		return err
	case <-db.trouble.seen:
	}
	select {
	case err := <-done:
		return err
	case <-time.After(closeGrace):
		return fmt.Errorf("gave up; what was acknowledged is in the log and counts at the next opening: %w", db.trouble.background())
	}
}
