package index

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dyad/graph"
)

// An identity tells under which key an entity is known now. It holds the redirected keys only, each with the key at the end
// of its chain.
type identity map[graph.EntityKey]graph.EntityKey

// of returns the key under which the entity is known.
func (id identity) of(key graph.EntityKey) graph.EntityKey {
	if into, redirected := id[key]; redirected {
		return into
	}
	return key
}

// identityAt reads the registry's merges and the judgements of identity that stood when tx had been committed; tx 0 is the
// present. A key that is merged into two others, or into itself by whatever way, is a Conflict. A judgement that names nobody, as loads
// once took it, is Corrupt as long as it stands, and is nothing afterwards.
func identityAt(in *Input, tx graph.Tx) (identity, error) {
	next := identity{}
	for i := range in.Entities {
		if v := &in.Entities[i]; v.At(tx) && v.Value.MergedInto != "" {
			if err := next.redirect(v.Value.Key, v.Value.MergedInto); err != nil {
				return nil, err
			}
		}
	}
	for i := range in.SameAs {
		v := &in.SameAs[i]
		switch {
		case !v.At(tx) || !v.Value.Same:
		case v.Value.From == "" || v.Value.Into == "":
			if v.Closed == 0 {
				return nil, nobodyError(&v.Value)
			}
		default:
			if err := next.redirect(v.Value.From, v.Value.Into); err != nil {
				return nil, err
			}
		}
	}
	return next.resolved()
}

// redirect records one judgement.
func (id identity) redirect(from, into graph.EntityKey) error {
	if other, twice := id[from]; twice && other != into {
		both := []string{string(min(other, into)), string(max(other, into))}
		return identityError(from, "it is merged into both "+strings.Join(both, " and ")+", which are not one")
	}
	id[from] = into
	return nil
}

// resolved follows every chain to its end.
func (id identity) resolved() (identity, error) {
	ends := make(identity, len(id))
	for _, key := range slices.Sorted(maps.Keys(id)) {
		end := key
		for steps := 0; id[end] != ""; steps++ {
			if steps == len(id) {
				return nil, identityError(key, "it is merged into itself, by way of "+string(id[key]))
			}
			end = id[end]
		}
		ends[key] = end
	}
	return ends, nil
}

func identityError(key graph.EntityKey, why string) error {
	return &graph.Error{Op: "index.Build", On: "entity " + string(key), Fault: graph.Conflict, Err: errors.New(why)}
}

func nobodyError(s *graph.SameAs) error {
	return &graph.Error{Op: "index.Build", On: fmt.Sprintf("judgement of %q and %q", s.From, s.Into), Fault: graph.Corrupt, Err: fmt.Errorf(
		"it names one entity, and takes two: load the file of batch %q again with both, or without this line", s.Batch)}
}

// rewrite returns c with every entity under its present key, in its normal form, and whether that differs from c. c itself
// is not changed.
func (id identity) rewrite(c *graph.Claim, t *graph.Term) (graph.Claim, bool) {
	if len(id) == 0 || !slices.ContainsFunc(c.Entities(), func(k graph.EntityKey) bool { return id[k] != "" }) {
		return *c, false
	}
	now := *c
	now.From, now.To = id.of(c.From), id.of(c.To)
	now.Voices = slices.Clone(c.Voices)
	for i := range now.Voices {
		v := &now.Voices[i]
		v.Entity, v.Affiliation = id.of(v.Entity), id.of(v.Affiliation)
	}
	now.Roles = slices.Clone(c.Roles)
	for i := range now.Roles {
		r := &now.Roles[i]
		r.Entities, r.Claims, r.Terms = id.all(r.Entities), slices.Clone(r.Claims), slices.Clone(r.Terms)
	}
	now.Disputes, now.Reconciles = slices.Clone(c.Disputes), slices.Clone(c.Reconciles)
	now.Normalize(t)
	return now, true
}

// all returns the present keys of a list.
func (id identity) all(keys []graph.EntityKey) []graph.EntityKey {
	out := make([]graph.EntityKey, len(keys))
	for i, k := range keys {
		out[i] = id.of(k)
	}
	return out
}

// matches returns the voices of a view under their present keys.
func (id identity) matches(voices []graph.VoiceMatch) []graph.VoiceMatch {
	out := slices.Clone(voices)
	for i := range out {
		out[i].Entity = id.of(out[i].Entity)
	}
	return out
}
