package extract_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"dyad/extract"
)

// documented returns the fenced blocks of the page on the format that follow a heading, by the name in their first comment;
// the text that they annotate has none.
func documented(t *testing.T, heading string) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../docs/annotation-format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(data), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("the page has no section %q", heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	blocks := map[string]string{}
	for i, fenced := range strings.Split(section, "```") {
		if i%2 == 0 {
			continue
		}
		_, block, _ := strings.Cut(fenced, "\n")
		name, _, _ := strings.Cut(block, "\n")
		if name, isFile := strings.CutPrefix(name, "# "); isFile {
			blocks[name] = block
		} else if strings.HasPrefix(fenced, "text\n") {
			blocks["text"] = block
		}
	}
	return blocks
}

// TestDocumentedExtension seals and reads what the page tells to do, on top of the built-in vocabulary.
func TestDocumentedExtension(t *testing.T) {
	blocks := documented(t, "Extending the vocabulary")
	if len(blocks) != 4 {
		t.Fatalf("the page has %d blocks with names, want three files and a text", len(blocks))
	}
	texts, err := extract.NewTexts(fstest.MapFS{"no-ferry.txt": {Data: []byte(blocks["text"])}})
	if err != nil {
		t.Fatal(err)
	}
	seed, err := os.ReadFile("../seeds/vocabulary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	builtIn, problems := extract.Read([]extract.File{{Name: "vocabulary.yaml", Data: seed}}, extract.Base{}, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var files []extract.File
	for _, name := range []string{"blockades.yaml", "people.yaml", "ferries.yaml"} {
		data, notes := extract.Seal(extract.File{Name: name, Data: []byte(blocks[name])}, texts)
		if len(notes) > 0 {
			t.Errorf("Seal(%s): %v, want nothing to report", name, notes)
		}
		files = append(files, extract.File{Name: name, Data: data})
	}
	bundles, problems := extract.Read(files, extract.Base{Terms: builtIn[0].Terms}, texts)
	if len(problems) > 0 || len(bundles) != 3 || len(bundles[2].Claims) != 1 {
		t.Fatalf("Read: %d bundles, %v; want three with one claim, no problem", len(bundles), problems)
	}
	if c := bundles[2].Claims[0]; c.To != "blue-valley" || c.Type != "blockades" || !texts.Has(&bundles[2].Sources[0]) {
		t.Errorf("the claim is %s %s %s, of a text at hand: %v", c.From, c.Type, c.To, texts.Has(&bundles[2].Sources[0]))
	}
}
