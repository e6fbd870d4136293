package store_test

import (
	"context"
	"fmt"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"
)

// many is a bundle of n plain claims among a tenth as many actors, from a source each hundred.
func many(n int) graph.Bundle {
	b := gazette()
	b.Terms, b.Claims, b.Mentions = words().Terms, nil, nil
	actors := max(n/10, 2)
	for i := range actors {
		b.Entities = append(b.Entities, graph.Entity{Key: actor(i), Type: "State", Name: fmt.Sprint("State ", i)})
	}
	for i := range n/100 + 1 {
		b.Sources = append(b.Sources, graph.Source{Key: report(i), Kind: graph.Report, Genre: graph.Data})
	}
	types := []graph.TermKey{"supports", "fights"}
	for i := range n {
		from := i * 7919 % actors
		b.Claims = append(b.Claims, graph.Claim{
			Source: report(i / 100), From: actor(from), Type: types[i%2], To: actor((from + 1 + i/actors) % actors),
			Evidence: []graph.Occurrence{{Parts: []graph.Part{{Start: i, End: i + 40}}}},
			Gist:     "One of the two is said to stand by the other.", Annotator: "generator", Codebook: "1",
			Number: &graph.Number{Worded: fmt.Sprint(i)}, // so that no two claims are one
		})
	}
	return b
}

func actor(i int) graph.EntityKey  { return graph.EntityKey(fmt.Sprintf("state-%d", i)) }
func report(i int) graph.SourceKey { return graph.SourceKey(fmt.Sprintf("report-%d", i)) }

const benchmarkClaims = 100_000

// BenchmarkLoad loads claims into an empty store on disk, and then again with a tenth of them changed.
func BenchmarkLoad(b *testing.B) {
	bundle := many(benchmarkClaims)
	again := bundle
	again.Batch.Digest = "d2"
	again.Claims = append([]graph.Claim(nil), bundle.Claims...)
	for i := 0; i < len(again.Claims); i += 10 {
		again.Claims[i].Gist = "Another gist."
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := onDisk(b, b.TempDir())
			b.StartTimer()
			mustLoad(b, s, bundle)
		}
		perClaim(b)
	})
	b.Run("first in parts", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := onDisk(b, b.TempDir())
			mustLoad(b, s, words())
			b.StartTimer()
			if _, err := s.LoadStream(b.Context(), nil, bundle.Batch, inParts(bundle, 5000), store.Commit{Time: noon}); err != nil {
				b.Fatal(err)
			}
		}
		perClaim(b)
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := onDisk(b, b.TempDir())
			mustLoad(b, s, bundle)
			b.StartTimer()
			mustLoad(b, s, again)
		}
		perClaim(b)
	})
}

// BenchmarkFeed reads what the index needs of the claims.
func BenchmarkFeed(b *testing.B) {
	ctx := context.Background()
	s := onDisk(b, b.TempDir())
	mustLoad(b, s, many(benchmarkClaims))
	for b.Loop() {
		feed, err := s.Feed(ctx)
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range feed.Claims {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	perClaim(b)
}

// BenchmarkClaims reads a page of full claims.
func BenchmarkClaims(b *testing.B) {
	ctx := context.Background()
	s := onDisk(b, b.TempDir())
	mustLoad(b, s, many(benchmarkClaims))
	feed, err := s.Feed(ctx)
	if err != nil {
		b.Fatal(err)
	}
	var ids []graph.ClaimID
	for v := range feed.Claims {
		ids = append(ids, v.Value.ID)
	}
	page := 0
	for b.Loop() {
		page = (page + 50) % (len(ids) - 50)
		if _, err := s.Claims(ctx, ids[page:page+50], 0); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerify judges everything.
func BenchmarkVerify(b *testing.B) {
	ctx := context.Background()
	s := onDisk(b, b.TempDir())
	mustLoad(b, s, many(benchmarkClaims))
	for b.Loop() {
		findings, err := s.Verify(ctx)
		if err != nil || len(findings) > 0 {
			b.Fatal(findings, err)
		}
	}
	perClaim(b)
}

func perClaim(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchmarkClaims, "ns/claim")
}

// onDisk opens a store with the embedded engine.
func onDisk(tb testing.TB, dir string) *store.Store {
	tb.Helper()
	kv, err := badgerkv.Open(dir, badgerkv.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := kv.Close(); err != nil {
			tb.Error(err)
		}
	})
	s, err := store.Open(context.Background(), kv)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}
