package extract

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
)

func paid(int) bool { return true }

func TestFindAll(t *testing.T) {
	text, err := newText("t", []byte("Red, Redder, Red's; re-Red Red_ Re\u0301d Red1 Red"))
	if err != nil {
		t.Fatal(err)
	}
	got, ok := text.findAll([]string{"", "Green", "Red", "re-Red"}, paid)
	if diff := cmp.Diff(map[string][]int{"Red": {0, 13, 23, 42}, "re-Red": {20}}, got); diff != "" || !ok {
		t.Errorf("findAll = %v; (-want +got):\n%s", ok, diff)
	}
	left := 3
	if got, ok := text.findAll([]string{"Red"}, func(int) bool { left--; return left > 0 }); ok {
		t.Errorf("findAll that may not go on = %v, true", got)
	}
}

// oneByOne finds a form as its definition says, place by place.
func oneByOne(t *text, form string) []int {
	var starts []int
	for i := range t.words {
		if form != "" && strings.HasPrefix(t.words[i:], form) && t.bounded(i, i+len(form)) {
			starts = append(starts, utf8.RuneCountInString(t.words[:i]))
		}
	}
	return starts
}

// scribble is a text of few signs, so that forms and places overlap in every way.
func scribble(r *rand.Rand, most int) string {
	signs := []string{"a", "b", " ", " ", "é", "🕊", "-", "\r\n", "ع"}
	var b strings.Builder
	for range r.IntN(most) {
		b.WriteString(signs[r.IntN(len(signs))])
	}
	return b.String()
}

// TestFindAllIsFindingOneByOne compares the one walk for all forms with a walk for each.
func TestFindAllIsFindingOneByOne(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for range 2000 {
		text, err := newText("t", []byte(scribble(r, 60)))
		if err != nil {
			t.Fatal(err)
		}
		var forms []string
		want := map[string][]int{}
		for range 8 {
			form := scribble(r, 6)
			forms = append(forms, form)
			if starts := oneByOne(text, form); starts != nil {
				want[form] = starts
			}
		}
		slices.Sort(forms)
		got, _ := text.findAll(slices.Compact(forms), paid)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("findAll(%q) in %q (-one by one +got):\n%s", forms, text.words, diff)
		}
	}
}

// TestCoverTakesWhatIsFree compares the bits of a cover with a list of what was taken.
func TestCoverTakesWhatIsFree(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2))
	for range 300 {
		text, err := newText("t", []byte(strings.Repeat("é", r.IntN(300))))
		if err != nil {
			t.Fatal(err)
		}
		c, taken := newCover(text), make([]bool, text.length)
		for range 40 {
			start := r.IntN(320) - 10
			p := graph.Part{Start: start, End: start + r.IntN(90)}
			within := taken[min(max(p.Start, 0), text.length):min(max(p.End, 0), text.length)]
			want := !slices.Contains(within, true)
			if got := c.take(p); got != want {
				t.Fatalf("take(%v) of %d = %v, want %v", p, text.length, got, want)
			}
			if want {
				for i := range within {
					within[i] = true
				}
			}
		}
	}
}

func TestNearestPlace(t *testing.T) {
	starts := []int{10, 20, 30}
	for offset, want := range map[int]int{0: 10, 10: 10, 15: 10, 16: 20, 25: 20, 26: 30, 99: 30} {
		if got, ok := nearest(starts, offset); got != want || !ok {
			t.Errorf("nearest(%v, %d) = %d, %v; want %d", starts, offset, got, ok, want)
		}
	}
	if _, ok := nearest(nil, 1); ok {
		t.Error("nearest finds a place where there is none")
	}
}
