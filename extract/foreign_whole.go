package extract

import (
	"slices"

	"dyad/graph"
)

// Whole makes claims that dyad once wrote stand by themselves: what they refer to and is not in the bundle goes, and entities that
// they name and that are not there come in by their keys alone. Each case is noted. A claim that says other things for it than its id
// was made of keeps the id; the store then counts it as a correction.
func (f *Foreign) Whole(b *graph.Bundle) {
	claims, entities := map[graph.ClaimID]bool{}, map[graph.EntityKey]bool{}
	for i := range b.Claims {
		claims[b.Claims[i].ID] = true // claims of others have none yet, and nothing refers to them
	}
	for i := range b.Entities {
		entities[b.Entities[i].Key] = true
	}
	for i := range b.Claims {
		c := &b.Claims[i]
		f.dropReferences(c, claims)
		for _, key := range c.Entities() {
			if !entities[key] {
				entities[key] = true
				f.Partial.Entities[key] = true
				b.Entities = append(b.Entities, graph.Entity{ID: key.ID(), Key: key, Type: graph.Untyped, Name: string(key)})
				f.Note("entities that the file names by their keys alone: of type "+string(graph.Untyped)+", unless they are known already", string(key))
			}
		}
		if !c.ID.IsZero() && c.ID != c.DerivedID() && c.Revision < 2 {
			f.Note("claims that say other things than when their ids were made, since ends were merged or rolled up, or parts are missing: "+
				"kept under their ids, as corrections", c.ID.String())
		}
	}
}

// dropReferences takes out of a claim the claims that are not there.
func (f *Foreign) dropReferences(c *graph.Claim, there map[graph.ClaimID]bool) {
	missing := func(what string) func(graph.ClaimID) bool {
		return func(id graph.ClaimID) bool {
			if there[id] {
				return false
			}
			f.Note("claims that others "+what+" and that are not in the file: the reference is left out", id.String())
			return true
		}
	}
	c.Disputes = slices.DeleteFunc(c.Disputes, missing("dispute"))
	c.Reconciles = slices.DeleteFunc(c.Reconciles, missing("reconcile"))
	for i := range c.Roles {
		c.Roles[i].Claims = slices.DeleteFunc(c.Roles[i].Claims, missing("have in a role"))
	}
	c.Normalize(&graph.Term{})
}
