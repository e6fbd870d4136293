package seeds_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// passageWords is how many words of an article in a row no file of the repository may hold. Texts belong to their publishers.
const passageWords = 9

// TestNoPassage holds that no passage of an article stands anywhere in the repository: in no file, test, comment or document.
// What it finds it tells by file and line, and never by the words.
func TestNoPassage(t *testing.T) {
	root := ".."
	texts, err := filepath.Glob(filepath.Join(root, "..", "shared", "articles", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) == 0 {
		t.Skip("the articles are not beside this checkout (../shared/articles): whether a passage of them is repeated can't be told")
	}
	runs := passages{}
	for _, name := range texts {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		runs.learn(string(data))
	}
	for _, b := range read(t, nil) {
		for _, source := range b.Sources {
			runs.forget(source.Title)
		}
		for _, entity := range b.Entities {
			for _, name := range entity.Names {
				runs.forget(name.Text)
			}
		}
	}
	if len(runs) == 0 {
		t.Fatal("the articles have no passage, so nothing was looked for")
	}
	for _, name := range repository(t, root) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range runs.find(string(data)) {
			t.Errorf("%s:%d repeats %d words or more of an article in a row: say it in other words", filepath.ToSlash(name), line, passageWords)
		}
	}
}

// passages are the runs of words that may not be repeated.
type passages map[string]bool

// learn adds every run of a text.
func (p passages) learn(text string) {
	runsOf(text, func(run string, _ int) { p[run] = true })
}

// forget takes out the runs of a title or name, which is what something is called and no passage.
func (p passages) forget(name string) {
	runsOf(name, func(run string, _ int) { delete(p, run) })
}

// find returns the lines in which a passage begins, each once, in order.
func (p passages) find(text string) []int {
	var lines []int
	runsOf(text, func(run string, line int) {
		if p[run] {
			lines = append(lines, line)
		}
	})
	return slices.Compact(lines)
}

// runsOf calls f with every run of passageWords words, and the line, from 1, in which it begins. Letters and digits make words, case
// makes no difference, and a line break none: what is broken differently, or stands behind // or #, is the same.
func runsOf(text string, f func(run string, line int)) {
	var words []string
	var lines []int
	at := 0
	for line := range strings.Lines(strings.ToLower(text)) {
		at++
		for w := range strings.FieldsFuncSeq(line, separates) {
			words, lines = append(words, w), append(lines, at)
			if n := len(words); n >= passageWords {
				f(strings.Join(words[n-passageWords:], " "), lines[n-passageWords])
			}
		}
	}
}

// separates reports whether a character stands between words.
func separates(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// repository lists the files that are, or would be, part of the repository: all below root but what .gitignore leaves out and the
// history itself.
func repository(t *testing.T, root string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		switch {
		case err != nil:
			return err
		case d.IsDir() && ignored(name):
			return filepath.SkipDir
		case d.Type().IsRegular() && name != ".git": // a worktree has a file of that name
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// ignored reports whether a folder is none of the repository's, as .gitignore and git have it.
func ignored(name string) bool {
	return slices.Contains([]string{".git", "bin", "dist", "dyad-data"}, name) || filepath.Base(name) == "node_modules"
}

// TestPassagesAreFound plants passages of an invented text, and what is none.
func TestPassagesAreFound(t *testing.T) {
	const text = "The ferry of the Lakes Council left Sandgate at dawn.\nNobody on the quay had seen it come back, said Mara Vell."
	runs := passages{}
	runs.learn(text)
	tests := []struct {
		name string
		file string
		want []int
	}{
		{"nine words as they stand", "x\nferry of the Lakes Council left Sandgate at dawn\n", []int{2}},
		{"other case and punctuation", "FERRY, of 'the' lakes-council: left (Sandgate) at dawn!", []int{1}},
		{"broken over the lines of a comment", "a\n// ferry of the Lakes Council\n// left Sandgate at dawn\n", []int{2}},
		{"across sentences", "key: left Sandgate at dawn. Nobody on the quay had", []int{1}},
		{"eight words", "ferry of the Lakes Council left Sandgate at noon", nil},
		{"nine words in another order", "at dawn the ferry of the Lakes Council left Sandgate", nil},
		{"the end of the text and the end of the file", "seen it come back, said Mara Vell. Had seen it come back said Mara Vell", nil},
		{"a line is told once", "The ferry of the Lakes Council left Sandgate at dawn. Nobody on the quay", []int{1}},
		{"nothing", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := runs.find(tt.file); !slices.Equal(got, tt.want) {
				t.Errorf("find(%q) = %v, want %v", tt.file, got, tt.want)
			}
		})
	}
}

// TestTitlesAreExempt holds that a title may stand anywhere, and that what goes beyond it may not.
func TestTitlesAreExempt(t *testing.T) {
	runs := passages{}
	runs.learn("Where the ferry of the Lakes Council went on that morning nobody on the quay can tell")
	runs.forget("Where the Ferry of the Lakes Council Went on That Morning")
	tests := []struct {
		name string
		file string
		want []int
	}{
		{"the title", "title: Where the ferry of the Lakes Council went on that morning", nil},
		{"the title and a word more", "Where the ferry of the Lakes Council went on that morning nobody", []int{1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := runs.find(tt.file); !slices.Equal(got, tt.want) {
				t.Errorf("find(%q) = %v, want %v", tt.file, got, tt.want)
			}
		})
	}
}
