package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// TestNamesInAnyCase: wherever an entity is named, a name that could be a key is taken for a name if nobody has that key, whatever its case; and one that
// several bear is refused with their keys.
func TestNamesInAnyCase(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	lines := write(t, dir, "valley.jsonl", `{"kind":"term","termKind":"entity_type","key":"Group","label":"group","definition":"some who act together","class":"actor"}
{"kind":"term","termKind":"relation","key":"arms","label":"arms","definition":"gives weapons","inverse":"is armed by"}
{"kind":"entity","key":"north","name":"REAPERS","type":"Group"}
{"kind":"entity","key":"south","name":"Reapers","type":"Group"}
{"kind":"entity","key":"river","name":"Mowers","names":[{"text":"M-1","kind":"acronym"}],"type":"Group"}
{"kind":"entity","key":"ferry","name":"Ferry Men","type":"Group"}
{"kind":"source","key":"watch","publisher":"Valley Watch"}
{"kind":"claim","source":"watch","from":"river","type":"arms","to":"ferry","voices":[{"entity":"river","mode":"says"}]}
`)
	if code, _, talk := program(t, "load", "--data", data, lines); code != exitOK {
		t.Fatal(talk)
	}
	s := serveFor(t, "--data", data)
	defer s.stop()
	for _, args := range [][]string{
		{"show", "NAME"},
		{"dyad", "NAME", "ferry"},
		{"path", "NAME", "ferry"},
		{"timeline", "NAME"},
		{"contradictions", "--involving", "NAME"},
		{"changes", "--entity", "NAME"},
		{"stats", "--voice", "NAME"},
		{"balance", "--without-voice", "NAME"},
		{"sensitivity", "--of", "NAME"},
		{"export", "--format", "csv", "--around", "NAME"},
		{"export", "--format", "csv", "--between", "NAME,ferry"},
		{"export", "--format", "csv", "--dyad", "ferry,NAME"},
		{"export", "--format", "csv", "--voice", "NAME"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			ask := func(name string, where ...string) (int, string, string) {
				return program(t, append(strings.Split(strings.ReplaceAll(strings.Join(args, "\x00"), "NAME", name), "\x00"), where...)...)
			}
			code, want, talk := ask("river", "--server", s.url)
			if code != exitOK {
				t.Fatalf("by key = %d, %s", code, talk)
			}
			for _, name := range []string{"mowers", "m-1", "Mowers"} {
				if code, got, talk := ask(name, "--server", s.url); code != exitOK || got != want {
					t.Errorf("by %s = %d, %s\n%s\nwant\n%s", name, code, talk, got, want)
				}
			}
			if code, _, talk := ask("reapers", "--server", s.url); code != exitNotFound || !strings.Contains(talk, `it fits north, south`) {
				t.Errorf("by a name of two = %d, %s", code, talk)
			}
			if code, _, talk := ask("mower", "--server", s.url); code != exitNotFound || !strings.Contains(talk, `did you mean "river"`) {
				t.Errorf("by a name of nobody = %d, %s", code, talk)
			}
		})
	}
	for query, want := range map[string]int{"around=mowers": 200, "around=reapers": 400, "voice=m-1": 200, "dyad=mowers,nobody": 404} {
		res, err := http.Get(s.url + "/export/csv?" + query)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("GET /export/csv?%s = %s, want %d", query, res.Status, want)
		}
	}
}
