package resolvertest

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/resolver"
)

// Config returns resolvers' configuration over the corpus. Tests may change it.
func Config(t testing.TB) resolver.Config {
	t.Helper()
	x := Index(t)
	m := newMemory()
	return resolver.Config{
		Snapshot: func() *index.Index { return x }, Records: m, Mentions: m, Journal: m, Texts: texts{},
		Digest:  func(_ context.Context, tx graph.Tx) (string, error) { return fmt.Sprintf("%064x", uint64(tx)), nil },
		Version: "test", Limits: resolver.DefaultLimits(),
	}
}

// Index returns the index of the corpus, judged by the verdicts if there are any.
func Index(t testing.TB, verdicts ...graph.Verdict) *index.Index {
	t.Helper()
	x, err := index.Build(index.Input{
		Vocabulary: graph.NewVocabulary(Terms()), Entities: opened(Entities()), Sources: opened(Sources()),
		Claims: newMemory().all(), Verdicts: opened(verdicts), Last: 3,
	})
	if err != nil {
		t.Fatalf("index.Build: %v", err)
	}
	return x
}

// opened are records of the first transaction.
func opened[T any](values []T) []graph.Version[T] {
	versions := make([]graph.Version[T], len(values))
	for i, v := range values {
		versions[i] = graph.Version[T]{Value: v, Opened: 1}
	}
	return versions
}

// A memory answers for a store.
type memory struct {
	versions map[graph.ClaimID][]graph.Version[graph.Claim]
	mentions []*graph.Mention
}

func newMemory() *memory {
	m := &memory{versions: map[graph.ClaimID][]graph.Version[graph.Claim]{}}
	for name, c := range Claims() {
		v := graph.Version[graph.Claim]{Value: *c, Opened: 1}
		if name == Mistake {
			v.Opened, v.Closed, v.Reason = 2, 3, "wrong port"
		}
		m.versions[c.ID] = []graph.Version[graph.Claim]{v}
	}
	for _, part := range []graph.Part{{Start: 44, End: 55}, {Start: 0, End: 11}} {
		mention := &graph.Mention{Source: "gazette", Entity: "red-harbour", Form: "Red Harbour", Part: part}
		mention.ID = mention.DerivedID()
		m.mentions = append(m.mentions, mention)
	}
	old := &graph.Mention{Source: "gazette", Entity: "green-front-old", Form: "Green Front", Part: graph.Part{Start: 86, End: 97}}
	old.ID = old.DerivedID()
	m.mentions = append(m.mentions, old)
	return m
}

// all yields every version, as the index is built from them.
func (m *memory) all() iter.Seq2[graph.Version[graph.Claim], error] {
	return func(yield func(graph.Version[graph.Claim], error) bool) {
		for _, versions := range m.versions {
			for _, v := range versions {
				if !yield(graph.Version[graph.Claim]{Value: v.Value, Opened: v.Opened, Closed: v.Closed}, nil) {
					return
				}
			}
		}
	}
}

// Claims implements [resolver.Records].
func (m *memory) Claims(_ context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error) {
	claims := make([]*graph.Claim, len(ids))
	for i, id := range ids {
		for _, v := range m.versions[id] {
			if v.At(asOf) {
				claims[i] = &v.Value
			}
		}
	}
	return claims, nil
}

// History implements [resolver.Records].
func (m *memory) History(_ context.Context, id graph.ClaimID) ([]graph.Version[graph.Claim], error) {
	return m.versions[id], nil
}

// MentionsIn implements [resolver.Mentions].
func (m *memory) MentionsIn(_ context.Context, key graph.SourceKey, _ graph.Tx) ([]*graph.Mention, error) {
	return m.where(func(n *graph.Mention) bool { return n.Source == key }), nil
}

// MentionsOf implements [resolver.Mentions].
func (m *memory) MentionsOf(_ context.Context, key graph.EntityKey, _ graph.Tx) ([]*graph.Mention, error) {
	return m.where(func(n *graph.Mention) bool { return n.Entity == key }), nil
}

func (m *memory) where(fits func(*graph.Mention) bool) []*graph.Mention {
	return slices.DeleteFunc(slices.Clone(m.mentions), func(n *graph.Mention) bool { return !fits(n) })
}

// Day returns when a transaction was committed: one a day, at noon.
func Day(tx graph.Tx) time.Time { return time.Date(2024, 1, int(tx), 12, 0, 0, 0, time.UTC) }

// AsOf implements [resolver.Journal].
func (m *memory) AsOf(_ context.Context, t time.Time) (graph.Tx, error) {
	last := graph.Tx(0)
	for tx := graph.Tx(1); tx <= 3; tx++ {
		if !Day(tx).After(t) {
			last = tx
		}
	}
	return last, nil
}

// Since implements [resolver.Journal].
func (m *memory) Since(_ context.Context, tx graph.Tx) ([]graph.Transaction, error) {
	all := []graph.Transaction{{Tx: 1, Time: Day(1)}, {Tx: 2, Time: Day(2)}, {Tx: 3, Time: Day(3)}}
	return all[min(int(tx), len(all)):], nil
}

// texts has the text of the gazette. The digest of a part is right unless it begins at 99.
type texts struct{}

// Words implements [resolver.Texts].
func (texts) Words(src *graph.Source, p graph.Part) (words string, verified, ok bool) {
	if src.Key != "gazette" || p.End > len(GazetteText) {
		return "", false, false
	}
	return GazetteText[p.Start:p.End], p.Start != 99, true
}

// Length implements [resolver.Texts].
func (texts) Length(src *graph.Source) (codepoints int, ok bool) {
	return len(GazetteText), src.Key == "gazette"
}

// Context implements [resolver.Texts].
func (texts) Context(src *graph.Source, p graph.Part, n int) (before, after string, ok bool) {
	if src.Key != "gazette" {
		return "", "", false
	}
	return GazetteText[max(0, p.Start-n):p.Start], GazetteText[p.End:min(len(GazetteText), p.End+n)], true
}
