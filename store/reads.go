package store

import (
	"cmp"
	"context"
	"slices"

	"dyad/graph"
)

// Claims returns the claims with the given ids as they were recorded when transaction asOf had been committed, 0 for the
// present, in the order of ids, nil where there is none.
func (s *Store) Claims(ctx context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error) {
	refs := make([]ref, len(ids))
	for i, id := range ids {
		refs[i] = ref{claimTag, uid(id)}
	}
	found, err := s.at(asOf).latest(ctx, refs)
	if err != nil {
		return nil, during("read claims", err)
	}
	claims := make([]*graph.Claim, len(ids))
	for i := range found {
		if !found[i].open() {
			continue
		}
		r, err := found[i].record()
		if err != nil {
			return nil, during("read claims", err)
		}
		claims[i] = r.(claim).Claim
	}
	return claims, nil
}

// Batch returns what was loaded under a key last, nil if nothing of it is there.
func (s *Store) Batch(ctx context.Context, k graph.BatchKey) (*graph.Batch, error) {
	found, err := s.at(0).one(ctx, batchRef(k))
	if err != nil || !found.open() {
		return nil, during("read a batch", err)
	}
	r, err := found.record()
	if err != nil {
		return nil, during("read a batch", err)
	}
	return r.(batchRecord).Batch, nil
}

// History returns every version that a claim has had, the first one first; none if there never was such a claim.
func (s *Store) History(ctx context.Context, id graph.ClaimID) ([]graph.Version[graph.Claim], error) {
	var history []graph.Version[graph.Claim]
	m := s.at(0)
	for n := uint32(1); ; n++ {
		found, err := m.exactly(ctx, []version{{ref{claimTag, uid(id)}, n}})
		if err != nil {
			return nil, during("read the history of a claim", err)
		}
		st := found[0]
		if !st.found() {
			return history, nil
		}
		r, err := st.record()
		if err != nil {
			return nil, during("read the history of a claim", err)
		}
		history = append(history, asVersion(st, *r.(claim).Claim))
	}
}

// MentionsIn returns the mentions in a source, in the order of its text, as they were recorded when transaction asOf had been
// committed; 0 is the present.
func (s *Store) MentionsIn(ctx context.Context, k graph.SourceKey, asOf graph.Tx) ([]*graph.Mention, error) {
	return s.mentions(ctx, uid(k.ID()), asOf, func(m *graph.Mention) bool { return m.Source == k })
}

// MentionsOf returns the mentions that name an entity, by source and in the order of its text, as they were recorded when
// transaction asOf had been committed; 0 is the present. The key is taken as it is: merged entities are the index's to know.
func (s *Store) MentionsOf(ctx context.Context, k graph.EntityKey, asOf graph.Tx) ([]*graph.Mention, error) {
	return s.mentions(ctx, uid(k.ID()), asOf, func(m *graph.Mention) bool { return m.Entity == k })
}

// Asides returns what files say of the records that curators decided on, now, in the order of the ids of these.
func (s *Store) Asides(ctx context.Context) ([]graph.Aside, error) {
	found, err := s.at(0).asides(ctx)
	if err != nil {
		return nil, during("read what curators set aside", err)
	}
	all := make([]graph.Aside, len(found))
	for i, a := range found {
		all[i] = *a.Aside
	}
	return all, nil
}

// mentions follows the links from anchor. A mention that named another entity before is still linked to that one.
func (s *Store) mentions(
	ctx context.Context, anchor uid, asOf graph.Tx, fits func(*graph.Mention) bool,
) ([]*graph.Mention, error) {
	var mentions []*graph.Mention
	err := s.at(asOf).eachLinked(ctx, anchor, mentionTag, func(_ stored, r record) {
		if m := r.(mention).Mention; fits(m) {
			mentions = append(mentions, m)
		}
	})
	if err != nil {
		return nil, during("read mentions", err)
	}
	slices.SortFunc(mentions, func(a, b *graph.Mention) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return mentions, nil
}
