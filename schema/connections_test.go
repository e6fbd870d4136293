package schema_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// forwardOnly are connections that are read forwards only and not counted: of paths there are always more.
var forwardOnly = []string{"PathConnection"}

// pageArguments are those of whatever is read in pages.
var pageArguments = []string{"first: Int", "after: Cursor", "last: Int", "before: Cursor"}

// crooked lists what the connections of a schema lack of what clients of Relay expect, and lists in pages that are none.
func crooked(s *ast.Schema) []string {
	found := lacking(s, "PageInfo", "hasNextPage: Boolean!", "hasPreviousPage: Boolean!", "startCursor: Cursor", "endCursor: Cursor")
	for _, t := range s.Types {
		if t.BuiltIn || t.Kind != ast.Object {
			continue
		}
		if name, ok := strings.CutSuffix(t.Name, "Connection"); ok {
			found = append(found, crookedType(s, name)...)
		}
		for _, f := range t.Fields {
			for _, fault := range crookedField(f) {
				found = append(found, t.Name+"."+f.Name+" "+fault)
			}
		}
	}
	slices.Sort(found)
	return found
}

// crookedType checks a connection and its edges.
func crookedType(s *ast.Schema, name string) []string {
	nodes := s.Types[name+"Connection"].Fields.ForName("nodes")
	if nodes == nil {
		return []string{name + "Connection lacks nodes"}
	}
	node := nodes.Type.Name()
	want := []string{"nodes: [" + node + "!]!", "edges: [" + name + "Edge!]!", "pageInfo: PageInfo!"}
	if !slices.Contains(forwardOnly, name+"Connection") {
		want = append(want, "totalCount: Int!")
	}
	return append(lacking(s, name+"Connection", want...), lacking(s, name+"Edge", "cursor: Cursor!", "node: "+node+"!")...)
}

// crookedField checks a field that takes pages or yields a connection.
func crookedField(f *ast.FieldDefinition) (faults []string) {
	paged := slices.ContainsFunc(pageArguments, func(arg string) bool {
		name, _, _ := strings.Cut(arg, ":")
		return f.Arguments.ForName(name) != nil
	})
	connection := strings.HasSuffix(f.Type.Name(), "Connection")
	if !paged && !connection {
		return nil
	}
	if !connection || !f.Type.NonNull || f.Type.Elem != nil {
		faults = append(faults, fmt.Sprintf("is read in pages and yields %s, no connection that is always there", f.Type))
	}
	want := pageArguments
	if slices.Contains(forwardOnly, f.Type.Name()) {
		want = want[:2]
	}
	for _, arg := range want {
		name, kind, _ := strings.Cut(arg, ": ")
		if got := f.Arguments.ForName(name); got == nil || got.Type.String() != kind {
			faults = append(faults, "lacks the argument "+arg)
		}
	}
	return faults
}

// lacking lists the fields that a type does not have as they are given.
func lacking(s *ast.Schema, name string, fields ...string) (faults []string) {
	t := s.Types[name]
	if t == nil {
		return []string{name + " is no type"}
	}
	for _, want := range fields {
		field, kind, _ := strings.Cut(want, ": ")
		if got := t.Fields.ForName(field); got == nil || got.Type.String() != kind {
			faults = append(faults, name+" lacks "+want)
		}
	}
	return faults
}

// TestConnections holds every connection to the shape that Relay's clients expect.
func TestConnections(t *testing.T) {
	for _, fault := range crooked(parsed(t)) {
		t.Error(fault)
	}
}

// TestConnectionsNotices plants what the test above is there to find.
func TestConnectionsNotices(t *testing.T) {
	const sound = `scalar Cursor
		type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: Cursor endCursor: Cursor }
		type Ship { name: String! }
		type ShipEdge { cursor: Cursor! node: Ship! }
		type ShipConnection { nodes: [Ship!]! edges: [ShipEdge!]! pageInfo: PageInfo! totalCount: Int! }
		type Query { ships(first: Int, after: Cursor, last: Int, before: Cursor): ShipConnection! }`
	tests := []struct{ name, old, new, want string }{
		{"a sound one", "", "", ""},
		{"the end of a page is unknown", "hasNextPage: Boolean!", "hasNextPage: Boolean", "PageInfo lacks hasNextPage: Boolean!"},
		{"an edge of another thing", "node: Ship!", "node: PageInfo!", "ShipEdge lacks node: Ship!"},
		{"a cursor that may be absent", "cursor: Cursor!", "cursor: Cursor", "ShipEdge lacks cursor: Cursor!"},
		{"nodes that may be null", "nodes: [Ship!]!", "nodes: [Ship]!", "ShipConnection lacks nodes: [Ship!]!"},
		{"no nodes", "nodes: [Ship!]!", "", "ShipConnection lacks nodes"},
		{"nothing is counted", "totalCount: Int!", "", "ShipConnection lacks totalCount: Int!"},
		{"no way back", ", before: Cursor", "", "Query.ships lacks the argument before: Cursor"},
		{"a page of another kind", "): ShipConnection!", "): [Ship!]!", "Query.ships is read in pages and yields [Ship!]!, no connection that is always there"},
		{"a connection that may be null", "): ShipConnection!", "): ShipConnection", "Query.ships is read in pages and yields ShipConnection, no connection that is always there"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := gqlparser.LoadSchema(&ast.Source{Name: "planted.graphql", Input: strings.Replace(sound, tt.old, tt.new, 1)})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(crooked(s), "; "); got != tt.want {
				t.Errorf("crooked: %q, want %q", got, tt.want)
			}
		})
	}
}
