package store_test

import (
	"testing"

	"dyad/store"
)

func TestProblemSaysWhatIsKnown(t *testing.T) {
	tests := []struct {
		problem store.Problem
		want    string
	}{
		{store.Problem{Batch: "ferry", On: `entity "quay"`, Message: "it has no berth"}, `batch "ferry": entity "quay": it has no berth`},
		{store.Problem{Batch: "ferry", Message: "it is twice there"}, `batch "ferry": it is twice there`},
		{store.Problem{On: "history", Message: "it has no transactions"}, "history: it has no transactions"},
	}
	for _, tt := range tests {
		if got := tt.problem.String(); got != tt.want {
			t.Errorf("%#v.String() = %q, want %q", tt.problem, got, tt.want)
		}
	}
}
