package store_test

import (
	"context"
	"fmt"
	"time"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"
)

// A batch is loaded, and then loaded again with one claim less. What it said before can still be read.
func ExampleStore_Load() {
	ctx := context.Background()
	s, err := store.Open(ctx, storetest.NewMemory())
	if err != nil {
		fmt.Println(err)
		return
	}
	bundle := graph.Bundle{
		Batch:    graph.Batch{Key: "harbour-news"},
		Entities: []graph.Entity{{Key: "red-harbour", Type: "x:Port", Name: "Red Harbour"}},
		Sources:  []graph.Source{{Key: "harbour-news"}},
		Claims:   []graph.Claim{{Source: "harbour-news", From: "red-harbour", Type: "x:freezes"}},
	}
	for _, day := range []int{1, 2} {
		report, err := s.Load(ctx, []graph.Bundle{bundle}, store.Commit{Time: time.Date(2030, 1, day, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("transaction %d: claims %+v\n", report.Tx, report.Kinds()[graph.ClaimRecord])
		bundle.Claims = nil
	}
	for line := range s.Records(ctx, 1) {
		fmt.Println(line.Kind)
	}
	// Output:
	// transaction 1: claims {Read:1 New:1 Unchanged:0 Changed:0 Retracted:0 Refused:0 Kept:0}
	// transaction 2: claims {Read:0 New:0 Unchanged:0 Changed:0 Retracted:1 Refused:0 Kept:0}
	// entity
	// source
	// claim
	// batch
}
