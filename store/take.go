package store

import (
	"cmp"
	"context"
	"iter"

	"dyad/graph"
)

// take reads the bundles, unless there is nothing to look at. Records are normalized and get their ids.
func (p *plan) take(ctx context.Context, bundles []graph.Bundle) error {
	looked, err := p.look(ctx, bundles)
	if err != nil {
		return err
	}
	p.arriveAll(bundles, looked)
	return nil
}

// look returns the intakes of bundles, nil where there is nothing to look at, and learns the vocabulary.
func (p *plan) look(ctx context.Context, bundles []graph.Bundle) ([]*intake, error) {
	p.report.Batches = make([]BatchReport, len(bundles))
	looked := make([]*intake, len(bundles))
	same, err := p.same(ctx, bundles)
	if err != nil {
		return nil, err
	}
	for i := range bundles {
		p.declared = p.declared || bundles[i].Declared && bundles[i].Batch.Digest != ""
		looked[i] = p.admit(&bundles[i], &p.report.Batches[i], same)
	}
	return looked, p.learn(ctx, bundles, looked)
}

// arriveAll notes what bundles bring, each with its intake.
func (p *plan) arriveAll(bundles []graph.Bundle, looked []*intake) {
	for i, in := range looked {
		if in == nil {
			continue
		}
		for r := range records(&bundles[i]) {
			p.arrive(in, r)
		}
	}
}

// admit returns the intake of a bundle, nil if there is nothing to look at: because it is the same, or comes twice.
func (p *plan) admit(b *graph.Bundle, report *BatchReport, same bool) *intake {
	*report = BatchReport{Key: b.Batch.Key, Kinds: map[graph.RecordKind]Counts{}}
	for r := range records(b) {
		report.count(r.ref().tag.kind(), Counts{Read: 1})
	}
	in := &intake{batch: b.Batch, report: report, refused: map[ref]bool{}, yields: b.Yields, repeats: b.Repeats, stays: b.Stays}
	if other := p.reported(report); other != nil {
		p.problem(in, batchRecord{&b.Batch}, "two files of this load bring it (records in them: %d and %d): put them into one file, "+
			"or give the records of one another batch; loaded one after the other, the second takes the place of the first",
			other.total().Read-1, report.total().Read-1)
		return nil
	}
	if same {
		report.Same = true
		for kind, c := range report.Kinds {
			report.count(kind, Counts{Unchanged: c.Read})
		}
		return nil
	}
	p.intakes[b.Batch.Key] = in
	return in
}

// reported returns the report on a bundle before this one that brings the same batch, nil if there is none.
func (p *plan) reported(on *BatchReport) *BatchReport {
	for i := range p.report.Batches {
		other := &p.report.Batches[i]
		if other == on {
			return nil
		}
		if other.Key == on.Key {
			return other
		}
	}
	return nil
}

// same reports whether every batch was last loaded from the same bytes, and nothing was recorded since, nor taken back. Else what is known by now, or comes
// beside it, may make something else of the same bytes: whom they name, what fits the vocabulary, who describes it.
func (p *plan) same(ctx context.Context, bundles []graph.Bundle) (bool, error) {
	if last, err := p.before.loadedFiles(ctx); err != nil || !last {
		return false, err
	}
	for i := range bundles {
		if same, err := p.sameBytes(ctx, &bundles[i]); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// loadedFiles reports whether the last transaction may have been a load of files that were read. An undoing has batches count again that were loaded
// long before, and lines of an export say by themselves which files they stand for.
func (m moment) loadedFiles(ctx context.Context) (bool, error) {
	if m.tx == 0 {
		return false, nil
	}
	t, err := m.transaction(ctx, m.tx)
	return err == nil && t.Undoes == 0 && !t.Declared, err
}

// sameBytes is same for one batch. Without a digest of its own nobody can tell.
func (p *plan) sameBytes(ctx context.Context, b *graph.Bundle) (bool, error) {
	s, err := p.before.one(ctx, batchRef(b.Batch.Key))
	if err != nil || !s.open() || s.opened != p.before.tx || b.Batch.Digest == "" || b.Declared {
		return false, err
	}
	r, err := s.record()
	if err != nil {
		return false, err
	}
	return r.(batchRecord).Digest == b.Batch.Digest, nil
}

// records yields the records of a bundle, its batch first.
func records(b *graph.Bundle) iter.Seq[record] {
	return func(yield func(record) bool) {
		_ = yield(batchRecord{&b.Batch}) &&
			each(b.Terms, func(v *graph.Term) bool { return yield(term{v}) }) &&
			each(b.Entities, func(v *graph.Entity) bool { return yield(entity{v}) }) &&
			each(b.Sources, func(v *graph.Source) bool { return yield(source{v}) }) &&
			each(b.Mentions, func(v *graph.Mention) bool { return yield(mention{v}) }) &&
			each(b.Claims, func(v *graph.Claim) bool { return yield(claim{v}) }) &&
			each(b.SameAs, func(v *graph.SameAs) bool { return yield(sameAs{v}) }) &&
			each(b.Verdicts, func(v *graph.Verdict) bool { return yield(verdict{v}) }) &&
			each(b.Asides, func(v *graph.Aside) bool { return yield(aside{v}) })
	}
}

// recordsIn is how many records bundles bring, batches apart.
func recordsIn(bundles []graph.Bundle) int {
	n := 0
	for i := range bundles {
		b := &bundles[i]
		n += len(b.Terms) + len(b.Entities) + len(b.Sources) + len(b.Mentions) + len(b.Claims) + len(b.SameAs) + len(b.Verdicts) + len(b.Asides)
	}
	return n
}

// each calls do for every item until it says no.
func each[T any](items []T, do func(*T) bool) bool {
	for i := range items {
		if !do(&items[i]) {
			return false
		}
	}
	return true
}

// checked returns a record as it is to be stored, and notes what is wrong with it by itself. derived tells of a claim that its id is the one
// that it derives.
func (p *plan) checked(in *intake, r record) (as record, derived bool) {
	for _, fault := range r.Check() {
		p.problem(in, r, "%s", fault)
	}
	c, ok := r.(claim)
	if !ok {
		return r, false
	}
	n, derived := c.normalized(p.vocabulary.Relation(c.Type), in.batch.Key)
	if c.ID.IsZero() { // Check could not know whether it names itself
		for _, fault := range n.CheckReferences() {
			p.problem(in, n, "%s", fault)
		}
	}
	return n, derived
}

// twice judges a record that a batch brings once more.
func (p *plan) twice(in *intake, r record) {
	c, ok := r.(claim)
	if !ok || !in.repeats {
		p.problem(in, r, "the batch brings it twice")
		return
	}
	in.report.count(graph.ClaimRecord, Counts{Read: -1})
	in.report.Repeated++
	in.report.RepeatedAs = cmp.Or(c.Gist, c.title())
}

// arrive notes that a bundle brings a record.
func (p *plan) arrive(in *intake, r record) {
	r, derived := p.checked(in, r)
	f := p.fate(r.ref())
	for _, a := range f.arrivals {
		if a.intake == in {
			p.twice(in, r)
			return
		}
	}
	if f.arrivals == nil {
		f.arrivals = f.first[:0]
		in.report.typed(r, 1)
		if f.tag == asideTag {
			p.arriving = append(p.arriving, f)
		}
	}
	f.arrivals = append(f.arrivals, arrival{in, r, derived})
}
