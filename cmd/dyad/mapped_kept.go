package main

import (
	"encoding/json"
	"maps"
	"slices"

	"dyad/extract/table"
	"dyad/graph"
	"dyad/store"
)

// What was done about what a release does not have.
const (
	lacked        = "entities that this release lacks and others name: kept as they were"
	lackedSources = "sources that this release lacks and others name: kept as they were"
	lackedClaims  = "claims that this release lacks and others name, such as verdicts: kept as they were"
)

// former returns the entities that an earlier release described, that others name, and of which this one may say no more than their ids.
func (l *loader) former(s *table.Stream) (map[graph.EntityKey]graph.Entity, error) {
	named, err := l.namedBefore(s.Batch.Key, func(e *graph.Entity) bool {
		return !e.Placeholder() && (s.Partial[e.Key] || !s.Describes(e.Key))
	})
	former := map[graph.EntityKey]graph.Entity{}
	for _, e := range named {
		former[e.Key] = e
	}
	return former, err
}

// namedBefore returns those of some entities that a batch brought before which others name.
func (l *loader) namedBefore(key graph.BatchKey, some func(*graph.Entity) bool) ([]graph.Entity, error) {
	feed, err := l.workspace.store.Feed(l.ctx)
	if err != nil {
		return nil, err
	}
	before, err := l.broughtBy(feed, key)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(before, func(_ graph.EntityKey, e graph.Entity) bool { return !some(&e) })
	return l.namedByOthers(feed, key, before)
}

// broughtBy returns the entities that a batch brought, as its files have them, whatever a curator decided on them.
func (l *loader) broughtBy(feed *store.Feed, key graph.BatchKey) (map[graph.EntityKey]graph.Entity, error) {
	said, err := l.setAside()
	if err != nil {
		return nil, err
	}
	out := map[graph.EntityKey]graph.Entity{}
	for _, e := range feed.Entities {
		if e.Closed != 0 {
			continue
		}
		own := e.Value
		if s, aside := said[own.Key]; aside {
			own = s
		}
		if own.Batch == key {
			out[own.Key] = own
		}
	}
	return out, nil
}

// setAside returns the entities on which curators decided, as files have them.
func (l *loader) setAside() (map[graph.EntityKey]graph.Entity, error) {
	asides, err := l.workspace.store.Asides(l.ctx)
	if err != nil {
		return nil, err
	}
	said := map[graph.EntityKey]graph.Entity{}
	for _, a := range asides {
		if a.Kind != graph.EntityRecord || len(a.Says) == 0 {
			continue
		}
		var e graph.Entity
		if err := json.Unmarshal(a.Says, &e); err != nil {
			return nil, &graph.Error{On: "entity " + a.ID, Fault: graph.Corrupt, Err: err}
		}
		said[e.Key] = e
	}
	return said, nil
}

// namedByOthers returns those of the entities that records of other batches name. What a curator has is of another batch, as the curator has it.
func (l *loader) namedByOthers(feed *store.Feed, key graph.BatchKey, gone map[graph.EntityKey]graph.Entity) ([]graph.Entity, error) {
	if len(gone) == 0 {
		return nil, nil
	}
	named := map[graph.EntityKey]bool{}
	if err := l.namedByClaims(feed, key, gone, named); err != nil {
		return nil, err
	}
	for _, j := range feed.SameAs {
		if j.Closed == 0 {
			named[j.Value.From], named[j.Value.Into] = true, true
		}
	}
	for _, e := range feed.Entities {
		if _, goes := gone[e.Value.Key]; e.Closed == 0 && (!goes || e.Value.Batch != key) {
			named[e.Value.Parent], named[e.Value.MergedInto] = true, true
		}
	}
	var kept []graph.Entity
	for _, k := range slices.Sorted(maps.Keys(gone)) {
		mentioned, err := l.mentioned(key, k, named)
		if err != nil {
			return nil, err
		}
		if mentioned {
			kept = append(kept, gone[k])
		}
	}
	return kept, nil
}

// mentioned reports whether an entity is named, or else whether a mention of another batch names it.
func (l *loader) mentioned(key graph.BatchKey, k graph.EntityKey, named map[graph.EntityKey]bool) (bool, error) {
	if named[k] {
		return true, nil
	}
	mentions, err := l.workspace.store.MentionsOf(l.ctx, k, 0)
	return slices.ContainsFunc(mentions, func(m *graph.Mention) bool { return m.Batch != key }), err
}

// namedByClaims adds those of the entities that claims of other batches name, or claims that stay since others name them. The feed does not tell whose a
// claim is, so those that name one are looked up.
func (l *loader) namedByClaims(feed *store.Feed, key graph.BatchKey, gone map[graph.EntityKey]graph.Entity, named map[graph.EntityKey]bool) error {
	about, held, err := claimsAbout(feed, gone)
	if err != nil {
		return err
	}
	for ids := range slices.Chunk(about, 1000) {
		claims, err := l.workspace.store.Claims(l.ctx, ids, 0)
		if err != nil {
			return err
		}
		for _, c := range claims {
			if c == nil || c.Batch == key && !held[c.ID] {
				continue
			}
			for _, k := range c.Entities() {
				named[k] = true
			}
		}
	}
	return nil
}

// claimsAbout returns the claims that name one of the entities, and which claims at all others, or verdicts, name.
func claimsAbout(feed *store.Feed, entities map[graph.EntityKey]graph.Entity) (ids []graph.ClaimID, held map[graph.ClaimID]bool, err error) {
	held = map[graph.ClaimID]bool{}
	hold := func(ids []graph.ClaimID) {
		for _, id := range ids {
			held[id] = true
		}
	}
	for _, v := range feed.Verdicts {
		if v.Closed == 0 {
			hold(v.Value.Prefers)
		}
	}
	for c, err := range feed.Claims {
		if err != nil {
			return nil, nil, err
		}
		if c.Closed != 0 {
			continue
		}
		hold(c.Value.References())
		if slices.ContainsFunc(c.Value.Entities(), func(k graph.EntityKey) bool { return entities[k].Key != "" }) {
			ids = append(ids, c.Value.ID)
		}
	}
	return ids, held, nil
}
