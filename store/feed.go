package store

import (
	"cmp"
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"

	"dyad/graph"
)

// A Feed is what an index is built from: every version of every record that the index holds, open and closed, as of one
// moment. Claims come without evidence, gist, annotator, codebook and batch.
type Feed struct {
	Last     graph.Tx                    // the moment; 0 if nothing was ever loaded
	Terms    []graph.Term                // that count now, in the order of their ids
	Words    []graph.Version[graph.Term] // all versions of all terms, in that order
	Entities []graph.Version[graph.Entity]
	Sources  []graph.Version[graph.Source]
	SameAs   []graph.Version[graph.SameAs]
	Verdicts []graph.Version[graph.Verdict]
	// Files tells of records that a curator decided on which batch brings what was set aside, by their ids.
	Files map[string]graph.BatchKey

	// Claims streams the claims from the store, in the order of ids and then of versions; it may be ranged over again. An
	// error is yielded once, last. Texts that are equal share their memory.
	Claims iter.Seq2[graph.Version[graph.Claim], error]
}

// Feed returns what an index is built from. The context also bounds the reading of its claims.
func (s *Store) Feed(ctx context.Context) (*Feed, error) {
	f, err := s.at(0).feed(ctx)
	if err != nil {
		return nil, during("read records", err)
	}
	return f, nil
}

func (m moment) feed(ctx context.Context) (*Feed, error) {
	f := &Feed{Last: m.tx, Claims: apart(m.claims(ctx), 500)} // whoever builds of them has enough to do
	var errs [6]error
	f.Words, errs[0] = m.words(ctx)
	f.Terms = standing(f.Words)
	f.Entities, errs[1] = collect(ctx, m, entityTag, func(r record) graph.Entity { return *r.(entity).Entity })
	f.Sources, errs[2] = collect(ctx, m, sourceTag, func(r record) graph.Source { return *r.(source).Source })
	f.SameAs, errs[3] = collect(ctx, m, sameAsTag, func(r record) graph.SameAs { return *r.(sameAs).SameAs })
	f.Verdicts, errs[4] = collect(ctx, m, verdictTag, func(r record) graph.Verdict { return *r.(verdict).Verdict })
	f.Files, errs[5] = m.files(ctx)
	return f, cmp.Or(errs[:]...)
}

// files tells whose word curators set aside.
func (m moment) files(ctx context.Context) (map[string]graph.BatchKey, error) {
	all, err := m.asides(ctx)
	if err != nil {
		return nil, err
	}
	files := map[string]graph.BatchKey{}
	for _, a := range all {
		said, err := a.said()
		if err != nil {
			return nil, corrupt(a.title(), err)
		}
		if said != nil {
			files[a.ID] = said.owner()
		}
	}
	return files, nil
}

// collect returns every version of the records of a tag. As many portions of them as there are processors are read side by side, since most of
// the time goes into taking records apart.
func collect[T any](ctx context.Context, m moment, t tag, value func(record) T) ([]graph.Version[T], error) {
	portions := make([][]graph.Version[T], min(runtime.GOMAXPROCS(0), 16))
	errs := make([]error, len(portions))
	var all sync.WaitGroup
	for n := range portions {
		all.Go(func() { portions[n], errs[n] = collectIn(ctx, m, t, portion{n, len(portions)}, value) })
	}
	all.Wait()
	return slices.Concat(portions...), cmp.Or(errs...)
}

func collectIn[T any](ctx context.Context, m moment, t tag, p portion, value func(record) T) ([]graph.Version[T], error) {
	var versions []graph.Version[T]
	for s, err := range m.versionsIn(ctx, t, t, p) {
		if err != nil {
			return nil, err
		}
		r, err := s.record()
		if err != nil {
			return nil, err
		}
		versions = append(versions, asVersion(s, value(r)))
	}
	return versions, nil
}

// standing returns the values of the versions that count.
func standing[T any](versions []graph.Version[T]) []T {
	var values []T
	for i := range versions {
		if versions[i].Closed == 0 {
			values = append(values, versions[i].Value)
		}
	}
	return values
}

// terms returns the terms that count.
func (m moment) terms(ctx context.Context) ([]graph.Term, error) {
	words, err := m.words(ctx)
	return standing(words), err
}

// words returns every version of every term.
func (m moment) words(ctx context.Context) ([]graph.Version[graph.Term], error) {
	return collect(ctx, m, termTag, func(r record) graph.Term { return *r.(term).Term })
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
				yield(graph.Version[graph.Claim]{}, during("read records", err))
				return
			}
			if !yield(asVersion(s, c), nil) {
				return
			}
		}
	}
}
