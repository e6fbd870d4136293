package main

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExportOverHTTP: the same part of the corpus has the same bytes from a data directory, from a server asked by the command, and from
// one that is asked by hand under the names of the flags; and the manifests beside the files are the same.
func TestExportOverHTTP(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	if code, _, talk := program(t, "load", "--data", data); code != exitOK {
		t.Fatal(talk)
	}
	tests := []struct {
		name   string
		flags  []string
		target string // by hand
	}{
		{"everything", []string{"--format", "csv"}, "/export/csv"},
		{"around one", []string{"--format", "csv", "--around", "iskp", "--depth", "1"}, "/export/csv?around=iskp&depth=1"},
		{"around one, by the name of it", []string{"--format", "dot", "--around", "ISIS-K"}, "/export/dot?around=ISIS-K"},
		{"between two", []string{"--format", "graphml", "--between", "pakistan,iskp", "--max-length", "2", "--rollup", "state"}, "/export/graphml?between=pakistan,iskp&max-length=2&rollup=state"},
		{
			"a pair under a view and a filter",
			[]string{"--format", "csv", "--dyad", "taliban,pakistan", "--voice", "SELF", "--without-modality", "planned,demanded", "--type", "shelters", "--type", "fights", "--min-origins", "1", "--as-of", "1"},
			"/export/csv?dyad=taliban,pakistan&voice=SELF&without-modality=planned&without-modality=demanded&type=shelters,fights&min-origins=1&as-of=1",
		},
		{
			"the same as JSON",
			[]string{"--format", "csv", "--dyad", "taliban,pakistan", "--source", "taliban-iskp-nexus", "--status", "contested"},
			"/export/csv?dyad=taliban,pakistan&view=" + url.QueryEscape(`{"sources": ["taliban-iskp-nexus"]}`) + "&filter=" + url.QueryEscape(`{"status": ["CONTESTED"]}`),
		},
		{"a pair by months", []string{"--format", "dyad-period", "--table", "dyads", "--period", "month", "--dyad", "taliban,pakistan"}, "/export/dyad-period?table=dyads&period=month&dyad=taliban,pakistan"},
		{"a pair by the usual periods", []string{"--format", "dyad-period", "--table", "dyads", "--dyad", "taliban,pakistan"}, "/export/dyad-period?table=dyads&dyad=taliban,pakistan"},
		{"guarded", []string{"--format", "csv", "--guard-formulas", "--around", "iskp"}, "/export/csv?guard-formulas=true&around=iskp"},
		{"a picture", []string{"--format", "svg", "--around", "iskp"}, "/export/svg?around=iskp"},
		{"citations", []string{"--format", "bibtex", "--dyad", "taliban,pakistan"}, "/export/bibtex?dyad=taliban,pakistan"},
		{"JSON Lines", []string{"--format", "jsonl"}, "/export/jsonl"},
	}
	file := func(name string) string { return filepath.Join(dir, strings.ReplaceAll(name, " ", "-")) }
	for _, tt := range tests {
		args := append([]string{"export", "--data", data, "-o", file(tt.name)}, tt.flags...)
		if code, _, talk := program(t, args...); code != exitOK {
			t.Fatalf("%s: %s", tt.name, talk)
		}
	}
	s := serveFor(t, "--data", data)
	defer s.stop()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := contents(t, file(tt.name))
			fetched := filepath.Join(t.TempDir(), filepath.Base(file(tt.name)))
			args := append([]string{"export", "--server", s.url, "-o", fetched}, tt.flags...)
			if code, _, talk := program(t, args...); code != exitOK || contents(t, fetched) != want {
				t.Errorf("dyad %s = %d, %s, or other bytes", strings.Join(args, " "), code, talk)
			}
			if got := got200(t, s.url+tt.target); got != want {
				t.Errorf("GET %s has other bytes", tt.target)
			}
			if diff := cmp.Diff(contents(t, manifestOf(file(tt.name))), contents(t, manifestOf(fetched))); diff != "" {
				t.Errorf("manifests (-data +server):\n%s", diff)
			}
		})
	}
}

// TestExportFromServer: what the command says of exports that a server does not write.
func TestExportFromServer(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := serveFor(t, "--data", data)
	tests := []struct {
		name string
		args []string
		code int
		out  string
		talk string
	}{
		{"an entity that there is not", []string{"--format", "csv", "--around", "iskpp"}, exitNotFound, "", `did you mean "iskp"`},
		{"a filter that is none", []string{"--format", "csv", "--status", "sure"}, exitUsage, "", "--status takes"},
		{"what is lost", []string{"--format", "dot", "--around", "iskp", "--loss"}, exitOK, "contradictions", ""},
		{"a history", []string{"--format", "jsonl", "--history"}, exitUsage, "", "--history is for a data directory"},
		{"texts", []string{"--format", "csv", "--texts", "."}, exitUsage, "", "--texts is for a data directory"},
		{"a table that there is not", []string{"--format", "csv-gephi", "--table", "edge"}, exitUsage, "", `csv-gephi has no table "edge"`},
		{"both", []string{"--format", "csv", "--data", "x"}, exitUsage, "", "give --data or --server, not both"},
		{"a switch that is off", []string{"--format", "jsonl", "--undated=false"}, exitOK, "\"kind\":\"claim\"", ""},
		{"no selection of JSON Lines", []string{"--format", "jsonl", "--type", "attacks"}, exitUsage, "", "jsonl carries everything"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, out, talk := program(t, append([]string{"export", "--server", s.url}, tt.args...)...)
			if code != tt.code || !strings.Contains(out, tt.out) || !strings.Contains(talk, tt.talk) {
				t.Errorf("= %d, %q, %q; want %d, %q and %q", code, out, talk, tt.code, tt.out, tt.talk)
			}
		})
	}
	s.stop()
	if code, _, talk := program(t, "export", "--server", s.url, "--format", "csv"); code != exitFailure || !strings.Contains(talk, "no server answers") {
		t.Errorf("of a server that is gone = %d, %q", code, talk)
	}
}

// TestCiteFromServer: a server cites a claim as its data directory does, and says which claim it lacks.
func TestCiteFromServer(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := serveFor(t, "--data", data)
	_, claims, _ := strings.Cut(got200(t, s.url+"/export/csv?dyad=taliban,pakistan"), "\n")
	id, _, _ := strings.Cut(claims, ",")
	cite := func(args ...string) (int, string, string) {
		return program(t, append([]string{"cite", "--accessed", "2031-06-04"}, args...)...)
	}
	asked := map[string]string{}
	for _, format := range citationFormats {
		code, text, talk := cite(id, "--format", format, "--server", s.url)
		if code != exitOK || !strings.Contains(text, id) {
			t.Fatalf("as %s = %d, %q, %s", format, code, text, talk)
		}
		asked[format] = text
	}
	if code, text, talk := cite(id, "00000000-0000-5000-8000-000000000000", "--server", s.url); code != exitNotFound || text != "" || !strings.Contains(talk, "there is no such claim") {
		t.Errorf("with a claim that there is not = %d, %q, %q", code, text, talk)
	}
	s.stop()
	for _, format := range citationFormats {
		if _, text, talk := cite(id, "--format", format, "--data", data); text != asked[format] {
			t.Errorf("as %s, the data directory has %q, %s; the server %q", format, text, talk, asked[format])
		}
	}
}

// TestFetchTables: the tables of a format are put into a folder, and nowhere else, whatever the zip calls them.
func TestFetchTables(t *testing.T) {
	s := answering200(t, zipped(t, map[string]string{"a.txt": "one\n", "../../b.txt": "two\n", "manifest.json": "{}\n"}))
	out := filepath.Join(t.TempDir(), "out")
	f := &fetching{url: s}
	if err := f.folder(t.Context(), out, true); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, name := range []string{"out/a.txt", "out/b.txt", "out.manifest.json"} {
		got[name] = contents(t, filepath.Join(filepath.Dir(out), name))
	}
	if diff := cmp.Diff(map[string]string{"out/a.txt": "one\n", "out/b.txt": "two\n", "out.manifest.json": "{}\n"}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func contents(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// got200 is what a server answers to a GET.
func got200(t *testing.T, at string) string {
	t.Helper()
	r, err := http.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s %v", at, r.StatusCode, body, err)
	}
	return string(body)
}

// zipped is a zip of files.
func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// answering200 is the address of a server that answers everything with a body.
func answering200(t *testing.T, body []byte) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }))
	t.Cleanup(s.Close)
	return s.URL
}

// TestNoServerOfDyad: what answers at an address and is no server of dyad, or breaks off, is named, and nothing of it is kept.
func TestNoServerOfDyad(t *testing.T) {
	page := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html><title>Ferry Men</title>"))
	}
	cut := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", map[string]string{"/export/csv": "text/csv", "/export/csv/manifest": "application/json"}[r.URL.Path])
		w.Header().Set("Content-Length", "5000")
		_, _ = w.Write([]byte("{"))
	}
	tests := []struct {
		name   string
		server http.HandlerFunc
		args   []string
		talk   string
	}{
		{"a page for a file", page, []string{"export", "--format", "csv", "-o", "FILE"}, "the answer (text/html) is not a dyad server's"},
		{"a page for lines", page, []string{"export", "--format", "jsonl", "-o", "FILE"}, "the answer (text/html) is not a dyad server's"},
		{"a page for tables", page, []string{"export", "--format", "csv-gephi", "-o", "FILE"}, "the answer (text/html) is not a dyad server's"},
		{"a page for losses", page, []string{"export", "--format", "csv", "--loss"}, "the answer (text/html) is not a dyad server's"},
		{"half a file", cut, []string{"export", "--format", "csv", "-o", "FILE"}, "broke off, and is not whole"},
		{"half of what is lost", cut, []string{"export", "--format", "csv", "--loss"}, "broke off, and is not whole"},
		{"half an answer", cut, []string{"stats"}, "broke off, and is not whole"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := httptest.NewServer(tt.server)
			defer s.Close()
			dir := t.TempDir()
			args := append(slices.Clone(tt.args), "--server", s.URL)
			for i := range args {
				args[i] = strings.Replace(args[i], "FILE", filepath.Join(dir, "ferry"), 1)
			}
			code, out, talk := program(t, args...)
			if code != exitFailure || out != "" || !strings.Contains(talk, tt.talk) || !strings.Contains(talk, s.URL) {
				t.Errorf("= %d, %q, %q; want %d and %q of %s", code, out, talk, exitFailure, tt.talk, s.URL)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("left: %v, %v", left, err)
			}
		})
	}
}
