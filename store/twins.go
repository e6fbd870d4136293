package store

import (
	"context"
	"fmt"

	"dyad/graph"
)

// ends is what two claims that say the same have in common before anything is digested.
type ends struct {
	source   graph.SourceKey
	from, to graph.EntityKey
	relation graph.TermKey
}

func (c claim) ends() ends { return ends{c.Source, c.From, c.To, c.Type} }

// checkTwins finds claims that are put and say what another one says, which was corrected so that its id does not tell. Both would be
// counted.
func (c *curation) checkTwins(ctx context.Context) error {
	put := map[ends][]claim{}
	for _, f := range c.fates {
		if k, ok := f.after.(claim); ok && f.put {
			put[k.ends()] = append(put[k.ends()], k)
		}
	}
	if len(put) == 0 {
		return nil
	}
	return c.before.eachOpen(ctx, claimTag, func(s stored, r record) {
		other := r.(claim)
		if f := c.byRef[s.ref]; f != nil {
			return // it will be another, or gone
		}
		for _, k := range put[other.ends()] {
			if k.DerivedID() == other.DerivedID() {
				c.hinder(graph.Conflict, k, fmt.Sprintf("claim %s says so already: correct that one", other.ID))
			}
		}
	})
}
