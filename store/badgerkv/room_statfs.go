//go:build linux || darwin

package badgerkv

import "syscall"

// freeBytes returns how much an ordinary user may still write to the file system of dir.
func freeBytes(dir string) (free uint64, known bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}
