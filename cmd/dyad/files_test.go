package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dyad/graph"
)

// TestWriteFileTwiceAtOnce: of two that write one file at once the last to end has it whole, and both succeed.
func TestWriteFileTwiceAtOnce(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out")
	err := writeFile(name, func(slow io.Writer) error {
		if err := writeFile(name, func(w io.Writer) error { _, err := io.WriteString(w, strings.Repeat("quick", 100)); return err }); err != nil {
			return err
		}
		if data, err := os.ReadFile(name); err != nil || string(data) != strings.Repeat("quick", 100) {
			t.Errorf("what the first to end wrote is %.20q, %v", data, err)
		}
		_, err := io.WriteString(slow, "slow")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != "slow" {
		t.Errorf("the file holds %.20q, %v; want what the last to end wrote", data, err)
	}
	if left, _ := filepath.Glob(name + "*"); len(left) != 1 {
		t.Errorf("beside it lie %v", left)
	}
}

// TestWriteFileFails: an old file stands, and what is at fault is named: the file only if it is the file.
func TestWriteFileFails(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	inside := &graph.Error{On: "mine", Fault: graph.BadInput, Err: &os.PathError{Op: "open", Path: "mine", Err: syscall.EACCES}}
	err := writeFile(name, func(io.Writer) error { return inside })
	if !errors.Is(err, inside) || strings.Contains(err.Error(), "out") {
		t.Errorf("writeFile = %v, want %v alone", err, inside)
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != "old" {
		t.Errorf("the file holds %q, %v; want what it held", data, err)
	}
	if left, _ := filepath.Glob(name + "*"); len(left) != 1 {
		t.Errorf("beside it lie %v", left)
	}
}

// TestFileErrorFaults: where there is no room, it may work later.
func TestFileErrorFaults(t *testing.T) {
	for err, want := range map[error]graph.Fault{
		syscall.ENOSPC: graph.Overloaded, syscall.EMFILE: graph.Overloaded, syscall.ENOENT: graph.NotFound, syscall.EACCES: graph.BadInput,
	} {
		if got := graph.FaultOf(fileError("out", &os.PathError{Op: "write", Path: "out.new", Err: err})); got != want {
			t.Errorf("fileError of %v: %s, want %s", err, got, want)
		}
	}
}
