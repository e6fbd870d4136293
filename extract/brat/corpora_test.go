package brat_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/extract/brat"
)

// TestCorpora reads corpora of others. The counts are taken from the files by awk: lines by their first letter; entities as distinct pairs of label
// and words in a file, spans as distinct offsets, claims as distinct triples of a file whose ends are two entities. (None has events or
// spans of several parts.)
func TestCorpora(t *testing.T) {
	corpora := filepath.Join("..", "..", "..", "shared", "data", "brat", "corpora")
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("../shared/data is not beside the checkout")
	}
	type counts struct{ files, entities, mentions, places, claims, selves int }
	tests := map[string]counts{ // places: all R lines but those from an entity to itself
		"NCBI-disease":  {20, 129, 226, 0, 0, 0},
		"TDT":           {6, 848, 1165, 1169, 1147, 0},
		"CoNLL-ST_2006": {20, 2663, 4759, 4535, 4281, 24},
	}
	for corpus, want := range tests {
		t.Run(corpus, func(t *testing.T) {
			var got counts
			names, err := filepath.Glob(filepath.Join(corpora, corpus, "*.ann"))
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				out, problems := brat.Read(os.DirFS(filepath.Dir(name)), filepath.Dir(name), filepath.Base(name))
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				b := out.Bundles[0]
				got.files++
				got.entities += len(b.Entities)
				got.mentions += len(b.Mentions)
				got.claims += len(b.Claims)
				for i := range b.Claims {
					got.places += len(b.Claims[i].Evidence)
				}
				for _, n := range out.Notes {
					if strings.Contains(n.What, "from an entity to itself") {
						got.selves += n.Count
					}
				}
			}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}
