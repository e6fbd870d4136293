//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWriteFileIntoPipe: a pipe is written into, not replaced.
func TestWriteFileIntoPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string, 1)
	go func() {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		read <- string(data)
	}()
	if err := writeFile(name, func(w io.Writer) error { _, err := io.WriteString(w, "through"); return err }); err != nil {
		t.Fatal(err)
	}
	if got := <-read; got != "through" {
		t.Errorf("the reader got %q", got)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().IsRegular() {
		t.Errorf("the pipe is %v, %v", info.Mode(), err)
	}
	if replaced(name) {
		t.Error("a pipe would be replaced, and have a manifest beside it")
	}
}

// TestLoadFromPipe: what has to be read more than once is refused by its name if it is a pipe; anything else is read from it to the end.
func TestLoadFromPipe(t *testing.T) {
	dir := t.TempDir()
	pipe := func(name string) string {
		name = filepath.Join(dir, name)
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	mapping := write(t, dir, "map.yaml", valleyMapping)
	data := filepath.Join(dir, "data")
	groups := pipe("groups.csv")
	code, _, stderr := program(t, "load", "--map", mapping, groups, "--data", data) // which would wait for ever for who writes into it
	if want := groups + ": no regular file, and it is read more than once: write what it brings to a file first\nnothing was loaded\n"; code != exitInvalid || stderr != want {
		t.Errorf("of a table: exit %d, %q; want %d, %q", code, stderr, exitInvalid, want)
	}

	lines := pipe("gazette.jsonl")
	written := make(chan error, 1)
	go func() {
		written <- os.WriteFile(lines, []byte(`{"kind":"source","key":"gazette","title":"Gazette","batch":"gazette"}
{"kind":"batch","key":"gazette","digest":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
`), 0o600)
	}()
	if code, _, stderr := program(t, "load", lines, "--data", data); code != exitOK {
		t.Errorf("of lines: exit %d, %q", code, stderr)
	}
	if err := <-written; err != nil {
		t.Errorf("writing into the pipe: %v", err)
	}

	history := pipe("history.jsonl")
	go func() {
		written <- os.WriteFile(history, []byte(`{"kind":"transaction","tx":1,"time":"2031-05-03T10:00:00Z","author":"ada","reason":"harvest","records":1}`+"\n"), 0o600)
	}()
	code, _, stderr = program(t, "load", history, "--data", filepath.Join(dir, "copy"))
	if want := history + ": a history, but no regular file: write what it brings to a file first\nnothing was loaded\n"; code != exitInvalid || stderr != want {
		t.Errorf("of a history: exit %d, %q; want %d, %q", code, stderr, exitInvalid, want)
	}
	if err := <-written; err != nil {
		t.Errorf("writing the history into the pipe: %v", err)
	}
}
