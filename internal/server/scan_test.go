package server

import (
	"encoding/json"
	"strings"
	"testing"

	"dyad/schema/resolver"
)

// TestScanJSON: what is as large as may be passes, and one more is refused in words that name the limit.
func TestScanJSON(t *testing.T) {
	limits := resolver.Limits{VariableDepth: 2, ListLength: 3, BodyValues: 10}
	tests := []struct{ name, text, says string }{
		{"variables as deep as may be", `{"variables": {"f": {"a": {}}}}`, ""},
		{"one deeper", `{"variables": {"f": {"a": [[]]}}}`, "more than 2 deep"},
		{"brackets within a text", `{"query": "{{{{[[[[,,,,,,,,,,,,\"{{{{\\"}`, ""},
		{"a list as long as may be", `{"variables": {"f": [1, 2, 3]}}`, ""},
		{"one longer", `{"variables": {"f": [1, 2, 3, 4]}}`, "more than 3 elements"},
		{"lists that are short each", `{"variables": {"f": [[1, 2], [1, 2]]}}`, ""}, // 5 signs open, 3 commas
		{"members of an object are no list", `{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}`, ""},
		{"more members than values may be", `{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9, "j": 10, "k": 11}`, "more than 10 values"},
		{"a text that never ends", `{"a": "\`, ""},
		{"lists that never end", strings.Repeat("[", 100), "more than 2 deep"},
		{"more ends than beginnings", `}}}]]],,`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := scanJSON([]byte(tt.text), limits, 1)
			if (err != nil) != (tt.says != "") || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%s: %v, want %q", tt.text, err, tt.says)
			}
		})
	}
}

// FuzzScanJSON: whatever it lets through and can be decoded is within the limits.
func FuzzScanJSON(f *testing.F) {
	f.Add(`{"variables": {"f": [1, {"a": "]\\"}]}}`)
	f.Add(`[[[1,2,3,4]]]`)
	limits := resolver.Limits{VariableDepth: 3, ListLength: 3, BodyValues: 1 << 20}
	f.Fuzz(func(t *testing.T, text string) {
		var v any
		if json.Unmarshal([]byte(text), &v) != nil {
			_ = scanJSON([]byte(text), limits, 1) // does not panic
			return
		}
		scanned, decoded := scanJSON([]byte(text), limits, 1), checkVariable(v, limits, -1)
		if (scanned == nil) != (decoded == nil) {
			t.Errorf("%s: scanned %v, decoded %v", text, scanned, decoded)
		}
	})
}
