package main

import "testing"

func BenchmarkDirect(b *testing.B) {
	stock, direct := bothServers(b)
	const q = `{ a: entities(first: 500) { nodes { id key name description } } b: entities(first: 500) { nodes { id key name description } } }`
	for i := 0; i < 1; i++ {
		b.Run("stock", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				answerOf(b, stock, q)
			}
		})
		b.Run("direct", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				answerOf(b, direct, q)
			}
		})
	}
}
