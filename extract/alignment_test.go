package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
)

func TestReadAlignment(t *testing.T) {
	file := extract.File{Name: "f", Data: []byte(`# who is who
align:
  - {a: gunmen, b: attackers}
  - {a: first-raid, b: dawn-raid, source: ferry}
  - {a: first-raid, b: dusk-raid, source: bridge}
`)}
	want := []extract.Same{
		{Left: "gunmen", Right: "attackers", Line: 3},
		{Left: "first-raid", Right: "dawn-raid", Source: "ferry", Line: 4},
		{Left: "first-raid", Right: "dusk-raid", Source: "bridge", Line: 5},
	}
	got, problems := extract.ReadAlignment(file, "a", "b")
	if len(problems) > 0 {
		t.Fatalf("ReadAlignment = %v, want no problem", problems)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ReadAlignment (-want +got):\n%s", diff)
	}
}

func TestReadAlignmentProblems(t *testing.T) {
	tests := []problemTest{
		{"nobody is the same", "align: []\n", nil},
		{"no list", "¦{}\n", []string{"align is missing"}},
		{"a list without its key", "¦- {a: x, b: y}\n", []string{"an alignment is a mapping of keys to values, and this is a list"}},
		{"a mapping for a list", "align: ¦{a: x, b: y}\n", []string{"align is a list, and this is a mapping: write it as [a, b]"}},
		{"a side is missing", "align:\n  - ¦{a: x}\n", []string{"b is missing"}},
		{"sides of another comparison", "align:\n  - ¦{a: x, ¦c: y}\n", []string{"b is missing", `unknown key "c"; did you mean "a" or "b"?`}},
		{
			"a name for a key", "align:\n  - {a: ¦Red Harbour, b: y}\n",
			[]string{`"Red Harbour" is no key: a key is lower-case letters, digits and single hyphens, at most 100`},
		},
		{
			"a source that is none", "align:\n  - {a: x, b: y, source: ¦The Ferry}\n",
			[]string{`"The Ferry" is no key: a key is lower-case letters, digits and single hyphens, at most 100`},
		},
		{
			"one of B for two of A", "align:\n  - {a: x, b: y}\n  - {a: z, b: ¦y}\n",
			[]string{`b "y" is the same as "x" by line 2: a key has one partner`},
		},
		{"a list twice", "align: []\n¦align: []\n", []string{`key "align" comes a second time, after line 1: join the two`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file, want := tt.placed()
			if want == nil {
				want = []string{}
			}
			_, problems := extract.ReadAlignment(extract.File{Name: "f", Data: []byte(file)}, "a", "b")
			if diff := cmp.Diff(want, lines(problems)); diff != "" {
				t.Errorf("ReadAlignment: problems (-want +got):\n%s\nof\n%s", diff, tt.file)
			}
		})
	}
}
