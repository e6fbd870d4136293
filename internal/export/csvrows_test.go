package export_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"dyad/internal/export"
)

// TestGuardedFormulas holds that on request no cell of any CSV begins like a formula, that numbers and signs stay what they are, and
// that nothing else changes.
func TestGuardedFormulas(t *testing.T) {
	w := nasty(t)
	read := func(file export.Table, guard bool) [][]string {
		s := everything(t, w.graph)
		s.Claims = w
		s.Options.GuardFormulas = guard
		rows, err := csv.NewReader(bytes.NewReader(written(t, file, s))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	formulas := 0
	for _, f := range export.Formats() {
		if f.Guards != (f.Extension == "csv") {
			t.Errorf("%s: Guards is %v", f.Name, f.Guards)
		}
		if !f.Guards {
			continue
		}
		for _, file := range f.Files(f.Name) {
			plain, guarded := slices.Concat(read(file, false)...), slices.Concat(read(file, true)...)
			for i, cell := range plain {
				formula := strings.HasPrefix(cell, "=")
				if formula {
					formulas++
					cell = "'" + cell
				}
				if guarded[i] != cell {
					t.Errorf("%s %s: %q is written %q, want %q", f.Name, file.Name, plain[i], guarded[i], cell)
				}
			}
		}
	}
	if formulas == 0 {
		t.Error("no cell was a formula")
	}
}
