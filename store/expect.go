package store

import (
	"context"
	"fmt"

	"dyad/graph"
)

// meet finds expectations that are not met.
func (c *curation) meet(all []graph.Expectation) error {
	for _, e := range all {
		f := c.byRef[refOf(e.RecordID)]
		if f == nil {
			continue // of nothing that the edit touches
		}
		if err := c.meetOne(e, f); err != nil {
			return err
		}
	}
	return nil
}

func (c *curation) meetOne(e graph.Expectation, f *fate) error {
	old, err := f.before.standing()
	if err != nil {
		return err
	}
	o := graph.Obstacle{Fault: graph.Conflict, On: f.ref.String()}
	switch {
	case e.Revision == graph.Absent && old == nil, e.Revision == graph.Present && old != nil:
		return nil
	case e.Revision == graph.Absent:
		o.On, o.Message = old.title(), "there is one already"
	case old == nil:
		o.Fault, o.Message = graph.NotFound, "there is none"
		if f.before.found() {
			o.Message = fmt.Sprintf("it was retracted by transaction %d", f.before.closed)
		}
	default:
		o.Revision = revisionOf(old, f)
		if o.Revision == e.Revision {
			return nil
		}
		o.On, o.Message = old.title(), fmt.Sprintf("it has revision %d by now, and %d was expected: look at what has changed", o.Revision, e.Revision)
	}
	c.obstacles = append(c.obstacles, o)
	return nil
}

// revisionOf is what an expectation is compared with: the revision of a claim, and of others the number of forms so far.
func revisionOf(r record, f *fate) int {
	if c, ok := r.(claim); ok {
		return c.Revision
	}
	return int(f.before.n)
}

// checkParted finds judgements that two are not the same which something else contradicts.
func (c *curation) checkParted(ctx context.Context) error {
	for _, f := range c.fates {
		j, ok := f.after.(sameAs)
		if !ok || !f.put || j.Same {
			continue
		}
		from, err := c.end(ctx, j.From)
		if err != nil {
			return err
		}
		into, err := c.end(ctx, j.Into)
		if err != nil {
			return err
		}
		if from == into {
			c.hinder(graph.Conflict, j, "they are merged all the same, by way of others: judge the judgement in between")
		}
	}
	return nil
}

// end follows the merges of an entity, as they will be, to their end.
func (c *curation) end(ctx context.Context, k graph.EntityKey) (ref, error) {
	at, seen := ref{entityTag, uid(k.ID())}, map[ref]bool{}
	for !seen[at] {
		seen[at] = true
		into, err := c.redirects(ctx, at)
		if err != nil {
			return at, err
		}
		if len(into) > 0 {
			at = into[0]
		}
	}
	return at, nil
}
