package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"dyad/graph"
)

// Restore takes back what [Store.Archive] streamed: all transactions and every version of every record, under the numbers
// they had. The store must be empty. The lines may come in any order; relationships among them are ignored. All or nothing:
// what was written is verified before it counts, and an archive that does not add up is refused, with everything that is
// wrong, as [Problems] in an error of fault BadInput.
func (s *Store) Restore(ctx context.Context, lines iter.Seq2[graph.Line, error]) error {
	return during("load a history", s.restore(ctx, lines))
}

func (s *Store) restore(ctx context.Context, lines iter.Seq2[graph.Line, error]) error {
	s.loading.Lock()
	defer s.loading.Unlock()
	if err := s.sound(ctx); err != nil {
		return err
	}
	if s.Last() != 0 {
		return &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf(
			"a history goes into an empty directory, and this one holds %d transactions: name a new one", s.Last())}
	}
	a := archive{held: map[ref][]graph.Line{}}
	if err := a.read(lines); err != nil {
		return err
	}
	if a.last == 0 || !a.numbered() {
		return a.refusal() // rows can't be written under such numbers
	}
	if err := s.stage(ctx, a.last, a.rows()); err != nil {
		return err
	}
	if err := s.judge(ctx, &a); err != nil {
		return errors.Join(err, s.sweep(context.WithoutCancel(ctx)))
	}
	if err := s.flip(ctx, a.last); err != nil {
		return err
	}
	for _, t := range a.transactions {
		s.tell(t)
	}
	return nil
}

// judge verifies what was staged as it would be read.
func (s *Store) judge(ctx context.Context, a *archive) error {
	findings, err := verify(ctx, moment{kv: s.kv, tx: a.last})
	if err != nil {
		return err
	}
	for _, f := range findings {
		if tag(f.Key[0]) != stagingTag && tag(f.Key[0]) != lastTag {
			a.problem(f.Row, f.Message)
		}
	}
	return a.refusal()
}

// An archive is a history on its way in.
type archive struct {
	transactions []graph.Transaction
	held         map[ref][]graph.Line // the versions of each record
	last         graph.Tx
	problems     Problems
}

func (a *archive) problem(on, message string) {
	a.problems = append(a.problems, Problem{On: on, Message: message})
}

// refusal is an error if there is any problem.
func (a *archive) refusal() error {
	if a.last == 0 {
		a.problem("history", "it has no transactions")
	}
	if len(a.problems) == 0 {
		return nil
	}
	return &graph.Error{Fault: graph.BadInput, Err: a.problems}
}

// read sorts the lines by the records that they are about.
func (a *archive) read(lines iter.Seq2[graph.Line, error]) error {
	for line, err := range lines {
		if err != nil {
			return err
		}
		switch line.Kind {
		case graph.RelationshipRecord:
		case graph.TransactionRecord:
			a.readTransaction(line)
		default:
			a.readRecord(line)
		}
	}
	slices.SortFunc(a.transactions, func(x, y graph.Transaction) int { return cmp.Compare(x.Tx, y.Tx) })
	for _, versions := range a.held {
		slices.SortFunc(versions, func(x, y graph.Line) int { return cmp.Compare(x.Opened, y.Opened) })
	}
	return nil
}

func (a *archive) readTransaction(line graph.Line) {
	t, err := read[graph.Transaction](line.JSON)
	if err != nil {
		a.problem("transaction", err.Error())
		return
	}
	a.last = max(a.last, t.Tx)
	a.transactions = append(a.transactions, *t)
}

// numbered reports whether the transactions are numbered from 1 on, each once.
func (a *archive) numbered() bool {
	before, next := len(a.problems), graph.Tx(1)
	for _, t := range a.transactions {
		switch {
		case t.Tx < next:
			a.problem(describe(transactionKey(t.Tx)), "it comes twice")
		case t.Tx > next:
			a.problem(describe(transactionKey(next)), fmt.Sprintf("it is missing, and transaction %d is the next", t.Tx))
		}
		next = max(next, t.Tx+1)
	}
	return len(a.problems) == before
}

func (a *archive) readRecord(line graph.Line) {
	r, err := decode(tagOf(line.Kind), line.JSON)
	switch {
	case err != nil:
		a.problem(string(line.Kind), err.Error())
	case line.Opened == 0:
		a.problem(r.title(), "the line does not tell when it was recorded")
	default:
		a.held[r.ref()] = append(a.held[r.ref()], line)
	}
}

// rows yields every row of the history, the transactions last.
func (a *archive) rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		written := map[graph.Tx]uint64{}
		for r, versions := range a.held {
			for i, line := range versions {
				rows, err := versionRows(version{r, uint32(i + 1)}, line)
				for _, row := range rows {
					written[writtenBy(row)]++
				}
				if !yieldRows(rows, err, yield) {
					return
				}
			}
		}
		for _, t := range a.transactions {
			if !yield(transactionRow(t, written[t.Tx])) {
				return
			}
		}
	}
}

// versionRows returns the rows of one version, its closing included.
func versionRows(v version, line graph.Line) ([]Row, error) {
	r, err := decode(v.tag, line.JSON)
	if err != nil {
		return nil, err
	}
	opening := rowWriter{tx: line.Opened}
	rows, err := opening.change(&change{opens: v, json: line.JSON, record: r})
	if err != nil || line.Closed == 0 {
		return rows, err
	}
	closing := rowWriter{tx: line.Closed}
	closed, err := closing.change(&change{closes: v, reason: line.Reason})
	return append(rows, closed...), err
}
