package schema_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// unexplained lists what a schema does not explain: what has no description, or one that only says its name again.
func unexplained(s *ast.Schema) []string {
	var missing []string
	need := func(description string, where ...string) {
		switch name := where[len(where)-1]; {
		case strings.TrimSpace(description) == "":
			missing = append(missing, strings.Join(where, ".")+" has no description")
		case onlyNames(description, name):
			missing = append(missing, strings.Join(where, ".")+" has a description that says no more than its name")
		}
	}
	for _, t := range s.Types {
		if t.BuiltIn {
			continue
		}
		need(t.Description, t.Name)
		for _, f := range t.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			need(f.Description, t.Name, f.Name)
			for _, a := range f.Arguments {
				need(a.Description, t.Name, f.Name, a.Name)
			}
		}
		for _, v := range t.EnumValues {
			need(v.Description, t.Name, v.Name)
		}
	}
	slices.Sort(missing)
	return missing
}

// idle are words that explain nothing beside a name.
var idle = words("a an the of for to in its it this that is are which value field type argument input")

// onlyNames reports whether every word of a description is idle or part of the name.
func onlyNames(description, name string) bool {
	known := slices.Concat(words(name), idle)
	return !slices.ContainsFunc(words(description), func(w string) bool { return !slices.Contains(known, w) })
}

// words are the words of a text, or of a name in camel case or capitals: in lower case, in the singular as far as an ending shows it.
func words(text string) []string {
	var spaced strings.Builder
	lower := false
	for _, r := range text {
		if lower && unicode.IsUpper(r) {
			spaced.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		spaced.WriteRune(unicode.ToLower(r))
	}
	found := strings.FieldsFunc(spaced.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range found {
		if stem, ok := strings.CutSuffix(w, "ies"); ok {
			found[i] = stem + "y"
			continue
		}
		found[i] = strings.TrimSuffix(w, "s")
	}
	return found
}

func TestEverythingIsDescribed(t *testing.T) {
	for _, what := range unexplained(parsed(t)) {
		t.Error(what)
	}
}

// TestEverythingIsDescribedNotices plants what the test above is there to find.
func TestEverythingIsDescribedNotices(t *testing.T) {
	tests := []struct{ name, sdl, want string }{
		{"nothing is described", `type Query { a(b: Int): E } enum E { V }`, "E, E.V, Query, Query.a, Query.a.b"},
		{
			"names are said again",
			`"What can be asked." type Query {
			   "The start date." startDate: Int
			   "The day on which it begins." begin(
			     "The entities." entities: [Int]
			     "At most so many." first: Int
			   ): Int
			 }
			 "How sure something is." enum Certainty { "HIGH" HIGH_VALUE "Nobody knows." LOW }`,
			"Certainty.HIGH_VALUE, Query.begin.entities, Query.startDate",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := gqlparser.LoadSchema(&ast.Source{Name: "bare.graphql", Input: tt.sdl})
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, what := range unexplained(s) {
				name, _, _ := strings.Cut(what, " ")
				found = append(found, name)
			}
			if got := strings.Join(found, ", "); got != tt.want {
				t.Errorf("unexplained: %s, want %s", got, tt.want)
			}
		})
	}
}
