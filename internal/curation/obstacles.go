package curation

import (
	"cmp"
	"slices"

	"dyad/graph"
	"dyad/store"
)

// obstaclesOf tells what a load is refused for as other changes do.
func obstaclesOf(problems store.Problems) graph.Obstacles {
	all := make(graph.Obstacles, len(problems))
	for i, p := range problems {
		all[i] = graph.Obstacle{Fault: graph.BadInput, On: p.On, Message: p.Message}
	}
	return all
}

// keyOf returns the key of the batch that a load is about: of the only one, or of the first that brings a source.
func keyOf(bundles []graph.Bundle) graph.BatchKey {
	for _, b := range bundles {
		if len(b.Sources) > 0 || len(bundles) == 1 {
			return b.Batch.Key
		}
	}
	return ""
}

// sortCounts brings counts into the order of kinds.
func sortCounts(counts []graph.Count) {
	slices.SortFunc(counts, func(a, b graph.Count) int {
		return cmp.Compare(slices.Index(graph.RecordKinds(), a.Kind), slices.Index(graph.RecordKinds(), b.Kind))
	})
}
