package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dyad/graph"
)

// Load makes the store hold what the bundles bring, in one transaction: readers see all of it or nothing. A bundle takes the
// place of what its batch brought before; the report tells the difference.
//
// Nothing is written, and no transaction number used, where nothing has changed. Batches whose digests are those they were loaded
// with are not even looked at, if nothing was recorded since, nothing else comes with them, and no bundle only declares its digest, now or when
// they were loaded.
// With another digest and the same content only the record of the batch changes.
//
// Several batches may define one thing in the same words, a claim excepted. The first of them keeps it, and when it drops it,
// the next one has it. An entity that is only a placeholder (see [graph.Entity.Placeholder]) is no definition: it gives way to the first
// that comes, of whatever batch, and the batches that only have the placeholder leave it at that.
//
// Everything that is wrong is reported at once, as [Problems] in an error of fault BadInput, and nothing is written then: a
// record that says something impossible, or names one that would not be there after the load; a claim of another batch, unless the bundle yields; two
// definitions of one thing that differ; a type of an entity that claims of other batches do not fit; something dropped that others still name, unless the bundle has it stay; an aside of a record that another batch decided on or has. Other faults are those of [KV]. After
// any of them the store is as it was; only Internal and Corrupt may leave that open until it is opened again, which further
// loads then ask for.
//
// The bundles are not changed.
func (s *Store) Load(ctx context.Context, bundles []graph.Bundle, c Commit) (Report, error) {
	report, err := s.load(ctx, bundles, c)
	return report, during("load", err)
}

func (s *Store) load(ctx context.Context, bundles []graph.Bundle, c Commit) (Report, error) {
	s.loading.Lock()
	defer s.loading.Unlock()
	if err := s.ready(ctx, c); err != nil {
		return Report{}, err
	}
	p := newPlan(s.at(0), c, recordsIn(bundles))
	if err := p.make(ctx, bundles); err != nil {
		return Report{}, err
	}
	if len(p.problems) > 0 {
		return p.refused(), &graph.Error{Fault: graph.BadInput, Err: p.problems}
	}
	if c.DryRun || len(p.changes) == 0 {
		return p.report, nil
	}
	if err := s.write(ctx, p); err != nil {
		return p.undone(), err
	}
	p.report.Tx = p.tx
	return p.report, nil
}

// ready makes sure that a load can begin.
func (s *Store) ready(ctx context.Context, c Commit) error {
	if c.Time.IsZero() {
		return &graph.Error{Fault: graph.BadInput, Err: errors.New("a commit needs its time")}
	}
	return s.sound(ctx)
}

// sound makes sure that it is known what is there, and that nothing else is.
func (s *Store) sound(ctx context.Context) error {
	if s.unsure != nil {
		return &graph.Error{Fault: graph.Conflict, Err: fmt.Errorf(
			"an earlier load may or may not have been written, open the store again: %w", s.unsure)}
	}
	return s.sweep(ctx)
}

// refused is the report of a load that was refused: what was read, and what was wrong.
func (p *plan) refused() Report {
	return p.keep(func(c Counts) Counts { return Counts{Read: c.Read, Refused: c.Refused} })
}

// undone is the report of a load that could not be written.
func (p *plan) undone() Report { return p.keep(func(c Counts) Counts { return Counts{Read: c.Read} }) }

func (p *plan) keep(part func(Counts) Counts) Report {
	r := Report{Batches: slices.Clone(p.report.Batches)}
	for i := range r.Batches {
		b := &r.Batches[i]
		for kind, c := range b.Kinds {
			b.Kinds[kind] = part(c)
		}
	}
	return r
}
