package extract_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
)

func TestSeal(t *testing.T) {
	got, notes := extract.Seal(load(t, "harbour_words.yaml"), textsOf(t))
	if len(notes) > 0 {
		t.Errorf("Seal: %v, want nothing to report", notes)
	}
	want := load(t, "harbour.yaml")
	if diff := cmp.Diff(string(want.Data), string(got)); diff != "" {
		t.Errorf("Seal (-want +got):\n%s", diff)
	}
	again, notes := extract.Seal(want, textsOf(t))
	if !bytes.Equal(want.Data, again) || len(notes) > 0 {
		t.Errorf("sealing a sealed file: %v, (-want +got):\n%s", notes, cmp.Diff(string(want.Data), string(again)))
	}
}

func TestSealKeepsTheLineEndsOfWindows(t *testing.T) {
	windows := func(name string) []byte {
		return bytes.ReplaceAll(load(t, name).Data, []byte("\n"), []byte("\r\n"))
	}
	got, notes := extract.Seal(extract.File{Name: "f", Data: windows("harbour_words.yaml")}, textsOf(t))
	if diff := cmp.Diff(string(windows("harbour.yaml")), string(got)); diff != "" || len(notes) > 0 {
		t.Errorf("Seal: %v, (-want +got):\n%s", notes, diff)
	}
}

// A sealTest is a file that annotates the text of doves, before and after, from its line 8.
type sealTest struct {
	name   string
	before string
	after  string
	notes  []string
}

// sealed are the digests of the spans that the tests have, in the order of the text.
const (
	redLine  = "  2-13: " + redDigest + "\n"
	metLine  = "  14-39: " + metDigest + "\n"
	redLine2 = "  41-52: " + redDigest + "\n"
	leftLine = "  45-58: " + leftDigest + "\n"
)

func TestSealDoesWhatHandsNeedNot(t *testing.T) {
	const claim = "claims:\n  - claim: red-harbour attacks blue-valley\n"
	tests := []sealTest{
		{
			"names, the longest first, and not inside of words",
			"mentions:\n  a:\n    Red Harbour: find # both\n  b:\n    Harbour: [45-52]\n    Red: find\n    y: find\n",
			"mentions:\n  a:\n    Red Harbour: [2-13] # both\n  b:\n    Harbour: [45-52]\n    Red: [41-44]\n    y: find\n" +
				"\ndigests:\n" + redLine + "  41-44: ba19e9c3d5f49882ddaafed4f286a8a81491150426d321179270e27e74a89097\n  45-52: d712d28b06e0c0c8024da92d3545c0f79e3e55b8f1d7c319c3697290e9a591dd\n",
			[]string{`f:14:8: "y" is nowhere in the text outside longer names: write it as it stands there, or remove it`},
		},
		{
			"one form for two entities",
			"mentions:\n  a:\n    Red Harbour: find\n  b:\n    Red Harbour: find\n",
			"mentions:\n  a:\n    Red Harbour: [2-13, 41-52]\n  b:\n    Red Harbour: find\n\ndigests:\n" + redLine + redLine2,
			[]string{`f:12:18: "Red Harbour" is to be found for the entity in line 10 too: write the spans of each`},
		},
		{
			"words in every way to write them",
			claim + "    at:\n      - {words: 'met Blue\n          Valley in Ålesby', } # a comment\n      - words: >-\n          Harbour\n          left.\n" +
				"      # another\n      - {words: [\"met Blue Valley in \\xc5lesby\", Harbour left.]}\n    gist: g\n",
			claim + "    at:\n      - 14-39 # a comment\n      - 45-58\n" +
				"      # another\n      - 14-39+45-58\n    gist: g\n\ndigests:\n" + metLine + leftLine,
			nil,
		},
		{
			"words in braces over several lines, with quotes and comments among them",
			claim + "    at: [ {words: [ 'met'   # what's \"this\"\n      , \"\\x69n\" , # ]\n    ]}, 2-13]\n    gist: g\n",
			claim + "    at: [ 14-17+30-32, 2-13]\n    gist: g\n\ndigests:\n" + redLine + "  14-17: 6efcbfb1f9f195ced75feb43f202ab14a8cd87832cef086976b16658e23944a8\n  30-32: 582967534d0f909d196b97f9e6921342777aea87b46fa52df165389db1fb8ccf\n",
			nil,
		},
		{
			"words in a mapping of their own",
			claim + "    at:\n      words: met Blue Valley in Ålesby\n    gist: g\n",
			claim + "    at:\n      14-39\n    gist: g\n\ndigests:\n" + metLine,
			nil,
		},
		{
			"words that are there twice, or not at all, or in the wrong order",
			claim + "    at: [{words: Red Harbour}, {words: Green Harbour}, {words: [left, met]}, {words: [[met]]}]\n    gist: g\n",
			claim + "    at: [{words: Red Harbour}, {words: Green Harbour}, {words: [left, met]}, {words: [[met]]}]\n    gist: g\n",
			[]string{
				`f:10:18: these words are in the text 2 times, at 2-13, 41-52: write the right span, or more of the words, or each span if it is printed again`,
				`f:10:40: these words are nowhere in the text: copy them as they stand there`,
				`f:10:71: these words are at 14-17, before the end of those above: write them in the order of the text`,
				`f:10:87: words are a text, and this is a list`,
			},
		},
		{
			"spans that have moved, and one that can't be found",
			claim + "    at: ['2-13+16-41', 47-60, 3-14]\n    gist: g\ndigests:\n" + redLine + "  3-14: " + redDigest + "\n" +
				"  16-41: " + metDigest + "\n  47-60: " + leftDigest + "\n",
			claim + "    at: [2-13+14-39, 45-58, 3-14]\n    gist: g\ndigests:\n" + redLine + "  3-14: " + redDigest + "\n" +
				metLine + leftLine,
			[]string{
				`f:10:10: warning: moved 16-41 to 14-39, where its words are now`,
				`f:10:24: warning: moved 47-60 to 45-58, where its words are now`,
				`f:10:31: the words at 3-14 are not those that were annotated, which are at 2-13 and 41-52: write the right span`,
			},
		},
		{
			"digests out of order, stale ones and comments among them",
			"digests: # do not touch\n    # mine\n    1-2: " + zeros + " # stale\n    41-52: " + redDigest + "\n" +
				"    2-13: " + redDigest + "   # kept\nmentions: {a: {Red Harbour: [2-13, 41-52]}}\n",
			"digests: # do not touch\n    # mine\n    2-13: " + redDigest + "\n    41-52: " + redDigest + "   # kept\n" +
				"mentions: {a: {Red Harbour: [2-13, 41-52]}}\n",
			nil,
		},
		{
			"digests in braces",
			"digests: {1-2: " + zeros + "}\nmentions: {a: {Red Harbour: [2-13]}}\n",
			"digests: \n" + strings.TrimSuffix(redLine, "\n") + "\nmentions: {a: {Red Harbour: [2-13]}}\n",
			nil,
		},
		{
			"digests that are left empty",
			"digests:\nmentions: {a: {Red Harbour: [2-13]}}\n",
			"digests:\n" + redLine + "mentions: {a: {Red Harbour: [2-13]}}\n",
			nil,
		},
		{
			"no line end at the end",
			"mentions: {a: {Red Harbour: [2-13]}}",
			"mentions: {a: {Red Harbour: [2-13]}}\n\ndigests:\n" + redLine,
			nil,
		},
		{
			"a span outside the text",
			"mentions: {a: {Red Harbour: [2-13, 50-61]}}\n",
			"mentions: {a: {Red Harbour: [2-13, 50-61]}}\n\ndigests:\n" + redLine,
			[]string{`f:8:36: 50-61 lies outside the text, which has 58 characters`},
		},
		{
			"what Read will report",
			"zoo: 1\nmentions: {a: {Red Harbour: [here]}}\nclaims: [{at: }, 3]\ndigests:\n  x: y\n",
			"zoo: 1\nmentions: {a: {Red Harbour: [here]}}\nclaims: [{at: }, 3]\ndigests:\n\n",
			nil,
		},
	}
	texts := textsWith(t, "doves.txt", doves)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after := doveFile(dovesDigest, 58, tt.before), doveFile(dovesDigest, 58, tt.after)
			got, notes := extract.Seal(extract.File{Name: "f", Data: []byte(before)}, texts)
			if diff := cmp.Diff(after, string(got)); diff != "" {
				t.Errorf("Seal (-want +got):\n%s", diff)
			}
			if tt.notes == nil {
				tt.notes = []string{}
			}
			if diff := cmp.Diff(tt.notes, lines(notes)); diff != "" {
				t.Errorf("Seal: notes (-want +got):\n%s", diff)
			}
			if again, _ := extract.Seal(extract.File{Name: "f", Data: got}, texts); !bytes.Equal(got, again) {
				t.Errorf("Seal again (-want +got):\n%s", cmp.Diff(string(got), string(again)))
			}
		})
	}
}

func TestSealRecordsTheText(t *testing.T) {
	const start = "dyad: 1\nkind: annotations\n"
	texts := textsWith(t, "doves.txt", doves)
	tests := []struct{ name, before, after string }{
		{
			"in braces",
			"source: {key: a, text: {file: 'doves.txt' }} # c",
			"source: {key: a, text: {file: 'doves.txt', sha256: " + dovesDigest + ", codepoints: 58 }} # c",
		},
		{
			"on lines", "source:\n  text:\n    file: doves.txt # the one\n  key: a\n",
			"source:\n  text:\n    file: doves.txt # the one\n    sha256: " + dovesDigest + "\n    codepoints: 58\n  key: a\n",
		},
		{
			"on the last line",
			"source:\n  key: a\n  text:\n    file: doves.txt",
			"source:\n  key: a\n  text:\n    file: doves.txt\n    sha256: " + dovesDigest + "\n\n    codepoints: 58\n",
		},
		{
			"where it is left empty",
			"source:\n  text:\n    sha256:\n    file: doves.txt\n    codepoints: 7 # wrong\n",
			"source:\n  text:\n    sha256: " + dovesDigest + "\n    file: doves.txt\n    codepoints: 58 # wrong\n",
		},
		{
			"where it is left empty in so many words",
			"source:\n  text: {file: \"doves\\x2etxt\", sha256: '', codepoints: ~}\n",
			"source:\n  text: {file: \"doves\\x2etxt\", sha256: " + dovesDigest + ", codepoints: 58}\n",
		},
		{
			"where its digest alone tells which text it is",
			"source: {text: {sha256: " + dovesDigest + "}}\n",
			"source: {text: {sha256: " + dovesDigest + ", codepoints: 58}}\n",
		},
		{
			"where it was another text",
			"source: {text: {sha256: " + zeros + ", codepoints: 7, file: doves.txt}}\n",
			"source: {text: {sha256: " + dovesDigest + ", codepoints: 58, file: doves.txt}}\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, notes := extract.Seal(extract.File{Name: "f", Data: []byte(start + tt.before)}, texts)
			if diff := cmp.Diff(start+tt.after, string(got)); diff != "" || len(notes) > 0 {
				t.Errorf("Seal: %v (-want +got):\n%s", notes, diff)
			}
		})
	}
}

func TestSealLeavesOtherFilesAlone(t *testing.T) {
	texts := textsWith(t, "doves.txt", doves)
	tests := []struct {
		name string
		data string
		want []string
	}{
		{"a registry", "dyad: 1\nkind: registry\nzoo: 1\n", []string{}},
		{"not YAML", "dyad: 1\nkind: a: b\n", []string{"f:2:8: not YAML: mapping values are not allowed in this context"}},
		{"no source", "dyad: 1\nkind: annotations\n", []string{"f:1:1: which text? write source: text: {file: …}"}},
		{"a text that nobody has", "dyad: 1\nkind: annotations\nsource: {text: {file: eagles.txt}}\n", []string{
			`f:3:23: no text "eagles.txt", nor one of the recorded digest, is at hand: name the folder that has it`,
		}},
		{"a digest that no text has", "dyad: 1\nkind: annotations\nsource: {text: {sha256: " + zeros + "}}\n", []string{
			"f:3:25: no text of this digest is at hand: name the folder that has it",
		}},
		{"all in braces", "{dyad: 1, kind: annotations, source: {text: {file: doves.txt}}, mentions: {a: {Red Harbour: find}}}\n", []string{
			"f:1:1: the file is written in a way that can't be edited safely: write it as in the guide, each key on a line",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, notes := extract.Seal(extract.File{Name: "f", Data: []byte(tt.data)}, texts)
			if diff := cmp.Diff(tt.want, lines(notes)); diff != "" || string(got) != tt.data {
				t.Errorf("Seal = %q, notes (-want +got):\n%s", got, diff)
			}
		})
	}
	if got, notes := extract.Seal(load(t, "harbour.yaml"), nil); !bytes.Equal(got, load(t, "harbour.yaml").Data) || len(notes) != 1 {
		t.Errorf("Seal without texts = %d bytes, %v; want the file as it is, and that its text is not at hand", len(got), notes)
	}
}
