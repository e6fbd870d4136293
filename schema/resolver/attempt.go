package resolver

import (
	"context"
	"errors"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// An attempt is a mutation on its way: what it would do, who asks for it, and what is wrong with it, of which everything is gathered
// before anything is done.
type attempt struct {
	root *Root
	ctx  context.Context
	dry  bool // it is only tried
	d    *desk
	g    *index.Graph // everything that is recorded now
	by   graph.Signature

	edit      graph.Edit
	errors    []*exec.UserError
	stated    bool // whoever asks has told which revision they have read
	overtaken bool // it was refused for a revision that only the attempt itself goes by: another attempt can do better
	done      graph.Done
}

// attempts is how often a change is attempted that others are faster than. Each time one of them has made a change.
const attempts = 50

// insist makes a change, which builds on what is recorded when it is made: if others are faster, it is attempted again on what they have
// made.
func insist[P any](ctx context.Context, r *Root, reason string, dry bool, change func(*attempt) (*P, error)) (*P, error) {
	for n := 1; ; n++ {
		a, err := r.attempt(ctx, reason, dry)
		if err != nil {
			return nil, err
		}
		payload, err := change(a)
		if err != nil || !a.overtaken || n == attempts {
			return payload, err
		}
	}
}

// attempt begins a mutation, at what is recorded by now: another request may have changed something since this one began.
func (r *Root) attempt(ctx context.Context, reason string, dry bool) (*attempt, error) {
	curator, err := r.curator(ctx)
	if err != nil {
		return nil, err
	}
	a := &attempt{root: r, ctx: ctx, dry: dry, errors: []*exec.UserError{}}
	if err := a.sit(r.c, &r.records); err != nil {
		return nil, err
	}
	a.sign(curator, reason)
	return a, nil
}

// sit takes the request to a desk with the newest state of what c answers from.
func (a *attempt) sit(c Config, records *recordCache) error {
	if x := c.Snapshot(); x != deskOf(a.ctx).x {
		seatOf(a.ctx).at.Store(newDesk(x, c, records))
	}
	a.d = deskOf(a.ctx)
	var err error
	_, a.g, err = a.d.under(a.ctx, nil, nil)
	return err
}

// wrong notes something that is wrong at a place of the input.
func (a *attempt) wrong(code graph.Fault, message string, field ...string) {
	a.errors = append(a.errors, &exec.UserError{Code: code, Message: message, Field: listed(field), Candidates: []string{}})
}

// refuse notes an error about a place of the input. It returns false if it is none that whoever asks can do something about.
func (a *attempt) refuse(err error, field ...string) bool {
	var e *graph.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Fault {
	case graph.BadInput, graph.NotFound, graph.Ambiguous, graph.Conflict:
	default:
		return false
	}
	plain := *e
	plain.Op = ""
	a.wrong(e.Fault, plain.Error(), field...)
	a.errors[len(a.errors)-1].Candidates = listed(e.Candidates)
	return true
}

// commit makes the edit, unless something is wrong already. Afterwards the request sits at a desk that knows of it. field is where in the
// input obstacles lie that can't be told apart. It reports whether anything was changed.
func (a *attempt) commit(field ...string) (bool, error) {
	return a.make(func(c Changes) (graph.Done, error) { return c.Curate(a.ctx, a.edit, a.by) }, field...)
}

// make is commit of what need not be an edit. A change that is only tried is made in a draft, and the request sits at a desk with that
// until its next mutation.
func (a *attempt) make(change func(Changes) (graph.Done, error), field ...string) (bool, error) {
	if len(a.errors) > 0 {
		return false, nil
	}
	c, records, changes := a.root.c, &a.root.records, Changes(a.root.c.Curation)
	if a.dry {
		draft := c.Curation.Draft()
		c.Snapshot, c.Records, c.Mentions, c.Journal = draft.Snapshot, draft.Records, draft.Mentions, draft.Journal
		records, changes = &recordCache{}, draft.Changes // its transaction is not the one that will have this number
	}
	var err error
	if a.done, err = change(changes); err != nil {
		return false, a.hindered(err, field)
	}
	return a.done.Tx != 0, a.sit(c, records)
}

// hindered turns what kept a change from being made into errors for whoever asked, if it is theirs to see.
func (a *attempt) hindered(err error, field []string) error {
	var obstacles graph.Obstacles
	if !errors.As(err, &obstacles) {
		if graph.FaultOf(err) == graph.Conflict || !a.refuse(err, field...) {
			return err // a conflict that is no obstacle is the store's own
		}
		return nil
	}
	for _, o := range obstacles {
		switch {
		case o.Revision == 0:
			a.wrong(o.Fault, o.String(), field...)
			continue
		case a.stated:
			a.wrong(o.Fault, o.Message, "expectedRevision")
		default:
			a.overtaken = true
			a.wrong(o.Fault, o.On+": it is being changed by others again and again: try later", field...)
		}
		a.errors[len(a.errors)-1].Revision = &o.Revision
	}
	return nil
}

// transaction, batch and change are what payloads tell of the change. Of one that is only tried there is neither of the first two.
func (a *attempt) transaction() *int {
	if a.done.Tx == 0 || a.dry {
		return nil
	}
	tx := int(a.done.Tx)
	return &tx
}

func (a *attempt) batch() *string {
	if a.dry {
		return nil
	}
	return optional(string(a.done.Batch))
}

// change is nil if something stood in the way.
func (a *attempt) change() *graph.Done {
	if len(a.errors) > 0 {
		return nil
	}
	return &a.done
}
