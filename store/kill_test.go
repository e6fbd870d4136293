package store_test

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"
)

// loaderVariable tells a child process of the tests which directory to load into.
const loaderVariable = "DYAD_TEST_LOAD_INTO"

// TestMain makes a loader of the process if it is asked to be one.
func TestMain(m *testing.M) {
	if dir := os.Getenv(loaderVariable); dir != "" {
		if err := loadForEver(dir); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// editionOf is the n-th edition of a bundle that is too large for one write: each brings as many claims, all of them others.
func editionOf(n int) graph.Bundle {
	b := graph.Bundle{Batch: graph.Batch{Key: "editions", Digest: fmt.Sprint("edition ", n)}, Sources: []graph.Source{article("gazette-1")}}
	b.Entities = []graph.Entity{state(actor(0)), state(actor(1))}
	for i := range claimsOfAnEdition {
		b.Claims = append(b.Claims, graph.Claim{
			Source: "gazette-1", From: actor(0), Type: "supports", To: actor(1), Number: &graph.Number{Worded: fmt.Sprint(n, " ", i)},
		})
	}
	return b
}

const claimsOfAnEdition = 3000 // 9,000 rows, and as many closings as there were claims

// loadForEver loads one edition after the other, and says when each has been acknowledged.
func loadForEver(dir string) error {
	kv, err := badgerkv.Open(dir, badgerkv.Options{})
	if err != nil {
		return err
	}
	s, err := store.Open(context.Background(), telling{kv})
	if err != nil {
		return err
	}
	if _, err := s.Load(context.Background(), []graph.Bundle{words()}, store.Commit{Time: noon}); err != nil {
		return err
	}
	for n := int(s.Last()); ; n++ {
		if _, err := s.Load(context.Background(), []graph.Bundle{editionOf(n)}, store.Commit{Time: noon}); err != nil {
			return err
		}
		fmt.Println("committed", s.Last())
	}
}

// A telling engine says on standard output how far its writes are.
type telling struct{ store.KV }

func (k telling) Apply(ctx context.Context, w *store.Write) error {
	fmt.Println("writes")
	return k.KV.Apply(ctx, w)
}

func (k telling) Stage(ctx context.Context, rows iter.Seq2[store.Row, error]) error {
	return k.KV.Stage(ctx, func(yield func(store.Row, error) bool) {
		n := 0
		for row, err := range rows {
			if n++; n%1500 == 0 {
				fmt.Println("writes")
			}
			if !yield(row, err) {
				return
			}
		}
	})
}

// TestKilledLoads kills a process in the middle of a load, again and again, at other moments, and expects each time to find
// what had been acknowledged, at most one load more, and no trace of anything else.
func TestKilledLoads(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	dir := t.TempDir()
	var known graph.Tx
	for round, point := range []int{1, 4, 6, 8, 11, 20} {
		known = max(known, killed(t, dir, point))
		func() {
			kv, err := badgerkv.Open(dir, badgerkv.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer kv.Close()
			mark, err := kv.Get(context.Background(), []byte("2"))
			t.Logf("round %d: a load was being written: %t, %v", round, mark != nil, err)
			s := reopened(t, kv)
			last := s.Last()
			if last < known || last > known+1 {
				t.Errorf("round %d: transaction %d is the last, and %d was known", round, last, known)
			}
			known = last
			wantSound(t, s)
			wantWholeEdition(t, s)
		}()
	}
}

// wantWholeEdition expects the claims of one edition and no other, or none yet.
func wantWholeEdition(t *testing.T, s *store.Store) {
	t.Helper()
	feed, err := s.Feed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	claims := 0
	for v, err := range feed.Claims {
		if err != nil {
			t.Fatal(err)
		}
		if v.Closed == 0 {
			claims++
		}
	}
	if s.Last() > 1 && claims != claimsOfAnEdition || s.Last() <= 1 && claims != 0 {
		t.Errorf("at transaction %d %d claims count, want all of an edition or none", s.Last(), claims)
	}
}

// killed starts a loader, kills it when it has come to the n-th point of its writes, and returns the last transaction that it
// acknowledged.
func killed(t *testing.T, dir string, point int) graph.Tx {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), loaderVariable+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var acknowledged graph.Tx
	for in := bufio.NewScanner(out); in.Scan(); {
		if in.Text() == "writes" {
			if point--; point == 0 {
				_ = child.Process.Kill()
			}
			continue
		}
		if _, err := fmt.Sscanf(in.Text(), "committed %d", &acknowledged); err != nil {
			t.Errorf("the loader says %q", in.Text())
		}
	}
	_ = child.Wait()
	return acknowledged
}
