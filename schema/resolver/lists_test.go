package resolver_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/schema"
)

// required are values for the arguments that the way to a list does not go without, in the world of [growing]. What no way without
// further ones leads to is named by the test.
var required = map[string]string{
	"Query.entity.by":       `{key: "brigade"}`,
	"Query.source.by":       `{key: "daily-00"}`,
	"Query.relationship.id": `"` + graph.RelationshipIDOf("valley", "attacks", "brigade").String() + `"`,
	"Query.ranking.measure": "DEGREE",
	"Query.dyad.a":          `"valley"`,
	"Query.dyad.b":          `"brigade"`,
}

// conditions are those of a view without which a list is empty.
var conditions = map[string]string{
	"Query.rolledUp": "rollup: STATE",
}

// elsewhere are types whose lists are read in pages by other tests.
var elsewhere = map[string]string{
	"GraphDiff":         "TestShifts of graph/index reads random histories in windows",
	"ContradictionDiff": "TestContradictionDiff reads it both ways, and the code is that of Query.contradictions",
}

// A listed is a connection somewhere in the schema, and how to ask for it.
type listed struct {
	name  string // "Entity.claims"
	query string // with ARGS for the arguments of a page, and ASOF where a view may have another moment
	pins  bool   // whether it has ASOF
}

// step is a way from the root to an object: what is written before and after the fields that are selected of it.
type step struct{ open, end string }

// listsOf finds every connection that is read both ways, each by the shortest way that leads to it. On a way through another list
// it goes by that one's first element.
func listsOf(t *testing.T) (lists []listed) {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schema.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	ways := map[string]step{"Query": {"{ ", "}"}}
	for queue := []string{"Query"}; len(queue) > 0; queue = queue[1:] {
		here := s.Types[queue[0]]
		for _, f := range objectsFirst(s, here) {
			if lacks := lacking(here, f); lacks != "" {
				if both(f) {
					t.Errorf("%s.%s requires %s: give it a value in `required`", here.Name, f.Name, lacks)
				}
				continue
			}
			next, way := nextStep(s, here, f, ways[here.Name])
			if _, known := ways[next]; !known {
				ways[next] = way
				queue = append(queue, next)
			}
			if both(f) {
				lists = append(lists, newListed(s, here, f, ways[here.Name]))
			}
		}
	}
	for name, typ := range s.Types {
		if typ.Kind == ast.Object && elsewhere[name] == "" && ways[name] == (step{}) && slices.ContainsFunc(typ.Fields, both) {
			t.Errorf("nothing leads to %s, whose lists are not tested: give values in `required` to what leads there", name)
		}
	}
	return lists
}

func newListed(s *ast.Schema, on *ast.Definition, f *ast.FieldDefinition, way step) listed {
	node := s.Types[f.Type.Name()].Fields.ForName("nodes").Type.Name()
	query := way.open + f.Name + arguments(on, f, "ARGS") + selection(s, node) + way.end
	return listed{name: on.Name + "." + f.Name, query: query, pins: strings.Contains(query, "ASOF")}
}

// both reports whether a field is a connection that is read from both ends.
func both(f *ast.FieldDefinition) bool {
	return strings.HasSuffix(f.Type.Name(), "Connection") && f.Arguments.ForName("last") != nil
}

// objectsFirst are the fields that yield one object, and then those that yield lists of them in pages.
func objectsFirst(s *ast.Schema, t *ast.Definition) (fields []*ast.FieldDefinition) {
	for _, f := range t.Fields {
		object := s.Types[f.Type.Name()].Kind == ast.Object && f.Type.Elem == nil && !strings.HasPrefix(f.Name, "__")
		if object && (both(f) || !strings.HasSuffix(f.Type.Name(), "Connection")) {
			fields = append(fields, f)
		}
	}
	slices.SortStableFunc(fields, func(a, b *ast.FieldDefinition) int {
		return strings.Compare(kindOf(a), kindOf(b))
	})
	return fields
}

func kindOf(f *ast.FieldDefinition) string {
	if both(f) {
		return "list"
	}
	return "an object"
}

// nextStep leads through a field to the object that it yields, or to the first of a list.
func nextStep(s *ast.Schema, on *ast.Definition, f *ast.FieldDefinition, way step) (string, step) {
	if !both(f) {
		return f.Type.Name(), step{way.open + f.Name + arguments(on, f, "") + " { ", "} " + way.end}
	}
	node := s.Types[f.Type.Name()].Fields.ForName("nodes").Type.Name()
	return node, step{way.open + f.Name + arguments(on, f, "first: 1") + " { nodes { ", "} } " + way.end}
}

// lacking names an argument that a field requires and for which there is no value; "" if there is none.
func lacking(on *ast.Definition, f *ast.FieldDefinition) string {
	for _, a := range f.Arguments {
		_, known := required[on.Name+"."+f.Name+"."+a.Name]
		if a.Type.NonNull && a.DefaultValue == nil && a.Type.Name() != "View" && !known {
			return a.Name
		}
	}
	return ""
}

// arguments are those of a field on the way: its view, what it requires, and more.
func arguments(on *ast.Definition, f *ast.FieldDefinition, more string) string {
	at := on.Name + "." + f.Name
	var given []string
	for _, a := range f.Arguments {
		value, known := required[at+"."+a.Name]
		switch {
		case a.Type.Name() == "View":
			given = append(given, "view: {"+conditions[at]+" ASOF}")
		case known:
			given = append(given, a.Name+": "+value)
		}
	}
	if more != "" {
		given = append(given, more)
	}
	if len(given) == 0 {
		return ""
	}
	return "(" + strings.Join(given, ", ") + ")"
}

// selection is what is read of a page: the plain fields of its nodes, and of what they refer to.
func selection(s *ast.Schema, node string) string {
	fields := "{ " + strings.Join(plain(s, node, true), " ") + " } "
	return " { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node " + fields + "} nodes " + fields + "} "
}

func plain(s *ast.Schema, name string, deeper bool) (fields []string) {
	for _, f := range s.Types[name].Fields {
		kind := s.Types[f.Type.Name()].Kind
		switch {
		case len(f.Arguments) > 0 || strings.HasPrefix(f.Name, "__"):
		case kind == ast.Scalar || kind == ast.Enum:
			fields = append(fields, f.Name)
		case kind == ast.Object && deeper && f.Type.Elem == nil:
			if below := plain(s, f.Type.Name(), false); len(below) > 0 {
				fields = append(fields, f.Name+" { "+strings.Join(below, " ")+" }")
			}
		}
	}
	return fields
}
