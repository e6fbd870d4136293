package index_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
)

// TestCheckLabel: a label is known letter for letter, at whatever time, and however ends are counted.
func TestCheckLabel(t *testing.T) {
	within := said("lantern attacks brigade")
	within.Voices = []graph.Voice{{Label: "old ferry men"}, {Entity: "valley"}}
	plain := said("lantern attacks valley")
	plain.Voices = []graph.Voice{{Label: "reapers"}}
	x := present(t, lakes(said("lantern part_of brigade"), within, plain)).Index()
	for _, view := range []graph.View{{}, {AsOf: 1}, {Rollup: graph.RollupParts}} {
		g := under(t, x, view)
		for label, want := range map[string][]string{
			"reapers": nil, "old ferry men": nil, "Reapers": {"reapers"}, "old ferrymen": {"old ferry men"}, "a clerk": {},
		} {
			err := g.CheckLabel(label)
			var e *graph.Error
			if want == nil && err != nil || want != nil && (!errors.As(err, &e) || e.Fault != graph.NotFound || !cmp.Equal(e.Candidates, want)) {
				t.Errorf("%+v: CheckLabel(%q): %v, want offers %q", view, label, err, want)
			}
		}
	}
	if err := present(t, harbour()).CheckLabel("reapers"); graph.FaultOf(err) != graph.NotFound {
		t.Errorf("CheckLabel where nobody speaks: %v, want %s", err, graph.NotFound)
	}
}
