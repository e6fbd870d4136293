//go:build unix

package main

import "syscall"

// dataLimit returns what ulimit -d lets this process have, in bytes; a very large number where it is not limited.
func dataLimit() (uint64, error) {
	var limit syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_DATA, &limit)
	return uint64(limit.Cur), err
}
