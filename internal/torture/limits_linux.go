package torture

import (
	"fmt"
	"syscall"

	"golang.org/x/sys/unix"
)

// What a process may have.
const (
	filesMayBe  = unix.RLIMIT_FSIZE
	descriptors = unix.RLIMIT_NOFILE
)

// limit sets what a running server may have from now on, until it is restored.
func limit(s *server, what int, most uint64) (restore func() error, err error) {
	var usual unix.Rlimit
	pid := s.cmd.Process.Pid
	if err := unix.Prlimit(pid, what, nil, &usual); err != nil {
		return nil, err
	}
	return func() error { return unix.Prlimit(pid, what, &usual, nil) }, unix.Prlimit(pid, what, &unix.Rlimit{Cur: most, Max: usual.Max}, nil)
}

// mount mounts a disk in memory, which needs the rights of root.
func mount(dir string, megabytes int) error {
	return syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes))
}

func unmount(dir string) error { return syscall.Unmount(dir, syscall.MNT_DETACH) }

// remount gives or takes the right to write.
func remount(dir string, writable bool) error {
	flags := uintptr(syscall.MS_REMOUNT)
	if !writable {
		flags |= syscall.MS_RDONLY
	}
	return syscall.Mount("tmpfs", dir, "tmpfs", flags, "")
}

// freeOn returns how many bytes are free where a folder lies.
func freeOn(dir string) (int64, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		return 0, err
	}
	return int64(disk.Bavail) * disk.Bsize, nil
}
