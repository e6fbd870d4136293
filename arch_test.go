package dyad_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "dyad/"

// arrows says which packages of ours a package may import, and why so few: arrows go down only. A new one is drawn here
// first. A pattern ending in "/*" stands for every package below.
var arrows = map[string][]string{
	"client":          {}, // what other programs ask with, for the server to hand out
	"graph":           {},
	"graph/index":     {"graph"},
	"graph/walk":      {"graph", "graph/index"},
	"graph/measure":   {"graph", "graph/index"},
	"graph/balance":   {"graph", "graph/index"},
	"graph/cite":      {"graph"}, // who says it, where, and how to check that
	"graph/match":     {"graph"}, // who may be whom, by names
	"graph/rmat":      {},        // draws the graphs that benchmarks run on
	"store":           {"graph"},
	"store/badgerkv":  {"graph", "store"},
	"store/storetest": {"graph", "store"},
	"extract":         {"graph"},
	"extract/*":       {"graph", "extract"},
	"schema":          {},
	"schema/direct":   {},
	"schema/exec":     {"graph", "schema/direct"},
	// Of extract it takes the pure part: what a text has in it, and what is wrong with a file. Who may load one is for cmd/dyad to wire.
	"schema/resolver": {"graph", "graph/index", "graph/walk", "graph/measure", "graph/balance", "graph/cite", "extract", "extract/agreement", "schema/exec"},
	// An invented graph for tests of whatever stands above the resolvers.
	"schema/resolver/resolvertest": {"graph", "graph/index", "schema/resolver"},
	"internal/export":              {"graph", "graph/index", "graph/walk", "graph/cite"},
	"internal/attack":              {},
	"internal/attack/victim":       {},
	"internal/attack/run":          {"internal/attack", "internal/attack/victim"},
	"internal/attack/soak":         {"internal/attack", "internal/attack/victim"},
	// What data has to survive, from outside of the program.
	"internal/torture":     {},
	"internal/torture/run": {"internal/torture"},
	// The conditions of a view and a filter by name: flags of the command, parameters of an export over HTTP.
	"internal/conditions": {"graph"},
	"internal/server": {
		"client", "graph", "graph/index", "graph/walk", "schema", "schema/*", "internal/conditions", "internal/export", "internal/explorer",
		"internal/metrics",
	},
	"internal/explorer": {},
	"internal/metrics":  {"graph"},
	// Who is asking: a file of names and hashes.
	"internal/tokens": {"graph"},
	// The one that writes while a server answers. The resolvers see it as a port of their own ([resolver.Curation]), which cmd/dyad
	// fills with it: neither knows the other.
	"internal/curation": {"graph", "graph/index", "store", "internal/indexed"},
	// The index of a store, built or read from its image.
	"internal/indexed": {"graph", "graph/index", "store"},
	// Side by side with others: the graphs, a bare adjacency array as the yardstick, and dyad from within. Nothing imports the programs.
	"internal/peers/csr":    {},
	"internal/peers/graphs": {"graph/rmat", "internal/peers/csr"},
	"internal/peers/ours":   {"graph", "graph/index", "graph/walk", "graph/measure", "store", "store/badgerkv", "internal/indexed", "internal/export", "internal/peers/csr"},
	"internal/peers/drive":  {},
	"internal/peers/table":  {},
	"internal/peers/grow":   {"graph", "graph/index", "graph/walk", "store", "store/badgerkv", "internal/indexed"},
	// The generator of schema/exec. Nothing imports it.
	"internal/generate": {},
	"seeds":             {},
	"cmd/dyad": {
		"graph", "graph/*", "store", "store/*", "extract", "extract/*", "schema", "schema/*", "internal/*", "seeds",
	},
}

// fences says which outside modules may be imported by few packages only, and which.
var fences = map[string][]string{
	"github.com/dgraph-io/badger":    {"store/badgerkv"},
	"github.com/dgraph-io/ristretto": {"store/badgerkv"}, // the buffers in which Badger takes rows for tables
	"github.com/99designs/gqlgen":    {"schema/direct", "schema/exec", "schema/resolver", "internal/server", "internal/generate"},
	"github.com/vektah/gqlparser":    {"schema/direct", "schema/exec", "schema/resolver", "internal/server", "internal/generate"},
	"github.com/coder/websocket":     {"internal/server"},
	"go.yaml.in/yaml":                {"extract"},
	"github.com/spf13/cobra":         {"cmd/dyad"},
	"github.com/prometheus":          {"internal/metrics"},
	"github.com/parquet-go":          {"internal/export"},
}

// TestArrows holds every package to the table above.
func TestArrows(t *testing.T) {
	packages := imports(t, ".")
	for _, pkg := range slices.Sorted(maps.Keys(packages)) {
		for _, p := range violations(pkg, packages[pkg]) {
			t.Error(p)
		}
	}
	for pkg := range arrows {
		if _, ok := packages[pkg]; !ok && !strings.HasSuffix(pkg, "/*") {
			t.Errorf("the table names package %s, which does not exist", pkg)
		}
	}
}

// TestArrowsNotice plants imports that the table forbids: a check that can't fail checks nothing.
func TestArrowsNotice(t *testing.T) {
	tests := []struct{ name, pkg, path string }{
		{"the core reaches down", "graph", "dyad/store"},
		{"the store reads annotations", "store", "dyad/extract"},
		{"a second package knows the engine", "store", "github.com/dgraph-io/badger/v4"},
		{"a resolver opens the store", "schema/resolver", "dyad/store"},
		{"a resolver writes by itself", "schema/resolver", "dyad/internal/curation"},
		{"the server reads the file of tokens", "internal/server", "dyad/internal/tokens"},
		{"a package that nobody drew", "helpers", "dyad/graph"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := violations(tt.pkg, []string{tt.path}); len(got) == 0 {
				t.Errorf("violations(%q, %q) = none, want one", tt.pkg, tt.path)
			}
		})
	}
}

// TestTopLevel holds the root folder to what the project's users expect to find there.
func TestTopLevel(t *testing.T) {
	known := strings.Fields(`cmd graph store extract schema seeds go.mod go.sum gqlgen.yml README.md internal client docs .ci .git
		.gitignore Makefile CONTRIBUTING.md CHANGELOG.md LICENSE staticcheck.conf arch_test.go bin dyad-data dist`)
	entries, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(known, e) {
			t.Errorf("%s is not part of the layout in CONTRIBUTING.md", e)
		}
	}
}

// violations lists what is wrong with a package that imports the given paths.
func violations(pkg string, paths []string) []string {
	allowed, known := lookup(pkg)
	if !known {
		return []string{fmt.Sprintf("package %s is not in the table of arrows", pkg)}
	}
	var problems []string
	for _, p := range paths {
		if own, ok := strings.CutPrefix(p, module); ok && !slices.ContainsFunc(allowed, matches(own)) {
			problems = append(problems, fmt.Sprintf("%s imports %s; it may import only %v", pkg, own, allowed))
		}
		for fenced, keepers := range fences {
			if (p == fenced || strings.HasPrefix(p, fenced+"/")) && !slices.Contains(keepers, pkg) {
				problems = append(problems, fmt.Sprintf("%s imports %s, which only %v may know", pkg, fenced, keepers))
			}
		}
	}
	return problems
}

// lookup finds the arrows of a package: its own entry, or that of a pattern above it.
func lookup(pkg string) ([]string, bool) {
	if allowed, ok := arrows[pkg]; ok {
		return allowed, true
	}
	allowed, ok := arrows[path.Dir(pkg)+"/*"]
	return allowed, ok
}

// matches returns a predicate for the entry of a list of arrows that covers pkg.
func matches(pkg string) func(string) bool {
	return func(entry string) bool {
		above, pattern := strings.CutSuffix(entry, "/*")
		return entry == pkg || pattern && strings.HasPrefix(pkg, above+"/")
	}
}

// imports parses every package's files, tests aside, and returns what each package imports. It reads the files itself: a
// test that shelled out would be answered from the cache after a source changed.
func imports(t *testing.T, root string) map[string][]string {
	t.Helper()
	packages := map[string][]string{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != root && (strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(name))
		packages[pkg] = append(packages[pkg], paths(file.Imports)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

// paths unquotes the paths of import declarations.
func paths(specs []*ast.ImportSpec) []string {
	var out []string
	for _, s := range specs {
		if p, err := strconv.Unquote(s.Path.Value); err == nil {
			out = append(out, p)
		}
	}
	return out
}
