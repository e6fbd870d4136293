package extract_test

import (
	"bytes"
	"strings"
	"testing"

	"dyad/extract"
)

func TestUnreadableFiles(t *testing.T) {
	runProblems(t, nil, []problemTest{
		{"nothing at all", "", []string{`f:1:1: the file is empty: begin it with dyad: 1`}},
		{"comments alone", "# nothing\n", []string{`f:1:1: the file is empty: begin it with dyad: 1`}},
		{"not a mapping", "- a\n", []string{`f:1:1: a file is a mapping that begins with dyad: 1, and this is a list`}},
		{"a bracket left open", "dyad: 1\nkind: [registry\n", []string{
			`f:3:1: not YAML: did not find expected ',' or ']', while parsing a flow sequence`,
		}},
		{"two values in a line", "dyad: 1\nkind: a: b\n", []string{`f:2:8: not YAML: mapping values are not allowed in this context`}},
		{"two documents", "dyad: 1\nkind: registry\n---\na: 1\n", []string{
			`f:3:1: a second document: a file holds one, so put this into another file`,
		}},
		{"a second document that is no YAML", "dyad: 1\n---\na: b: c\n", []string{
			`f:3:5: not YAML: mapping values are not allowed in this context`,
		}},
		{"no version", "kind: registry\n", []string{`f:1:1: dyad is missing: begin the file with dyad: 1`}},
		{"a later version", "dyad: 2\nkind: registry\n", []string{`f:1:7: format 2 is not known: this program reads format 1`}},
		{"no kind", "dyad: 1\n", []string{`f:1:1: kind is missing: say what the file is, kind: vocabulary, registry or annotations`}},
		{"a misspelt kind", "dyad: 1\nkind: regstry\n", []string{`f:2:7: no kind "regstry"; did you mean "registry"?`}},
		{"another kind", "dyad: 1\nkind: zoo\n", []string{
			`f:2:7: no kind "zoo"; it is "vocabulary", "registry", "annotations" or "review"`,
		}},
		{"a mapping of tables", "dyad: 1\nkind: mapping\n", []string{
			`f:2:7: a mapping says what the columns of tables mean: dyad load --map f TABLE… reads them by it`,
		}},
		{"a misspelt key", "dyad: 1\nkind: registry\nentites: []\nkey: mine\n", []string{`f:3:1: unknown key "entites"; did you mean "entities"?`}},
		{"a key like no other", "dyad: 1\nkind: registry\nzoo: []\nkey: mine\n", []string{
			`f:3:1: unknown key "zoo"; a registry has dyad, entities, key, kind`,
		}},
		{"a key twice", "dyad: 1\nkind: registry\nentities: []\nentities: []\n", []string{
			`f:4:1: key "entities" comes a second time, after line 3: join the two`,
		}},
		{"a list for a key", "dyad: 1\nkind: registry\n? [a]\n: b\n", []string{`f:3:3: a list can't be a key: write a word`}},
		{"a tag", "dyad: !!int 1\nkind: registry\n", []string{`f:1:7: tag !!int: tags are not read, so remove it`}},
		{"a mapping for a text", "dyad: {a: b}\nkind: registry\n", []string{`f:1:7: dyad is a text, and this is a mapping`}},
		{"a text for a list", "dyad: 1\nkind: registry\nentities: me\nkey: mine\n", []string{
			`f:3:11: entities is a list, and this is a text: write it as [a, b]`,
		}},
		{"an empty item", "dyad: 1\nkind: registry\nentities:\n  -\nkey: mine\n", []string{`f:4:4: an empty item: fill it in or remove it`}},
		{"nothing under a key", "dyad: 1\nkind: registry\nentities:\nkey: mine\n", nil},
	})
}

func TestCharacters(t *testing.T) {
	const rest = "kind: registry\nentities: []\n"
	runProblems(t, nil, []problemTest{
		{"not UTF-8", "dyad: 1\nkind: \xe9t\xe9\n", []string{`f:2:7: byte 14 (0xe9) is not UTF-8: save the file as UTF-8`}},
		{"half a character at the end", "dyad: 1\n\xf0\x9f", []string{`f:2:1: byte 8 (0xf0) is not UTF-8: save the file as UTF-8`}},
		{"NUL", "dyad: 1\n# \x00\n", []string{`f:2:3: character U+0000 is not allowed: remove it`}},
		{"a control character", "dyad: 1\nkind: a\x1bb\n", []string{`f:2:8: character U+001B is not allowed: remove it`}},
		{"a line break that no editor shows", "dyad: 1\nkind: a\u2028b\n", []string{`f:2:8: character U+2028 is not allowed: remove it`}},
		{"NUL as an escape", "dyad: 1\nkind: \"a\\0b\"\n", []string{
			`f:2:7: the text holds the character U+0000, which is not allowed: remove it`,
		}},
		{"a carriage return alone", "dyad: 1\rkind: a\n", []string{
			`f:1:8: a carriage return without a line feed: save the file with the line ends of Unix or Windows`,
		}},
		{"the line ends of Windows", strings.ReplaceAll("dyad: 1\nkind: registry\nzoo: 1\nkey: mine\n", "\n", "\r\n"), []string{
			`f:3:1: unknown key "zoo"; a registry has dyad, entities, key, kind`,
		}},
		{"a byte order mark", "\uFEFFdyad: 2\n" + rest, []string{`f:1:7: format 2 is not known: this program reads format 1`}},
		{"a byte order mark further on", "dyad: 1\n\uFEFF" + rest, []string{`f:2:1: character U+FEFF is not allowed: remove it`}},
		{"columns count an emoji once", "dyad: 1\nkind: registry\n{😀: 1, 🕊é: 2}: 3\n", []string{
			`f:3:1: a mapping can't be a key: write a word`,
		}},
		{"a place behind an emoji", "dyad: 1\nkind: registry\nentities: [{name: \"😀😀é\", zoo: 1, key: a, type: State}]\nkey: mine\n", []string{
			`f:3:26: unknown key "zoo"; an entity has description, external, key, merged_into, name, names, parent, type`,
		}},
	})
}

func TestAliasesAreRefused(t *testing.T) {
	bomb := "dyad: 1\nkind: registry\na: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a]\nentities: *b\n"
	runProblems(t, nil, []problemTest{
		{"an alias bomb", bomb, []string{
			`f:3:4: anchor &a: anchors and aliases are not read, so remove it`,
			`f:4:4: anchor &b: anchors and aliases are not read, so remove it`,
			`f:4:8: alias *a: anchors and aliases are not read, so write out what it stands for`,
			`f:4:12: alias *a: anchors and aliases are not read, so write out what it stands for`,
			`f:5:11: alias *b: anchors and aliases are not read, so write out what it stands for`,
		}},
		{"an alias of nothing", "dyad: 1\nkind: *a\n", []string{`f:2:7: not YAML: unknown anchor 'a' referenced`}},
		{"an alias for a key", "dyad: &a 1\nkind: registry\n*a : 1\n", []string{
			`f:1:7: anchor &a: anchors and aliases are not read, so remove it`,
			`f:3:1: alias *a: anchors and aliases are not read, so write out what it stands for`,
		}},
	})
}

// TestLimits also holds that none of these takes time that grows with the square of its size: four million lines or a
// million brackets would then run for hours, into the time limit of go test. A clock of our own would measure the
// machine; BenchmarkReadLimits has the times.
func TestLimits(t *testing.T) {
	read := func(data []byte) []string {
		_, problems := extract.Read([]extract.File{{Name: "f", Data: data}}, extract.Base{}, nil)
		return lines(problems)
	}
	if got, want := read(make([]byte, 100_000_000)), "f: 100000000 bytes are more than a file may have (8388608): split it"; len(got) != 1 || got[0] != want {
		t.Errorf("Read(100 MB) = %q, want %q", got, want)
	}
	deep := "dyad: 1\nkind: registry\nentities: " + strings.Repeat("[", 1_000_000)
	if got := read([]byte(deep)); len(got) != 1 || !strings.HasPrefix(got[0], "f:3:31: not YAML: exceeded max depth of 20") {
		t.Errorf("Read(a million brackets) = %.200q, want the depth refused at 3:31", got)
	}
	almost := bytes.Repeat([]byte("#\n"), extract.MaxFile/2)
	if got := read(almost); len(got) != 1 || got[0] != `f:1:1: the file is empty: begin it with dyad: 1` {
		t.Errorf("Read(8 MiB of comments) = %.200q, want it read and found empty", got)
	}
	if got := read(append(almost, '#')); len(got) != 1 || got[0] != `f: 8388609 bytes are more than a file may have (8388608): split it` {
		t.Errorf("Read(8 MiB and one byte) = %.200q, want it refused", got)
	}
}
