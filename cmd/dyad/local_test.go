package main

import (
	"strings"
	"testing"
)

// TestLocalTellsWhy: a directory has no log to look into, so its commands tell themselves what went wrong.
func TestLocalTellsWhy(t *testing.T) {
	l, err := openLocal(t.Context(), loaded(t), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.close(); err != nil {
		t.Fatal(err)
	}
	answer, err := l.ask(t.Context(), request{Query: "{ claims(first: 1) { nodes { gist } } }"})
	if err != nil {
		t.Fatal(err)
	}
	if text := string(answer); !strings.Contains(text, "something went wrong here: ") || strings.Contains(text, "log knows") {
		t.Errorf("a store that can't be read: %s, want why", text)
	}
}
