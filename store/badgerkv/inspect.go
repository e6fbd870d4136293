package badgerkv

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

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
	runs, err := filepath.Glob(filepath.Join(dir, "*.run"))
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

// checkTables reads every table that is listed, and returns the number of the last transaction in any.
func checkTables(dir string, listed badger.Manifest) (newest uint64, err error) {
	for id, t := range listed.Tables {
		if t.Compression != options.None {
			return 0, &graph.Error{Fault: graph.Corrupt, Err: fmt.Errorf("%s is compressed, and ours never are", table.IDToFilename(id))}
		}
		path := table.NewFilename(id, dir)
		if err := checkTable(path); err != nil {
			return 0, err
		}
		last, err := lastOf(path)
		if err != nil {
			return 0, damaged(path, err)
		}
		newest = max(newest, last)
	}
	return newest, nil
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
