package store_test

import (
	"bufio"
	"context"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// TestLayoutDoc holds the table of the package comment to the rows that are declared.
func TestLayoutDoc(t *testing.T) {
	want := append([][]string{{"tag", "name", "key", "value", "answers"}}, store.LayoutTable()...)
	if diff := cmp.Diff(want, documented(t)); diff != "" {
		t.Errorf("the table in doc.go differs from rows.go (-rows +doc):\n%s", diff)
	}
}

// documented reads the table in doc.go.
func documented(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	gap := regexp.MustCompile(`  +`)
	var table [][]string
	for in := bufio.NewScanner(f); in.Scan(); {
		if cells, ok := strings.CutPrefix(in.Text(), "//\t"); ok {
			table = append(table, gap.Split(cells, -1))
		}
	}
	return table
}

func TestLayoutTagsAreUnique(t *testing.T) {
	seen := map[string]string{}
	for _, row := range store.LayoutTable() {
		if other, twice := seen[row[0]]; twice {
			t.Errorf("rows %s and %s have the tag %q", other, row[1], row[0])
		}
		seen[row[0]] = row[1]
	}
}

func TestOpenRefusesALayoutFromTheFuture(t *testing.T) {
	ctx, kv := context.Background(), storetest.NewMemory()
	if _, err := store.OpenAt(ctx, kv, 7); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open(ctx, kv)
	if graph.FaultOf(err) != graph.BadInput {
		t.Fatalf("Open of layout 7: fault %q (%v), want %q", graph.FaultOf(err), err, graph.BadInput)
	}
	for _, part := range []string{"layout 7", "up to 2"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("Open of layout 7: %q does not say %q", err, part)
		}
	}
}

func TestOpenRefusesRowsOfSomethingElse(t *testing.T) {
	ctx, kv := context.Background(), storetest.NewMemory()
	var w store.Write
	w.Put([]byte("something"), []byte("else"))
	if err := kv.Apply(ctx, &w); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(ctx, kv); graph.FaultOf(err) != graph.BadInput {
		t.Errorf("Open: %v, want fault %q", err, graph.BadInput)
	}
}

// TestOpenMigrates takes an old store through two steps of which the second fails the first time.
func TestOpenMigrates(t *testing.T) {
	ctx, kv := context.Background(), storetest.NewMemory()
	if _, err := store.OpenAt(ctx, kv, 1); err != nil {
		t.Fatal(err)
	}
	var taken []string
	healthy := false
	steps := []store.Step{
		{From: 1, Name: "sort the voices", Run: func(context.Context, store.KV) error {
			taken = append(taken, "sort the voices")
			return nil
		}},
		{From: 2, Name: "count the spans", Run: func(context.Context, store.KV) error {
			taken = append(taken, "count the spans")
			if !healthy {
				return errors.New("the lamp went out")
			}
			return nil
		}},
	}
	_, err := store.OpenAt(ctx, kv, 3, steps...)
	if err == nil || !strings.Contains(err.Error(), "count the spans: the lamp went out") {
		t.Fatalf("Open with a failing step: %v, want an error that names it", err)
	}
	healthy = true
	if _, err := store.OpenAt(ctx, kv, 3, steps...); err != nil {
		t.Fatalf("Open again: %v", err)
	}
	if _, err := store.OpenAt(ctx, kv, 3, steps...); err != nil {
		t.Fatalf("Open once migrated: %v", err)
	}
	want := []string{"sort the voices", "count the spans", "count the spans"}
	if diff := cmp.Diff(want, taken); diff != "" {
		t.Errorf("steps taken (-want +got):\n%s", diff)
	}
}

func TestOpenWithoutAStepSaysSo(t *testing.T) {
	ctx, kv := context.Background(), storetest.NewMemory()
	if _, err := store.OpenAt(ctx, kv, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := store.OpenAt(ctx, kv, 2); err == nil || !strings.Contains(err.Error(), "no step leads from layout 1") {
		t.Errorf("Open of layout 1 at layout 2 without a step: %v, want an error that says so", err)
	}
}
