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
