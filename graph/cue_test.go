package graph_test

import (
	"strings"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

func TestCues(t *testing.T) {
	v := graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "shelters", Label: "shelters", Cues: []graph.Cue{"sanctuar*", "haven"}},
		{Kind: graph.RelationTerm, Key: "protects", Label: "protects", Cues: []graph.Cue{"sanctuary", "sanct*"}},
		{Kind: graph.RelationTerm, Key: "ally_of", Label: "ally of", Cues: []graph.Cue{"fête*"}},
		{Kind: graph.RoleTerm, Key: "place", Label: "place", Cues: []graph.Cue{"place"}},
	})
	tests := []struct {
		name, word string
		want       []graph.TermKey
	}{
		{"a form", "haven", []graph.TermKey{"shelters"}},
		{"a form is not the beginning of another word", "havens", nil},
		{"case makes no difference", "HAVEN", []graph.TermKey{"shelters"}},
		{"a stem, and one that is longer", "sanctuaries", []graph.TermKey{"protects", "shelters"}},
		{"a form and a stem of one relation name it once", "sanctuary", []graph.TermKey{"protects", "shelters"}},
		{"a stem fits itself", "sanct", []graph.TermKey{"protects"}},
		{"less than a stem", "sanc", nil},
		{"a label of one word", "shelters", []graph.TermKey{"shelters"}},
		{"letters beyond ASCII", "Fêtes", []graph.TermKey{"ally_of"}},
		{"roles are not relations", "place", nil},
		{"no word", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, v.Cues().Of(tt.word)); diff != "" {
				t.Errorf("Of(%q) (-want +got):\n%s", tt.word, diff)
			}
		})
	}
}

func TestCueCheck(t *testing.T) {
	tests := []struct {
		cue  graph.Cue
		want string
	}{
		{"shelter", ""},
		{"aid*", ""},
		{"", "no word"},
		{"*", "no word"},
		{"safe haven", "no word"},
		{"shel*ter", "no word"},
		{"ai*", "too many"},
	}
	for _, tt := range tests {
		got := ""
		if err := tt.cue.Check(); err != nil {
			got = err.Error()
		}
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("Cue(%q).Check() = %q, want %q in it", tt.cue, got, tt.want)
		}
	}
	term := graph.Term{Kind: graph.RoleTerm, Key: "place", Cues: []graph.Cue{"a b"}}
	if got := term.Check(); len(got) != 2 {
		t.Errorf("Check of a role with a cue that is no word = %v, want both faults", got)
	}
}
