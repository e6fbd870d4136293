package badgerkv

import (
	"fmt"
	"os"
	"path/filepath"

	"dyad/graph"
	"dyad/store"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"
)

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

// filesOf returns the files of a directory that end so, in the order of their names. The name of the directory may be any: to filepath.Glob some letters
// of it would mean something.
func filesOf(dir, ending string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var paths []string
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ending {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, err
}

// clearLogs removes logs without a byte, which a kill just after the creation or just before the removal of one leaves behind.
func clearLogs(dir string) error {
	for _, ending := range []string{".mem", ".vlog"} {
		paths, err := filesOf(dir, ending)
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

// clearRuns removes rows that were being sorted. They excuse tables that are not listed, so it is not done before the engine has removed those.
func clearRuns(dir string) error {
	paths, err := filesOf(dir, ".run")
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}
