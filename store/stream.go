package store

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"dyad/graph"
)

// mostProblems is how many problems end the reading of a load in parts: there may be one for each of millions of records.
const mostProblems = 1000

// LoadStream is [Store.Load] of some bundles, and of one more that need not fit into memory: it comes in parts, which are used one after the other
// and not kept. Each part has a piece of what the batch brings; which of them, its own batch does not tell. A record comes in the same part as
// what it names, or in a later one, and names nothing that the other bundles drop. Terms and asides don't come in parts, and are refused.
//
// It does to the store what Load of all of them together does, in one transaction. An error that the parts yield ends it and is returned as it is,
// unless the loading fails itself. Of a load with problems everything is read, up to [mostProblems] of them, so that they are reported together.
//
// Rows are staged as the parts come, which is why a dry run writes too, and removes again what it wrote. What is kept until the end is an id
// for each record, the types of the entities that are named, and the records that the batch brings no more.
func (s *Store) LoadStream(
	ctx context.Context, bundles []graph.Bundle, batch graph.Batch, parts iter.Seq2[*graph.Bundle, error], c Commit,
) (Report, error) {
	s.loading.Lock()
	defer s.loading.Unlock()
	report, err := s.loadStream(ctx, bundles, batch, parts, c)
	return report, during("load", err)
}

func (s *Store) loadStream(
	ctx context.Context, bundles []graph.Bundle, batch graph.Batch, parts iter.Seq2[*graph.Bundle, error], c Commit,
) (Report, error) {
	if err := s.ready(ctx, c); err != nil {
		return Report{}, err
	}
	st, err := s.newStream(ctx, bundles, batch, c)
	if err != nil {
		return Report{}, err
	}
	if st.report.Same && len(st.others.changes)+len(st.problems) == 0 {
		return st.done(0), nil
	}
	if st.report.Same {
		parts = func(func(*graph.Bundle, error) bool) {}
	}
	if err := s.stage(ctx, st.tx, st.rows(ctx, parts)); err != nil {
		return st.undone(), s.swept(ctx, err)
	}
	switch {
	case len(st.problems) > 0:
		return st.refused(), s.swept(ctx, &graph.Error{Fault: graph.BadInput, Err: st.problems})
	case c.DryRun || st.written == 0:
		return st.done(0), s.sweep(ctx)
	}
	if err := s.flip(ctx, st.tx); err != nil {
		return st.undone(), err
	}
	s.tell(st.transaction())
	return st.done(st.tx), nil
}

// swept removes what was staged in vain. That it could not be is told beside why; the next load or opening does it then.
func (s *Store) swept(ctx context.Context, why error) error {
	if err := s.sweep(context.WithoutCancel(ctx)); err != nil {
		return errors.Join(why, err)
	}
	return why
}

// A stream is a load that comes in parts: what has to be known of those before to judge the next one. A nil one has no parts before.
type stream struct {
	*plan        // of the batch alone; each part has one of its own
	others *plan // of the bundles that come whole
	in     *intake
	report *BatchReport

	seen    map[uid]struct{} // the records that came
	counted map[tag]bool     // the tags of which there holds every record of the store
	there   map[uid]struct{}

	written  uint64 // rows
	problems Problems
}

// newStream learns what there is, and plans what comes whole.
func (s *Store) newStream(ctx context.Context, bundles []graph.Bundle, batch graph.Batch, c Commit) (*stream, error) {
	p, report := newPlan(s.at(0), c), &BatchReport{Key: batch.Key, Kinds: map[graph.RecordKind]Counts{}}
	st := &stream{
		plan: p, report: report, in: &intake{batch: batch, report: report, refused: map[ref]bool{}},
		seen: map[uid]struct{}{}, counted: map[tag]bool{}, there: map[uid]struct{}{},
	}
	st.others = newPlan(s.at(0), c)
	if err := st.others.make(ctx, bundles); err != nil {
		return nil, err
	}
	st.problems = append(st.problems, st.others.problems...)
	p.vocabulary, p.asides, p.types = st.others.vocabulary, st.others.asides, st.others.types
	for _, f := range st.others.fates {
		if f.after != nil {
			st.seen[f.id] = struct{}{}
		}
		if e, ok := f.after.(entity); ok {
			p.types[e.Key] = e.Type
		}
	}
	var err error
	if report.Same, err = p.same(ctx, &graph.Bundle{Batch: batch}); err != nil || report.Same {
		return st, err
	}
	if st.others.intakes[batch.Key] != nil {
		st.problems = append(st.problems, Problem{Batch: batch.Key, Message: "it comes whole and in parts in one load"})
	}
	p.intakes[batch.Key] = st.in
	return st, st.count(ctx)
}

// brought reports whether an earlier part brought the record.
func (st *stream) brought(r ref) bool {
	if st == nil {
		return false
	}
	_, there := st.seen[r.id]
	return there
}

// rows yields the rows of each part, then those of what the batch brings no more, and the transaction.
func (st *stream) rows(ctx context.Context, parts iter.Seq2[*graph.Bundle, error]) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for p, err := range ahead(st.plans(ctx, parts)) {
			if err != nil {
				yield(Row{}, err)
				return
			}
			for i := range p.changes {
				rows, err := p.changes[i].rows(st.tx)
				st.written += uint64(len(rows))
				if !yieldRows(rows, err, yield) {
					return
				}
			}
		}
		if st.written > 0 {
			yield(transactionRow(st.transaction(), st.written))
		}
	}
}

// plans yields the plan of each part, and that of what the batch brings no more.
func (st *stream) plans(ctx context.Context, parts iter.Seq2[*graph.Bundle, error]) iter.Seq2[*plan, error] {
	return func(yield func(*plan, error) bool) {
		if !yield(st.others, nil) || st.report.Same {
			return
		}
		begun := &graph.Bundle{Batch: st.in.batch}
		p, err := st.part(ctx, begun, records(begun))
		if !yield(p, err) || err != nil {
			return
		}
		for b, err := range ahead(parts) {
			if err == nil {
				p, err = st.take(ctx, b)
			}
			if !yield(p, err) || err != nil {
				return
			}
			if len(st.problems) >= mostProblems {
				st.problems = append(st.problems, Problem{Batch: st.in.batch.Key, Message: "so many problems that the rest was not read"})
				return
			}
		}
		yield(st.rest(ctx))
	}
}

// take plans a part.
func (st *stream) take(ctx context.Context, b *graph.Bundle) (*plan, error) {
	if len(b.Terms) > 0 || len(b.Asides) > 0 {
		return nil, &graph.Error{On: "batch " + string(st.in.batch.Key), Fault: graph.BadInput, Err: errors.New("terms and asides don't come in parts")}
	}
	return st.part(ctx, b, func(yield func(record) bool) {
		for r := range records(b) {
			if r.ref().tag != batchTag && !yield(r) {
				return
			}
		}
	})
}

// part plans what a part brings.
func (st *stream) part(ctx context.Context, b *graph.Bundle, brought iter.Seq[record]) (*plan, error) {
	p := st.next()
	for r := range brought {
		st.report.count(r.ref().tag.kind(), Counts{Read: 1})
		p.arrive(st.in, r)
	}
	for _, f := range p.fates {
		if st.brought(f.ref) {
			p.problem(st.in, f.arrivals[0].record, "the batch brings it twice")
		}
	}
	if err := p.recallFates(ctx); err != nil {
		return nil, err
	}
	return st.resolved(ctx, p)
}

// next begins the plan of a part. It shares what is known with those before.
func (st *stream) next() *plan {
	p := newPlan(st.before, st.commit)
	p.vocabulary, p.intakes, p.asides, p.outside, p.types, p.earlier = st.vocabulary, st.intakes, st.asides, st.outside, st.types, st
	return p
}

// resolved decides what becomes of the records of a plan, and notes that they came.
func (st *stream) resolved(ctx context.Context, p *plan) (*plan, error) {
	if err := p.resolve(ctx); err != nil {
		return nil, err
	}
	for _, f := range p.fates {
		st.seen[f.id] = struct{}{}
	}
	st.problems = append(st.problems, p.problems...)
	return p, nil
}

// rest plans what becomes of records that the batch brought before and brings no more.
func (st *stream) rest(ctx context.Context) (*plan, error) {
	p := st.next()
	anchor := batchRef(st.in.batch.Key).id
	gone, err := p.before.linkedRefs(ctx, prefix(broughtTag, anchor[:]...))
	if err != nil {
		return nil, err
	}
	aside, err := p.setAside()
	if err != nil {
		return nil, err
	}
	for _, r := range append(gone, aside...) {
		if !st.brought(r) {
			p.fate(r)
		}
	}
	if err := p.recallFates(ctx); err != nil {
		return nil, err
	}
	if p, err = st.resolved(ctx, p); err != nil {
		return nil, err
	}
	st.checkNamed(p)
	return p, nil
}

// checkNamed finds records that go though parts named them: they were still there then.
func (st *stream) checkNamed(p *plan) {
	losses, _ := p.losses()
	var named Problems
	for r, l := range losses {
		if st.outside[r] {
			st.report.count(r.tag.kind(), Counts{Refused: 1})
			named = append(named, Problem{
				Batch: st.in.batch.Key, On: l.record.title(), Message: "it can't go: the batch brings it no more, and brings records that name it",
			})
		}
	}
	slices.SortFunc(named, func(a, b Problem) int { return strings.Compare(a.On, b.On) })
	st.problems = append(st.problems, named...)
}

func (st *stream) done(tx graph.Tx) Report {
	return Report{Tx: tx, Batches: append(slices.Clone(st.others.report.Batches), *st.report)}
}

func (st *stream) undone() Report {
	st.plan.report = st.done(0)
	return st.plan.undone()
}

func (st *stream) refused() Report {
	st.plan.report = st.done(0)
	return st.plan.refused()
}
