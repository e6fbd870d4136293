//go:build unix

package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/rmat"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

// BenchmarkCuration measures what a mutation takes, made and tried, without its effect and with it, on the built-in corpus and on 50,000
// claims, in processor time and without HTTP. Merging is dearest: the effect needs the index of the time before. docs/curation.md has the figures.
func BenchmarkCuration(b *testing.B) {
	for name, more := range map[string][]graph.Bundle{"corpus": nil, "50,000 claims": {almanac(50_000)}} {
		b.Run(name, func(b *testing.B) {
			w, srv := curatedServer(b, more)
			begun := w.store.Last()
			for _, change := range []struct{ name, mutation string }{
				{"a name", `addNames(entity: "iskp", names: [{text: "Name %d"}], reason: "measured"%s)`},
				{"a merger", `mergeEntities(from: "united-states", into: "iskp", reason: "measured %d"%s)`},
				{"a file of a megabyte", `loadSource(input: {name: "file.yaml", content: $file}, reason: "measured %d"%s)`},
			} {
				for _, way := range []struct{ name, args, fields string }{
					{"tried", ", dryRun: true", ""},
					{"tried, with its effect", ", dryRun: true", `effect { unchanged gained { nodes { id } } lost { nodes { id } } changed { nodes { statusChanged } }
						contradictions { appeared { totalCount } vanished { totalCount } } }`},
					{"made", "", ""},
				} {
					b.Run(change.name+", "+way.name, func(b *testing.B) {
						var spent time.Duration
						for i := range b.N {
							before := processorTime(b)
							answerAs(b, srv, fmt.Sprintf(change.mutation, i, way.args)+" { userErrors { message } "+way.fields+" }")
							spent += processorTime(b) - before
							undoAll(b, w, srv, begun)
						}
						b.ReportMetric(float64(spent.Milliseconds())/float64(b.N), "cpu-ms/op")
					})
				}
			}
		})
	}
}

// curatedServer serves the corpus, and more, from a directory.
func curatedServer(b *testing.B, more []graph.Bundle) (*workspace, *server.Server) {
	b.Helper()
	w, err := openToWrite(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = w.close() })
	if _, err := w.fill(b.Context()); err != nil {
		b.Fatal(err)
	}
	if len(more) > 0 {
		if _, err := w.load(b.Context(), more, "measured", false); err != nil {
			b.Fatal(err)
		}
	}
	live := liveOf(b, w.store, time.Now)
	srv, err := w.server(answering{live.Index, live.Watch, &curating{live, w, nil}}, nil, server.Config{})
	if err != nil {
		b.Fatal(err)
	}
	return w, srv
}

// almanac is a source that says so much of invented actors.
func almanac(n int) graph.Bundle {
	b := graph.Bundle{
		Batch:   graph.Batch{Key: "almanac"},
		Sources: []graph.Source{{Key: "almanac", Kind: graph.Article, Genre: graph.Reporting}},
	}
	const scale = 12
	for i := range 1 << scale {
		b.Entities = append(b.Entities, graph.Entity{Key: entityKeyOf(i), Type: "MilitantGroup", Name: fmt.Sprint("Company ", i)})
	}
	for from, to := range rmat.Links(scale, n) {
		b.Claims = append(b.Claims, graph.Claim{
			Source: "almanac", From: entityKeyOf(from), Type: "supports", To: entityKeyOf(to), Gist: "One supports the other.",
			Evidence: []graph.Occurrence{{Parts: []graph.Part{{Start: 0, End: 9, SHA256: noDigest}}}},
		})
	}
	return b
}

// undoAll takes back whatever was made after a transaction.
func undoAll(b *testing.B, w *workspace, srv *server.Server, begun graph.Tx) {
	b.Helper()
	if last := w.store.Last(); last > begun && (last-begun)%2 == 1 { // else it was undone
		answerAs(b, srv, fmt.Sprintf(`undoBatch(input: {transaction: %d}, reason: "measured") { userErrors { message } }`, last))
	}
}

// answerAs makes a mutation as a curator.
func answerAs(b *testing.B, srv *server.Server, mutation string) {
	b.Helper()
	r := server.Request{Query: "mutation { " + mutation + " }"}
	if strings.Contains(mutation, "$file") {
		r.Query = "mutation($file: Document!) { " + mutation + " }"
		r.Variables = map[string]any{"file": string(manyClaims(10_500))}
	}
	data, err := srv.Execute(resolver.WithCurator(b.Context(), "vale"), r).JSON()
	if err != nil || !strings.Contains(string(data), `"userErrors":[]`) {
		b.Fatalf("%s: %s, %v", mutation, data, err)
	}
}
