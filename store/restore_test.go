package store_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	gocmp "github.com/google/go-cmp/cmp"
)

// archive is the whole history of a store that has lived.
func archive(t *testing.T) []graph.Line {
	t.Helper()
	s, _ := lived(t)
	var lines []graph.Line
	for line, err := range s.Archive(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines
}

func each(lines []graph.Line) iter.Seq2[graph.Line, error] {
	return func(yield func(graph.Line, error) bool) {
		for _, line := range lines {
			if !yield(line, nil) {
				return
			}
		}
	}
}

func TestRestoreGivesTheSameRows(t *testing.T) {
	_, want := lived(t)
	lines := archive(t)
	slices.Reverse(lines) // any order will do
	kv := storetest.NewMemory()
	if err := reopened(t, kv).Restore(context.Background(), each(lines)); err != nil {
		t.Fatalf("Restore: %v", err)
	}
	if diff := gocmp.Diff(dump(t, want), dump(t, kv)); diff != "" {
		t.Errorf("rows (-first +restored):\n%s", diff)
	}
}

func TestRestoreRefuses(t *testing.T) {
	where := func(kind graph.RecordKind) func(graph.Line) bool {
		return func(l graph.Line) bool { return l.Kind == kind }
	}
	tests := []struct {
		name   string
		change func([]graph.Line) []graph.Line
		want   string
	}{
		{"nothing", func([]graph.Line) []graph.Line { return nil }, "it has no transactions"},
		{"a history without a transaction", func(l []graph.Line) []graph.Line { return slices.DeleteFunc(l[1:], where("x")) }, "transaction tx=1"},
		{"a history without its sources", func(l []graph.Line) []graph.Line { return slices.DeleteFunc(l, where("source")) }, "it names source"},
		{"a record without its time", func(l []graph.Line) []graph.Line {
			i := slices.IndexFunc(l, where("source"))
			l[i].Opened = 0
			return l
		}, "does not tell when it was recorded"},
		{"a record of a transaction that never was", func(l []graph.Line) []graph.Line {
			i := slices.IndexFunc(l, where("mention"))
			l[i].Opened = 9
			return l
		}, "written by transaction 9, and the last is 3"},
		{"a record that comes twice", func(l []graph.Line) []graph.Line {
			return append(l, l[slices.IndexFunc(l, where("entity"))])
		}, "version 1 still counts"},
		{"a history without one of its transactions", func(l []graph.Line) []graph.Line {
			return slices.DeleteFunc(l, func(l graph.Line) bool {
				return l.Opened == 2 || l.Kind == graph.TransactionRecord && strings.Contains(string(l.JSON), `"tx":2`)
			})
		}, "transaction tx=2: it is missing, and transaction 3 is the next"},
		{"a transaction that comes twice", func(l []graph.Line) []graph.Line {
			return append(l, l[slices.IndexFunc(l, where(graph.TransactionRecord))])
		}, "transaction tx=1: it comes twice"},
		{"a transaction of an enormous number", func(l []graph.Line) []graph.Line {
			i := slices.IndexFunc(l, where(graph.TransactionRecord))
			l[i].JSON = []byte(strings.Replace(string(l[i].JSON), `"tx":1`, `"tx":9000000000000000000`, 1))
			return l
		}, "transaction tx=1: it is missing"},
		{"a line that can't be read", func(l []graph.Line) []graph.Line {
			return append(l, graph.Line{Kind: "entity", JSON: []byte("{"), Opened: 1})
		}, "unexpected end of JSON input"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kv := storetest.NewMemory()
			s := reopened(t, kv)
			before := dump(t, kv)
			err := s.Restore(context.Background(), each(tt.change(archive(t))))
			var problems store.Problems
			if graph.FaultOf(err) != graph.BadInput || !errors.As(err, &problems) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Restore: %v, want Problems of fault %q that say %q", err, graph.BadInput, tt.want)
			}
			if diff := gocmp.Diff(before, dump(t, kv)); diff != "" {
				t.Errorf("rows (-before +after):\n%s", diff)
			}
			if err := s.Restore(context.Background(), each(archive(t))); err != nil {
				t.Errorf("Restore of a sound history after that: %v", err)
			}
		})
	}
}

// TestRestoreMissesWhatWasNamedOnce: a claim that counts no more needs its source as well, or nothing as of then can be answered.
func TestRestoreMissesWhatWasNamedOnce(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette())
	gone := edition(gazette(), "g2")
	gone.Claims, gone.Mentions, gone.Sources = nil, nil, nil
	mustLoad(t, s, gone)
	var lines []graph.Line
	for line, err := range s.Archive(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if line.Kind != graph.SourceRecord {
			lines = append(lines, line)
		}
	}
	empty, _ := inMemory(t)
	if err := empty.Restore(t.Context(), each(lines)); err == nil || !strings.Contains(err.Error(), "and there never was one") {
		t.Errorf("Restore: %v, want it to miss the source", err)
	}
}

func TestRestoreNeedsAnEmptyStore(t *testing.T) {
	s, _ := lived(t)
	if err := s.Restore(context.Background(), each(archive(t))); graph.FaultOf(err) != graph.BadInput {
		t.Errorf("Restore into a store that is not empty: %v, want fault %q", err, graph.BadInput)
	}
}

func TestRestorePassesOnAnError(t *testing.T) {
	s, _ := inMemory(t)
	errLost := errors.New("lost")
	err := s.Restore(context.Background(), func(yield func(graph.Line, error) bool) { yield(graph.Line{}, errLost) })
	if !errors.Is(err, errLost) {
		t.Errorf("Restore of lines that fail: %v, want %v", err, errLost)
	}
}

func TestRecordsComeInOrder(t *testing.T) {
	s, _ := lived(t)
	var got []string
	for line, err := range s.Records(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if n := len(got); n == 0 || got[n-1] != string(line.Kind) {
			got = append(got, string(line.Kind))
		}
	}
	want := []string{"term", "entity", "source", "mention", "claim", "sameas", "verdict", "batch", "share"}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
}

// TestKeyedRecordsComeByKey counts on keys that come in another order than ids, and than kinds of terms.
func TestKeyedRecordsComeByKey(t *testing.T) {
	s, _ := lived(t)
	got := map[graph.RecordKind][]string{}
	for line, err := range s.Records(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		var r struct {
			ID, Key string
		}
		if err := json.Unmarshal(line.JSON, &r); err != nil {
			t.Fatal(err)
		}
		got[line.Kind] = append(got[line.Kind], cmp.Or(r.Key, r.ID))
	}
	for kind, names := range got {
		if !slices.IsSorted(names) {
			t.Errorf("records of kind %s come as %v", kind, names)
		}
	}
	if want := []string{"State", "announces", "content", "fights", "supports"}; !slices.Equal(got["term"], want) {
		t.Errorf("terms %v, want %v", got["term"], want)
	}
}

func TestFeedHasTheTermsThatCount(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words())
	w := edition(words(), "w2")
	w.Terms = w.Terms[:2]
	w.Terms[1].Label = "stands by"
	mustLoad(t, s, w)
	feed, err := s.Feed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	got := map[graph.TermKey]string{}
	for _, term := range feed.Terms {
		got[term.Key] += term.Label
	}
	want := map[graph.TermKey]string{"State": "state", "supports": "stands by"}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
}

func TestRecordsStopWhenToldTo(t *testing.T) {
	s, _ := lived(t)
	for _, lines := range []iter.Seq2[graph.Line, error]{s.Records(context.Background(), 0), s.Archive(context.Background())} {
		for n := 1; n < 30; n++ {
			met := 0
			for range lines {
				if met++; met == n {
					break
				}
			}
		}
	}
}

func TestDumpShowsEveryRow(t *testing.T) {
	s, kv := lived(t)
	var b strings.Builder
	if err := s.Dump(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(b.String(), "\n"), len(dump(t, kv)); got != want {
		t.Errorf("Dump writes %d lines, want %d", got, want)
	}
	// The second transaction changed the batch (closing, version), corrected a claim (closing, version, projection, link to
	// its batch) and retracted another (closing).
	for _, want := range []string{
		"layout 2\n", "last 3\n", `transaction tx=2 tx=2 rows=7 {"tx":2,"time":"2030-05-04T12:00:00Z"}`,
		"entity id=" + graph.EntityKey("red-harbour").ID().String() + ` version=1 tx=1 {"id":"`,
		"brought batch=" + graph.BatchKey("registry").ID("").String() + " kind=share id=",
		`reason="no longer in gazette"`, `projection id=`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("Dump does not write %q", want)
		}
	}
}
