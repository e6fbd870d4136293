package extract_test

import (
	"testing"

	"dyad/extract"
	"dyad/graph"
)

// TestWordsOfOthers counts in a text with a letter of two bytes, and a sign beyond the basic plane: four bytes, two units of UTF-16.
func TestWordsOfOthers(t *testing.T) {
	w, err := extract.NewWords("harbour.txt", []byte("é🚢 sails"))
	if err != nil {
		t.Fatal(err)
	}
	if w.Len() != 8 || w.Text().Codepoints != 8 || w.Text().File != "harbour.txt" {
		t.Errorf("Len = %d, Text = %+v; want 8 code points of harbour.txt", w.Len(), w.Text())
	}
	for _, tt := range []struct {
		start, end int
		want       string
		ok         bool
	}{{0, 2, "é🚢", true}, {3, 8, "sails", true}, {2, 2, "", false}, {3, 9, "", false}, {-1, 2, "", false}} {
		if got, ok := w.Covered(tt.start, tt.end); got != tt.want || ok != tt.ok {
			t.Errorf("Covered(%d, %d) = %q, %v; want %q, %v", tt.start, tt.end, got, ok, tt.want, tt.ok)
		}
	}
	for _, tt := range []struct {
		units, want int
		ok          bool
	}{{0, 0, true}, {1, 1, true}, {3, 2, true}, {9, 8, true}, {2, 2, false}, {10, 8, false}} {
		if got, ok := w.FromUTF16(tt.units); got != tt.want || ok != tt.ok {
			t.Errorf("FromUTF16(%d) = %d, %v; want %d, %v", tt.units, got, ok, tt.want, tt.ok)
		}
	}
	// printf 'sails' | sha256sum
	want := graph.Part{Start: 3, End: 8, SHA256: "269f9e6e14c6a1feb1cfdc9c34f5d36d6d9c66cd50b71212db452021e5a15e86"}
	if got := w.Part(3, 8); got != want {
		t.Errorf("Part = %+v, want %+v", got, want)
	}
	if _, err := extract.NewWords("broken.txt", []byte("a\xff")); graph.FaultOf(err) != graph.BadInput {
		t.Errorf("NewWords of a byte that is none = %v, want %s", err, graph.BadInput)
	}
}
