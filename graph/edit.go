package graph

import (
	"strings"
	"time"
)

// An Edit is one change by a curator: records as they shall be, and records that shall go. It is made whole or not at all.
type Edit struct {
	// Put holds the records, without a batch: they belong to one of the edit's own. One that is there, whoever brought it, is
	// replaced. A claim without an id must be new.
	Put     Bundle
	Retract []RecordID
	Expect  []Expectation
}

// A RecordID names a record of some kind by its id.
type RecordID struct {
	Kind RecordKind
	ID   string
}

// An Expectation is what whoever makes an edit believes of a record. If it is not so, somebody else was faster.
type Expectation struct {
	RecordID
	Revision int // [Absent], [Present], or the revision that it has: of a claim its own, of others the number of forms so far
}

// What may be expected besides a revision.
const (
	Absent  = 0
	Present = -1
)

// A Signature says who makes a change, why and when.
type Signature struct {
	Author string
	Reason string
	Time   time.Time
}

// Done tells what a change did.
type Done struct {
	Tx     Tx
	Batch  BatchKey  // of a curator's change; of an undoing that of what was undone, if it was one
	Claims []ClaimID // of an edit: those that it puts, in their order
	Counts []Count   // of a load
	Kept   []string  // of a load: the records that stay as a curator has them, in words
	Undone Tx        // of an undoing
}

// A Count tells how many records of a kind a load read, and what it did with them.
type Count struct {
	Kind                                           RecordKind
	Read, New, Unchanged, Changed, Retracted, Kept int
}

// An Undoing names what is to be undone: a transaction, or the batch that was last changed by it.
type Undoing struct {
	Tx    Tx
	Batch BatchKey // where Tx is 0
}

// An Upload is a file that somebody sends instead of having it read from a disk.
type Upload struct {
	Name    string // by which problems call it
	Content []byte
}

// An Obstacle is a reason why a change is not made.
type Obstacle struct {
	Fault    Fault
	On       string // the record, in words; "" if it is the change as a whole
	Message  string
	Revision int // that a record has, where another one was expected; else 0
}

// String is the obstacle in one line.
func (o Obstacle) String() string {
	if o.On == "" {
		return o.Message
	}
	return o.On + ": " + o.Message
}

// Obstacles are all the reasons why a change is not made. They are what errors.As finds in the error of whoever makes changes.
type Obstacles []Obstacle

// Error lists the obstacles, one on a line.
func (os Obstacles) Error() string {
	lines := make([]string, len(os))
	for i, o := range os {
		lines[i] = o.String()
	}
	return strings.Join(lines, "\n")
}
