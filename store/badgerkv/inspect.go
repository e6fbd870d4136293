package badgerkv

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"dyad/graph"
	"dyad/store"

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
	if settings.ReadOnly {
		err = checkClosed(dir, listed)
	} else {
		err = clearLogs(dir)
	}
	if err != nil {
		return false, err
	}
	return false, checkTables(dir, listed)
}

// checkTables reads every table that is listed.
func checkTables(dir string, listed badger.Manifest) error {
	for id, t := range listed.Tables {
		if t.Compression != options.None {
			return &graph.Error{Fault: graph.Corrupt, Err: fmt.Errorf("%s is compressed, and ours never are", table.IDToFilename(id))}
		}
		if err := checkTable(table.NewFilename(id, dir)); err != nil {
			return err
		}
	}
	return nil
}

// vacant judges a directory without a list of tables. A store may be begun in it, unless there are files that such a list once
// named, which Badger would delete, or files of somebody else.
func vacant(dir string, readOnly bool) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	data, others := 0, []string(nil)
	for _, f := range files {
		switch {
		case holdsData(f):
			data++
		case !ours(f.Name()) && f.Name() != "lost+found": // which is in a file system made for the store
			others = append(others, f.Name())
		}
	}
	switch {
	case data > 0:
		return &graph.Error{Fault: graph.Corrupt, Err: fmt.Errorf(
			"its %s is missing, and there are %d files of data: restore a copy", badger.ManifestFilename, data)}
	case readOnly:
		return &graph.Error{Fault: graph.NotFound, Err: errors.New("there is no store in it")}
	case len(others) > 0:
		return &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf(
			"it holds no store, but %q: name a new directory or an empty one", others[0])}
	}
	return clearLogs(dir)
}

// holdsData reports whether a file is a table, or a log that is not empty.
func holdsData(f os.DirEntry) bool {
	switch filepath.Ext(f.Name()) {
	case ".sst":
		return true
	case ".mem":
		info, err := f.Info()
		return err != nil || info.Size() > 0
	}
	return false
}

// lockNote is the file that tells which process has the store.
const lockNote = "LOCK"

// ours reports whether the name is one of a file that Badger or the lock makes.
func ours(name string) bool {
	switch name {
	case badger.ManifestFilename, "MANIFEST-REWRITE", badger.KeyRegistryFileName, badger.KeyRegistryRewriteFileName, "DISCARD", lockNote:
		return true
	}
	ext := filepath.Ext(name)
	return ext == ".mem" || ext == ".sst" || ext == ".vlog"
}

// checkClosed returns [store.ErrUnsettled] if a writer left something to be finished: logs of writes that are in no table yet, logs
// without a byte, over which Badger stumbles, or tables that are not listed, which it would remove.
func checkClosed(dir string, listed badger.Manifest) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		settled := true
		switch filepath.Ext(f.Name()) {
		case ".mem":
			settled = false
		case ".vlog":
			info, err := f.Info()
			settled = err == nil && info.Size() > 0
		case ".sst":
			id, known := table.ParseFileID(f.Name())
			_, is := listed.Tables[id]
			settled = !known || is
		}
		if !settled {
			return &graph.Error{Fault: graph.Conflict, Err: fmt.Errorf("it was not closed properly: %w", store.ErrUnsettled)}
		}
	}
	return nil
}

// clearLogs removes logs without a byte, which a kill just after the creation or just before the removal of one leaves behind.
func clearLogs(dir string) error {
	for _, pattern := range []string{"*.mem", "*.vlog"} {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, path := range paths {
			info, err := os.Stat(path)
			if err == nil && info.Size() == 0 {
				err = os.Remove(path)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
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
