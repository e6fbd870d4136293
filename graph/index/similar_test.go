package index

import (
	"testing"

	"dyad/graph"
)

// The test is inside the package: that a quick check never hides a similar name shows nowhere else.
func FuzzSignatureOfASkeletonIsThatOfTheText(f *testing.F) {
	for _, s := range []string{"schwarzquelle", "mujahideen", "phoenix 9", "جبهة", "aaee", "xyz", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := graph.Fold(text)
		if got, want := signatureOf(skeleton(folded)), signatureOf(folded); got != want {
			t.Errorf("signatureOf(skeleton(%q)) = %b, want %b", folded, got, want)
		}
	})
}

func TestFarIsNeverNear(t *testing.T) {
	words := []string{"harbour", "harbor", "hrabour", "valley", "vallei", "front", "fronts", "", "a", "qasr", "kasr"}
	for _, a := range words {
		for _, b := range words {
			d := graph.Distance(a, b, 10)
			if signatureOf(a).far(signatureOf(b), d) {
				t.Errorf("%q and %q are %d edits apart, and said to be more", a, b, d)
			}
		}
	}
}
