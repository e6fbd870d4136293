package badgerkv

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"dyad/graph"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/table"
)

// inspect makes sure, before Badger opens dir, that it will find there what it trusts to find, and reports whether a store is to be
// begun. The caller holds the lock. Nothing is written to a directory that is not ours.
func inspect(dir string, readOnly bool, settings badger.Options) (begin bool, err error) {
	manifest, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if errors.Is(err, os.ErrNotExist) {
		return true, vacant(dir, readOnly)
	}
	if err != nil {
		return false, err
	}
	defer manifest.Close()
	listed, _, err := badger.ReplayManifestFile(manifest, magic, settings)
	if err != nil {
		return false, err
	}
	if err := checkRegistry(filepath.Join(dir, badger.KeyRegistryFileName)); err != nil {
		return false, err
	}
	runs, err := filesOf(dir, ".run")
	if err != nil {
		return false, err
	}
	if settings.ReadOnly {
		err = checkClosed(dir, listed)
	} else {
		err = clearLogs(dir)
	}
	if err != nil {
		return false, err
	}
	newest, err := checkTables(dir, listed)
	if err != nil || settings.ReadOnly { // then there are neither logs nor tables that are not listed
		return false, err
	}
	logs, err := readLogs(dir)
	if err != nil {
		return false, err
	}
	if err := checkLogs(logs, newest); err != nil {
		return false, err
	}
	if len(runs) > 0 { // then tables may have been written at once, which are of the next transaction and in no log
		newest++
	}
	if err := checkUnlisted(dir, listed, newest, logs); err != nil {
		return false, err
	}
	return false, trim(logs)
}

// checkTables reads every table that is listed, and returns the number of the last transaction in any. Of several that are damaged it names the
// one of the lowest number.
func checkTables(dir string, listed badger.Manifest) (newest uint64, err error) {
	ids := slices.Sorted(maps.Keys(listed.Tables))
	lasts, errs := make([]uint64, len(ids)), make([]error, len(ids))
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(ids)); i = next.Add(1) - 1 {
				lasts[i], errs[i] = checkListed(dir, ids[i], listed.Tables[ids[i]])
			}
		})
	}
	all.Wait()
	return slices.Max(append(lasts, 0)), cmp.Or(errs...)
}

// checkListed reads a table, and returns the number of the last transaction in it.
func checkListed(dir string, id uint64, t badger.TableManifest) (last uint64, err error) {
	if t.Compression != options.None {
		return 0, &graph.Error{Fault: graph.Corrupt, Err: fmt.Errorf("%s is compressed, and ours never are", table.IDToFilename(id))}
	}
	path := table.NewFilename(id, dir)
	if err := checkTable(path); err != nil {
		return 0, err
	}
	if last, err = lastOf(path); err != nil {
		return 0, damaged(path, err)
	}
	return last, nil
}

// A registry of keys has two parts of fixed length where nothing is encrypted: random bytes, and a text that is known.
const (
	registryRandom = 16
	registryText   = "Hello Badger"
)

// checkRegistry makes sure that the registry of keys is whole and holds no key. Badger makes one that is missing.
func checkRegistry(path string) error {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(data) != registryRandom+len(registryText):
		return damaged(path, fmt.Errorf("%d bytes, and it has %d", len(data), registryRandom+len(registryText)))
	case string(data[registryRandom:]) != registryText:
		return damaged(path, errors.New("it is not as it was written"))
	}
	return nil
}
