package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dyad/graph"
)

// Undo takes back what one transaction did, whoever made it, in a transaction of its own: what it brought is closed, what it closed
// counts again, and records and lines of an export are byte for byte as they were before it. An undoing can be undone.
//
// What files say and what curators decide are taken back apart: where a curator's change is undone, what it had set aside comes forth as
// files have it by now, which a later load may have changed.
//
// What something later builds on can't be undone: a record that was changed again, or that others name by now. All of it is reported
// at once, as [graph.Obstacles] in an error of fault Conflict. NotFound is a transaction that there is not, or a batch that counts no
// more. Other faults are as for [Store.Load].
func (s *Store) Undo(ctx context.Context, u graph.Undoing, by graph.Signature) (graph.Done, error) {
	done, err := s.undo(ctx, u, by)
	return done, during("undo", err)
}

func (s *Store) undo(ctx context.Context, u graph.Undoing, by graph.Signature) (graph.Done, error) {
	c, err := s.amend(ctx, by, graph.Conflict, func(c *curation) error {
		if err := c.aim(ctx, u); err != nil {
			return err
		}
		return c.takeBack(ctx)
	})
	if err != nil {
		return graph.Done{}, err
	}
	return graph.Done{Tx: c.tx, Batch: u.Batch, Undone: c.undoes}, nil
}

// aim finds the transaction that is to be taken back.
func (c *curation) aim(ctx context.Context, u graph.Undoing) error {
	c.undoes = u.Tx
	if u.Tx == 0 {
		s, err := c.before.one(ctx, batchRef(u.Batch))
		if err != nil {
			return err
		}
		if !s.open() {
			return &graph.Error{On: fmt.Sprintf("batch %q", u.Batch), Fault: graph.NotFound, Err: errors.New("there is none, or it has been undone")}
		}
		c.undoes = s.opened
	}
	if c.undoes > c.before.tx {
		return &graph.Error{
			On: fmt.Sprintf("transaction %d", c.undoes), Fault: graph.NotFound, Err: fmt.Errorf("the last one is %d", c.before.tx),
		}
	}
	return nil
}

// takeBack works out what becomes of every record that the transaction touched.
func (c *curation) takeBack(ctx context.Context) error {
	if err := c.recallAsides(ctx); err != nil {
		return err
	}
	touched, err := c.touched(ctx)
	if err != nil {
		return err
	}
	for _, r := range touched {
		c.fate(r)
	}
	if err := c.recallFates(ctx); err != nil {
		return err
	}
	for chunk := range slices.Chunk(slices.Clone(c.fates), pointReads) {
		if err := c.returnAll(ctx, chunk); err != nil {
			return err
		}
	}
	if len(c.obstacles) > 0 {
		return nil // what would be named is not known
	}
	if err := c.learnAfter(ctx); err != nil {
		return err
	}
	return c.check(ctx)
}

// returnAll puts the layers of records that the transaction changed back to what they were before it.
func (c *curation) returnAll(ctx context.Context, fates []*fate) error {
	refs := make([]ref, len(fates))
	for i, f := range fates {
		refs[i] = f.ref
	}
	var at [3][]place // now, once the transaction had been made, and before it
	for i, tx := range []graph.Tx{c.before.tx, c.undoes, c.undoes - 1} {
		var err error
		if at[i], err = (moment{c.before.kv, tx}).places(ctx, refs); err != nil {
			return err
		}
	}
	for i, f := range fates {
		now, then, before := at[0][i], at[1][i], at[2][i]
		next := now.layers
		if !then.sameFiles(&before.layers) {
			next.files = before.files
			if err := c.stands(ctx, f, now, (*layers).sameFiles); err != nil {
				return err
			}
		}
		if !then.sameDecision(&before.layers) {
			next.decided, next.by, next.curator = before.decided, before.by, before.curator
			if err := c.stands(ctx, f, now, (*layers).sameDecision); err != nil {
				return err
			}
		}
		if err := c.become(f, now.main, now.beside, next, c.commit.Reason); err != nil {
			return err
		}
		f.put = f.after != nil
	}
	return nil
}

// A place is a record as it is stored at some moment.
type place struct {
	main, beside stored
	layers
}

// places returns what is stored of records.
func (m moment) places(ctx context.Context, refs []ref) ([]place, error) {
	both := make([]ref, 0, 2*len(refs))
	for _, r := range refs {
		both = append(both, r, ref{asideTag, r.id})
	}
	found, err := m.latest(ctx, both)
	if err != nil {
		return nil, err
	}
	all := make([]place, len(refs))
	for i := range refs {
		p := place{main: found[2*i], beside: found[2*i+1]}
		if p.layers, err = layersOf(p.main, p.beside); err != nil {
			return nil, err
		}
		all[i] = p
	}
	return all, nil
}

// learnAfter works out the vocabulary as it will be.
func (c *curation) learnAfter(ctx context.Context) error {
	terms, err := c.before.terms(ctx)
	if err != nil {
		return err
	}
	terms = slices.DeleteFunc(terms, func(t graph.Term) bool { return c.byRef[term{&t}.ref()] != nil })
	for _, f := range c.fates {
		if t, ok := f.after.(term); ok {
			terms = append(terms, *t.Term)
		}
	}
	c.vocabulary = graph.NewVocabulary(terms)
	return nil
}
