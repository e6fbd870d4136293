package export_test

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/internal/export"
)

// lines yields lines, and then the error if there is one.
func lines(err error, lines ...graph.Line) iter.Seq2[graph.Line, error] {
	return func(yield func(graph.Line, error) bool) {
		for _, l := range lines {
			if !yield(l, nil) {
				return
			}
		}
		if err != nil {
			yield(graph.Line{}, err)
		}
	}
}

func TestJSONL(t *testing.T) {
	quay := graph.Line{Kind: graph.EntityRecord, JSON: []byte(`{"key":"quay"}`)}
	batch := graph.Line{Kind: graph.BatchRecord, JSON: []byte(`{"key":"b"}`), Opened: 2}
	related := graph.Relationship{From: "quay", Type: "supports", To: "pier", Status: graph.Stated}
	tests := []struct {
		name          string
		records       iter.Seq2[graph.Line, error]
		relationships iter.Seq[graph.Relationship]
		want          string
	}{
		{"records as they come", lines(nil, quay, batch), nil, `{"kind":"entity","key":"quay"}` + "\n" + `{"kind":"batch","key":"b","recorded":{"opened":2}}` + "\n"},
		{
			"relationships behind them", lines(nil, quay), slices.Values([]graph.Relationship{related}),
			`{"kind":"entity","key":"quay"}` + "\n" +
				`{"kind":"relationship","id":"00000000-0000-0000-0000-000000000000","from":"quay","type":"supports","to":"pier",` +
				`"status":"stated","support":{"claims":0,"sources":0,"origins":0,"asserting":0}}` + "\n",
		},
		{"nothing of nothing", nil, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			if err := export.JSONL(&b, tt.records, tt.relationships); err != nil || b.String() != tt.want {
				t.Errorf("JSONL wrote\n%s%v, want\n%s", b.String(), err, tt.want)
			}
		})
	}
}

// full is a writer without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestJSONLEndsAtTheFirstError(t *testing.T) {
	errLost := errors.New("lost")
	if err := export.JSONL(&strings.Builder{}, lines(errLost), nil); !errors.Is(err, errLost) {
		t.Errorf("JSONL of records that fail: %v, want %v", err, errLost)
	}
	quay := graph.Line{Kind: graph.EntityRecord, JSON: []byte(`{}`)}
	if err := export.JSONL(full{}, lines(nil, quay), nil); !errors.Is(err, errFull) {
		t.Errorf("JSONL to a full disk: %v, want %v", err, errFull)
	}
}
