package badgerkv

import (
	"errors"
	"io/fs"
	"os"
)

// Size returns how many bytes the files of the directory take on disk. Badger makes some of them longer than what is in them; what
// the file system has not set aside for that is not counted, where it tells.
func (db *DB) Size() (uint64, error) {
	entries, err := os.ReadDir(db.dir)
	if err != nil {
		return 0, db.explain("Size", err)
	}
	var size uint64
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) { // compacted away since
			continue
		}
		if err != nil {
			return 0, db.explain("Size", err)
		}
		size += bytesOnDisk(info)
	}
	return size, nil
}

// Free returns how many bytes the file system of the directory has left for an ordinary user; known is false where the system
// doesn't tell.
func (db *DB) Free() (free uint64, known bool) { return freeBytes(db.dir) }
