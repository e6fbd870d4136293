package badgerkv_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"dyad/graph"
	"dyad/store/badgerkv"
)

// TestOutcomeOfAWrite: no fault says that nothing was written unless that is known.
func TestOutcomeOfAWrite(t *testing.T) {
	const full = "no space left on device"
	for _, tt := range []struct {
		name, behind string
		says         []error // what Badger says of the write; nothing: it waits for room
		fault        graph.Fault
		open         bool
	}{
		{"done", "", []error{nil}, "", false},
		{"done although a table could not be written", full, []error{nil}, "", false},
		{"waits while no table can be written", full, nil, graph.Internal, true},
		{"waits while no table may be written", "permission denied", nil, graph.Internal, true},
		{"no log to write it to", "", []error{errors.New("cannot create new mem table error: " + full)}, graph.Overloaded, false},
		{"no log to write it to, as the log of Badger says", full, []error{errors.New("cannot create new mem table error: " + full)}, graph.Overloaded, false},
		{"written and not synced", "", []error{errors.New("while sync file: dir/00001.mem, error: " + full)}, graph.Internal, true},
		{"written and not synced, the disk is at fault", "", []error{errors.New("while sync file: dir/00001.mem, error: input/output error")}, graph.Internal, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				done := make(chan error, 1)
				for _, err := range tt.says {
					done <- err
				}
				err := badgerkv.Outcome(tt.behind, done)
				if graph.FaultOf(err) != tt.fault {
					t.Errorf("the write = %v, want fault %q", err, tt.fault)
				}
				if err != nil && strings.Contains(err.Error(), "is decided when the store is opened again") != tt.open {
					t.Errorf("the write = %v, want it to say that what became of it is open: %t", err, tt.open)
				}
				if err != nil && strings.Contains(err.Error(), "dir/") {
					t.Errorf("the write = %v, which shows a path", err)
				}
			})
		})
	}
}
