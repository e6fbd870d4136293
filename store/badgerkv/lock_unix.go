//go:build unix

package badgerkv

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"dyad/graph"
)

// ownLock says that a lock is taken here and not by Badger: the files are looked at before Badger sees them, and only who holds
// the lock may do that.
const ownLock = true

// A lock keeps other processes out of a directory, or other writers if it is for reading only. The system drops it with the
// process. It is the lock that Badger would take, on the directory itself.
type lock struct {
	held *os.File
	note string // path of the file that tells others who holds it; empty for readers
}

// acquire does not wait for a lock: it returns the fault Conflict.
func acquire(dir string, readOnly bool) (*lock, error) {
	held, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	how := syscall.LOCK_EX
	if readOnly {
		how = syscall.LOCK_SH
	}
	note := filepath.Join(dir, "LOCK")
	if err := syscall.Flock(int(held.Fd()), how|syscall.LOCK_NB); err != nil {
		held.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, &graph.Error{Fault: graph.Conflict, Err: errors.New(inUse + holder(note))}
		}
		return nil, fmt.Errorf("its file system can't lock it: %w", err)
	}
	l := &lock{held: held}
	if readOnly {
		return l, nil
	}
	if err := os.WriteFile(note, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		held.Close()
		return nil, err
	}
	l.note = note
	return l, nil
}

// holder words who holds a lock, if that is known: readers leave no note.
func holder(note string) string {
	pid, err := os.ReadFile(note)
	if err != nil {
		return ""
	}
	return " (process " + strings.TrimSpace(string(pid)) + ")"
}

// release lets others in.
func (l *lock) release() error {
	var err error
	if l.note != "" {
		err = os.Remove(l.note)
	}
	return errors.Join(err, l.held.Close())
}
