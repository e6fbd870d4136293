package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dyad/graph"

	"github.com/google/uuid"
)

// Curate makes one change by a curator, as one transaction: readers see all of it or nothing. Its author and its reason are needed.
//
// What it puts belongs to a batch of its own (see [graph.CurationBatch]), whoever brought it before. What a file says of a record that
// is replaced or retracted is set aside (see [graph.Aside]): loading the file again changes that, and not the record.
//
// Everything that stands in the way is reported at once, as [graph.Obstacles] in an error, and nothing is written then: what a load of
// the same records would be refused for; a record that is there and should not be, or the other way round; a revision that is
// not the expected one; nothing that would change (who annotated a claim is no change by itself). The fault is that of the first: Conflict
// if an expectation failed, or others name what is retracted; NotFound for what is not there to be retracted; else BadInput. Other faults
// are as for [Store.Load].
//
// The edit is not changed.
func (s *Store) Curate(ctx context.Context, e graph.Edit, by graph.Signature) (graph.Done, error) {
	done, err := s.curate(ctx, e, by)
	return done, during("curate", err)
}

func (s *Store) curate(ctx context.Context, e graph.Edit, by graph.Signature) (graph.Done, error) {
	c, err := s.amend(ctx, by, graph.BadInput, func(c *curation) error { return c.make(ctx, e) })
	if err != nil {
		return graph.Done{}, err
	}
	return graph.Done{Tx: c.tx, Batch: c.own.batch.Key, Claims: c.claims}, nil
}

// amend makes one change that is no load: what work puts into the plan, unless anything stands in the way. What a load would be refused
// for has the given fault.
func (s *Store) amend(ctx context.Context, by graph.Signature, fault graph.Fault, work func(*curation) error) (*curation, error) {
	s.loading.Lock()
	defer s.loading.Unlock()
	if err := s.signed(ctx, by); err != nil {
		return nil, err
	}
	c := newCuration(s.at(0), by)
	if err := work(c); err != nil {
		return nil, err
	}
	if err := c.refusal(fault); err != nil {
		return nil, err
	}
	return c, s.write(ctx, c.plan)
}

// signed makes sure that a change can begin, and that somebody answers for it.
func (s *Store) signed(ctx context.Context, by graph.Signature) error {
	switch {
	case by.Author == "":
		return &graph.Error{Fault: graph.BadInput, Err: errors.New("a change needs an author")}
	case by.Reason == "":
		return &graph.Error{Fault: graph.BadInput, Err: errors.New("a change needs a reason")}
	}
	return s.ready(ctx, Commit{Time: by.Time})
}

// A curation is a plan of a change that is no load.
type curation struct {
	*plan
	obstacles graph.Obstacles
	claims    []graph.ClaimID // put, in their order
	retracted map[ref]bool
	leaving   map[string]bool // the titles of those that are there
	fresh     map[ref]bool    // must not be there
}

func newCuration(now moment, by graph.Signature) *curation {
	p := newPlan(now, Commit{Time: by.Time, Author: by.Author, Reason: by.Reason}, 0)
	key := graph.CurationBatch(by.Author, p.tx, by.Time)
	p.own = &intake{
		batch: graph.Batch{Key: key}, refused: map[ref]bool{},
		report: &BatchReport{Key: key, Kinds: map[graph.RecordKind]Counts{}},
	}
	return &curation{plan: p, retracted: map[ref]bool{}, leaving: map[string]bool{}, fresh: map[ref]bool{}}
}

// hinder notes an obstacle.
func (c *curation) hinder(fault graph.Fault, r record, message string) {
	c.obstacles = append(c.obstacles, graph.Obstacle{Fault: fault, On: r.title(), Message: message})
}

// refusal is an error if anything stands in the way. What a load would be refused for has the given fault.
func (c *curation) refusal(fault graph.Fault) error {
	all := slices.Clone(c.obstacles)
	for _, p := range c.problems {
		o := graph.Obstacle{Fault: fault, On: p.On, Message: p.Message}
		if c.leaving[p.On] { // all that can be wrong with it is that others name it
			o.Fault = graph.Conflict
		}
		all = append(all, o)
	}
	if len(all) == 0 {
		return nil
	}
	return &graph.Error{Fault: all[0].Fault, Err: all}
}

// make works out what becomes of every record of an edit.
func (c *curation) make(ctx context.Context, e graph.Edit) error {
	if err := c.recallAsides(ctx); err != nil {
		return err
	}
	if err := c.learnEdit(ctx, e.Put.Terms); err != nil {
		return err
	}
	c.take(e)
	if err := c.recallFates(ctx); err != nil {
		return err
	}
	if err := c.meet(e.Expect); err != nil {
		return err
	}
	for _, f := range c.fates {
		if err := c.decide(ctx, f); err != nil {
			return err
		}
	}
	if len(c.changes) == 1 && len(c.obstacles)+len(c.problems) == 0 { // the batch alone
		c.obstacles = append(c.obstacles, graph.Obstacle{Fault: graph.BadInput, Message: "nothing would change: it is so already"})
	}
	if err := c.check(ctx); err != nil {
		return err
	}
	if err := c.checkTwins(ctx); err != nil {
		return err
	}
	return c.checkParted(ctx)
}

// learnEdit works out the vocabulary as it will be, with the terms that are put.
func (c *curation) learnEdit(ctx context.Context, put []graph.Term) error {
	known, err := c.before.terms(ctx)
	if err != nil {
		return err
	}
	replaced := map[ref]bool{}
	for i := range put {
		replaced[term{&put[i]}.ref()] = true
	}
	known = slices.DeleteFunc(known, func(t graph.Term) bool { return replaced[term{&t}.ref()] })
	c.vocabulary = graph.NewVocabulary(append(known, put...))
	return nil
}

// take reads the edit: its records are normalized and get their ids.
func (c *curation) take(e graph.Edit) {
	e.Put.Batch = c.own.batch
	for r := range records(&e.Put) {
		was, _ := r.(claim)
		r, _ = c.checked(c.own, r)
		if k, ok := r.(claim); ok {
			c.fresh[k.ref()] = was.ID.IsZero()
			c.claims = append(c.claims, k.ID)
		}
		f := c.fate(r.ref())
		if f.put {
			c.problem(c.own, r, "it comes twice")
		}
		f.put, f.after = true, r.inBatch(c.own.batch.Key)
	}
	for _, id := range e.Retract {
		r := refOf(id)
		c.retracted[r] = true
		c.fate(r)
	}
}

// refOf is what the store calls a record.
func refOf(id graph.RecordID) ref {
	parsed, _ := uuid.Parse(id.ID)
	return ref{tagOf(id.Kind), uid(parsed)}
}

// decide works out what becomes of one record.
func (c *curation) decide(ctx context.Context, f *fate) error {
	beside, err := c.before.one(ctx, ref{asideTag, f.id})
	if err != nil {
		return err
	}
	l, err := layersOf(f.before, beside)
	if err != nil {
		return err
	}
	was := l
	change := c.replace
	if c.retracted[f.ref] {
		change = c.retract
	}
	if err := change(ctx, f, &l); err != nil {
		return err
	}
	if l.sameDecision(&was) {
		return nil
	}
	if !setsAside(f.tag) {
		l = layers{files: l.curator} // the batch itself
	}
	return c.become(f, f.before, beside, l, c.commit.Reason)
}

// replace decides that a record is as it is put.
func (c *curation) replace(ctx context.Context, f *fate, l *layers) error {
	old, err := f.before.standing()
	if err != nil {
		return err
	}
	if old != nil && c.fresh[f.ref] {
		c.hinder(graph.Conflict, f.after, taken(old.(claim)))
		return nil
	}
	said, err := c.said(ctx, f, old)
	if said || err != nil {
		f.after = old
		return err
	}
	if f.after, err = c.revised(ctx, f, f.after, false); err != nil {
		return err
	}
	data, err := encode(f.after)
	if err != nil {
		c.problem(c.own, f.after, "%s", err)
		return nil
	}
	l.decided, l.by, l.curator = true, c.own.batch.Key, data
	return nil
}

// taken says why a claim can't be recorded whose id another one has.
func taken(by claim) string {
	if by.pinned() {
		return "there is one that said so until it was corrected, and keeps this id: undo its correction"
	}
	return "there is one that says so: correct that one"
}

// said reports whether what is put says the same as what is there, nil for nothing, whoever annotated it. A verdict that others came
// after is said anew: it is the last one then.
func (c *curation) said(ctx context.Context, f *fate, old record) (bool, error) {
	if old == nil {
		return false, nil
	}
	next := f.after
	switch was := old.(type) {
	case claim:
		now := *next.(claim).Claim
		now.Annotator = was.Annotator
		next = claim{&now}
	case verdict:
		if last, err := c.isLast(ctx, was); !last || err != nil {
			return false, err
		}
	}
	next, err := c.revised(ctx, f, next, false)
	return err == nil && alike(old, next), err
}

// isLast reports whether no other verdict came after one on the same contradiction.
func (c *curation) isLast(ctx context.Context, v verdict) (bool, error) {
	last := true
	err := c.before.eachLinked(ctx, uid(v.Contradiction), verdictTag, func(_ stored, other record) {
		if w := other.(verdict); w.Contradiction == v.Contradiction && v.Compare(w.Verdict) < 0 {
			last = false
		}
	})
	return last && err == nil, err
}

// retract decides that a record is not to be there.
func (c *curation) retract(_ context.Context, f *fate, l *layers) error {
	old, err := f.before.standing()
	if err != nil {
		return err
	}
	if old != nil {
		l.decided, l.by, l.curator = true, c.own.batch.Key, nil
		c.leaving[old.title()] = true
		return nil
	}
	o := graph.Obstacle{Fault: graph.NotFound, On: f.ref.String(), Message: "there is none"}
	if f.before.found() {
		o.Message = fmt.Sprintf("it was retracted by transaction %d", f.before.closed)
	}
	c.obstacles = append(c.obstacles, o)
	return nil
}
