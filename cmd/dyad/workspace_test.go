package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"dyad/store/badgerkv"

	"github.com/google/go-cmp/cmp"
)

// readings are the commands that only read, each as it may be typed.
func readings() [][]string {
	return [][]string{
		{"stats"},
		{"show", "iskp"},
		{"path", "iskp", "taliban"},
		{"contradictions"},
		{"query", "{ stats { claims } }"},
		{"export", "--format", "csv"},
		{"verify"},
		{"dump"},
	}
}

// loaded is a data directory with the built-in corpus.
func loaded(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	if code, _, talk := program(t, "load", "--data", data); code != exitOK {
		t.Fatalf("dyad load = %d: %s", code, talk)
	}
	return data
}

// state tells of every file of a directory how long it is and when it was changed, and when the directory was.
func state(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files = append(files, fmt.Sprint(path, info.Size(), info.ModTime()))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestReadingLeavesTheDirectoryAsItIs runs every command that only reads on a directory that may not be written, beside a reader.
func TestReadingLeavesTheDirectoryAsItIs(t *testing.T) {
	data := loaded(t)
	if err := os.Chmod(data, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(data, 0o700) })
	reader, err := badgerkv.Open(data, badgerkv.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	before := state(t, data)
	for _, args := range readings() {
		if code, _, talk := program(t, append(args, "--data", data)...); code != exitOK {
			t.Errorf("dyad %s = %d: %s", args[0], code, talk)
		}
	}
	if diff := cmp.Diff(before, state(t, data)); diff != "" {
		t.Errorf("reading changed the directory (-before +after):\n%s", diff)
	}
	if code, _, talk := program(t, "load", "--data", data); code == exitOK {
		t.Errorf("dyad load beside a reader = %d: %s", code, talk)
	}
}

// abandoned is a data directory as a process leaves it that was killed while it had it open.
func abandoned(t *testing.T) string {
	t.Helper()
	data := loaded(t)
	db, err := badgerkv.Open(data, badgerkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	left := filepath.Join(t.TempDir(), "left")
	if err := os.CopyFS(left, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	return left
}

func TestReadingAfterAKill(t *testing.T) {
	for _, args := range readings() {
		data := abandoned(t)
		if code, _, talk := program(t, append(args, "--data", data)...); code != exitOK {
			t.Errorf("dyad %s of what a killed process left = %d: %s", args[0], code, talk)
		}
	}
}

// TestReadersTogetherAfterAKill lets several readers find at once that something is left to be finished.
func TestReadersTogetherAfterAKill(t *testing.T) {
	data := abandoned(t)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			if code, _, talk := program(t, "stats", "--data", data); code != exitOK {
				t.Errorf("dyad stats = %d: %s", code, talk)
			}
		})
	}
	readers.Wait()
}

func TestReadingWhatMayNotBeSettled(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	data := abandoned(t)
	if err := os.Chmod(data, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(data, 0o700) })
	code, _, talk := program(t, "stats", "--data", data)
	if code != exitInvalid || !strings.Contains(talk, "not closed properly") || !strings.Contains(talk, "dyad verify") {
		t.Errorf("dyad stats = %d, %q; want %d and what to do", code, talk, exitInvalid)
	}
}

// TestAdviceFitsTheCommand offers --server to those commands only that take it.
func TestAdviceFitsTheCommand(t *testing.T) {
	data := loaded(t)
	db, err := badgerkv.Open(data, badgerkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	commands := [][]string{
		{"show", "iskp"},
		{"query", "{ stats { claims } }"},
		{"export", "--format", "csv"},
		{"verify"},
		{"load"},
		{"serve", "--listen", "127.0.0.1:0"},
	}
	holder := fmt.Sprintf("dyad: %s: another process has it open (PID %d): stop that one", data, os.Getpid())
	for _, args := range commands {
		want := holder + " first; if it is a server, commands that take --server can ask it\n"
		if slices.Contains([]string{"show", "query", "export"}, args[0]) {
			want = holder + ", or, if it is a server, ask it with --server\n"
		}
		if code, _, talk := program(t, append(args, "--data", data)...); code != exitFailure || talk != want {
			t.Errorf("dyad %s = %d, %q; want %d and %q", args[0], code, talk, exitFailure, want)
		}
	}
}
