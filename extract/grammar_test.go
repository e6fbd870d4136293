package extract

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dyad/graph"
)

// testGrammar knows two relations, one of them unary, and a name with a relation in it.
func testGrammar() grammar {
	relations := map[string]*graph.Term{"attacks": {Key: "attacks"}, "began": {Key: "began", Unary: true}}
	return grammar{
		relation: func(w string) *graph.Term { return relations[w] },
		bears:    func(name string) bool { return name == "a" || name == "who attacks" },
		unknown:  func(w string) (string, bool) { return "no relation " + w, w == "atacks" },
	}
}

// FuzzTriple holds the grammar to this: what is read is what was written, with one space between the words, and every place
// is one of the line.
func FuzzTriple(f *testing.F) {
	for _, s := range []string{"", " ", "a", "a attacks a", "who attacks attacks a", "a began", "attacks", "🕊 \u00a0attacks\té", "a atacks b", "a b c"} {
		f.Add(s)
	}
	g := testGrammar()
	f.Fuzz(func(t *testing.T, s string) {
		got, wrong := g.read(s)
		length := utf8.RuneCountInString(s)
		if wrong != nil {
			if wrong.message == "" || wrong.at < 0 || wrong.at > length {
				t.Errorf("read(%q) = %+v, in %d characters", s, wrong, length)
			}
			return
		}
		if !utf8.ValidString(s) {
			return
		}
		words := slices.DeleteFunc([]string{got.from, got.typ, got.to}, func(w string) bool { return w == "" })
		if read, want := strings.Join(words, " "), strings.Join(strings.Fields(s), " "); read != want {
			t.Errorf("read(%q) = %+v, want all its words", s, got)
		}
		runes := []rune(s)
		for word, at := range map[string]int{got.from: got.fromAt, got.typ: got.typeAt, got.to: got.toAt} {
			first, _, _ := strings.Cut(word, " ")
			if !strings.HasPrefix(string(runes[at:]), first) {
				t.Errorf("read(%q) = %+v, and %q is not at %d", s, got, first, at)
			}
		}
	})
}

// FuzzSpan holds spans to one spelling each: what is read is written as it was.
func FuzzSpan(f *testing.F) {
	for _, s := range []string{"", "0-1", "57-80+100-120", "1-2+2-3", "1-2+1-3", "01-2", "1-1", "2-1", "1-", "-1", "+", "1-2+", "٣-٤"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		parts, wrong := readParts(s)
		if wrong != nil {
			if wrong.message == "" || wrong.at < 0 || wrong.at > utf8.RuneCountInString(s) {
				t.Errorf("readParts(%q) = %+v", s, wrong)
			}
			return
		}
		var texts []string
		end := 0
		for _, p := range parts {
			if p.Start < end || p.Start >= p.End {
				t.Errorf("readParts(%q) = %v, want parts in order", s, parts)
			}
			end = p.End
			texts = append(texts, spanText(p))
		}
		if got := strings.Join(texts, "+"); got != s {
			t.Errorf("readParts(%q) reads %q", s, got)
		}
	})
}

func TestUnknownWordsAreComparedUpToALimit(t *testing.T) {
	d := &document{compared: new(int)}
	for i, want := range []bool{true, true, false} {
		if got := d.afford("harbor", maxCompared/2); got != want {
			t.Errorf("comparison %d with half of what may be compared is done: %v, want %v", i+1, got, want)
		}
	}
	if d.nearest("harbor", []string{"harbour"}) != nil {
		t.Error("nearest compares beyond the limit")
	}
	if fresh := (&document{compared: new(int)}); fresh.afford(strings.Repeat("a", maxNear+1), 1) {
		t.Error("a word that is too long is compared")
	}
}
