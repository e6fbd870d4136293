//go:build linux || darwin

package badgerkv

import (
	"io/fs"
	"syscall"
)

// freeBytes returns how much an ordinary user may still write to the file system of dir.
func freeBytes(dir string) (free uint64, known bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}

// bytesOnDisk is what the file system has set aside for a file.
func bytesOnDisk(info fs.FileInfo) uint64 {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return uint64(info.Size())
	}
	return uint64(s.Blocks) * 512 // the unit of the field, whatever that of the file system
}
