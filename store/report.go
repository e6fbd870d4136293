package store

import (
	"fmt"
	"strings"
	"time"

	"dyad/graph"
)

// A Commit says when, by whom and why a load is made.
type Commit struct {
	Time   time.Time // what the clock says; required, and kept as it is: transactions are ordered by number
	Author string
	Reason string // also why records that the load replaces or retracts are closed; a reason is made up if it is empty
	DryRun bool   // only report what would happen
	// Opens is called with each claim of which a load in parts writes a version that counts from then on, in its normal form and before it is known
	// whether the load will be done. It may keep the claim, and not change it. nil: nobody asks.
	Opens func(*graph.Claim)
}

// Counts tell what a load did with records.
type Counts struct {
	Read      int // that the bundle holds
	New       int // that were not there, or not any more
	Unchanged int // that were there as they are
	Changed   int // that were there with other content, or in another batch
	Retracted int // that the batch brought before and does not bring now
	Refused   int // that something is wrong with: then nothing was loaded
	Kept      int // that stay as a curator has them, whatever the bundle says: see [BatchReport.Kept]
}

// A Report tells what a load did, or would do.
type Report struct {
	// Tx is the transaction of the load; 0 if nothing was written, because nothing had changed, or something was refused, or
	// it was a dry run.
	Tx      graph.Tx
	Batches []BatchReport // one for each bundle, in their order
}

// A BatchReport tells what a load did with one bundle.
type BatchReport struct {
	Key graph.BatchKey
	// Same tells that the batch was loaded before from the same bytes, that nothing was recorded since, and that it was therefore
	// not looked at.
	Same  bool
	Kinds map[graph.RecordKind]Counts
	// Kept are the records that the batch brings, or brought, and a curator has decided on. What the batch says is set aside.
	Kept []Kept
	// Yielded is how many claims the batch brings that stay as other batches have them, since it [graph.Bundle.Yields], and YieldedTo
	// is one of them, in words. They are counted as unchanged too.
	Yielded   int
	YieldedTo string
	// Stayed are the records that the batch brought before and brings no more, and that stay since others name them and the batch has such stay: see
	// [graph.Bundle]. They are counted as read and unchanged too, unless a curator decided on them.
	Stayed map[graph.RecordKind]Stayed
	// Repeated is how many claims came once more in the batch, which [graph.Bundle.Repeats], and RepeatedAs is one of them, in words. They are
	// in no count.
	Repeated   int
	RepeatedAs string
	// Unknown is how many claims are of each type that no vocabulary knows (see [graph.TermKey.Unknown]), of those that no batch before brings too.
	// nil: there is none, or the batch was not looked at.
	Unknown map[graph.TermKey]int
}

// Stayed are records of one kind that stay.
type Stayed struct {
	Count   int
	Example string // one of them: its key, or, of a claim, in words
}

// A Kept is a record that stays as a curator has it.
type Kept struct {
	Record string         // in words
	By     graph.BatchKey // of the curator's change
	Gone   bool           // the curator retracted it
}

// String is what is said of the record.
func (k Kept) String() string {
	if k.Gone {
		return fmt.Sprintf("%s: stays retracted, as %s has it", k.Record, k.By)
	}
	return fmt.Sprintf("%s: stays as %s has it", k.Record, k.By)
}

// Kinds returns the counts of all batches together.
func (r *Report) Kinds() map[graph.RecordKind]Counts {
	total := map[graph.RecordKind]Counts{}
	for _, b := range r.Batches {
		for kind, c := range b.Kinds {
			t := total[kind]
			t.add(c)
			total[kind] = t
		}
	}
	return total
}

// Total returns the counts of all kinds and batches together.
func (r *Report) Total() Counts {
	var total Counts
	for _, b := range r.Batches {
		total.add(b.total())
	}
	return total
}

// total returns the counts of all kinds together.
func (b *BatchReport) total() Counts {
	var total Counts
	for _, c := range b.Kinds {
		total.add(c)
	}
	return total
}

// typed counts a claim by its type, if no vocabulary knows that; n is -1 to take it back.
func (b *BatchReport) typed(r record, n int) {
	c, ok := r.(claim)
	if !ok || !c.Type.Unknown() {
		return
	}
	sum := b.Unknown[c.Type] + n
	switch {
	case b.Unknown == nil:
		b.Unknown = map[graph.TermKey]int{c.Type: sum}
	case sum > 0:
		b.Unknown[c.Type] = sum
	case len(b.Unknown) > 1:
		delete(b.Unknown, c.Type)
	default:
		b.Unknown = nil
	}
}

func (c *Counts) add(d Counts) {
	c.Read += d.Read
	c.New += d.New
	c.Unchanged += d.Unchanged
	c.Changed += d.Changed
	c.Retracted += d.Retracted
	c.Refused += d.Refused
	c.Kept += d.Kept
}

// count adds to the counts of a kind.
func (b *BatchReport) count(kind graph.RecordKind, d Counts) {
	c := b.Kinds[kind]
	c.add(d)
	b.Kinds[kind] = c
}

// A Problem is a reason why a load is refused.
type Problem struct {
	Batch   graph.BatchKey // "" for a problem of a history, which is not loaded by batches
	On      string         // the record that something is wrong with; "" if it is the batch
	Message string
}

// String is the problem in one line.
func (p Problem) String() string {
	var parts []string
	if p.Batch != "" {
		parts = append(parts, fmt.Sprintf("batch %q", p.Batch))
	}
	if p.On != "" {
		parts = append(parts, p.On)
	}
	return strings.Join(append(parts, p.Message), ": ")
}

// Problems are all the reasons why a load is refused. They are what errors.As finds in the error of [Store.Load].
type Problems []Problem

// Error lists the problems, one on a line if there are several.
func (ps Problems) Error() string {
	if len(ps) == 1 {
		return ps[0].String()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d problems", len(ps))
	for _, p := range ps {
		b.WriteString("\n\t" + p.String())
	}
	return b.String()
}
