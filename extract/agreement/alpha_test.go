package agreement

import (
	"math"
	"strings"
	"testing"
)

// TestAlpha works Krippendorff's alpha out by hand: alpha = 1 - (n-1) * 2d / (n² - Σ n_c²), n being twice the units.
func TestAlpha(t *testing.T) {
	tests := []struct {
		name string
		a, b string // a value a unit
		want float64
	}{
		// Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section A: 10 units, n = 20. They differ in 4 (the 1st,
		// 3rd, 6th and 9th): d = 4. Of the 20 values 14 are 0 and 6 are 1: 400 - 196 - 36 = 168. 1 - 19*8/168 = 16/168.
		{"binary data of two observers", "0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0", 16.0 / 168},
		// The same, section B: 12 units, n = 24, d = 3 (the 1st, 5th and 12th). Of the values a 4, b 6, c 6, d 6, e 2:
		// 576 - 16 - 36 - 36 - 36 - 4 = 448. 1 - 23*6/448 = 310/448, in the paper 0.692.
		{"nominal data of two observers", "a a b b d c c c e d d a", "b a b b b c c c e d d d", 310.0 / 448},
		// n = 4, d = 0, 16 - 4 - 4 = 8: nothing but agreement.
		{"two units, each agreed on", "a b", "a b", 1},
		// n = 4, d = 2, 16 - 4 - 4 = 8: 1 - 3*4/8.
		{"two units, exchanged", "a b", "b a", -0.5},
		// n = 2, d = 1, 4 - 1 - 1 = 2: 1 - 1*2/2. One pair that differs is what chance gives.
		{"one unit, differing", "a", "b", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := tallyOf(tt.a, tt.b).alpha()
			if got == nil || math.Abs(*got-tt.want) > 1e-12 {
				t.Errorf("alpha(%s; %s) = %v, want %v", tt.a, tt.b, got, tt.want)
			}
		})
	}
	if got := tallyOf("a a b b d c c c e d d a", "b a b b b c c c e d d d").agreement("x").alphaText(); got != "0.692" {
		t.Errorf("the example of the paper is printed as %s, want 0.692", got)
	}
}

func TestAlphaUndefined(t *testing.T) {
	if got := tallyOf("a a a", "a a a").alpha(); got != nil {
		t.Errorf("alpha of one value only = %v, want none", *got)
	}
	if got := tallyOf("", "").alpha(); got != nil {
		t.Errorf("alpha of nothing = %v, want none", *got)
	}
	for values, want := range map[string]string{"a a": "undefined: one value", "": "undefined: no pair"} {
		if got := tallyOf(values, values).agreement("x"); got.alphaText() != want {
			t.Errorf("alpha of %q is printed as %q, want %q", values, got.alphaText(), want)
		}
	}
}

func tallyOf(a, b string) *tally {
	t := &tally{}
	bs := strings.Fields(b)
	for i, v := range strings.Fields(a) {
		t.add(v, bs[i])
	}
	return t
}
