package server_test

import (
	"testing"

	"dyad/internal/server"
)

// BenchmarkExecute answers what a page about an entity asks: who it is, and its claims with voices, sources and words.
func BenchmarkExecute(b *testing.B) {
	s := serve(b, nil, nil)
	r := server.Request{Query: `{ entity(by: {key: "red-harbour"}) { name claims { totalCount nodes { gist polarity modality from { name } type { label }
		to { name } source { key } voices { entity { name } label } evidence { quote } recordedAt } } } }`}
	b.ReportAllocs()
	for b.Loop() {
		if a := s.Execute(b.Context(), r); len(a.Errors) > 0 {
			b.Fatal(a.Errors)
		}
	}
}
