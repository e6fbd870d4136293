package store

import (
	"context"
	"iter"

	"dyad/graph"
)

// write writes a plan, all of it or nothing.
func (s *Store) write(ctx context.Context, p *plan) error {
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

// transaction is what is recorded about the change as a whole.
func (p *plan) transaction() graph.Transaction {
	return graph.Transaction{
		Tx: p.tx, Time: p.commit.Time.UTC(), Author: p.commit.Author, Reason: p.commit.Reason, Undoes: p.undoes,
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
		var written uint64
		for i := range p.changes {
			rows, err := p.changes[i].rows(p.tx)
			written += uint64(len(rows))
			if !yieldRows(rows, err, yield) {
				return
			}
		}
		yield(transactionRow(p.transaction(), written))
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

// rows returns the rows of one change.
func (c *change) rows(tx graph.Tx) ([]Row, error) {
	rows := make([]Row, 0, 4) // most that are opened have no more
	if c.closes.n > 0 {
		rows = append(rows, stamped(tx, c.closes.closingKey(), []byte(c.reason)))
	}
	if c.opens.n == 0 {
		return rows, nil
	}
	rows = append(rows, stamped(tx, c.opens.recordKey(), c.json))
	return appendDerived(rows, tx, c.opens, c.record)
}

// appendDerived appends the rows that follow from a version of a record: the projection of a claim, and the links under which
// scans find it.
func appendDerived(rows []Row, tx graph.Tx, v version, r record) ([]Row, error) {
	if c, ok := r.(claim); ok {
		data, err := encodeProjection(c.Claim)
		if err != nil {
			return nil, &graph.Error{On: v.String(), Fault: graph.BadInput, Err: err}
		}
		rows = append(rows, stamped(tx, v.projectionKey(), data))
	}
	if v.tag != batchTag {
		rows = append(rows, stamped(tx, v.linkKey(broughtTag, batchRef(r.owner()).id), nil))
	}
	for _, anchor := range r.abouts() {
		rows = append(rows, stamped(tx, v.linkKey(referentTag, anchor), nil))
	}
	return rows, nil
}
