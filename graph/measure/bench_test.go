package measure_test

import (
	"fmt"
	"runtime"
	"testing"

	"dyad/graph/index"
	"dyad/graph/measure"
	"dyad/graph/rmat"
)

// The benchmarks measure R-MAT graphs with the parameters of Graph500, as graph/walk does: few hubs, many leaves, a claim for each
// relationship. Run them with
//
//	go test -run '^$' -bench . -benchtime 1x -benchmem ./graph/measure

func bigLinks(scale, count int) []link {
	links := make([]link, 0, count)
	for from, to := range rmat.Links(scale, count) {
		links = append(links, link{from, to})
	}
	return links
}

func BenchmarkMeasures(b *testing.B) {
	for _, size := range []struct{ scale, relationships int }{{13, 100_000}, {16, 1_000_000}} {
		g := build(b, input(1<<size.scale, bigLinks(size.scale, size.relationships), nil))
		b.Run(fmt.Sprint(size.relationships), func(b *testing.B) { benchmark(b, g, size.relationships) })
	}
}

// benchmark measures one graph in all ways.
func benchmark(b *testing.B, g *index.Graph, relationships int) {
	selection := measure.Select(g, measure.Options{})
	var n *measure.Net
	b.Run("net", func(b *testing.B) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for b.Loop() {
			var err error
			if n, err = measure.NewNet(b.Context(), selection); err != nil {
				b.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/float64(relationships), "B/relationship")
	})
	for _, m := range measure.Measures() {
		b.Run(string(m), func(b *testing.B) {
			var r *measure.Ranking
			for b.Loop() {
				var err error
				if r, err = measure.Rank(b.Context(), n, measure.Question{Measure: m}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(r.Pivots), "pivots")
			b.ReportMetric(float64(r.Iterations), "iterations")
		})
	}
	b.Run("communities", func(b *testing.B) {
		for b.Loop() {
			c, err := measure.FindCommunities(b.Context(), n, measure.Merged, 1, 1)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(c.Modularity, "modularity")
		}
	})
	b.Run("components/weak", func(b *testing.B) {
		for b.Loop() {
			measure.WeakComponents(n)
		}
	})
	b.Run("components/strong", func(b *testing.B) {
		for b.Loop() {
			if _, err := measure.StrongComponents(b.Context(), n); err != nil {
				b.Fatal(err)
			}
		}
	})
}
