package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"dyad/graph"
)

// touched returns the records of which the transaction that is undone opened or closed a version, in the order of their rows. It reads
// all records: which of them a transaction touched is not asked often enough for rows of its own.
func (c *curation) touched(ctx context.Context) ([]ref, error) {
	found := map[ref]bool{}
	for _, d := range declarations {
		if d.tag != closingTag && (d.record == "" || d.tag == transactionTag) {
			continue
		}
		for row, err := range c.before.kv.Scan(ctx, prefix(d.tag), PrefixEnd(prefix(d.tag))) {
			if err != nil {
				return nil, err
			}
			if _, err := declared(row.Key); err != nil {
				return nil, corrupt(describe(row.Key), err)
			}
			if writtenBy(row) != c.undoes {
				continue
			}
			r, err := c.about(ctx, versionAt(row.Key))
			if err != nil {
				return nil, err
			}
			found[r] = true
		}
	}
	return slices.SortedFunc(maps.Keys(found), ref.compare), nil
}

// about is the record that a version is of; of an aside, the record that was set aside.
func (c *curation) about(ctx context.Context, v version) (ref, error) {
	if v.tag != asideTag {
		return v.ref, nil
	}
	found, err := c.before.exactly(ctx, []version{v})
	if err != nil {
		return ref{}, err
	}
	r, err := found[0].record()
	if err != nil {
		return ref{}, err
	}
	return r.(aside).target(), nil
}

// stands notes as an obstacle that a later transaction changed a layer of a record. One that was undone itself is passed over: the
// layer is then what it was before that one.
func (c *curation) stands(ctx context.Context, f *fate, now place, same func(a, b *layers) bool) error {
	if max(now.main.opened, now.main.closed, now.beside.opened, now.beside.closed) == c.undoes {
		return nil
	}
	events, err := c.events(ctx, f.ref)
	if err != nil {
		return err
	}
	first := graph.Tx(0)
	for upTo := c.before.tx; ; {
		last, err := c.lastChange(ctx, f.ref, same, events, upTo)
		if err != nil || last == c.undoes {
			return err
		}
		if first == 0 {
			first = last
		}
		t, err := c.before.transaction(ctx, last)
		if err != nil {
			return err
		}
		if t.Undoes <= c.undoes {
			c.changedSince(ctx, f, now, first)
			return nil
		}
		upTo = t.Undoes - 1
	}
}

// events returns the transactions that wrote a row of a record or its aside, the last first.
func (c *curation) events(ctx context.Context, r ref) ([]graph.Tx, error) {
	met := map[graph.Tx]bool{}
	for _, row := range []ref{r, {asideTag, r.id}} {
		for n := uint32(1); ; n++ {
			found, err := c.before.exactly(ctx, []version{{row, n}})
			if err != nil {
				return nil, err
			}
			if !found[0].found() {
				break
			}
			met[found[0].opened] = true
			if found[0].closed != 0 {
				met[found[0].closed] = true
			}
		}
	}
	events := slices.Sorted(maps.Keys(met))
	slices.Reverse(events)
	return events, nil
}

// lastChange returns the last of the events up to a transaction that changed a layer; 0 if none did.
func (c *curation) lastChange(ctx context.Context, r ref, same func(a, b *layers) bool, events []graph.Tx, upTo graph.Tx) (graph.Tx, error) {
	for _, tx := range events {
		if tx > upTo {
			continue
		}
		after, err := (moment{c.before.kv, tx}).places(ctx, []ref{r})
		if err != nil {
			return 0, err
		}
		before, err := (moment{c.before.kv, tx - 1}).places(ctx, []ref{r})
		if err != nil {
			return 0, err
		}
		if !same(&after[0].layers, &before[0].layers) {
			return tx, nil
		}
	}
	return 0, nil
}

// changedSince notes that a later transaction changed a record.
func (c *curation) changedSince(ctx context.Context, f *fate, now place, since graph.Tx) {
	title := f.ref.String()
	for _, s := range []stored{now.main, {version: version{f.ref, 1}, json: now.files}} {
		if r, err := decode(f.tag, s.json); err == nil && s.json != nil {
			title = r.title()
			break
		}
	}
	c.obstacles = append(c.obstacles, graph.Obstacle{
		Fault: graph.Conflict, On: title, Message: fmt.Sprintf("transaction %d%s changed it since: undo that first", since, c.author(ctx, since)),
	})
}

// author is who made a transaction, and why, behind its number; nothing where that is not known.
func (c *curation) author(ctx context.Context, tx graph.Tx) string {
	t, err := c.before.transaction(ctx, tx)
	switch {
	case err != nil || t.Author == "" && t.Reason == "":
		return ""
	case t.Reason == "":
		return fmt.Sprintf(" (%s)", t.Author)
	}
	return fmt.Sprintf(" (%s: %s)", t.Author, t.Reason)
}
