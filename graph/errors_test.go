package graph_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

func TestErrorText(t *testing.T) {
	tests := []struct {
		name string
		err  graph.Error
		want string
	}{
		{"from the outside in", graph.Error{Op: "store.Claim", On: "claim 3f0e", Fault: graph.Corrupt, Err: io.ErrUnexpectedEOF}, "store.Claim: claim 3f0e: unexpected EOF"},
		{"what is not known is left out", graph.Error{On: "a.yaml:1:2", Fault: graph.BadInput, Err: io.EOF}, "a.yaml:1:2: EOF"},
		{"without a cause the fault speaks", graph.Error{On: "claim 3f0e", Fault: graph.NotFound}, "claim 3f0e: not found"},
		{"a fault alone", graph.Error{Fault: graph.Overloaded}, "overloaded"},
		{
			"with a candidate",
			graph.Error{On: `entity "rde-harbour"`, Fault: graph.NotFound, Candidates: []string{"red-harbour"}},
			`entity "rde-harbour": not found; did you mean "red-harbour"?`,
		},
		{
			"with three",
			graph.Error{Fault: graph.NotFound, Candidates: []string{"a", "b", "c"}},
			`not found; did you mean "a", "b" or "c"?`,
		},
		{
			"a name that fits several",
			graph.Error{On: `"Harbour"`, Fault: graph.Ambiguous, Candidates: []string{"red-harbour", "old-harbour"}},
			`"Harbour": ambiguous; it fits red-harbour, old-harbour`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.err.Error(); got != tt.want {
				t.Errorf("Error() = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFaultOf(t *testing.T) {
	inner := &graph.Error{Fault: graph.NotFound}
	tests := []struct {
		name string
		err  error
		want graph.Fault
	}{
		{"no error", nil, ""},
		{"an error of ours", inner, graph.NotFound},
		{"one wrapped in other words", fmt.Errorf("while reading: %w", inner), graph.NotFound},
		{"the outermost of two", &graph.Error{Fault: graph.Conflict, Err: inner}, graph.Conflict},
		{"one among several", errors.Join(io.EOF, inner), graph.NotFound},
		{"somebody else's", io.EOF, graph.Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := graph.FaultOf(tt.err); got != tt.want {
				t.Errorf("FaultOf(%v) = %q, want %q", tt.err, got, tt.want)
			}
		})
	}
}

func TestErrorKeepsItsCause(t *testing.T) {
	err := &graph.Error{Op: "store.Open", Fault: graph.Corrupt, Err: io.ErrUnexpectedEOF}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("errors.Is(%v, its cause) = false, want true", err)
	}
	if got := (&graph.Error{Fault: graph.NotFound}).Unwrap(); got != nil {
		t.Errorf("Unwrap() without a cause = %v, want nil", got)
	}
}

// The codes are what clients compare: they never change.
func TestFaultCodes(t *testing.T) {
	want := []graph.Fault{
		"BAD_USER_INPUT", "NOT_FOUND", "AMBIGUOUS", "CONFLICT", "CURSOR_INVALID", "COST_LIMIT_EXCEEDED", "DEADLINE_EXCEEDED",
		"OVERLOADED", "UNAUTHENTICATED", "FORBIDDEN", "CORRUPT", "INTERNAL",
	}
	if diff := cmp.Diff(want, graph.Faults()); diff != "" {
		t.Errorf("Faults (-want +got):\n%s", diff)
	}
}

func TestOneOf(t *testing.T) {
	tests := []struct {
		choices []string
		want    string
	}{
		{nil, ""},
		{[]string{"a"}, `"a"`},
		{[]string{"a", "b"}, `"a" or "b"`},
		{[]string{"a", "b", "c"}, `"a", "b" or "c"`},
	}
	for _, tt := range tests {
		if got := graph.OneOf(tt.choices); got != tt.want {
			t.Errorf("OneOf(%q) = %s, want %s", tt.choices, got, tt.want)
		}
	}
}
