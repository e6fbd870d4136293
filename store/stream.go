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

// mostProblems is how many problems end the reading of a load in parts: there may be one for each of millions of records.
const mostProblems = 1000

// LoadStream is [Store.LoadParts] of one batch, of which nothing comes at once.
func (s *Store) LoadStream(
	ctx context.Context, bundles []graph.Bundle, batch graph.Batch, parts iter.Seq2[*graph.Bundle, error], c Commit,
) (Report, error) {
	pieces := func(yield func([]graph.Bundle, error) bool) {
		for b, err := range parts {
			if err != nil {
				yield(nil, err)
				return
			}
			piece := *b
			piece.Batch = batch
			if !yield([]graph.Bundle{piece}, nil) {
				return
			}
		}
	}
	return s.LoadParts(ctx, bundles, []graph.Bundle{{Batch: batch}}, pieces, c)
}

// LoadParts is [Store.Load] of some bundles, and of more that need not fit into memory: these are only begun, and the rest of what their batches
// bring comes in parts, which are used one after the other and not kept. A part is a piece of each of some of the batches. A record comes in
// the same part as what it names, or in a later one, and so do all batches that bring it; the bundles come before all parts, and own what parts
// bring too. Terms and asides don't come in parts, and are refused there.
//
// It does to the store what Load of all of them together does, in one transaction. An error that the parts yield ends it and is in the chain of the
// one that is returned, unless the loading fails itself. Of a load with problems everything is read, up to [mostProblems] of them, so that they are reported together.
// Where all is as [Store.Load] does not look at, the parts are not looked at, and the reports of batches that were begun count nothing.
//
// Rows are staged as the parts come, which is why a dry run writes too, and removes again what it wrote. What is kept until the end is an id
// for each record, the types of the entities that are named, what redirects entities, what stays as curators have it, and the records that the
// batches bring no more, but for claims that nothing names.
func (s *Store) LoadParts(
	ctx context.Context, bundles, begun []graph.Bundle, parts iter.Seq2[[]graph.Bundle, error], c Commit,
) (Report, error) {
	s.loading.Lock()
	defer s.loading.Unlock()
	report, err := s.loadParts(ctx, bundles, begun, parts, c)
	return report, during("load", err)
}

func (s *Store) loadParts(
	ctx context.Context, bundles, begun []graph.Bundle, parts iter.Seq2[[]graph.Bundle, error], c Commit,
) (Report, error) {
	if err := s.ready(ctx, c); err != nil {
		return Report{}, err
	}
	st := newStream(s.at(0), begun, c)
	if err := st.begin(ctx, slices.Concat(bundles, begun)); err != nil {
		return Report{}, err
	}
	if len(st.intakes)+len(st.problems) == 0 {
		return st.report, nil
	}
	if err := s.stage(ctx, st.tx, st.rows(ctx, parts)); err != nil {
		return st.undone(), s.swept(ctx, cmp.Or(st.broken, err))
	}
	switch {
	case len(st.problems) > 0:
		return st.refused(), s.swept(ctx, &graph.Error{Fault: graph.BadInput, Err: st.problems})
	case c.DryRun || st.written == 0:
		return st.report, s.sweep(ctx)
	}
	if err := s.flip(ctx, st.tx); err != nil {
		return st.undone(), err
	}
	s.remembered.skip(st.tx)
	s.tell(st.transaction())
	st.report.Tx = st.tx
	return st.report, nil
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
	*plan // what the plans of all parts share
	head  *plan
	begun map[graph.BatchKey]bool

	seen      map[uid]coming
	seenAside map[uid]coming // asides, which have the ids of what is set aside
	leading   map[ref]record // the records that came and may lead to what comes later
	weighed   bool           // the vocabulary was judged
	counted   map[tag]bool   // the tags of which there holds every record of the store
	there     map[uid]struct{}

	written uint64 // rows
	broken  error  // why there are no more of them: an engine may tell it in words of its own
}

// A coming is what became of a record in the part that it came in.
type coming uint8

const (
	stays coming = iota + 1 // it will be there as it came
	kept                    // it will be there, as a curator has it
	away                    // it will not be there
)

func newStream(before moment, begun []graph.Bundle, c Commit) *stream {
	st := &stream{
		plan: newPlan(before, c, 0), begun: map[graph.BatchKey]bool{},
		seen: map[uid]coming{}, seenAside: map[uid]coming{}, leading: map[ref]record{}, counted: map[tag]bool{}, there: map[uid]struct{}{},
	}
	for i := range begun {
		st.begun[begun[i].Batch.Key] = true
	}
	return st
}

// begin learns what there is, and plans what comes at once.
func (st *stream) begin(ctx context.Context, bundles []graph.Bundle) error {
	if err := st.recallAsides(ctx); err != nil {
		return err
	}
	looked, err := st.look(ctx, bundles)
	if err != nil {
		return err
	}
	for i := range st.report.Batches {
		if b := &st.report.Batches[i]; b.Same && st.begun[b.Key] {
			b.Kinds = map[graph.RecordKind]Counts{}
		}
	}
	if st.coming() {
		if err := st.count(ctx); err != nil {
			return err
		}
	}
	st.head = st.next(recordsIn(bundles))
	st.head.arriveAll(bundles, looked)
	return st.resolved(ctx, st.head)
}

// coming reports whether any batch that comes in parts is looked at.
func (st *stream) coming() bool {
	for k := range st.begun {
		if st.intakes[k] != nil {
			return true
		}
	}
	return false
}

// brought reports whether an earlier part brought the record.
func (st *stream) brought(r ref) bool { return st.how(r) != 0 }

// how tells how an earlier part brought the record, 0 if none did.
func (st *stream) how(r ref) coming {
	if st == nil {
		return 0
	}
	return st.seenOf(r)[r.id]
}

// seenOf returns what is known of records of the tag of r.
func (st *stream) seenOf(r ref) map[uid]coming {
	if r.tag == asideTag {
		return st.seenAside
	}
	return st.seen
}

// rows yields the rows of each part, then those of what the batch brings no more, and the transaction.
func (st *stream) rows(ctx context.Context, parts iter.Seq2[[]graph.Bundle, error]) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		w := rowWriter{tx: st.tx}
		for p, err := range ahead(st.plans(ctx, parts)) {
			if err != nil {
				st.broken = err
				yield(Row{}, err)
				return
			}
			for i := range p.changes {
				rows, err := w.change(&p.changes[i])
				st.written = w.written
				if !yieldRows(rows, err, yield) {
					return
				}
				p.changes[i].tell(st.commit.Opens)
			}
		}
		if st.written > 0 {
			yield(transactionRow(st.transaction(), st.written))
		}
	}
}

// tell tells of a claim that is opened.
func (c *change) tell(opens func(*graph.Claim)) {
	if opens == nil || c.opens.n == 0 {
		return
	}
	if r, ok := c.record.(claim); ok {
		opens(r.Claim)
	}
}

// plans yields the plan of what comes at once, of each part, and of what the batches bring no more.
func (st *stream) plans(ctx context.Context, parts iter.Seq2[[]graph.Bundle, error]) iter.Seq2[*plan, error] {
	if !st.coming() {
		parts = func(func([]graph.Bundle, error) bool) {}
	}
	return func(yield func(*plan, error) bool) {
		if !yield(st.head, nil) {
			return
		}
		for pieces, err := range ahead(parts) {
			var p *plan
			if err == nil {
				p, err = st.part(ctx, pieces)
			}
			if !yield(p, err) || err != nil {
				return
			}
			if len(st.problems) >= mostProblems {
				st.problems = append(st.problems, Problem{Message: "so many problems that the rest was not read"})
				return
			}
		}
		for p, err := range st.rest(ctx) {
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// part plans what a part brings.
func (st *stream) part(ctx context.Context, pieces []graph.Bundle) (*plan, error) {
	p := st.next(recordsIn(pieces))
	for i := range pieces {
		b := &pieces[i]
		if err := st.fitting(b); err != nil {
			return nil, err
		}
		in := st.intakes[b.Batch.Key]
		if in == nil {
			continue // something is wrong with the batch
		}
		in.yields, in.repeats, in.stays = b.Yields, b.Repeats, b.Stays
		for r := range records(b) {
			if r.ref().tag != batchTag {
				in.report.count(r.ref().tag.kind(), Counts{Read: 1})
				p.arrive(in, r)
			}
		}
	}
	return p, st.resolved(ctx, p)
}

// fitting refuses what is no piece of a batch that comes in parts.
func (st *stream) fitting(b *graph.Bundle) error {
	var err error
	switch {
	case len(b.Terms) > 0 || len(b.Asides) > 0:
		err = errors.New("terms and asides don't come in parts")
	case !st.begun[b.Batch.Key]:
		err = errors.New("it comes in parts and was not begun")
	default:
		return nil
	}
	return &graph.Error{On: fmt.Sprintf("batch %q", b.Batch.Key), Fault: graph.BadInput, Err: err}
}

// next begins the plan of a part of about so many records. It shares what is known with those before.
func (st *stream) next(size int) *plan {
	p := newPlan(st.before, st.commit, size)
	p.known, p.earlier = st.known, st
	return p
}

// resolved decides what becomes of the records of a plan, and notes that they came.
func (st *stream) resolved(ctx context.Context, p *plan) error {
	var err error
	p.fates = slices.DeleteFunc(p.fates, func(f *fate) bool {
		if !st.brought(f.ref) {
			return false
		}
		delete(p.byRef, f.ref)
		err = cmp.Or(err, st.again(p, f))
		return true
	})
	if err != nil {
		return err
	}
	if err := p.recallFates(ctx); err != nil {
		return err
	}
	if err := p.resolve(ctx); err != nil {
		return err
	}
	st.problems = append(st.problems, p.problems...)
	if len(st.problems) > 0 {
		p.changes = nil // nothing will be written, and maybe no row can hold it
	}
	err = p.once()
	st.remember(p.fates)
	return err
}

// again judges a record that came before: one that came at once with another batch is shared, if it is the same; any other comes twice.
func (st *stream) again(p *plan, f *fate) error {
	f.arrivals[0].report.typed(f.arrivals[0].record, -1)
	h := st.head.byRef[f.ref]
	if h == nil || slices.ContainsFunc(h.arrivals, func(a arrival) bool { return a.intake == f.arrivals[0].intake }) {
		p.twice(f.arrivals[0].intake, f.arrivals[0].record)
		return nil
	}
	h.arrivals = append(h.arrivals, f.arrivals...)
	owned := h.after
	if f.below = h.below; f.below != nil {
		if f.below.files == nil {
			return nil // no row can hold it, which was told
		}
		var err error
		if owned, err = decode(f.tag, f.below.files); err != nil {
			return corrupt(f.ref.String(), err)
		}
		p.tellKept(f, nil, Kept{By: f.below.by, Gone: f.below.curator == nil})
	}
	for _, a := range f.arrivals {
		p.share(f, a, owned)
	}
	return nil
}

// remember keeps what became of records that came. Those of a part may be in any order, so it looks for more that lead on until there are none.
func (st *stream) remember(fates []*fate) {
	for _, f := range fates {
		how := stays
		switch {
		case f.after == nil:
			how = away
		case f.below != nil:
			how = kept
		case f.tag == claimTag && len(f.arrivals) == 0:
			continue // another batch has it by now, of which nothing comes
		}
		st.seenOf(f.ref)[f.id] = how
	}
	for known := -1; known < len(st.leading); {
		known = len(st.leading)
		for _, f := range fates {
			if f.after != nil && st.leads(f) {
				st.leading[f.ref] = f.after
			}
		}
	}
}

// leads reports whether a record may lead to what comes later: because it redirects an entity, because it stays as a curator has it, who need
// not name what the batch names, or because its roles hold a claim that does.
func (st *stream) leads(f *fate) bool {
	if f.below != nil || redirected(f.after) != "" {
		return true
	}
	c, ok := f.after.(claim)
	return ok && len(st.leading) > 0 && slices.ContainsFunc(c.held(), func(r ref) bool { return st.leading[r] != nil })
}
