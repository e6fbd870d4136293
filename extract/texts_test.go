package extract_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"dyad/extract"
	"dyad/graph"
)

func TestWords(t *testing.T) {
	texts, err := extract.NewTexts(fstest.MapFS{
		"doves.txt":     {Data: []byte(doves)},
		"broken.txt":    {Data: []byte("\xff")},
		"more/owls.txt": {Data: []byte("Owls.")},
	})
	if err != nil {
		t.Fatal(err)
	}
	known := graph.Text{File: "doves.txt", SHA256: dovesDigest, Codepoints: 58}
	renamed := graph.Text{File: "pigeons.txt", SHA256: dovesDigest, Codepoints: 58}
	changed := graph.Text{File: "doves.txt", SHA256: zeros, Codepoints: 58}
	tests := []struct {
		name         string
		text         graph.Text
		part         graph.Part
		words        string
		verified, ok bool
	}{
		{"words with their digest", known, part(2, 13, redDigest), "Red Harbour", true, true},
		{"words without a digest, of the very text", known, part(2, 13, ""), "Red Harbour", true, true},
		{"words with another digest, of the very text", known, part(3, 14, redDigest), "ed Harbour ", false, true},
		{"a text under another name", renamed, part(41, 52, redDigest), "Red Harbour", true, true},
		{"of a changed text, words that are the same", changed, part(2, 13, redDigest), "Red Harbour", true, true},
		{"of a changed text, words that are not", changed, part(3, 14, redDigest), "", false, false},
		{"of a changed text, words without a digest", changed, part(2, 13, ""), "", false, false},
		{"the first character, an emoji", known, part(0, 1, ""), "🕊", true, true},
		{"the last characters", known, part(52, 58, ""), "\u00a0left.", true, true},
		{"beyond the end", known, part(52, 59, ""), "", false, false},
		{"an end before its start", known, part(5, 2, ""), "", false, false},
		{"before the start", known, part(-1, 2, ""), "", false, false},
		{"a text that nobody has", graph.Text{File: "eagles.txt", SHA256: zeros}, part(0, 1, ""), "", false, false},
		{"a text that can't be read", graph.Text{File: "broken.txt"}, part(0, 1, ""), "", false, false},
		{"a text in a folder", graph.Text{File: "more/owls.txt"}, part(0, 1, ""), "", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			words, verified, ok := texts.Words(&graph.Source{Text: tt.text}, tt.part)
			if words != tt.words || verified != tt.verified || ok != tt.ok {
				t.Errorf("Words(%v) = %q, %v, %v; want %q, %v, %v", tt.part, words, verified, ok, tt.words, tt.verified, tt.ok)
			}
		})
	}
}

func TestContext(t *testing.T) {
	texts := textsWith(t, "doves.txt", doves)
	src := &graph.Source{Text: graph.Text{File: "doves.txt", SHA256: dovesDigest, Codepoints: 58}}
	tests := []struct {
		name          string
		part          graph.Part
		around        int
		before, after string
	}{
		{"in the middle", part(41, 52, redDigest), 4, "by. ", "\u00a0lef"},
		{"more than there is", part(2, 13, redDigest), 1000, "🕊 ", " met Blue Valley in Ålesby. Red Harbour\u00a0left."},
		{"nothing", part(2, 13, redDigest), 0, "", ""},
		{"less than nothing", part(2, 13, redDigest), -1, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after, ok := texts.Context(src, tt.part, tt.around)
			if before != tt.before || after != tt.after || !ok {
				t.Errorf("Context(%v, %d) = %q, %q, %v; want %q, %q", tt.part, tt.around, before, after, ok, tt.before, tt.after)
			}
		})
	}
	if _, _, ok := texts.Context(src, part(57, 99, ""), 3); ok {
		t.Error("Context(beyond the end) is ok, want it not to be")
	}
}

func TestLongTextsAreCutAtTheRightPlaces(t *testing.T) {
	// Every seventh character is an emoji, so that bytes and code points drift apart over many strides.
	runes := make([]rune, 3000)
	for i := range runes {
		runes[i] = rune('a' + i%26)
		if i%7 == 0 {
			runes[i] = '😀'
		}
	}
	texts := textsWith(t, "long.txt", string(runes))
	src := &graph.Source{Text: graph.Text{File: "long.txt", SHA256: "dbd5921a84f52d8344ac4f5ae0517f02b905006fd1aff27671d047b2346d4be9", Codepoints: 3000}}
	for _, p := range []graph.Part{{Start: 0, End: 3000}, {Start: 255, End: 257}, {Start: 256, End: 512}, {Start: 2999, End: 3000}, {Start: 1234, End: 1300}} {
		if words, _, ok := texts.Words(src, p); !ok || words != string(runes[p.Start:p.End]) {
			t.Errorf("Words(%v) = %q, %v; want %q", p, words, ok, string(runes[p.Start:p.End]))
		}
	}
}

func TestHas(t *testing.T) {
	texts := textsWith(t, "doves.txt", doves)
	tests := []struct {
		name string
		text graph.Text
		want bool
	}{
		{"of name and digest", graph.Text{File: "doves.txt", SHA256: dovesDigest}, true},
		{"under another name", graph.Text{File: "pigeons.txt", SHA256: dovesDigest}, true},
		{"under no name", graph.Text{SHA256: dovesDigest}, true},
		{"changed since", graph.Text{File: "doves.txt", SHA256: zeros}, false},
		{"of unknown digest", graph.Text{File: "doves.txt"}, false},
		{"that nobody has", graph.Text{File: "eagles.txt", SHA256: zeros}, false},
		{"that nothing is known of", graph.Text{}, false},
	}
	for _, tt := range tests {
		if got := texts.Has(&graph.Source{Text: tt.text}); got != tt.want {
			t.Errorf("Has(a text %s) = %v, want %v", tt.name, got, tt.want)
		}
	}
	var none *extract.Texts
	if none.Has(&graph.Source{Text: tests[0].text}) {
		t.Error("no texts have one, want none")
	}
}

// A closed folder and what is in it can't be read.
type closed struct{}

func (closed) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

// closedFiles can be listed, and not read.
type closedFiles struct{ closed }

func (closedFiles) ReadDir(string) ([]fs.DirEntry, error) {
	return fstest.MapFS{"doves.txt": {}}.ReadDir(".")
}

func TestTextsThatCannotBeRead(t *testing.T) {
	_, err := extract.NewTexts(closed{})
	want := "the folder of the texts can't be read: permission denied; make it readable, or name another"
	if err == nil || err.Error() != want || graph.FaultOf(err) != graph.BadInput {
		t.Errorf("NewTexts = %v, want %s", err, want)
	}
	texts, err := extract.NewTexts(closedFiles{})
	if err != nil {
		t.Fatal(err)
	}
	runProblems(t, texts, []problemTest{{"a closed file", strings.Replace(doveFile(dovesDigest, 58, ""), "doves.txt", "¦doves.txt", 1), []string{
		"doves.txt: the text can't be read: permission denied",
	}}})
}

func TestNoTexts(t *testing.T) {
	var none *extract.Texts
	if words, verified, ok := none.Words(&graph.Source{}, part(0, 1, "")); words != "" || verified || ok {
		t.Errorf("Words of no texts = %q, %v, %v; want nothing", words, verified, ok)
	}
	if _, err := extract.NewTexts(fstest.MapFS{"a": {}, "b/c": {}}); err != nil {
		t.Errorf("NewTexts = %v, want no error", err)
	}
}
