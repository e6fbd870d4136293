package torture

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// files are those of a directory, in the order of their names.
type files struct {
	dir string
	all []file
}

// A file is its name, and how many of its bytes were written: engines make logs longer than what is in them.
type file struct {
	name    string
	written int64
}

// logHead is what an engine's log begins with, before its first entry.
const logHead = 20

// listed lists the files of a directory.
func listed(dir string) (*files, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	f := &files{dir: dir}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		f.all = append(f.all, file{e.Name(), int64(len(bytes.TrimRight(data, "\x00")))})
	}
	return f, nil
}

// named are the files whose names end so and that have something in them.
func (f *files) named(end string) []file {
	return slices.DeleteFunc(slices.Clone(f.all), func(x file) bool { return !strings.HasSuffix(x.name, end) || x.written <= logHead })
}

// copyFiles copies the files of a directory, without writing what is empty at their ends.
func copyFiles(dir, to string) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		name := filepath.Join(to, e.Name())
		if err := os.WriteFile(name, bytes.TrimRight(data, "\x00"), 0o600); err != nil {
			return err
		}
		if err := os.Truncate(name, int64(len(data))); err != nil {
			return err
		}
	}
	return nil
}

// A spoiling does something to a file.
type spoiling func(r *rand.Rand, path string, written int64) error

// onNewest does something to the last file whose name ends so, and tells its name. Where there is none nothing is hurt.
func onNewest(end string, do spoiling) func(*rand.Rand, *files) (string, error) {
	return func(r *rand.Rand, f *files) (string, error) {
		found := f.named(end)
		if len(found) == 0 {
			return "", nil
		}
		last := found[len(found)-1]
		return last.name, do(r, filepath.Join(f.dir, last.name), last.written)
	}
}

// onOldest does something to the first file whose name ends so.
func onOldest(end string, do spoiling) func(*rand.Rand, *files) (string, error) {
	return func(r *rand.Rand, f *files) (string, error) {
		found := f.named(end)
		if len(found) == 0 {
			return "", nil
		}
		return found[0].name, do(r, filepath.Join(f.dir, found[0].name), found[0].written)
	}
}

// cut leaves the beginning of a file: mostly all but some of its end, sometimes any part.
func cut(r *rand.Rand, path string, written int64) error {
	lost := 1 + r.Int64N(written)
	if r.IntN(3) > 0 {
		lost = 1 + r.Int64N(min(written, 64<<10))
	}
	return os.Truncate(path, written-lost)
}

// garble puts something else into some bytes in the last part of a file, and sometimes anywhere.
func garble(r *rand.Rand, path string, written int64) error {
	at := written - 1 - r.Int64N(min(written, 64<<10))
	if r.IntN(3) == 0 {
		at = r.Int64N(written)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	was := make([]byte, min(written-at, 1+r.Int64N(512)))
	if _, err := f.ReadAt(was, at); err != nil {
		return err
	}
	for i := range was {
		was[i] ^= byte(1 + r.IntN(255))
	}
	_, err = f.WriteAt(was, at)
	return err
}

// either cuts or garbles.
func either(r *rand.Rand, path string, written int64) error {
	if r.IntN(2) == 0 {
		return cut(r, path, written)
	}
	return garble(r, path, written)
}

// flip turns one bit of a file over, and says where.
func flip(r *rand.Rand, path string, written int64) (where string, err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return "", err
	}
	defer f.Close()
	at, bit := r.Int64N(written), r.IntN(8)
	var b [1]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		return "", err
	}
	b[0] ^= 1 << bit
	_, err = f.WriteAt(b[:], at)
	return fmt.Sprintf("%s, byte %d, bit %d", filepath.Base(path), at, bit), err
}
