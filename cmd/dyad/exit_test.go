package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExitCodes holds the program to the codes that scripts rely on.
func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	broken := filepath.Join(dir, "broken.yaml")
	if err := os.WriteFile(broken, []byte("dyad: 1\nkind: annotations\nnonsense: 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, talk := program(t, "load", "--data", data); code != exitOK {
		t.Fatalf("dyad load = %d: %s", code, talk)
	}
	tests := []struct {
		name string
		args []string
		want int
		talk string // what standard error has to say
	}{
		{"no arguments print help", nil, exitOK, ""},
		{"the version", []string{"version"}, exitOK, ""},
		{"an unknown command", []string{"shoow"}, exitUsage, `did you mean show`},
		{"an unknown flag", []string{"show", "--colour"}, exitUsage, "--colour"},
		{"a missing argument", []string{"show"}, exitUsage, "--help"},
		{"an unknown format", []string{"export", "--data", data, "--format", "xls"}, exitUsage, "graphml"},
		{"no data directory", []string{"show", "iskp", "--data", filepath.Join(dir, "none")}, exitNotFound, "dyad load"},
		{"an unknown entity", []string{"show", "iskpp", "--data", data}, exitNotFound, "iskp"},
		{"an unknown term", []string{"vocabulary", "shelter"}, exitNotFound, "shelters"},
		{"a broken file", []string{"load", broken, "--data", data}, exitInvalid, "broken.yaml:3:1"},
		{"a broken query", []string{"query", "{", "--data", data}, exitInvalid, ""},
		{"an address without a port", []string{"serve", "--data", data, "--listen", "127.0.0.1"}, exitUsage, "--listen takes an address such as 127.0.0.1:9090, not \"127.0.0.1\""},
		{"a log that there is not", []string{"serve", "--data", data, "--log", "xml"}, exitUsage, "--log takes text or json"},
		{"metrics at no address", []string{"serve", "--data", data, "--listen", "127.0.0.1:0", "--metrics", "9090"}, exitUsage, "--metrics takes on, off or an address such as 127.0.0.1:9090"},
		{"an as-of that is no moment", []string{"stats", "--as-of", "yesterday", "--data", data}, exitUsage, "--as-of"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, _, talk := program(t, tt.args...)
			if code != tt.want || !strings.Contains(talk, tt.talk) {
				t.Errorf("dyad %s = %d, %q; want %d and %q", strings.Join(tt.args, " "), code, talk, tt.want, tt.talk)
			}
		})
	}
}

// TestInterrupted stops a command before it begins.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, talk bytes.Buffer
	if code := run(ctx, []string{"load", "--data", filepath.Join(t.TempDir(), "data")}, nil, &out, &talk); code != exitInterrupted {
		t.Errorf("dyad load, interrupted = %d, %q; want %d", code, talk.String(), exitInterrupted)
	}
}

// TestQueries makes sure that every question that commands ask is there.
func TestQueries(t *testing.T) {
	files, err := queries.ReadDir("queries")
	if err != nil || len(files) == 0 {
		t.Fatal("no queries are built in:", err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".graphql")
		if question(name) == "" || question(name, "no-such-fragment") != "" {
			t.Errorf("question(%q) is not read", name)
		}
	}
}

// program runs the program in this process.
func program(t *testing.T, args ...string) (code int, out, talk string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}
