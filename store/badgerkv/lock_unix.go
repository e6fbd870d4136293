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
	held   *os.File
	note   string // path of the file that tells others who holds it
	shared bool
	signed bool // the note was begun
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
	note := filepath.Join(dir, lockNote)
	if err := syscall.Flock(int(held.Fd()), how|syscall.LOCK_NB); err != nil {
		held.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, &graph.Error{Fault: graph.Conflict, Err: errors.New("another process has it open" + holder(note))}
		}
		return nil, fmt.Errorf("its file system can't lock it: %w", err)
	}
	return &lock{held: held, note: note, shared: readOnly}, nil
}

// sign tells others who holds the lock. Readers, of which there may be several, leave no note.
func (l *lock) sign() error {
	if l.shared {
		return nil
	}
	note, err := os.OpenFile(l.note, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	l.signed = true
	_, err = fmt.Fprintln(note, os.Getpid())
	return errors.Join(err, note.Close())
}

// holder words who holds a lock, if that is known. The note of a process that was killed names one that is gone.
func holder(note string) string {
	data, err := os.ReadFile(note)
	if err != nil {
		return ""
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil || pid <= 0 || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return ""
	}
	return fmt.Sprintf(" (PID %d)", pid)
}

// release lets others in.
func (l *lock) release() error {
	var err error
	if l.signed {
		err = os.Remove(l.note)
	}
	if errors.Is(err, os.ErrNotExist) { // it went with the store
		err = nil
	}
	return errors.Join(err, l.held.Close())
}
