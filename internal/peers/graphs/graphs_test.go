package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// zipped writes a compressed file.
func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "data.gz")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestDebian: parallel rows are edges of their own, told by other documents of the same origins; a package's own name leads nowhere.
func TestDebian(t *testing.T) {
	g, err := debian(zipped(t, "source\ttype\ttarget\top\nlamp\tDepends\toil\t<=\nlamp\tDepends\toil\t>=\nlamp\tConflicts\tlamp\t\noil\tPre-Depends\tjar\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	if g.vertices != 3 || !slices.Equal(g.types, []string{"depends", "pre_depends"}) || len(g.edges) != 3 {
		t.Fatalf("%d vertices, types %v, %d edges; want 3, depends and pre_depends, 3", g.vertices, g.types, len(g.edges))
	}
	first, second, other := g.edges[0], g.edges[1], g.edges[2]
	if first.from != 0 || first.to != 1 || second.from != 0 || second.to != 1 || other.from != 1 || other.to != 2 || other.kind != 1 {
		t.Errorf("the edges are %v", g.edges)
	}
	if first.origins != second.origins || first.said[0] == second.said[0] || g.sources[first.said[0]] != g.sources[second.said[0]] {
		t.Errorf("two rows of one relationship are told by %v and %v: want two documents of each origin", first, second)
	}
	var rows bytes.Buffer
	w := bufio.NewWriter(&rows)
	g.rows(w)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if want := "from\tto\ttype\tnth\n0\t1\tdepends\t\n0\t1\tdepends\t2\n1\t2\tpre_depends\t\n"; rows.String() != want {
		t.Errorf("rows: %q, want %q", rows.String(), want)
	}
}

// TestGED: an event lies between its sides, its articles are its sources, and their outlets its origins.
func TestGED(t *testing.T) {
	g, err := ged(zipped(t, `side_a_new_id,side_b_new_id,type_of_violence,source_article
7,9,1,"""Blue Post,2031-01-01,Lamps out"";""Red Wire 2031-01-02"""
9,7,3,"""Blue Post,2031-01-01,Lamps out"";""Blue Post,2031-01-03,Lamps on"""
`))
	if err != nil {
		t.Fatal(err)
	}
	if g.vertices != 4 || g.actors != 2 || !slices.Equal(g.types, []string{"against", "violence_1", "violence_3"}) {
		t.Fatalf("%d vertices, %d of them actors, types %v; want 4, 2, against, violence_1 and violence_3", g.vertices, g.actors, g.types)
	}
	want := []edge{
		{0, 2, 1, 2, []int32{0, 1}},
		{2, 1, 0, 2, []int32{0, 1}},
		{1, 3, 2, 1, []int32{0, 2}},
		{3, 0, 0, 1, []int32{0, 2}},
	}
	if !slices.EqualFunc(g.edges, want, func(a, b edge) bool {
		return a.from == b.from && a.to == b.to && a.kind == b.kind && a.origins == b.origins && slices.Equal(a.said, b.said)
	}) {
		t.Errorf("the edges are %v, want %v", g.edges, want)
	}
	if want := []string{"blue post", "red wire", "blue post"}; !slices.Equal(g.sources, want) {
		t.Errorf("who stands behind the articles: %v, want %v", g.sources, want)
	}
}

// TestRMAT: vertices are numbered without gaps, as edges name them; some edges have one origin, some two, some three, and by far the most one.
func TestRMAT(t *testing.T) {
	g := rmatOf("rmat8-2000", 8, 2000)
	next, by := int32(0), map[uint8]int{}
	for _, e := range g.edges {
		for _, v := range []int32{e.from, e.to} {
			if v > next {
				t.Fatalf("vertex %d comes before %d", v, next)
			}
			next = max(next, v+1)
		}
		by[e.origins]++
		if len(e.said) != int(e.origins) {
			t.Fatalf("%v has %d origins, and %d tell of it", e, e.origins, len(e.said))
		}
	}
	if int(next) != g.vertices || len(by) != 3 || by[1] < 1400 || by[1] > 1800 {
		t.Errorf("%d of %d vertices have edges; by origins: %v", next, g.vertices, by)
	}
}

// TestWrite: the tables and the lines say the same.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	g := rmatOf("rmat8-2000", 8, 2000)
	if err := g.write(dir); err != nil {
		t.Fatal(err)
	}
	claims := 0
	for _, e := range g.edges {
		claims += int(e.origins)
	}
	others := 2 + 1 + g.vertices + 3 // types of vertices, a type of edges, vertices, sources
	for name, want := range map[string]int{
		"nodes.tsv": g.vertices, "bare.tsv": 2000, "edges.tsv": 2000, "ties.tsv": 2000, "starts.tsv": asked, "pairs.tsv": asked, "rows.tsv": 2001,
		"claims.jsonl": others + 2000, "origins.jsonl": others + claims, "graph.json": 1,
	} {
		if got := count(t, filepath.Join(dir, name)); got != want {
			t.Errorf("%s has %d lines, want %d", name, got, want)
		}
	}
}

// count counts lines, which are JSON where the name says so.
func count(t *testing.T, name string) (n int) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		if strings.Contains(name, ".json") && !json.Valid(lines.Bytes()) {
			t.Errorf("%s:%d is no JSON: %s", name, n+1, lines.Text())
		}
	}
	return n
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct{ name, graph, want string }{
		{"a name that nobody knows", "ring", `no graph is called "ring"`},
		{"too small to be drawn", "rmat4", `no graph is called "rmat4"`},
		{"more edges than it has room for", "rmat8-5000", `"rmat8-5000": M is 1 to 4096 edges`},
		{"data that isn't there", "debian", "open " + filepath.Join("nowhere", "debian", "edges.tsv.gz")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := named(tt.graph, "nowhere"); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("named(%q) = %v, want %s", tt.graph, err, tt.want)
			}
		})
	}
}
