package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"dyad/extract"
)

// seaside is an annotations file of a text of that many code points, with the lines of its body.
func seaside(codepoints int, body string) []byte {
	return []byte("dyad: 1\nkind: annotations\nsource: {key: seaside, kind: post, genre: opinion, text: {sha256: " +
		strings.Repeat("0", 64) + fmt.Sprintf(", codepoints: %d}}\nannotator: reed\ncodebook: \"1\"\n", codepoints) + body)
}

// TestWhatIsTooMuchIsLeftOffAndTold hands over files that ask for more than a server does for anybody: it is told, and the file stays as
// it is. Whoever reads files of their own has them read.
func TestWhatIsTooMuchIsLeftOffAndTold(t *testing.T) {
	const length = 200_000
	text := "b0" + strings.Repeat(" ", length/2-2) + strings.Repeat("a ", length/4)
	var spans, words, names strings.Builder
	for i := range 4000 {
		if i < 1500 {
			fmt.Fprintf(&spans, "%d-%d,", i, length-1)
		}
		fmt.Fprintf(&words, "{words: a b%d},", i)
		fmt.Fprintf(&names, "    %sb%d: find\n", strings.Repeat("a ", i%200+1), i)
	}
	claim := "claims:\n  - {claim: red-harbour attacks blue-valley, gist: It did., at: ["
	tests := []struct {
		name, body string
		read       bool // Read reports it too: it hashes no span that has no digest
	}{
		{"long spans", claim + spans.String() + "]}\n", false},
		{"words to find", claim + words.String() + "]}\n", true},
		{"words with much between them", claim + strings.ReplaceAll(words.String(), "a b", "b0 c") + "]}\n", true},
		{"names to find", "mentions:\n  red-harbour:\n" + names.String(), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := extract.File{Name: "f", Data: seaside(length, tt.body)}
			texts, err := extract.OneText("t", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			_, problems := extract.Read([]extract.File{file}, baseOf(t), texts.Hurried())
			if got := tooMuch(problems); got != tt.read {
				t.Errorf("Read tells that it is too much: %v, want %v, among %d problems", got, tt.read, len(problems))
			}
			sealed, problems := extract.Seal(file, texts)
			if !tooMuch(problems) || extract.Usable(problems) || string(sealed) != string(file.Data) {
				t.Errorf("Seal: %d problems; want to be told that it is too much, and the file as it is", len(problems))
			}
		})
	}
	t.Run("long spans, of one's own", func(t *testing.T) {
		if testing.Short() {
			t.Skip("it takes some seconds")
		}
		texts, err := extract.OneText("t", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		sealed, problems := extract.Seal(extract.File{Name: "f", Data: seaside(length, tests[0].body)}, texts)
		if tooMuch(problems) || !strings.Contains(string(sealed), "digests:") {
			t.Errorf("Seal: %d problems, want it sealed", len(problems))
		}
	})
}

func tooMuch(problems []extract.Problem) bool {
	for _, p := range problems {
		if strings.Contains(p.Message, "too much work here") {
			return true
		}
	}
	return false
}

// TestOneTextStandsForAll takes a text for that of a file, whatever the file calls it.
func TestOneTextStandsForAll(t *testing.T) {
	texts, err := extract.OneText("t", []byte(doves))
	if err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{"source: {text: {file: doves.txt}}", "source: {text: {file: hawks.txt}}"} {
		file := "dyad: 1\nkind: annotations\n" + body + "\n"
		sealed, problems := extract.Seal(extract.File{Name: "f", Data: []byte(file)}, texts)
		if len(problems) > 0 || !strings.Contains(string(sealed), dovesDigest) {
			t.Errorf("Seal(%q) = %s, %v; want the digest of the text", file, sealed, problems)
		}
	}
	if _, err := extract.OneText("t", []byte{'a', 0xff}); err == nil {
		t.Error("a text that is not UTF-8 is taken")
	}
}

// TestLongNamesAreNotRepeated has a long name in the way of many spans: it is told of once, and cut.
func TestLongNamesAreNotRepeated(t *testing.T) {
	long := strings.Repeat("a", 5000)
	body := "mentions:\n  red-harbour:\n    " + long + ": [0-1, 1-2, 2-3]\n    " + strings.Repeat("b", 500) + ": [3-4]\n"
	_, problems := extract.Read([]extract.File{{Name: "f", Data: seaside(9000, body)}}, baseOf(t), nil)
	long500 := 0
	for _, p := range problems {
		if len(p.Message) > 500 {
			t.Errorf("a problem of %d bytes: %.100s…", len(p.Message), p.Message)
		}
		if strings.Contains(p.Message, "at most 500 characters") {
			long500++
		}
	}
	if long500 != 1 {
		t.Errorf("%d problems tell of a name that is too long, want 1: %v", long500, problems)
	}
}
