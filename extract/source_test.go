package extract_test

import "testing"

// source is an annotations file whose source has the given lines besides its key, kind and genre.
func source(lines string) string {
	return "dyad: 1\nkind: annotations\nsource:\n  key: lantern\n  kind: article\n  genre: reporting\n" + lines
}

func TestSourceProblems(t *testing.T) {
	runProblems(t, nil, []problemTest{
		{"all that a source can have", source(`  title: 1984
  publisher: P
  author: A
  published: 2031-05
  language: pt-BR
  url: https://lantern.example/a?b=c
  text: {file: a b.txt, sha256: ` + zeros + `, codepoints: 1}
  reliability: F
  note: N
`), nil},
		{"no source", "¦dyad: 1\nkind: annotations\n", []string{"source is missing"}},
		{"a text for a source", "dyad: 1\nkind: annotations\nsource: ¦lantern\n", []string{
			"a source is a mapping of keys to values, and this is a text",
		}},
		{"nothing that a source needs", "dyad: 1\nkind: annotations\nsource: ¦¦¦{title: t}\n", []string{
			"genre is missing", "key is missing", "kind is missing",
		}},
		{"a key that is no slug", "dyad: 1\nkind: annotations\nsource: {key: ¦The Lantern, kind: article, genre: data}\n", []string{
			`"The Lantern" is no key: a key is lower-case letters, digits and single hyphens, at most 100`,
		}},
		{"an unknown kind and genre", "dyad: 1\nkind: annotations\nsource: {key: l, kind: ¦artcle, genre: ¦poetry}\n", []string{
			`no kind "artcle"; did you mean "article"?`, `no genre "poetry"; it is "reporting", "opinion" or "data"`,
		}},
		{"an impossible date", source("  published: ¦2021-02-30\n"), []string{
			`date "2021-02-30": there is no day 30: February 2021 has 28 days`,
		}},
		{"a date in a mapping", source("  published: {edtf: 2021-02, basis: inferred}\n"), nil},
		{"a basis without a date", source("  published: ¦{basis: inferred}\n"), []string{"edtf is missing"}},
		{"an unknown basis", source("  published: {edtf: 2021, basis: ¦infered}\n"), []string{
			`no basis "infered"; did you mean "inferred"?`,
		}},
		{"a list of dates", source("  published: ¦[2021]\n"), []string{"published is a mapping of keys to values, and this is a list"}},
		{"an address that could run as a script", source("  url: ¦javascript:alert(1)\n"), []string{
			`"javascript:alert(1)" is no address of the web: it begins with https:// and a host`,
		}},
		{"a reliability off the scale", source("  reliability: ¦G\n"), []string{
			`no reliability "G"; it is "A", "B", "C", "D", "E" or "F"`,
		}},
		{"claims without a text", "dyad: 1\nkind: annotations\nsource:\n  ¦key: l\n  kind: article\n  genre: data\n" +
			"annotator: a\ncodebook: c\nclaims:\n  - {claim: red-harbour attacks blue-valley, at: 1-2, gist: g}\n", []string{
			"text is missing: claims and mentions point into a text, so say which: text: {file: …}",
		}},
		{"a text that is not sealed yet", source("  text: ¦¦{file: a.txt}\n"), []string{
			"codepoints is missing: dyad check --texts DIR --write fills it in",
			"sha256 is missing: dyad check --texts DIR --write fills it in",
		}},
		{"a text that only its digest tells", source("  text: {sha256: " + zeros + ", codepoints: 1}\n"), nil},
		{"a text that nothing tells", source("  text: ¦¦{codepoints: 1}\n"), []string{
			"file is missing: write the name of the text, or its sha256",
			"sha256 is missing: dyad check --texts DIR --write fills it in",
		}},
		{"a text in a folder", source("  text: {file: ¦../a.txt, sha256: " + zeros + ", codepoints: 1}\n"), []string{
			`"../a.txt" is no name of a file: write it without the folders`,
		}},
		{"a digest that is too short", source("  text: {file: a.txt, sha256: ¦abc, codepoints: 1}\n"), []string{
			`"abc" is no SHA-256: that is 64 digits and letters a to f, which dyad check --texts DIR --write writes`,
		}},
		{"a text of no length", source("  text: {file: a.txt, sha256: " + zeros + ", codepoints: ¦0}\n"), []string{
			`codepoints is a whole number above 0, of at most nine digits, not "0"`,
		}},
		{"a length in words", source("  text: {file: a.txt, sha256: " + zeros + ", codepoints: ¦ten}\n"), []string{
			`codepoints is a whole number above 0, of at most nine digits, not "ten"`,
		}},
	})
}
