package export

import "testing"

// TestGuarded tries the beginnings of cells.
func TestGuarded(t *testing.T) {
	tests := []struct{ cell, want string }{
		{"", ""},
		{"=1+1", "'=1+1"},
		{"+1+1", "'+1+1"},
		{"-1+1", "'-1+1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"},
		{"\r=1", "'\r=1"},
		{"＝1+1", "'＝1+1"},
		{"-9", "-9"},
		{"+2.5", "+2.5"},
		{"-9.5e3", "-9.5e3"},
		{"+", "+"},
		{"-", "-"},
		{"1=1", "1=1"},
		{"'=1", "'=1"},
		{"لواء", "لواء"},
	}
	for _, tt := range tests {
		if got := guarded(tt.cell); got != tt.want {
			t.Errorf("guarded(%q) = %q, want %q", tt.cell, got, tt.want)
		}
	}
}
