package index

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"dyad/graph"
)

// Advance returns the index of what is recorded when some more transactions have been made, up to last: before is that of what was recorded before
// them, and amendments is all that they did, in their order. It is the index that [Build] would make of all records, and the claims are taken from
// before instead of being read and sorted again. Who is who and what the words mean, where that is as before, is taken over as well.
//
// before is not changed; the two share memory. The errors are those of Build, and Internal if the amendments don't fit before.
func Advance(before *Index, last graph.Tx, amendments []graph.Amendment) (*Index, error) {
	if before.base != nil || before.up != nil {
		return nil, &graph.Error{Op: "index.Advance", Fault: graph.Internal, Err: errors.New("only the index of what is recorded now is taken forward")}
	}
	m := &amending{closes: map[graph.ClaimID]graph.Tx{}}
	x, err := m.begin(before, last, amendments)
	if err != nil {
		return nil, err
	}
	if err := m.amendClaims(before, amendments); err != nil {
		return nil, err
	}
	b := newBuilderOf(x)
	if !m.words && maps.Equal(x.identity, before.identity) {
		err = b.adopt(before, m)
	} else {
		err = b.rewriteAll(before, m)
	}
	if err != nil {
		return nil, err
	}
	return b.finish()
}

// An amending is what amendments come to.
type amending struct {
	others bool                         // something else than claims and sources is amended
	words  bool                         // terms are
	closes map[graph.ClaimID]graph.Tx   // versions that stood before
	opens  []graph.Version[graph.Claim] // in the order of ids; some of them closed again
}

// begin returns an index with all that is recorded but for claims.
func (m *amending) begin(before *Index, last graph.Tx, amendments []graph.Amendment) (*Index, error) {
	in := before.input()
	in.Last = last
	sources := false
	for i := range amendments {
		switch amendments[i].Record.(type) {
		case *graph.Claim:
		case *graph.Source:
			sources = true
		case *graph.Term:
			m.words, m.others = true, true
		default:
			m.others = true
		}
	}
	if sources {
		in.Sources = amended(in.Sources, amendments, func(s *graph.Source) graph.SourceKey { return s.Key })
	}
	if m.others {
		in.Entities = amended(in.Entities, amendments, func(e *graph.Entity) graph.EntityKey { return e.Key })
		in.SameAs = amended(in.SameAs, amendments, func(s *graph.SameAs) graph.SameAsID { return s.ID })
		in.Verdicts = amended(in.Verdicts, amendments, func(v *graph.Verdict) graph.VerdictID { return v.ID })
		if m.words {
			in.amendTerms(amendments)
		}
		return newIndex(&in, 0)
	}
	x := &Index{
		vocabulary: before.vocabulary, words: before.words, last: last,
		identity: before.identity, sameAs: before.sameAs, verdicts: before.verdicts, judged: before.judged,
		nodes: before.nodes, naming: before.naming, sources: before.sources, roles: []graph.TermKey{""},
	}
	x.epochs.turns = before.epochs.turns
	if sources {
		x.sources = newSources(in.Sources)
	}
	return x, nil
}

// amendTerms amends the terms, which are kept in the order of ids and then of versions.
func (in *Input) amendTerms(amendments []graph.Amendment) {
	in.Terms = amended(in.Terms, amendments, func(t *graph.Term) graph.TermID { return t.DerivedID() })
	slices.SortStableFunc(in.Terms, func(a, b graph.Version[graph.Term]) int {
		return cmp.Or(a.Value.DerivedID().Compare(b.Value.DerivedID()), cmp.Compare(a.Opened, b.Opened))
	})
	in.Vocabulary = in.vocabularyNow()
}

// amended returns the versions with what was done to records of their kind, in memory of its own.
func amended[T any, K comparable](versions []graph.Version[T], amendments []graph.Amendment, key func(*T) K) []graph.Version[T] {
	standing := map[K]int{}
	for _, a := range amendments {
		if r, ok := a.Record.(*T); ok {
			standing[key(r)] = -1
		}
	}
	out := slices.Clone(versions)
	for i := range out {
		if k := key(&out[i].Value); out[i].Closed == 0 {
			if _, touched := standing[k]; touched {
				standing[k] = i
			}
		}
	}
	for _, a := range amendments {
		r, ok := a.Record.(*T)
		if !ok {
			continue
		}
		if at := standing[key(r)]; a.Closes && at >= 0 {
			out[at].Closed = a.Tx
		}
		if a.Opens {
			standing[key(r)] = len(out)
			out = append(out, graph.Version[T]{Value: *r, Opened: a.Tx})
		}
	}
	return out
}

// amendClaims sorts out which versions of claims are closed, and which are new.
func (m *amending) amendClaims(before *Index, amendments []graph.Amendment) error {
	standing := map[graph.ClaimID]int{} // places in opens
	for _, a := range amendments {
		c, ok := a.Record.(*graph.Claim)
		if !ok {
			continue
		}
		if a.Closes {
			at, here := standing[c.ID]
			_, there := before.claims.find(c.ID)
			switch {
			case here:
				m.opens[at].Closed = a.Tx
				delete(standing, c.ID)
			case there && m.closes[c.ID] == 0:
				m.closes[c.ID] = a.Tx
			default:
				return &graph.Error{
					Op: "index.Advance", On: "claim " + c.ID.String(), Fault: graph.Internal,
					Err: fmt.Errorf("transaction %d closes a version of it, and none stands", a.Tx),
				}
			}
		}
		if a.Opens {
			standing[c.ID] = len(m.opens)
			m.opens = append(m.opens, graph.Version[graph.Claim]{Value: projection(c), Opened: a.Tx})
		}
	}
	slices.SortStableFunc(m.opens, func(a, b graph.Version[graph.Claim]) int { return a.Value.ID.Compare(b.Value.ID) })
	return nil
}

// rewriteAll takes in the claims of before as they were annotated, and then the new versions: who is who or what words mean is no longer the same.
func (b *builder) rewriteAll(before *Index, m *amending) error {
	for v, err := range before.recorded() {
		if err != nil {
			return err
		}
		if v.Closed == 0 {
			v.Closed = m.closes[v.Value.ID]
		}
		if err := b.add(&v); err != nil {
			return err
		}
	}
	for i := range m.opens {
		if err := b.add(&m.opens[i]); err != nil {
			return err
		}
	}
	return nil
}
