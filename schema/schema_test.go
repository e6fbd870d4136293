package schema_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"dyad/schema"
)

// parsed returns the schema.
func parsed(t *testing.T) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schema.SDL()})
	if err != nil {
		t.Fatalf("the schema can't be read: %v", err)
	}
	return s
}

// undescribed lists what a schema does not explain.
func undescribed(s *ast.Schema) []string {
	var missing []string
	need := func(description string, what ...string) {
		if strings.TrimSpace(description) == "" {
			missing = append(missing, strings.Join(what, "."))
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
	return missing
}

func TestEverythingIsDescribed(t *testing.T) {
	for _, what := range undescribed(parsed(t)) {
		t.Errorf("%s has no description", what)
	}
}

// TestEverythingIsDescribedNotices plants what the test above is there to find.
func TestEverythingIsDescribedNotices(t *testing.T) {
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "bare.graphql", Input: `type Query { a(b: Int): E } enum E { V }`})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(undescribed(s)); got != 5 { // Query, Query.a, Query.a.b, E, E.V
		t.Errorf("undescribed found %d things, want 5: %v", got, undescribed(s))
	}
}

// TestConnections holds every connection to the shape that Relay's clients expect.
func TestConnections(t *testing.T) {
	s := parsed(t)
	for name, typ := range s.Types {
		if !strings.HasSuffix(name, "Connection") {
			continue
		}
		node := typ.Fields.ForName("nodes").Type.Name()
		edge := s.Types[typ.Fields.ForName("edges").Type.Name()]
		if got := edge.Fields.ForName("node").Type.Name(); got != node {
			t.Errorf("edges of %s hold %s, its nodes are %s", name, got, node)
		}
		if edge.Fields.ForName("cursor").Type.String() != "Cursor!" || typ.Fields.ForName("pageInfo").Type.String() != "PageInfo!" {
			t.Errorf("%s lacks a cursor or a pageInfo", name)
		}
	}
	for name, typ := range s.Types {
		for _, f := range typ.Fields {
			if f.Type.Name() == "PathConnection" || !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue // of paths there are always more: they have no pages
			}
			for _, arg := range []string{"first: Int", "after: Cursor", "last: Int", "before: Cursor"} {
				a, kind, _ := strings.Cut(arg, ": ")
				if got := f.Arguments.ForName(a); got == nil || got.Type.String() != kind {
					t.Errorf("%s.%s lacks the argument %s", name, f.Name, arg)
				}
			}
		}
	}
}
