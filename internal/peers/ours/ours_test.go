package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dyad/extract/jsonl"
	"dyad/store"
	"dyad/store/badgerkv"
)

// The toy: 0 leads over 1 and over 2 to 3, and on to 4; two origins say so of the way over 2.
const (
	toyEdges = "0\t1\tlinks\t1\n0\t2\tlinks\t2\n1\t3\tlinks\t1\n2\t3\tlinks\t2\n3\t4\tlinks\t1\n"
	toyTerms = `{"kind":"term","termKind":"entity_type","key":"peers_actor","label":"actor","definition":"A vertex.","class":"actor"}
{"kind":"term","termKind":"relation","key":"peers_links","label":"links","definition":"An edge.","inverse":"from","aspect":"state","from":["actor"],"to":["actor"],"sign":"0"}
`
)

// toy writes the graph into a folder, loads it into a store, and returns both.
func toy(t *testing.T) (folder, dir string) {
	t.Helper()
	folder = t.TempDir()
	lines := toyTerms
	for v := range 5 {
		lines += fmt.Sprintf(`{"kind":"entity","key":"v%08d","type":"peers_actor","name":"%[1]d"}`+"\n", v)
	}
	for s := range 2 {
		lines += fmt.Sprintf(`{"kind":"source","key":"s%d","publisher":"origin %[1]d"}`+"\n", s)
	}
	for row := range strings.Lines(toyEdges) {
		var from, to, origins int
		if _, err := fmt.Sscanf(row, "%d\t%d\tlinks\t%d", &from, &to, &origins); err != nil {
			t.Fatal(err)
		}
		for s := range origins {
			lines += fmt.Sprintf(`{"kind":"claim","source":"s%d","from":"v%08d","type":"peers_links","to":"v%08d"}`+"\n", s, from, to)
		}
	}
	for name, text := range map[string]string{
		"nodes.tsv": "0\n1\n2\n3\n4\n", "edges.tsv": toyEdges, "starts.tsv": "0\n", "small.tsv": "0\n", "pairs.tsv": "0\t4\n1\t2\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir = filepath.Join(folder, "store")
	load(t, dir, lines)
	return folder, dir
}

func load(t *testing.T, dir, lines string) {
	t.Helper()
	bundles, problems := jsonl.Read("toy", strings.NewReader(lines))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	kv, err := badgerkv.Open(dir, badgerkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), kv)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), bundles, store.Commit{Time: time.Unix(0, 0).UTC()}); err != nil {
		t.Fatal(err)
	}
	if err := kv.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestRows: dyad and the yardstick give the answers that the toy has.
func TestRows(t *testing.T) {
	t.Setenv("PEERS_ROUNDS", "1")
	folder, dir := toy(t)
	tests := []struct{ row, want string }{
		{"open", "3 " + sum("0 1 2")},
		{"1 hop", "3 " + sum("0 1 2")},
		{"2 hops", "4 " + sum("0 1 2 3")},
		{"3 hops", "5 " + sum("0 1 2 3 4")},
		{"3 hops, 2 origins", "3 " + sum("0 2 3")},
		{"path", "3 -1"},
		{"export", "5 edges"},
	}
	for name, p := range map[string]peer{"dyad": &dyad{store: dir}, "array": &yardstick{folder: folder}} {
		a := &asking{peer: p, work: t.TempDir()}
		if err := a.read(folder); err != nil {
			t.Fatal(err)
		}
		if err := p.open(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, tt := range tests {
			l, err := a.answer(t.Context(), tt.row)
			if err != nil || l.Answer != tt.want || tt.row != "open" && len(l.Seconds) == 0 {
				t.Errorf("%s, %s: %+v, %v; want %q", name, tt.row, l, err, tt.want)
			}
		}
		held(t, a, name)
		if l, err := a.answer(t.Context(), "4 hops"); err == nil {
			t.Errorf("%s, 4 hops: %+v, want it refused", name, l)
		}
	}
}

// sum is what digest makes of one answer.
func sum(vertices string) string {
	var answer []int32
	for v := range strings.FieldsSeq(vertices) {
		answer = append(answer, int32(v[0]-'0'))
	}
	_, hash, _ := strings.Cut(digest([][]int32{answer}), " ")
	return hash
}

// TestDigest: the digest of "0 1" and "2" on two lines, as `printf '0 1\n2' | sha256sum` has it, however they come.
func TestDigest(t *testing.T) {
	if got, want := digest([][]int32{{1, 0, 1}, {2}}), "3 d61dbac3c3aec31a"; got != want {
		t.Errorf("digest = %q, want %q", got, want)
	}
}

// held holds PageRank to what it is by definition: the share of 1 is that of beginning anywhere, and 0.85 of half that of 0.
func held(t *testing.T, a *asking, name string) {
	t.Helper()
	values, err := a.peer.pageRank(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := values[1] - values[0]; math.Abs(got-0.85*values[0]/2) > 1e-8 {
		t.Errorf("%s: 1 has %v more than 0, which has %v; want 0.85 of half of that", name, got, values[0])
	}
}
