package store

import (
	"context"
	"errors"
	"iter"

	"dyad/graph"
)

// write writes a plan, all of it or nothing.
func (s *Store) write(ctx context.Context, p *plan) error {
	if err := p.once(); err != nil {
		return err
	}
	if err := s.stage(ctx, p.tx, p.rows()); err != nil {
		return err
	}
	if err := s.flip(ctx, p.tx); err != nil {
		return err
	}
	s.remembered.remember(p.tx, p.changes)
	s.tell(p.transaction())
	return nil
}

// once makes sure that the plan opens no version of a row twice, of which one would be lost. The fates that there are tell, so that this needs no
// memory for each record: only of asides there may be none yet, and nothing else opens them then.
func (p *plan) once() error {
	for i := range p.changes {
		v := p.changes[i].opens
		if v.n == 0 {
			continue
		}
		f, known := p.byRef[v.ref]
		if !known {
			f = p.fate(v.ref)
			f.opened = p.earlier.brought(v.ref)
		}
		if f.opened {
			return &graph.Error{On: v.String(), Fault: graph.Internal, Err: errors.New("it would be opened twice")}
		}
		f.opened = true
	}
	return nil
}

// transaction is what is recorded about the change as a whole.
func (p *plan) transaction() graph.Transaction {
	return graph.Transaction{
		Tx: p.tx, Time: p.commit.Time.UTC(), Author: p.commit.Author, Reason: p.commit.Reason, Undoes: p.undoes,
		Declared: p.declared,
	}
}

// stage puts rows where no reader looks, since they are written by transactions up to tx, which do not count yet. The mark
// that comes first tells the next opening that there may be such rows.
func (s *Store) stage(ctx context.Context, tx graph.Tx, rows iter.Seq2[Row, error]) error {
	var mark Write
	mark.Put(prefix(stagingTag), number(uint64(tx)))
	if err := s.kv.Apply(ctx, &mark); err != nil {
		return err
	}
	return s.kv.Stage(ctx, rows)
}

// flip makes everything count that transaction tx wrote.
func (s *Store) flip(ctx context.Context, tx graph.Tx) error {
	var w Write
	w.Put(prefix(lastTag), number(uint64(tx)))
	w.Delete(prefix(stagingTag))
	if err := s.kv.Apply(ctx, &w); err != nil {
		if fault := graph.FaultOf(err); fault == graph.Internal || fault == graph.Corrupt {
			s.unsure = err
		}
		return err
	}
	s.last.Store(uint64(tx))
	return nil
}

// rows yields every row of the plan: for each change the closing of what was, the record, and the rows that follow from it;
// then the transaction.
func (p *plan) rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		w := rowWriter{tx: p.tx}
		for i := range p.changes {
			rows, err := w.change(&p.changes[i])
			if !yieldRows(rows, err, yield) {
				return
			}
		}
		yield(transactionRow(p.transaction(), w.written))
	}
}

// yieldRows yields rows, or the error if there is one; it returns false when there are to be no more.
func yieldRows(rows []Row, err error, yield func(Row, error) bool) bool {
	if err != nil {
		yield(Row{}, err)
		return false
	}
	for _, row := range rows {
		if !yield(row, nil) {
			return false
		}
	}
	return true
}

// A rowWriter makes the rows of changes, one after the other in the same memory: those of a change last until the next.
type rowWriter struct {
	tx      graph.Tx
	written uint64 // rows so far

	rows       []Row
	bytes      []byte // that they lie in
	projection []byte

	batch graph.BatchKey // that the last record belonged to, as nearly all do
	row   uid            // of that batch
}

// change returns the rows of one change.
func (w *rowWriter) change(c *change) ([]Row, error) {
	w.rows, w.bytes = w.rows[:0], w.bytes[:0]
	if c.closes.n > 0 {
		w.add(c.closes.closingKey(), []byte(c.reason))
	}
	if c.opens.n > 0 {
		w.add(c.opens.recordKey(), c.json)
		if err := w.derive(c.opens, c.record); err != nil {
			return nil, err
		}
	}
	w.written += uint64(len(w.rows))
	return w.rows, nil
}

// derive adds the rows that follow from a version of a record: the projection of a claim, and the links under which scans find it.
func (w *rowWriter) derive(v version, r record) error {
	if c, ok := r.(claim); ok {
		var err error
		if w.projection, err = appendProjection(w.projection[:0], c.Claim); err != nil {
			return &graph.Error{On: v.String(), Fault: graph.BadInput, Err: err}
		}
		w.add(v.projectionKey(), w.projection)
	}
	if v.tag != batchTag {
		if b := r.owner(); b != w.batch || w.row == (uid{}) {
			w.batch, w.row = b, batchRef(b).id
		}
		w.add(v.linkKey(broughtTag, w.row), nil)
	}
	for _, anchor := range r.abouts() {
		w.add(v.linkKey(referentTag, anchor), nil)
	}
	return nil
}

// add adds a row.
func (w *rowWriter) add(key, payload []byte) {
	start := len(w.bytes)
	w.bytes = append(w.bytes, key...)
	middle := len(w.bytes)
	w.bytes = appendStamped(w.bytes, w.tx, key, payload)
	w.rows = append(w.rows, Row{Key: w.bytes[start:middle:middle], Value: w.bytes[middle:len(w.bytes):len(w.bytes)]})
}

// derivedRows returns the rows that follow from a version of a record, as transaction tx writes them.
func derivedRows(tx graph.Tx, v version, r record) ([]Row, error) {
	w := rowWriter{tx: tx}
	err := w.derive(v, r)
	return w.rows, err
}
