package badgerkv

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"dyad/graph"

	"github.com/dgraph-io/badger/v4"
)

// explain turns err into a [graph.Error] of op that shows no path.
func (db *DB) explain(op string, err error) error {
	e := translate(err)
	if e.Op == "" {
		e.Op = op
	}
	if _, ours := errors.AsType[*graph.Error](err); !ours {
		e.Err = errors.New(strings.ReplaceAll(e.Err.Error(), db.dir+string(os.PathSeparator), ""))
	}
	return e
}

// translate is the one place where errors of Badger and of the system become ours. Badger mostly turns a cause into text, so
// that what errors.Is can't find is looked for in the words.
func translate(err error) *graph.Error {
	if known, ok := errors.AsType[*graph.Error](err); ok {
		e := *known
		return &e
	}
	if open, ok := errors.AsType[undecidedError](err); ok {
		return &graph.Error{Fault: graph.Internal, Err: fmt.Errorf("whether it was written is decided when the store is opened again: %w", translate(open.err).Err)}
	}
	for _, s := range signs() {
		if s.fits(err) {
			return &graph.Error{Fault: s.fault, Err: wordedError{s.remedy, err}}
		}
	}
	return &graph.Error{Fault: graph.Internal, Err: err}
}

// A sign is what tells one sort of failure.
type sign struct {
	fault  graph.Fault
	remedy string
	errs   []error  // one of them is in the chain, or its text in the text
	words  []string // or one of these is in the text
}

func (s sign) fits(err error) bool {
	text := err.Error()
	for _, target := range s.errs {
		if errors.Is(err, target) || strings.Contains(text, target.Error()) {
			return true
		}
	}
	for _, word := range s.words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// signs are in the order in which they are tried. Their words are Badger's, of v4.9.6; the tests of this package break when
// those that matter change.
func signs() []sign {
	return []sign{
		{
			fault: graph.Overloaded, remedy: "no room to write: free some on the disk, or raise the limit, then start again",
			errs: []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG},
		},
		{
			fault: graph.Overloaded, remedy: "too many files are open: raise the limit, then start again",
			errs: []error{syscall.EMFILE, syscall.ENFILE},
		},
		{
			fault: graph.BadInput, remedy: "not allowed: use a directory that this user may read and write",
			errs: []error{fs.ErrPermission, syscall.EACCES, syscall.EPERM, syscall.EROFS},
		},
		{
			fault: graph.BadInput, remedy: "not a directory to keep a store in",
			errs: []error{syscall.ENOTDIR},
		},
		{
			fault: graph.Conflict, remedy: "another process has it open",
			words: []string{"Another process is using this Badger database"},
		},
		{
			fault: graph.BadInput, remedy: "another program's Badger database, or one of another version: use another directory",
			words: []string{"external magic number", "manifest has unsupported version"},
		},
		{
			fault: graph.Corrupt, remedy: "the files are damaged: restore a copy",
			errs: []error{syscall.EIO, badger.ErrInvalidDataKeyID, badger.ErrEncryptionKeyMismatch},
			words: []string{
				"checksum", "corrupt", "manifest has bad magic", "MANIFEST invalid", "MANIFEST file has invalid",
				"file does not exist for table", "key registry", "Level validation",
			},
		},
	}
}

// A wordedError is err with what to do about it in front.
type wordedError struct {
	remedy string
	err    error
}

func (e wordedError) Error() string { return e.remedy + " (" + e.err.Error() + ")" }
func (e wordedError) Unwrap() error { return e.err }

// An undecidedError is what kept a write from being done, or from being known to be. Whatever it is, it does not tell that nothing was written.
type undecidedError struct{ err error }

func (e undecidedError) Error() string { return e.err.Error() }
func (e undecidedError) Unwrap() error { return e.err }
