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

// checkTwins finds claims that are put and say what another one says, put with them or there, which was corrected so that its id does not
// tell. Both would be counted.
func (c *curation) checkTwins(ctx context.Context) error {
	put := map[ends][]claim{}
	for _, f := range c.fates {
		k, ok := f.after.(claim)
		if !ok || !f.put {
			continue
		}
		c.checkTwin(k, put[k.ends()])
		put[k.ends()] = append(put[k.ends()], k)
	}
	if len(put) == 0 {
		return nil
	}
	return c.before.eachOpen(ctx, claimTag, func(s stored, r record) {
		if f := c.byRef[s.ref]; f != nil {
			return // it is put, or will be gone
		}
		other := r.(claim)
		for _, k := range put[other.ends()] {
			c.checkTwin(k, []claim{other})
		}
	})
}

// checkTwin notes which of other claims says what k says.
func (c *curation) checkTwin(k claim, others []claim) {
	for _, other := range others {
		if k.DerivedID() == other.DerivedID() {
			c.hinder(graph.Conflict, k, fmt.Sprintf("claim %s says so already: correct that one", other.ID))
		}
	}
}
