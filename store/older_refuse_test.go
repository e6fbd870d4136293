package store_test

import (
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// TestOlderExportsBelowLaterDecisions load an export after a curator has decided anew on what it has: it is refused where it brings what files said
// below the earlier decision, and else the later decision stays.
func TestOlderExportsBelowLaterDecisions(t *testing.T) {
	tests := []struct {
		name  string
		do    func(v *valley)
		want  string // that it is refused for; "" if it is loaded
		after string // the words of the claim then
	}{
		{"corrected again", func(v *valley) { v.reword("A"); v.save(); v.reword("B") }, "by now", ""},
		{"corrected again, and dropped by the file", func(v *valley) { v.reword("A"); v.save(); v.reword("B"); v.file("watch", "") }, "by now", ""},
		{"retracted since, and dropped by the file", func(v *valley) { v.reword("A"); v.save(); v.retract(); v.file("watch", "") }, "by now", ""},
		{"retracted, and by now another file's", func(v *valley) {
			v.retract()
			v.save()
			v.undo(v.Last())
			v.file("watch", "")
			v.file("other", "one")
		}, "by now", ""},
		{"a curator's own, corrected since", func(v *valley) { v.file("watch", ""); v.reword("A"); v.save(); v.reword("B") }, "", "B"},
		{"a curator's own, retracted since", func(v *valley) { v.file("watch", ""); v.reword("A"); v.save(); v.retract() }, "", ""},
		{"undone since", func(v *valley) { v.reword("A"); v.save(); v.undo(v.Last()) }, "", "A"},
	}
	for _, tt := range tests {
		for _, inParts := range []bool{false, true} {
			t.Run(tt.name+map[bool]string{true: ", in parts"}[inParts], func(t *testing.T) {
				v := newValley(t)
				tt.do(v)
				rows := dump(t, v.kv)
				var err error
				if inParts {
					_, err = v.LoadParts(t.Context(), nil, atOnce(v.export), piecemeal(v.export), store.Commit{Time: noon})
				} else {
					_, err = v.Load(t.Context(), v.export, store.Commit{Time: noon})
				}
				wantSound(t, v.Store)
				wantDecided(t, v.Store)
				if tt.want != "" {
					if graph.FaultOf(err) != graph.BadInput || !strings.Contains(err.Error(), tt.want) {
						t.Errorf("the load = %v, want it refused: %q", err, tt.want)
					}
					if diff := cmp.Diff(rows, dump(t, v.kv)); diff != "" {
						t.Errorf("refused, and rows changed:\n%s", diff)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tt.after, v.claim().Gist); diff != "" {
					t.Errorf("the claim (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// TestNoVersionIsOpenedTwice: a plan that would is refused before anything is written.
func TestNoVersionIsOpenedTwice(t *testing.T) {
	s, kv := inMemory(t)
	mustLoad(t, s, words())
	before := dump(t, kv)
	for _, err := range store.OpensTwice(t.Context(), s, store.Commit{Time: noon}) {
		if graph.FaultOf(err) != graph.Internal || !strings.Contains(err.Error(), "opened twice") {
			t.Errorf("a plan that opens a version twice: %v, want %s", err, graph.Internal)
		}
	}
	if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
		t.Errorf("refused, and rows changed:\n%s", diff)
	}
}
