package store

import (
	"context"
	"fmt"

	"dyad/graph"
)

// A plan is a load before it is written: what becomes of every record that it touches.
type plan struct {
	before moment
	tx     graph.Tx // that the load will have
	commit Commit
	undoes graph.Tx // 0 unless it takes a transaction back

	*known // what the plans of all parts of a load share

	fates    []*fate // in the order in which the records were met
	byRef    map[ref]*fate
	free     []fate        // to be used next
	sharing  map[ref]share // that the batches of the load will have
	arriving []*fate       // the asides that the load brings
	own      *intake       // of a change that is no load
	earlier  *stream       // what came before, of a load that comes in parts; else nil
	last     bool          // nothing comes after it, of a load that comes in parts
	apart    bool          // its records are claims to which nothing in the store leads

	changes  []change
	lost     map[ref]*loss // what is closed and others still name
	report   Report
	problems Problems
}

// A known is what all parts of a load go by.
type known struct {
	vocabulary *graph.Vocabulary          // as it will be
	intakes    map[graph.BatchKey]*intake // of the bundles that are looked at
	asides     map[ref]aside              // that stood before, by what is set aside
	asideForms map[uid]uint32             // how many versions of asides there were before, closed ones too, by the id of what is set aside
	judged     map[uid][]ref              // the judgements that will count, by the entity that they redirect
	declared   bool                       // a bundle only declares its digest
	outside    map[ref]bool               // whether records count that the load names and does not touch
	types      map[graph.EntityKey]graph.TermKey
	retyped    map[graph.EntityKey]*retyping
}

// An intake is a bundle that is looked at.
type intake struct {
	batch   graph.Batch
	report  *BatchReport
	refused map[ref]bool
	yields  bool // see [graph.Bundle]
	repeats bool // likewise
	stays   bool // likewise
}

// A fate is what becomes of one record.
type fate struct {
	ref
	before   stored // its last version, which may be closed, if any
	arrivals []arrival
	after    record     // as it will be; nil if it will not be there
	put      bool       // by a change that is no load
	opened   bool       // by a change of the plan
	first    [1]arrival // where arrivals lie that are not more

	// Of a record that a curator decided on: the layer that a load decides on. before is then of that.
	below *lower
}

// An arrival is a record as a bundle brings it.
type arrival struct {
	*intake
	record
	derived bool // of a claim: its id is the one that it derives
}

// A change is a version that is opened, or one that is closed, or both.
type change struct {
	closes version // none if its number is 0
	reason string
	opens  version // likewise
	record record  // what is opened, or else what is closed
	json   []byte  // of what is opened
}

// newPlan begins a plan. size is about how many records there will be, 0 where that is not known.
func newPlan(before moment, c Commit, size int) *plan {
	return &plan{
		before: before, tx: before.tx + 1, commit: c,
		byRef: make(map[ref]*fate, size), sharing: map[ref]share{}, fates: make([]*fate, 0, size), changes: make([]change, 0, size),
		known: &known{
			intakes: map[graph.BatchKey]*intake{}, asides: map[ref]aside{}, asideForms: map[uid]uint32{}, judged: map[uid][]ref{},
			outside: map[ref]bool{}, types: map[graph.EntityKey]graph.TermKey{}, retyped: map[graph.EntityKey]*retyping{},
		},
	}
}

// make works out the whole plan, with every problem there is. An error is only what keeps it from reading the store.
func (p *plan) make(ctx context.Context, bundles []graph.Bundle) error {
	if err := p.recallAsides(ctx); err != nil {
		return err
	}
	if err := p.take(ctx, bundles); err != nil {
		return err
	}
	if err := p.recall(ctx); err != nil {
		return err
	}
	return p.resolve(ctx)
}

// resolve decides about every record that the plan knows by now, and judges what comes of it.
func (p *plan) resolve(ctx context.Context) error {
	for _, f := range p.fates {
		if f.tag == shareTag {
			continue
		}
		if err := p.decide(ctx, f); err != nil {
			return err
		}
	}
	if err := p.settleShares(ctx); err != nil {
		return err
	}
	return p.check(ctx)
}

// fate returns what the plan knows about a record, and begins to know it if it did not.
func (p *plan) fate(r ref) *fate {
	f := p.byRef[r]
	if f == nil {
		if len(p.free) == 0 {
			p.free = make([]fate, 64) // at once: there may be a million
		}
		f, p.free = &p.free[0], p.free[1:]
		f.ref = r
		p.byRef[r] = f
		p.fates = append(p.fates, f)
	}
	return f
}

// recall finds what the batches of the load brought before, and what is stored of each record that the plan knows by then.
func (p *plan) recall(ctx context.Context) error {
	brought, err := p.recalled(ctx)
	if err != nil {
		return err
	}
	for _, r := range brought {
		p.fate(r)
	}
	return p.recallFates(ctx)
}

// recalled returns what the batches of the load brought before.
func (p *plan) recalled(ctx context.Context) ([]ref, error) {
	var all []ref
	for i := range p.report.Batches {
		in := p.intakes[p.report.Batches[i].Key]
		if in == nil {
			continue
		}
		anchor := batchRef(in.batch.Key).id
		brought, err := p.before.linkedRefs(ctx, prefix(broughtTag, anchor[:]...))
		if err != nil {
			return nil, err
		}
		all = append(all, brought...)
	}
	aside, err := p.setAside()
	return append(all, aside...), err
}

// setAside returns the records of which a batch of the load says what a curator set aside.
func (p *plan) setAside() ([]ref, error) {
	var refs []ref
	for r, a := range p.asides {
		if said, err := a.said(); err != nil {
			return nil, corrupt(a.title(), err)
		} else if said != nil && p.intakes[said.owner()] != nil {
			refs = append(refs, r)
		}
	}
	return refs, nil
}

// recallFates finds what is stored of each record that the plan knows by now.
func (p *plan) recallFates(ctx context.Context) error {
	refs := make([]ref, len(p.fates))
	for i, f := range p.fates {
		refs[i] = f.ref
	}
	found, err := p.latest(ctx, refs)
	if err != nil {
		return err
	}
	for i, f := range p.fates {
		f.before = found[i]
	}
	return nil
}

// latest is [moment.latest] of the moment before, which is not asked for what is known not to be there.
func (p *plan) latest(ctx context.Context, refs []ref) ([]stored, error) {
	if p.earlier == nil {
		return p.before.latest(ctx, refs)
	}
	return p.earlier.latest(ctx, refs)
}

// examined reports whether the record has to be judged as it will be: because a load brings it, or another change puts it.
func (f *fate) examined() bool {
	return f.after != nil && (f.put || len(f.arrivals) > 0 && f.below == nil)
}

// intakeOf returns what problems of a record are reported under.
func (p *plan) intakeOf(f *fate) *intake {
	if len(f.arrivals) > 0 {
		return f.arrivals[0].intake
	}
	return p.own
}

// problem notes what is wrong with a record that a batch brings, or with the batch.
func (p *plan) problem(in *intake, r record, format string, args ...any) {
	on := r.title()
	if r.ref().tag == batchTag {
		on = ""
	}
	p.refuse(in, r.ref(), on, fmt.Sprintf(format, args...))
}

// refuse notes a problem. However many a record has, it is counted once.
func (p *plan) refuse(in *intake, r ref, on, message string) {
	p.problems = append(p.problems, Problem{Batch: in.batch.Key, On: on, Message: message})
	if !in.refused[r] {
		in.refused[r] = true
		in.report.count(r.tag.kind(), Counts{Refused: 1})
	}
}
