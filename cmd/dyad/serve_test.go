package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestServeWhatWasCutShort: where a store is and nothing is recorded in it, a load or a restoring was killed, and nobody is served the built-in corpus
// in its place.
func TestServeWhatWasCutShort(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	w, err := openToWrite(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.kv.Close(); err != nil { // as a kill leaves it: nobody took the directory away
		t.Fatal(err)
	}
	code, _, talk := program(t, "serve", "--data", dir, "--listen", "127.0.0.1:0")
	if code != exitFailure || !strings.Contains(talk, "nothing is recorded in it") {
		t.Errorf("serve = %d, %s", code, talk)
	}
	if _, _, talk := program(t, "verify", "--data", dir); talk != dir+" is sound, and nothing is recorded in it\n" {
		t.Errorf("verify says %s", talk)
	}
	if code, _, talk := program(t, "load", "--data", dir); code != exitOK {
		t.Errorf("load = %d, %s", code, talk)
	}
}
