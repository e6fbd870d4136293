//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peak is the most memory that a process held, in megabytes; 0 where that isn't known.
func peak(s *os.ProcessState) int64 {
	used, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	bytes := int64(used.Maxrss)
	if runtime.GOOS == "linux" {
		bytes <<= 10 // it counts in kilobytes
	}
	return bytes / 1e6
}
