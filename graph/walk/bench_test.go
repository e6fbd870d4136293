package walk_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/rmat"
	"dyad/graph/walk"
)

// The benchmarks walk over an R-MAT graph with the parameters of Graph500: 65,536 entities and a million relationships, one
// claim each. Run them with
//
//	go test -run '^$' -bench . -benchtime 2s ./graph/walk

const (
	scale         = 16
	relationships = 1_000_000
)

// bigLinks are those of that graph.
var bigLinks = sync.OnceValue(func() []link {
	links := make([]link, 0, relationships)
	for from, to := range rmat.Links(scale, relationships) {
		links = append(links, link{from, to})
	}
	return links
})

// bigInput is the input of that graph, with keys of five digits.
func bigInput() index.Input {
	in := input(0, 0)
	keys := make([]graph.EntityKey, 1<<scale)
	for i := range keys {
		keys[i] = graph.EntityKey(fmt.Sprintf("entity-%05d", i))
		e := graph.Entity{Key: keys[i], Type: "Group", Name: fmt.Sprintf("Entity %05d", i)}
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: e, Opened: 1})
	}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		v := graph.Version[graph.Claim]{Opened: 1, Value: graph.Claim{
			Revision: 1, Source: "s0", Type: "supports", Polarity: graph.Affirmed, Modality: graph.Asserted, Outcome: graph.NoOutcome,
		}}
		for i, l := range bigLinks() {
			v.Value.From, v.Value.To = keys[l.from], keys[l.to]
			binary.BigEndian.PutUint64(v.Value.ID[:], uint64(i+1)*0x9e3779b97f4a7c15)
			if !yield(v, nil) {
				return
			}
		}
	}
	return in
}

var big = sync.OnceValue(func() *index.Index {
	x, err := index.Build(bigInput())
	if err != nil {
		panic(err)
	}
	return x
})

// BenchmarkLedger makes the ledger of a history of that many claims, brought by a thousand transactions, every tenth of them corrected by
// a later one; and looks in it for what was done to the greatest hub, and to nobody.
func BenchmarkLedger(b *testing.B) {
	const transactions = 1000
	in := bigInput()
	claims := in.Claims
	in.Last = transactions
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		i := 0
		for v := range claims {
			v.Opened = graph.Tx(1 + i*(transactions-1)/relationships)
			i++
			if i%10 == 0 {
				v.Closed = v.Opened + 1
				if !yield(v, nil) {
					return
				}
				v.Opened, v.Closed = v.Closed, 0
				v.Value.Revision, v.Value.Modality = 2, graph.Alleged
			}
			if !yield(v, nil) {
				return
			}
		}
	}
	b.Run("made", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			x := build(b, in)
			runtime.GC()
			b.StartTimer()
			if n := x.Ledger().Count(transactions/2, graph.ClaimRecord); n[index.Corrected] == 0 {
				b.Fatalf("transaction %d: %v, want some corrections", transactions/2, n)
			}
		}
	})
	l := build(b, in).Ledger()
	for _, one := range []struct {
		key   graph.EntityKey
		least int // concern it
	}{{"entity-00000", transactions * 9 / 10}, {"nobody", 0}} {
		b.Run("of "+string(one.key), func(b *testing.B) {
			for b.Loop() {
				found := 0
				for tx := graph.Tx(1); tx <= transactions; tx++ {
					if l.Concerns(tx, one.key) {
						found++
					}
				}
				if found < one.least || one.least == 0 && found > 0 {
					b.Fatalf("%d transactions concern %s", found, one.key)
				}
			}
		})
	}
}

// BenchmarkImage writes the image of that graph, and reads it.
func BenchmarkImage(b *testing.B) {
	var image bytes.Buffer
	if err := big().WriteImage(&image, ""); err != nil {
		b.Fatal(err)
	}
	b.Run("written", func(b *testing.B) {
		for b.Loop() {
			if err := big().WriteImage(io.Discard, ""); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(image.Len())/relationships, "bytes/relationship")
	})
	in := bigInput()
	in.Claims = nil
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := index.ReadImage(in, image.Bytes(), ""); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkAdvance takes the index of that graph forward by a source with a hundred claims, one of them about somebody new.
func BenchmarkAdvance(b *testing.B) {
	before := big()
	var done []graph.Amendment
	opens := func(record any) { done = append(done, graph.Amendment{Tx: 2, Opens: true, Record: record}) }
	opens(&graph.Source{Key: "s-new"})
	for i := range 100 {
		from := graph.EntityKey(fmt.Sprintf("entity-%05d", i*500))
		c := &graph.Claim{
			Revision: 1, Source: "s-new", From: from, Type: "supports", To: "entity-00001", Polarity: graph.Affirmed,
			Modality: graph.Asserted, Outcome: graph.NoOutcome,
		}
		c.ID = c.DerivedID()
		opens(c)
	}
	advance := func(b *testing.B) {
		for b.Loop() {
			if _, err := index.Advance(before, 2, done); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("claims", advance)
	opens(&graph.Entity{Key: "newcomer", Type: "Group", Name: "Newcomer"})
	b.Run("claims and an entity", advance)
}

func BenchmarkBuild(b *testing.B) {
	bigLinks()
	var before, after runtime.MemStats
	for b.Loop() {
		b.StopTimer()
		runtime.GC()
		runtime.ReadMemStats(&before)
		in := bigInput()
		b.StartTimer()
		x := build(b, in)
		b.StopTimer()
		in = index.Input{}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/relationships, "B/relationship")
		runtime.KeepAlive(x)
		runtime.KeepAlive(in)
		b.StartTimer()
	}
}

// An array is a bare adjacency array, in one direction or in both.
type array struct{ starts, ends []int32 }

func bareArray(both bool) array {
	a := array{starts: make([]int32, 1<<scale+1)}
	count := func(n int) { a.starts[n+1]++ }
	for _, l := range bigLinks() {
		count(l.from)
		if both {
			count(l.to)
		}
	}
	for i := range len(a.starts) - 1 {
		a.starts[i+1] += a.starts[i]
	}
	a.ends = make([]int32, a.starts[len(a.starts)-1])
	next := append([]int32(nil), a.starts...)
	put := func(from, to int) { a.ends[next[from]] = int32(to); next[from]++ }
	for _, l := range bigLinks() {
		put(l.from, l.to)
		if both {
			put(l.to, l.from)
		}
	}
	return a
}

// near is a breadth-first search that does nothing but reach.
func (a *array) near(start int32, depth int) []int32 {
	seen := make([]uint64, (len(a.starts)+62)/64)
	seen[start/64] |= 1 << (start % 64)
	reached, from := []int32{start}, 0
	for range depth {
		end := len(reached)
		for _, n := range reached[from:end] {
			for _, m := range a.ends[a.starts[n]:a.starts[n+1]] {
				if word, bit := &seen[m/64], uint64(1)<<(m%64); *word&bit == 0 {
					*word |= bit
					reached = append(reached, m)
				}
			}
		}
		from = end
	}
	return reached
}

// starts are the entities from which the walks begin: hubs and leaves.
var starts = sync.OnceValue(func() []index.Node {
	r := rand.New(rand.NewPCG(3, 3))
	var nodes []index.Node
	for range 64 {
		nodes = append(nodes, index.Node(bigLinks()[r.IntN(relationships)].from))
	}
	return nodes
})

func BenchmarkThreeHops(b *testing.B) {
	g := big().Present()
	for _, d := range []index.Direction{index.Out, index.Any} {
		a := bareArray(d == index.Any)
		b.Run(string(d)+"/bare array", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				a.near(int32(starts()[i%64]), 3)
			}
		})
		b.Run(string(d)+"/Near", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				reached, err := walk.Near(b.Context(), g, starts()[i%64:i%64+1], 3, walk.Options{Direction: d})
				if err != nil || i < 64 && len(reached) != len(a.near(int32(starts()[i%64]), 3)) {
					b.Fatalf("Near reaches %d: %v", len(reached), err)
				}
			}
		})
		m, err := g.Matcher(index.Filter{Types: []graph.TermKey{"supports"}}) // as all do
		if err != nil {
			b.Fatal(err)
		}
		b.Run(string(d)+"/Near with a filter", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if _, err := walk.Near(b.Context(), g, starts()[i%64:i%64+1], 3, walk.Options{Direction: d, Match: m}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPaths(b *testing.B) {
	g := big().Present()
	for i := 0; b.Loop(); i++ {
		from, to := starts()[i%64], starts()[(i+1)%64]
		if from == to {
			continue
		}
		if _, err := walk.Paths(b.Context(), g, from, to, 4, 10, walk.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkThreeHopsAsOf(b *testing.B) {
	g, err := big().Under(graph.View{AsOf: 1})
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := walk.Near(b.Context(), g, starts()[i%64:i%64+1], 3, walk.Options{Direction: index.Out}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRollup asks for the big graph with a thousand entities as parts of another, in turn by the word of one source and of the
// other, so that no index that was kept will do.
func BenchmarkRollup(b *testing.B) {
	in := bigInput()
	supports := in.Claims
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for v, err := range supports {
			if !yield(v, err) {
				return
			}
		}
		for i := range 1000 {
			v := graph.Version[graph.Claim]{Opened: 1, Value: graph.Claim{
				Source: []graph.SourceKey{"s1", "s2"}[i%2], From: graph.EntityKey(fmt.Sprintf("entity-%05d", i+1)), Type: "part_of", To: "entity-00000",
			}}
			v.Value.Normalize(&graph.Term{})
			binary.BigEndian.PutUint64(v.Value.ID[:], uint64(i+1))
			if !yield(v, nil) {
				return
			}
		}
	}
	x := build(b, in)
	asked := 0
	for b.Loop() {
		without := []graph.SourceKey{[]graph.SourceKey{"s1", "s2"}[asked%2]}
		g, err := x.Under(graph.View{Rollup: graph.RollupParts, WithoutSources: without})
		if err != nil || len(g.RolledUp().Merged) != 500 {
			b.Fatalf("Under: %v", err)
		}
		asked++
	}
}
