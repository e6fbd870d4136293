package store

import (
	"context"
	"iter"

	"dyad/graph"
)

// A Feed is what an index is built from: every version of every record that the index holds, open and closed, as of one
// moment. Claims come without evidence, gist, annotator, codebook and batch.
type Feed struct {
	Last     graph.Tx     // the moment; 0 if nothing was ever loaded
	Terms    []graph.Term // that count now, in the order of their ids
	Entities []graph.Version[graph.Entity]
	Sources  []graph.Version[graph.Source]
	SameAs   []graph.Version[graph.SameAs]
	Verdicts []graph.Version[graph.Verdict]

	// Claims streams the claims from the store, in the order of ids and then of versions; it may be ranged over again. An
	// error is yielded once, last. Texts that are equal share their memory.
	Claims iter.Seq2[graph.Version[graph.Claim], error]
}

// Feed returns what an index is built from. The context also bounds the reading of its claims.
func (s *Store) Feed(ctx context.Context) (*Feed, error) {
	m := s.at(0)
	f := &Feed{Last: m.tx, Claims: m.claims(ctx)}
	var err error
	if f.Terms, err = m.terms(ctx); err != nil {
		return nil, during("store.Feed", err)
	}
	collect(ctx, m, entityTag, &err, func(s stored, r record) { f.Entities = append(f.Entities, asVersion(s, *r.(entity).Entity)) })
	collect(ctx, m, sourceTag, &err, func(s stored, r record) { f.Sources = append(f.Sources, asVersion(s, *r.(source).Source)) })
	collect(ctx, m, sameAsTag, &err, func(s stored, r record) { f.SameAs = append(f.SameAs, asVersion(s, *r.(sameAs).SameAs)) })
	collect(ctx, m, verdictTag, &err, func(s stored, r record) { f.Verdicts = append(f.Verdicts, asVersion(s, *r.(verdict).Verdict)) })
	if err != nil {
		return nil, during("store.Feed", err)
	}
	return f, nil
}

// collect calls do for every version of the records of a tag, unless something went wrong before.
func collect(ctx context.Context, m moment, t tag, failed *error, do func(stored, record)) {
	if *failed != nil {
		return
	}
	for s, err := range m.versions(ctx, t, t) {
		var r record
		if err == nil {
			r, err = s.record()
		}
		if err != nil {
			*failed = err
			return
		}
		do(s, r)
	}
}

// terms returns the terms that count.
func (m moment) terms(ctx context.Context) ([]graph.Term, error) {
	var terms []graph.Term
	for s, err := range m.all(ctx, termTag) {
		if err != nil {
			return nil, err
		}
		r, err := s.record()
		if err != nil {
			return nil, err
		}
		terms = append(terms, *r.(term).Term)
	}
	return terms, nil
}

// claims streams every version of every claim from the projections.
func (m moment) claims(ctx context.Context) iter.Seq2[graph.Version[graph.Claim], error] {
	return func(yield func(graph.Version[graph.Claim], error) bool) {
		projections := newProjectionReader()
		for s, err := range m.versions(ctx, projectionTag, claimTag) {
			var c graph.Claim
			if err == nil {
				if c, err = projections.decode(graph.ClaimID(s.id), s.json); err != nil {
					err = corrupt("projection of "+s.version.String(), err)
				}
			}
			if err != nil {
				yield(graph.Version[graph.Claim]{}, during("store.Feed", err))
				return
			}
			if !yield(asVersion(s, c), nil) {
				return
			}
		}
	}
}
