package table_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// block is a file in docs/mapping.md: its name at the beginning of a line, then a fence.
var block = regexp.MustCompile("(?m)^`([a-z.]+)`[^\n]*:\n\n```[a-z]+\n((?s:.*?))```")

// TestDocs reads the example of docs/mapping.md, and expects what the page says of it.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "mapping.md"))
	if err != nil {
		t.Fatal(err)
	}
	given := files{}
	for _, m := range block.FindAllStringSubmatch(string(page), -1) {
		given[m[1]] = m[2]
	}
	mapping := given["watch.yaml"]
	delete(given, "watch.yaml")
	got := read(t, mapping, given)
	if len(got.told) > 0 {
		t.Errorf("refused: %q", got.told)
	}
	var lines []string
	for _, e := range got.Entities {
		lines = append(lines, string(e.Key)+" "+string(e.Type)+" "+e.Name)
	}
	for _, s := range got.Sources {
		lines = append(lines, string(s.Kind)+" "+s.Publisher+" "+s.Published.EDTF.String()+" "+s.Note)
	}
	for _, c := range got.Claims {
		line := string(c.From) + " " + string(c.Type) + " " + string(c.To) + " " + c.When.EDTF.String() + " " + string(c.When.Bound)
		if c.Source != "valley-watch" {
			line += " by an article"
		}
		lines = append(lines, line)
	}
	want := []string{
		"vw-group-1 MilitantGroup Mowers", "vw-group-2 MilitantGroup Ferry Men", "vw-group-3 x:other_group Swan Guild",
		"dataset Valley Watch  Version: 2\nLicence: CC BY 4.0", "article Sandgate Gazette 2031-05-05 ",
		"vw-group-1 allied_with vw-group-2 2030 start", "vw-group-1 allied_with vw-group-3 2030 start", "vw-group-3 allied_with vw-group-2 2031-04 start",
		"vw-group-1 kills vw-group-2 2031-05-04  by an article", "vw-group-2 attacks vw-group-1 2031-06 ",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("the example (-want +got):\n%s", diff)
	}
}
