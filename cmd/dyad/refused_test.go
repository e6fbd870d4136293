package main

import (
	"bytes"
	"strings"
	"testing"

	"dyad/graph"
)

// TestRefusedInOrder reads an answer to several mutations: what was refused is told in the order in which they were asked for, whatever they
// are called, and the last decides the exit code. What is no payload is passed over.
func TestRefusedInOrder(t *testing.T) {
	data := `{"data": {
		"z": {"userErrors": [{"code": "CONFLICT", "message": "first", "field": ["id"]}]},
		"m": {"userErrors": []}, "n": null, "o": 7, "p": ["userErrors"],
		"b": {"userErrors": [{"code": "BAD_USER_INPUT", "message": "second"}, {"message": "third"}]},
		"a": {"transaction": null, "userErrors": [{"code": "NOT_FOUND", "message": "last", "field": ["input", "to"]}]}
	}}`
	var out, talk bytes.Buffer
	err := answerTo(&out, &talk, []byte(data), writeJSON)
	if graph.FaultOf(err) != graph.NotFound || !strings.Contains(err.Error(), "last (at input.to) [NOT_FOUND]") {
		t.Errorf("answerTo = %v, want the last", err)
	}
	if want := "dyad: first (at id) [CONFLICT]\ndyad: second [BAD_USER_INPUT]\ndyad: third\n"; talk.String() != want {
		t.Errorf("it says %q, want %q", talk.String(), want)
	}
}
