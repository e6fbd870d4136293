package extract_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/graph"
)

// load reads a file of testdata.
func load(t testing.TB, name string) extract.File {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return extract.File{Name: name, Data: data}
}

// baseOf returns what the vocabulary and the registry of testdata define.
func baseOf(t testing.TB) extract.Base {
	t.Helper()
	bundles, problems := extract.Read([]extract.File{load(t, "vocabulary.yaml"), load(t, "registry.yaml")}, extract.Base{}, nil)
	if len(problems) > 0 {
		t.Fatalf("Read(testdata) = %v, want no problem", problems)
	}
	return extract.Base{Terms: bundles[0].Terms, Entities: bundles[1].Entities}
}

// textsOf returns the texts of testdata.
func textsOf(t testing.TB) *extract.Texts {
	t.Helper()
	texts, err := extract.NewTexts(os.DirFS("testdata/texts"))
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// zeros has the form of a digest.
var zeros = strings.Repeat("0", 64)

// head is the first nine lines of an annotations file; what is tested begins in line 10.
var head = `dyad: 1
kind: annotations
source:
  key: lantern
  kind: article
  genre: reporting
  text: {file: lantern.txt, sha256: ` + zeros + `, codepoints: 100}
annotator: hand
codebook: "1"
`

// claim is a file with one claim: its statement begins at 11:12, and further lines, from line 14, stand in column 5.
func claim(statement string, further ...string) string {
	text := "claims:\n  - claim: " + statement + "\n    at: 1-5\n    gist: A gist.\n"
	for _, line := range further {
		text += "    " + line + "\n"
	}
	return text
}

// problemsOf reads one file and returns its problems as text.
func problemsOf(base extract.Base, texts *extract.Texts, name, data string) []string {
	_, problems := extract.Read([]extract.File{{Name: name, Data: []byte(data)}}, base, texts)
	return lines(problems)
}

func lines(problems []extract.Problem) []string {
	all := []string{}
	for _, p := range problems {
		all = append(all, p.String())
	}
	return all
}

// A problemTest is a file and what is wrong with it. Without marks the problems are whole, with name and place. A file with
// marks has one before each character that a problem points to, in order, and want has the messages alone.
type problemTest struct {
	name string
	file string
	want []string
}

// mark stands before the place of a problem. Two marks are two problems.
const mark = '¦'

// placed takes the marks out of a file, and puts their places in front of the messages.
func (tt problemTest) placed() (file string, want []string) {
	want = slices.Clone(tt.want)
	if !strings.ContainsRune(tt.file, mark) {
		return tt.file, want
	}
	line, column, n := 1, 1, 0
	var b strings.Builder
	for _, r := range tt.file {
		if r == mark {
			want[n] = fmt.Sprintf("f:%d:%d: %s", line, column, want[n])
			n++
			continue
		}
		b.WriteRune(r)
		if column++; r == '\n' {
			line, column = line+1, 1
		}
	}
	return b.String(), want
}

// runProblems reads each file alone, under the name f, and compares its problems.
func runProblems(t *testing.T, texts *extract.Texts, tests []problemTest) {
	t.Helper()
	base := baseOf(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file, want := tt.placed()
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, problemsOf(base, texts, "f", file)); diff != "" {
				t.Errorf("Read: problems (-want +got):\n%s\nof\n%s", diff, tt.file)
			}
		})
	}
}

// edtf reads a date that is known to be one.
func edtf(t testing.TB, s string) graph.EDTF {
	t.Helper()
	date, err := graph.ParseEDTF(s)
	if err != nil {
		t.Fatal(err)
	}
	return date
}
