package badgerkv

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// trouble remembers what ended the writing. Badger reports the failures of its background work to its log and to nobody else,
// so trouble is that log.
type trouble struct {
	seen chan struct{} // closed at the first failure in the background

	mu     sync.Mutex
	behind error // that failure
	write  error // the write that failed, after which Badger must not be asked anything
}

func newTrouble() *trouble { return &trouble{seen: make(chan struct{})} }

// Errorf implements [badger.Logger]. Badger calls it when a table, a log or a sync could not be written.
func (t *trouble) Errorf(format string, args ...any) { t.note(fmt.Sprintf(format, args...)) }

// Warningf implements [badger.Logger]. Only a compaction that failed matters; the rest is advice.
func (t *trouble) Warningf(format string, args ...any) {
	if strings.HasPrefix(format, "While running doCompact") {
		t.note(fmt.Sprintf(format, args...))
	}
}

// Infof implements [badger.Logger].
func (t *trouble) Infof(string, ...any) {}

// Debugf implements [badger.Logger].
func (t *trouble) Debugf(string, ...any) {}

func (t *trouble) note(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.behind != nil {
		return
	}
	t.behind = fmt.Errorf("no more writes until the store is opened again, because of an earlier failure in the background: %s",
		strings.Join(strings.Fields(text), " ")) // Badger breaks lines
	close(t.seen)
}

// fail records that a write could not be done.
func (t *trouble) fail(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.write == nil {
		t.write = fmt.Errorf("nothing more until the store is opened again, because a write failed: %w", err)
	}
}

// background returns the first failure in the background, if there was one.
func (t *trouble) background() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.behind
}

// fatal returns the failed write, if there was one.
func (t *trouble) fatal() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.write
}

// any returns what forbids a write.
func (t *trouble) any() error {
	if err := t.fatal(); err != nil {
		return err
	}
	return t.background()
}

// outcomeGrace is how long a write is waited for once something failed in the background: its own failure is in Badger's log a moment before
// it is told.
const outcomeGrace = time.Second

// outcome waits for what Badger says of a write. It waits for ever for room in memory if the tables of earlier writes can't be written, so a
// failure in the background ends the wait. What became of the write is open then.
func (t *trouble) outcome(done <-chan error) error {
	select {
	case err := <-done:
		return t.judge(err)
	case <-t.seen:
	}
	select {
	case err := <-done:
		return t.judge(err)
	case <-time.After(outcomeGrace):
		return undecidedError{t.background()}
	}
}

// judge returns what an error of Badger means for the write that it is of: nothing is known of it unless it failed before its first row.
func (t *trouble) judge(err error) error {
	if err == nil {
		return nil
	}
	t.fail(err)
	if strings.Contains(err.Error(), noNewLog) {
		return err
	}
	return undecidedError{err}
}

// noNewLog is what Badger, of v4.9.6, says where it could not begin the log for a write.
const noNewLog = "cannot create new mem table"
