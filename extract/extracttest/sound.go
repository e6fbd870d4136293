// Package extracttest has what tests of readers share.
package extracttest

import (
	"testing"

	"dyad/graph"
)

// Sound fails a test for every record of a bundle that can't be one by itself, whatever it names.
func Sound(t testing.TB, b *graph.Bundle) {
	t.Helper()
	all(t, "an entity", b.Entities, (*graph.Entity).Check)
	all(t, "a source", b.Sources, (*graph.Source).Check)
	all(t, "a mention", b.Mentions, (*graph.Mention).Check)
	all(t, "a claim", b.Claims, (*graph.Claim).Check)
}

func all[T any](t testing.TB, what string, records []T, check func(*T) []error) {
	t.Helper()
	for i := range records {
		for _, fault := range check(&records[i]) {
			t.Errorf("%s that can't be one: %v: %+v", what, fault, records[i])
		}
	}
}
