//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/internal/torture"
)

// TestTorture puts the program to the short form of `make torture`, and to less than that with -short.
func TestTorture(t *testing.T) {
	o := torture.Short()
	if testing.Short() {
		o.Kills, o.Powers, o.Flips, o.Claims = 0, 4, 4, 0
	}
	o.Binary, o.Dir = filepath.Join(t.TempDir(), "dyad"), t.TempDir()
	if err := os.Symlink(os.Args[0], o.Binary); err != nil { // this test binary is the program too, see TestMain
		t.Fatal(err)
	}
	o.Talk = t.Output()
	var table strings.Builder
	if err := torture.Run(t.Context(), o, func(format string, args ...any) { fmt.Fprintf(&table, format, args...) }); err != nil {
		t.Error(err)
	}
	t.Logf("\n%s", table.String())
}
