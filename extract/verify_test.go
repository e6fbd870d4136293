package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
)

// The text of these tests: a dove, an A with a ring and a no-break space, each one code point of several bytes.
//
//	offset    0         10        20        30        40
//	          0123456789012345678901234567890123456789012345
const doves = "🕊 Red Harbour met Blue Valley in Ålesby. Red Harbour\u00a0left."

// Digests worked out with sha256sum.
const (
	dovesDigest = "7ed23a94f1647c2e1916e4367bf6f398c9b4179f91a07eb743a93359889a5e9c"
	redDigest   = "4e135381a9b724cdfb68fdf3ff9ec9acc74bedc16933190bda3c3be21474c90e" // Red Harbour
	metDigest   = "b653cc10352acd0cbffe75e06affb1c6930137f11b473197397adabfe4044544" // met Blue Valley in Ålesby
	leftDigest  = "e750af58e5fec34213e5a7119d701d42c892bc5bc60df8f6fea8ac6b1e09ee52" // Harbour, no-break space, left
)

// textsWith returns texts of one file.
func textsWith(t testing.TB, name, data string) *extract.Texts {
	t.Helper()
	texts, err := extract.NewTexts(fstest.MapFS{name: {Data: []byte(data)}})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// doveFile is an annotations file for the text of doves; what is tested begins in line 8.
func doveFile(sha256 string, codepoints int, body string) string {
	return fmt.Sprintf(`dyad: 1
kind: annotations
source: {key: doves, kind: article, genre: reporting,
  text: {file: doves.txt, sha256: %s, codepoints: %d}}
annotator: hand
codebook: "1"
# a comment
%s`, sha256, codepoints, body)
}

const doveBody = `mentions:
  red-harbour:
    Red Harbour: [2-13, 41-52]
claims:
  - claim: red-harbour attacks blue-valley
    at: [14-39, 45-58]
    gist: The Harbour was in Ålesby with the Valley.
digests:
  2-13: ` + redDigest + `
  14-39: ` + metDigest + `
  41-52: ` + redDigest + `
  45-58: ` + leftDigest + `
`

func TestVerify(t *testing.T) {
	whole := func(body string) string { return doveFile(dovesDigest, 58, body) }
	runProblems(t, textsWith(t, "doves.txt", doves), []problemTest{
		{"everything fits", whole(doveBody), nil},
		{"a wrong length", strings.Replace(whole(doveBody), "codepoints: 58", "codepoints: ¦60", 1), []string{
			"the text has 58 characters, not 60",
		}},
		{"a length in bytes, and a span within it only", strings.Replace(whole(`mentions:
  red-harbour:
    RH: [¦58-60]
`), "codepoints: 58", "codepoints: ¦64", 1), []string{
			"the text has 58 characters, not 64", "58-60 lies outside the text, which has 58 characters",
		}},
		{"another text", strings.Replace(whole("mentions:\n  red-harbour:\n    Red Harbour: [2-13]\ndigests:\n  2-13: "+redDigest+"\n"),
			dovesDigest, "¦"+zeros, 1), []string{
			"the text at hand has another digest: it was changed since, or is another one; put the right one there, " +
				"or let dyad check --texts DIR --write move the spans",
		}},
		{"a name that the text has not", whole("mentions:\n  red-harbour:\n    the Harbour: [¦2-13]\ndigests:\n  2-13: " + redDigest + "\n"), []string{
			`the text has "Red Harbour" at 2-13, not "the Harbour": correct the span or the name`,
		}},
		{"a name that is elsewhere in the text", strings.Replace(whole("mentions:\n  red-harbour:\n    Red Harbour: [¦40-51]\n"),
			"doves.txt", "¦doves.txt", 1), []string{
			"warning: no digest is recorded yet for 1 of 1 spans: dyad check --texts DIR --write does it",
			`the text has " Red Harbou" at 40-51, not "Red Harbour": the name is at 41-52`,
		}},
		{"words that have moved", whole("claims:\n  - claim: red-harbour attacks blue-valley\n    at: 2-13+¦16-41\n    gist: g\n" +
			"digests:\n  2-13: " + redDigest + "\n  16-41: " + metDigest + "\n"), []string{
			"the words annotated at 16-41 are now at 14-39: dyad check --texts DIR --write moves the span",
		}},
		{"words that are in two places", whole("claims:\n  - claim: red-harbour attacks blue-valley\n    at: ¦3-14\n    gist: g\n" +
			"digests:\n  3-14: " + redDigest + "\n"), []string{
			"the words at 3-14 are not those that were annotated, which are at 2-13 and 41-52: write the right span",
		}},
		{"words that are gone", whole("claims:\n  - claim: red-harbour attacks blue-valley\n    at: ¦3-14\n    gist: g\n" +
			"digests:\n  3-14: " + zeros + "\n"), []string{
			"the words at 3-14 are not those that were annotated, which are nowhere in the text: write the span anew",
		}},
	})
}

func TestTextsThatCannotBeUsed(t *testing.T) {
	runProblems(t, textsWith(t, "doves.txt", doves[:12]+"\n\xff"), []problemTest{
		{"not UTF-8", strings.Replace(doveFile(dovesDigest, 58, ""), "doves.txt", "¦doves.txt", 1), []string{
			"doves.txt: byte 13 (0xff, in line 2) is not UTF-8: save the text as UTF-8",
		}},
	})
	runProblems(t, textsWith(t, "eagles.txt", "Eagles."), []problemTest{
		{"no such text", strings.Replace(doveFile(dovesDigest, 58, ""), "doves.txt", "¦doves.txt", 1), []string{
			"warning: no text of that name or digest is at hand: spans and names were not held against it",
		}},
	})
	runProblems(t, textsWith(t, "renamed.txt", doves), []problemTest{
		{"found by its digest", doveFile(dovesDigest, 58, doveBody), nil},
		{"found by its digest alone", strings.Replace(doveFile(dovesDigest, 58, doveBody), "file: doves.txt, ", "", 1), nil},
	})
}

func TestTextsAreTakenByteForByte(t *testing.T) {
	const data = "\uFEFFa\r\nb\x00c"
	body := "mentions:\n  red-harbour:\n    b: [4-5]\n    c: [6-7]\n    a: [1-2]\n"
	file := strings.Replace(doveFile("f7c214cf9c8bebaaec92bdfe47b6c8e26c9768f1ea4b5bb6345777ff9d943cd4", 7, body), "doves.txt", "¦doves.txt", 1)
	runProblems(t, textsWith(t, "doves.txt", data), []problemTest{
		{"a byte order mark, a carriage return and a NUL count one each", file, []string{
			"warning: no digest is recorded yet for 3 of 3 spans: dyad check --texts DIR --write does it",
		}},
	})
}

func TestNoPassageEntersAnAnnotation(t *testing.T) {
	const words = "One two three four, five six seven eight nine ten's."
	texts := textsWith(t, "doves.txt", words)
	with := func(gist string) string {
		return doveFile("48d5f5c12ef6a552880ef0a6e0bf2849c4450668c23da032e2cd6ef4fb30ebc9", 52, "claims:\n  - claim: red-harbour attacks blue-valley\n    at: 0-3\n    gist: "+gist+
			"\ndigests: {0-3: 8b12507783d5becacbf2ebe5b01a60024d8728a8f86dcc818bce699e8b3320bc}\n")
	}
	runProblems(t, texts, []problemTest{
		{"five words", with("He said that four five six seven eight."), nil},
		{"a word in between", with("He said two three four five six or seven eight nine."), nil},
		{"six words, in another case and punctuation", with("¦He said TWO three (four five) six, seven."), []string{
			"the gist repeats 6 words or more of the text in a row: say it in words of your own",
		}},
		{"more words over the end of a sentence, with another apostrophe", with("¦three four five six seven eight nine ten’s too"), []string{
			"the gist repeats 6 words or more of the text in a row: say it in words of your own",
		}},
		{"in a number", strings.Replace(with("g"), "    gist: g\n", "    number: {worded: ¦one two three four five six seven eight}\n    gist: g\n", 1), []string{
			"the wording of the number repeats 6 words or more of the text in a row: say it in words of your own",
		}},
		{"in a note", strings.Replace(with("g"), "genre: reporting,", "genre: reporting, note: ¦one two three four five six seven eight,", 1), []string{
			"the note repeats 6 words or more of the text in a row: say it in words of your own",
		}},
	})
}

func TestSpansAreCodePoints(t *testing.T) {
	// In bytes the second Red Harbour is at 45-56, in UTF-16 at 42-53.
	for span, want := range map[string]int{"41-52": 0, "45-56": 1, "42-53": 1} {
		file := doveFile(dovesDigest, 58, "mentions:\n  red-harbour:\n    Red Harbour: ["+span+"]\ndigests:\n  "+span+": "+redDigest+"\n")
		got := problemsOf(baseOf(t), textsWith(t, "doves.txt", doves), "f", file)
		if len(got) != want {
			t.Errorf("Read(a mention at %s) = %v, want %d problems", span, got, want)
		}
	}
	if diff := cmp.Diff(58, len([]rune(doves))); diff != "" {
		t.Error(diff)
	}
}
