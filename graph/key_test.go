package graph_test

import (
	"strings"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

func TestValidKey(t *testing.T) {
	tests := []struct {
		name, key string
		want      bool
	}{
		{"a word", "harbour", true},
		{"words", "red-harbour", true},
		{"one letter", "a", true},
		{"one digit", "7", true},
		{"digits and letters", "2021-raid-3", true},
		{"a hundred characters", strings.Repeat("a", 100), true},
		{"a hundred and one", strings.Repeat("a", 101), false},
		{"nothing", "", false},
		{"a hyphen", "-", false},
		{"a hyphen first", "-red", false},
		{"a hyphen last", "red-", false},
		{"two hyphens", "red--harbour", false},
		{"upper case", "Red-harbour", false},
		{"a space", "red harbour", false},
		{"an underscore", "red_harbour", false},
		{"a dot", "red.harbour", false},
		{"a colon", "x:red", false},
		{"a letter beyond ASCII", "café", false},
		{"a digit beyond ASCII", "raid-٣", false},
		{"NUL", "red\x00harbour", false},
		{"no UTF-8", "red\xff", false},
		{"a line break at the end", "red\n", false},
		{"the text of an id", "6d8dd8e1-f4c6-5ef8-a138-46848aaf274d", false},
		{"the length of an id and no id", "6d8dd8e1-f4c6-5ef8-a138-46848aaf274g", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := graph.ValidKey(tt.key); got != tt.want {
				t.Errorf("ValidKey(%q) = %v, want %v", tt.key, got, tt.want)
			}
		})
	}
}

func TestAllNames(t *testing.T) {
	e := graph.Entity{Name: "Red Harbour", Names: []graph.Name{
		{Text: "RH", Kind: graph.Acronym, Ambiguous: true},
		{Text: "Red Harbour", Kind: graph.Preferred, Language: "en"},
		{Text: "Redhaven", Kind: graph.Former},
		{Text: "RH", Kind: graph.Alias},
	}}
	want := []graph.Name{
		{Text: "Red Harbour", Kind: graph.Preferred, Language: "en"},
		{Text: "RH", Kind: graph.Acronym, Ambiguous: true},
		{Text: "Redhaven", Kind: graph.Former},
	}
	if diff := cmp.Diff(want, e.AllNames()); diff != "" {
		t.Errorf("AllNames (-want +got):\n%s", diff)
	}
	bare := graph.Entity{Name: "Blue Valley"}
	if diff := cmp.Diff([]graph.Name{{Text: "Blue Valley", Kind: graph.Preferred}}, bare.AllNames()); diff != "" {
		t.Errorf("AllNames of a name alone (-want +got):\n%s", diff)
	}
}

func TestPublishedDay(t *testing.T) {
	tests := []struct{ published, want string }{
		{"2021-08-15", "2021-08-15"},
		{"2021-10/2021-12", "2021-12-31"},
		{"2021~", "2021-12-31"},
		{"../2021-08", "2021-08-31"},
		{"2021/..", ""},
		{"2021/", ""},
		{"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.published, func(t *testing.T) {
			day, ok := graph.Published{EDTF: dateOf(t, tt.published)}.Day()
			if ok != (tt.want != "") || ok && day.String() != tt.want {
				t.Errorf("Day() of %q = %s, %v, want %q", tt.published, day, ok, tt.want)
			}
		})
	}
}
