package store_test

import (
	"fmt"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// TestNoRevisionStandsForTwoForms tells what the claim of a file is after each step, below and above what curators decide.
func TestNoRevisionStandsForTwoForms(t *testing.T) {
	says := func(gist string, revision int) func(*valley) {
		return func(v *valley) {
			c := watch(gist)
			c.Revision = revision
			mustLoad(v.t, v.Store, graph.Bundle{Batch: graph.Batch{Key: "watch"}, Claims: []graph.Claim{c}})
		}
	}
	release := func(gist string) func(*valley) { return func(v *valley) { v.file("watch", gist) } }
	reword := func(gist string) func(*valley) { return func(v *valley) { v.reword(gist) } }
	retract := func(v *valley) { v.retract() }
	undo := func(tx graph.Tx) func(*valley) { return func(v *valley) { v.undo(tx) } } // the file is transaction 2
	tests := []struct {
		name  string
		steps []func(*valley)
		want  []string // what counts after each
	}{
		{
			"a release below a correction that is undone, and another correction",
			[]func(*valley){reword("A"), release("two"), undo(3), reword("B")},
			[]string{"A, 2", "A, 2", "two, 3", "B, 4"},
		},
		{
			"the words that were there before the correction",
			[]func(*valley){reword("A"), release("one"), undo(3), release("three")},
			[]string{"A, 2", "A, 2", "one, 1", "three, 3"},
		},
		{
			"dropped and brought again below a retraction",
			[]func(*valley){retract, release(""), release("two"), undo(3)},
			[]string{"", "", "", "two, 2"},
		},
		{
			"dropped and brought again in the same words below a retraction",
			[]func(*valley){retract, release(""), release("one"), undo(3)},
			[]string{"", "", "", "one, 1"},
		},
		{
			"dropped and brought again below a retraction of a later form",
			[]func(*valley){release("two"), retract, release(""), release("three"), undo(4)},
			[]string{"two, 2", "", "", "", "three, 3"},
		},
		{
			"dropped and brought again below a correction",
			[]func(*valley){reword("A"), reword("B"), release(""), release("three"), undo(4), undo(3)},
			[]string{"A, 2", "B, 3", "B, 3", "B, 3", "A, 2", "three, 4"},
		},
		{
			"words that files only had below a retraction",
			[]func(*valley){retract, release("two"), release(""), undo(3), release("three")},
			[]string{"", "", "", "", "three, 3"},
		},
		{
			"a correction above words that files only had below another",
			[]func(*valley){reword("A"), release("two"), reword("B")},
			[]string{"A, 2", "A, 2", "B, 4"},
		},
		{
			"a revision that a file tells, and which another form had",
			[]func(*valley){reword("A"), undo(3), says("one", 2)},
			[]string{"A, 2", "one, 1", "one, 1"},
		},
		{
			"a revision that a file tells, and which no form had",
			[]func(*valley){reword("A"), undo(3), says("one", 7)},
			[]string{"A, 2", "one, 1", "one, 7"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := newValley(t)
			var got []string
			for _, step := range tt.steps {
				step(v)
				formsOf(t, v.Store)
				if c := v.claim(); c.ID.IsZero() {
					got = append(got, "")
				} else {
					got = append(got, fmt.Sprintf("%s, %d", c.Gist, c.Revision))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("words and revisions (-want +got):\n%s", diff)
			}
			wantSound(t, v.Store)
		})
	}
}
