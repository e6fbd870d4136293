package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestWatch changes what is watched between two looks. The test hands out the looks, so nothing waits.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	texts := filepath.Join(dir, "texts")
	if err := os.Mkdir(texts, 0o755); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join("testdata", "valley", "ferry.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, texts, "ferry.txt", string(good))
	file := write(t, dir, "people.yaml", "dyad: 1\nkind: registry\nkey: people\nentities: []\n")
	when := time.Date(2031, 6, 1, 12, 0, 0, 0, time.UTC)
	steps := []struct {
		name   string
		change func()
		want   string // what is said after the change
	}{
		{"nothing changes", func() {}, ""},
		{
			"a mistake", func() { write(t, dir, "people.yaml", "dyad: 1\nkind: registry\nkey: people\nentitees: []\n") },
			"FILE:4:1: unknown key \"entitees\"; did you mean \"entities\"?\n12:00:00 1 problem\n",
		},
		{"nothing changes after a mistake", func() {}, ""},
		{"the file is gone for a moment", func() { remove(t, file) }, "12:00:00 not checked: FILE: no such file or directory\n"},
		{
			"and comes back", func() { write(t, dir, "people.yaml", "dyad: 1\nkind: registry\nkey: people\n") },
			"12:00:00 1 file clean: 0 sources, 0 mentions, 0 claims; 0 of 0 sources verified against their texts\n",
		},
		{
			"a new text", func() { write(t, texts, "other.txt", "words") },
			"12:00:00 1 file clean: 0 sources, 0 mentions, 0 claims; 0 of 0 sources verified against their texts\n",
		},
		{
			"a text with another time", func() { touch(t, filepath.Join(texts, "other.txt"), when) },
			"12:00:00 1 file clean: 0 sources, 0 mentions, 0 claims; 0 of 0 sources verified against their texts\n",
		},
	}
	var talk bytes.Buffer
	said := func() string {
		defer talk.Reset()
		return strings.ReplaceAll(talk.String(), file, "FILE")
	}
	c := &checker{paths: []string{file}, folder: texts, talk: &talk}
	step := -1
	w := c.watch(func() bool {
		want := "12:00:00 1 file clean: 0 sources, 0 mentions, 0 claims; 0 of 0 sources verified against their texts\n"
		name := "at once"
		if step >= 0 {
			want, name = steps[step].want, steps[step].name
		}
		if diff := cmp.Diff(want, said()); diff != "" {
			t.Errorf("%s: (-want +got):\n%s", name, diff)
		}
		if step++; step == len(steps) {
			return false
		}
		steps[step].change()
		return true
	})
	w.now = func() time.Time { return when }
	if err := w.run(t.Context()); err != errReported {
		t.Errorf("run = %v, want %v", err, errReported)
	}
	if step != len(steps) {
		t.Errorf("the watch ended after %d of %d steps", step, len(steps))
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

func touch(t *testing.T, name string, when time.Time) {
	t.Helper()
	if err := os.Chtimes(name, when, when); err != nil {
		t.Fatal(err)
	}
}

// TestWatchInterrupted interrupts the program as soon as it has said its first verdict.
func TestWatchInterrupted(t *testing.T) {
	file := write(t, t.TempDir(), "people.yaml", "dyad: 1\nkind: registry\nkey: people\n")
	ctx, cancel := context.WithCancel(t.Context())
	talk := &interrupting{after: "clean", do: cancel}
	if code := run(ctx, []string{"check", file, "--watch"}, strings.NewReader(""), &talk.Buffer, talk); code != exitInterrupted {
		t.Errorf("dyad check --watch, interrupted = %d, %q; want %d", code, talk.String(), exitInterrupted)
	}
	if strings.Count(talk.String(), "\n") != 1 {
		t.Errorf("dyad check --watch says %q, want one line", talk.String())
	}
}

// An interrupting does something as soon as a word is written to it.
type interrupting struct {
	bytes.Buffer
	after string
	do    func()
}

func (w *interrupting) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte(w.after)) {
		w.do()
	}
	return w.Buffer.Write(p)
}
