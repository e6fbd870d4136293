package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"dyad/extract"
	"dyad/extract/table"
	"dyad/graph"
	"dyad/store"
)

// tellRead prints what became of the rows, unless the batch was not looked at and so nothing was imported, and what was read otherwise than it stands
// in the files. What stays is told only where the load is taken.
func (m *mapped) tellRead(out, talk io.Writer, b *store.BatchReport, taken bool) error {
	if b == nil || !b.Same {
		if err := m.tellRows(out); err != nil {
			return err
		}
	}
	if b != nil && b.Yielded > 0 {
		m.foreign.Notes = append(m.foreign.Notes, extract.Note{
			What: "claims that another data set makes of the same source: kept as that one has them", Count: b.Yielded, Example: b.YieldedTo,
		})
	}
	if b != nil && b.Repeated > 0 {
		m.foreign.Notes = append(m.foreign.Notes, extract.Note{What: saidTwice, Count: b.Repeated, Example: b.RepeatedAs})
	}
	if b != nil && taken {
		m.noteStayed(b)
	}
	m.foreign.SortNotes()
	m.tellNotes(talk)
	return nil
}

// noteStayed notes what the release lacks and others name.
func (m *mapped) noteStayed(b *store.BatchReport) {
	for _, of := range []struct {
		kind graph.RecordKind
		what string
	}{{graph.EntityRecord, lacked}, {graph.SourceRecord, lackedSources}, {graph.ClaimRecord, lackedClaims}} {
		if s := b.Stayed[of.kind]; s.Count > 0 {
			m.foreign.NoteTimes(of.what, s.Example, s.Count)
		}
	}
}

// tellRows prints what became of the rows of each table, and what each rule made of them.
func (m *mapped) tellRows(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "rows read\timported\trefused\t  ")
	for _, r := range m.stream.Report.Tables {
		fmt.Fprintf(t, "%d\t%d\t%d\t  %s\n", r.Read, r.Imported, r.Refused, r.Table)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(t, "of rows\tmade\trefused\tdangling\t  ")
	for _, r := range m.stream.Report.Rules {
		fmt.Fprintf(t, "%d\t%d\t%d\t%d\t  %s (%s)\n", r.Rows, r.Made, r.Refused, r.Dangling, r.Rule, r.Kind)
	}
	return t.Flush()
}

// tellNotes says what was read otherwise than it stands in the files, and what of them was not read.
func (m *mapped) tellNotes(w io.Writer) {
	name := m.mapping.Dataset.Name
	for _, r := range m.stream.Report.Tables {
		if r.Idle > 0 {
			fmt.Fprintf(w, "%s: table %s: rows of which no rule makes anything: %d\n", name, r.Table, r.Idle)
		}
		if len(r.Unread) > 0 {
			fmt.Fprintf(w, "%s: table %s: columns that the mapping does not read: %s\n", name, r.Table, strings.Join(r.Unread, ", "))
		}
		if len(r.Absent) > 0 {
			fmt.Fprintf(w, "%s: table %s: columns of which no record has a value: %s\n", name, r.Table, strings.Join(r.Absent, ", "))
		}
	}
	for _, n := range m.stream.Report.Notes {
		fmt.Fprintf(w, "%s: %s: %d, such as %s\n", name, n.What, n.Count, n.Example)
	}
	for _, n := range m.foreign.Notes {
		fmt.Fprintf(w, "%s: %s: %d, such as %s\n", name, n.What, n.Count, n.Example)
	}
}

// tellRelease says how the data set differs from the release that was loaded before.
func (m *mapped) tellRelease(w io.Writer, done *store.Report, dryRun bool) {
	batch := batchOf(done, m.stream.Batch.Key)
	if batch == nil {
		return
	}
	title := strings.TrimSpace(string(batch.Key) + " " + m.mapping.Dataset.Version)
	same := batch.Same || batch.Kinds[graph.BatchRecord].Unchanged > 0
	switch {
	case same && !alters(batch):
		fmt.Fprintf(w, "%s: the same files by the same mapping were loaded before\n", title)
		return
	case batch.Kinds[graph.BatchRecord].New > 0:
		fmt.Fprintf(w, "%s: %s\n", title, would(dryRun, "a data set that was not here before", "the first load of this data set"))
		return
	case same:
		fmt.Fprintf(w, "%s: the same files by the same mapping were loaded before, and what is known by now %s something else of them\n", title, would(dryRun, "would make", "makes"))
	default:
		fmt.Fprintf(w, "%s %s the place of the release that was loaded before\n", title, would(dryRun, "would take", "takes"))
	}
	for _, of := range []struct {
		kind graph.RecordKind
		word string
	}{{graph.EntityRecord, "entities"}, {graph.SourceRecord, "sources"}, {graph.ClaimRecord, "claims"}} {
		c := batch.Kinds[of.kind]
		fmt.Fprintf(w, "  %s: %d added, %d removed, %d changed, %d as they were\n", of.word, c.New, c.Retracted, c.Changed, c.Unchanged)
	}
	if done.Tx > 1 {
		fmt.Fprintf(w, "  the former release still answers --as-of %d\n", done.Tx-1)
	}
}

// alters reports whether a load changes anything of a batch.
func alters(b *store.BatchReport) bool {
	for _, c := range b.Kinds {
		if c.New+c.Changed+c.Retracted > 0 {
			return true
		}
	}
	return false
}

// would picks the words for what is only tried, or the others.
func would(dryRun bool, tried, made string) string {
	if dryRun {
		return tried
	}
	return made
}

// batchOf finds what a load did with a batch.
func batchOf(done *store.Report, key graph.BatchKey) *store.BatchReport {
	for i := range done.Batches {
		if done.Batches[i].Key == key {
			return &done.Batches[i]
		}
	}
	return nil
}

// refusedRows says how many rows are left out, which were told one by one.
func refusedRows(s *table.Stream) string {
	n := s.Refused()
	if n == 1 {
		return "1 row is refused"
	}
	return fmt.Sprintf("%d rows are refused", n)
}
