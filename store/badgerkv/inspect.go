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

// inspect makes sure, before Badger opens dir, that it will find there what it trusts to find. The caller holds the lock.
func inspect(dir string, settings badger.Options) error {
	logs, err := pending(dir, settings.ReadOnly)
	if err != nil {
		return err
	}
	manifest, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if errors.Is(err, os.ErrNotExist) {
		return unlisted(dir, logs, settings.ReadOnly)
	}
	if err != nil {
		return err
	}
	defer manifest.Close()
	listed, _, err := badger.ReplayManifestFile(manifest, magic, settings)
	if err != nil {
		return err
	}
	if settings.ReadOnly && logs > 0 {
		return &graph.Error{Fault: graph.Conflict, Err: errors.New("it was not closed properly: open it once for writing")}
	}
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

// unlisted judges a directory without a list of tables. It is a new store, unless there are files that such a list once named:
// Badger would delete them.
func unlisted(dir string, logs int, readOnly bool) error {
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil {
		return err
	}
	if logs+len(tables) > 0 {
		return &graph.Error{Fault: graph.Corrupt, Err: fmt.Errorf(
			"its %s is missing, and there are %d files of data: restore a backup", badger.ManifestFilename, logs+len(tables))}
	}
	if readOnly {
		return &graph.Error{Fault: graph.NotFound, Err: errors.New("there is no store in it")}
	}
	return nil
}

// pending counts the logs of writes that are in no table yet. It removes logs without a byte, which a kill just after the
// creation or just before the removal of one leaves behind, and over which Badger stumbles.
func pending(dir string, readOnly bool) (logs int, err error) {
	for _, pattern := range []string{"*.mem", "*.vlog"} {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return 0, err
		}
		for _, path := range paths {
			info, err := os.Stat(path)
			switch {
			case err != nil:
				return 0, err
			case info.Size() == 0 && !readOnly:
				err = os.Remove(path)
			case pattern == "*.mem":
				logs++
			}
			if err != nil {
				return 0, err
			}
		}
	}
	return logs, nil
}
