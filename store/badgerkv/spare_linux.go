package badgerkv

import (
	"bytes"
	"errors"
	"math"
	"os"
	"strconv"
	"syscall"
)

// freeDescriptors returns how many more files this process may open.
func freeDescriptors() (free int, known bool) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0, false
	}
	d, err := os.Open("/proc/self/fd")
	if err != nil {
		return 0, errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) // none is left to look with; else there is no /proc
	}
	defer d.Close()
	open, err := d.Readdirnames(-1)
	if err != nil {
		return 0, false
	}
	return int(min(limit.Cur, math.MaxInt32)) - (len(open) - 1), true // without the one that was looked with
}

// freeAddresses returns how many bytes of address space this process may take yet; it is not known where there is no limit.
func freeAddresses() (free uint64, known bool) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_AS, &limit); err != nil || limit.Cur > math.MaxInt64 {
		return 0, false
	}
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, false
	}
	first, _, _ := bytes.Cut(text, []byte(" "))
	pages, err := strconv.ParseUint(string(first), 10, 64)
	taken := pages * uint64(os.Getpagesize())
	return limit.Cur - min(taken, limit.Cur), err == nil
}
