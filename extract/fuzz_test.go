package extract_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
)

// seeds adds files that are right, or wrong in many ways.
func seeds(f *testing.F) {
	for _, name := range []string{"vocabulary.yaml", "registry.yaml", "harbour.yaml", "harbour_words.yaml"} {
		f.Add(load(f, name).Data)
	}
	for _, body := range []string{
		doveBody,
		"mentions: {RH: {🕊: [0-1, 0-2], x: find}}\n",
		"claims:\n  - {label: a, claim: RH x:y BV, roles: {content: [a, b]}, voices: [{label: l}], at: {words: [a, b]}, when: {bound: end}}\n",
		"claims:\n  - claim: \"a\\tattacks\\u0041 b\"\n    at: '1-2+3-4'\n    disputes: a\n",
		"entities:\n  - {key: a, name: a, type: b, parent: a, merged_into: a, names: [a, {text: a}]}\ndigests: {1-2: 3}\n",
	} {
		f.Add([]byte(doveFile(dovesDigest, 58, body)))
	}
}

func FuzzRead(f *testing.F) {
	seeds(f)
	base, texts := baseOf(f), textsWith(f, "doves.txt", doves)
	base.Whole = true
	f.Fuzz(func(t *testing.T, data []byte) {
		_, problems := extract.Read([]extract.File{{Name: "f", Data: data}}, base, texts)
		lines := bytes.Count(data, []byte("\n")) + 2 // some stand behind the last line
		for i, p := range problems {
			if p.Message == "" || p.Line > lines || p.Column < 1 && p.Line > 0 || p.Line == 0 && len(data) <= extract.MaxFile {
				t.Errorf("Read(%q): problem %d is %+v, in a file of %d lines", data, i, p, lines)
			}
		}
		if !utf8.Valid(data) && extract.Usable(problems) {
			t.Errorf("Read(%q): no problem, want UTF-8 only", data)
		}
	})
}

func FuzzSeal(f *testing.F) {
	seeds(f)
	texts := textsWith(f, "doves.txt", doves)
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		sealed, _ := extract.Seal(extract.File{Name: "f", Data: data}, texts)
		if !bytes.Equal(before, data) {
			t.Fatalf("Seal changed what it was handed: %q", before)
		}
		again, _ := extract.Seal(extract.File{Name: "f", Data: sealed}, texts)
		if !bytes.Equal(sealed, again) {
			t.Errorf("Seal(%q) = %q, and again %q", data, sealed, again)
		}
	})
}

func FuzzReadAlignment(f *testing.F) {
	for _, text := range []string{
		"align:\n  - {a: gunmen, b: attackers}\n  - {a: raid, b: dawn-raid, source: ferry}\n",
		"align: [{a: x, b: y}, {a: x, b: z}, ~, 1, {a: X}]\n", "align: &a [*a]\n", "{}", "\ufeffalign:\r\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		same, problems := extract.ReadAlignment(extract.File{Name: "f", Data: data}, "a", "b")
		type end struct {
			side        string
			key, source string
		}
		taken := map[end]bool{}
		for _, s := range same {
			for _, e := range []end{{"a", string(s.Left), string(s.Source)}, {"b", string(s.Right), string(s.Source)}} {
				if !graph.ValidKey(e.key) || taken[e] || s.Line < 1 {
					t.Errorf("ReadAlignment(%q) = %+v, want keys with one partner each", data, same)
				}
				taken[e] = true
			}
		}
		lines := bytes.Count(data, []byte("\n")) + 2 // some stand behind the last line
		for _, p := range problems {
			if p.Message == "" || p.Line > lines || p.Line == 0 && len(data) <= extract.MaxFile {
				t.Errorf("ReadAlignment(%q): problem %+v, in a file of %d lines", data, p, lines)
			}
		}
	})
}
