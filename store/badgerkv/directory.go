package badgerkv

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dyad/graph"

	"github.com/dgraph-io/badger/v4"
)

// prepare makes sure that dir is a directory, and returns those that it made for that, the innermost first.
func prepare(dir string, readOnly bool) (made []string, err error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist) && readOnly:
		return nil, &graph.Error{Fault: graph.NotFound, Err: errors.New("no such directory")}
	case errors.Is(err, os.ErrNotExist):
		made = missing(dir)
		return made, os.MkdirAll(dir, 0o700)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, &graph.Error{Fault: graph.BadInput, Err: errors.New("it is a file: name a directory to keep the store in")}
	}
	return nil, nil
}

// missing lists dir and the directories above it that are not there, the innermost first.
func missing(dir string) []string {
	var paths []string
	for path, below := filepath.Clean(dir), ""; path != below; path, below = filepath.Dir(path), path {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			break
		}
		paths = append(paths, path)
	}
	return paths
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
		case ours(f.Name()) && holdsData(f):
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

// holdsData reports whether a file of ours is a table, or a log that is not empty.
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

// Beside is the name of a file that may lie in the directory beside those of the engine, and another one of that name with ".new" behind it. The
// engine has nothing to do with them. They follow from what the store holds, and are removed with it.
const Beside = "index.image"

// ours reports whether the name is one of a file that Badger or the lock makes, of rows that are being sorted, or that may lie beside them.
func ours(name string) bool {
	switch name {
	case Beside, Beside + ".new", badger.ManifestFilename, rewrittenList, badger.KeyRegistryFileName, badger.KeyRegistryRewriteFileName, "DISCARD", lockNote:
		return true
	}
	number, ext, _ := strings.Cut(name, ".")
	return slices.Contains([]string{"mem", "sst", "vlog", "run"}, ext) && number != "" && strings.Trim(number, "0123456789") == ""
}

// remove deletes the files of a store that is closed, and the directories that were made for it.
func (db *DB) remove() error {
	files, err := os.ReadDir(db.dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if !ours(f.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(db.dir, f.Name())); err != nil {
			return err
		}
	}
	for _, dir := range db.made {
		if os.Remove(dir) != nil { // somebody has put something into it
			break
		}
	}
	return nil
}
