package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"dyad/graph"
)

// TestReadersSeeWholeLoads reads without pause while editions of one batch are loaded, each of which has the same claims in
// another wording, and expects every reader to find one edition and nothing of any other.
func TestReadersSeeWholeLoads(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), worded(0))
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					wantOneEdition(t, s.Records(context.Background(), 0))
				}
			}
		})
	}
	for n := 1; n <= 40; n++ {
		mustLoad(t, s, worded(n))
	}
	close(done)
	readers.Wait()
	wantSound(t, s)
}

// worded is an edition whose gists all tell its number.
func worded(n int) graph.Bundle {
	b := edition(gazette(), fmt.Sprint("edition ", n))
	for i := range b.Claims {
		b.Claims[i].Gist = fmt.Sprint("edition ", n)
	}
	return b
}

// wantOneEdition expects two claims of the same edition.
func wantOneEdition(t *testing.T, lines func(func(graph.Line, error) bool)) {
	t.Helper()
	gists := map[string]int{}
	for line, err := range lines {
		if err != nil {
			t.Error(err)
			return
		}
		if line.Kind == graph.ClaimRecord {
			var c graph.Claim
			if err := json.Unmarshal(line.JSON, &c); err != nil {
				t.Error(err)
			}
			gists[c.Gist]++
		}
	}
	for gist, n := range gists {
		if len(gists) != 1 || n != 2 {
			t.Errorf("a reader found %d claims of %q among %v, want two of one edition", n, gist, gists)
		}
	}
}
