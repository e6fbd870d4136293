package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
	"dyad/internal/export"

	"github.com/google/go-cmp/cmp"
)

// struck is a text of 32 code points: Red Harbour 0-11, struck 12-18, Blue Valley 19-30.
const struck = "Red Harbour struck\nBlue Valley.\n"

// mentions hands out those of bundles.
type mentions []graph.Mention

func (all mentions) MentionsIn(_ context.Context, source graph.SourceKey, _ graph.Tx) ([]*graph.Mention, error) {
	var out []*graph.Mention
	for i := range all {
		if all[i].Source == source {
			out = append(out, &all[i])
		}
	}
	return out, nil
}

// bratFiles writes claims, a list of YAML, of a source of that text whose entities are mentioned once each. text is the one at hand.
func bratFiles(t *testing.T, text, claims string, change func([]graph.Claim)) (map[string]string, []export.LeftOut) {
	t.Helper()
	return bratOf(t, struck, text, "mentions:\n  red-harbour: {Red Harbour: 0-11}\n  blue-valley: {Blue Valley: 19-30}\nclaims:\n"+claims, change)
}

// raid reads claims, and whatever else stands beside them in YAML, of a source with a text.
func raid(t *testing.T, of, rest string) []graph.Bundle {
	t.Helper()
	sum := sha256.Sum256([]byte(of))
	file := fmt.Sprintf(`dyad: 1
kind: annotations
source: {key: raid, kind: article, genre: reporting, title: The raid, text: {file: raid.txt, sha256: %s, codepoints: %d}}
annotator: reed
codebook: "0.1"
entities:
  - {key: red-harbour, type: State, name: Red Harbour}
  - {key: blue-valley, type: State, name: Blue Valley}
`, hex.EncodeToString(sum[:]), utf8.RuneCountInString(of)) + rest
	return bundlesOf(t, extract.File{Name: "raid.yaml", Data: []byte(file)})
}

// bratOf writes mentions and claims of a source with the text of; text is the one at hand.
func bratOf(t *testing.T, of, text, rest string, change func([]graph.Claim)) (map[string]string, []export.LeftOut) {
	t.Helper()
	bundles := raid(t, of, rest)
	var all mentions
	for i := range bundles {
		all = append(all, bundles[i].Mentions...)
		if change != nil {
			change(bundles[i].Claims)
		}
	}
	w := built(t, bundles)
	s := everything(t, w.graph)
	texts, err := extract.OneText("raid.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s.Claims, s.Texts, s.Mentions = w, texts, all
	files := map[string]string{}
	left, err := export.Brat(t.Context(), s, func(d export.Document) error {
		var out bytes.Buffer
		err := d.Write(&out)
		files[d.Name] = out.String()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, left
}

// plain are the lines that are no notes.
func plain(file string) []string {
	var lines []string
	for line := range strings.Lines(file) {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	return lines
}

func TestBrat(t *testing.T) {
	names := []string{
		"T1\tState 0 11\tRed Harbour", "N1\tReference T1 dyad:red-harbour\tRed Harbour",
		"T2\tState 19 30\tBlue Valley", "N2\tReference T2 dyad:blue-valley\tBlue Valley",
	}
	tests := []struct {
		name, claims string
		want         []string
	}{
		{"both ends are in the words", "  - {claim: red-harbour attacks blue-valley, at: 0-30, gist: A raid.}\n", []string{"R1\tattacks Arg1:T1 Arg2:T2"}},
		{
			"one end is in the words, and a line end",
			"  - {claim: red-harbour attacks blue-valley, polarity: negated, at: 12-30, gist: A raid.}\n",
			[]string{"T3\tattacks 12 18;19 30\tstruck Blue Valley", "E1\tattacks:T3 To:T2", "A1\tNegation E1"},
		},
		{
			"neither end is", "  - {claim: red-harbour attacks blue-valley, modality: alleged, at: 12-18, gist: A raid.}\n",
			[]string{"T3\tattacks 12 18\tstruck", "E1\tattacks:T3", "A1\tSpeculation E1"},
		},
		{
			"words in two parts", "  - {claim: red-harbour attacks blue-valley, modality: planned, at: 12-18+30-31, gist: A raid.}\n",
			[]string{"T3\tattacks 12 18;30 31\tstruck .", "E1\tattacks:T3", "A1\tModality E1 planned"},
		},
		{
			"two places", "  - {claim: red-harbour attacks blue-valley, at: [0-30, 12-18], gist: A raid.}\n",
			[]string{"R1\tattacks Arg1:T1 Arg2:T2", "T3\tattacks 12 18\tstruck", "E1\tattacks:T3"},
		},
		{
			"claims in the order of their places",
			"  - {claim: blue-valley attacks red-harbour, at: 12-18, gist: A raid.}\n  - {claim: red-harbour attacks blue-valley, at: 0-30, gist: A raid.}\n",
			[]string{"R1\tattacks Arg1:T1 Arg2:T2", "T3\tattacks 12 18\tstruck", "E1\tattacks:T3"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files, left := bratFiles(t, struck, tt.claims, nil)
			if diff := cmp.Diff(append(append([]string{}, names...), tt.want...), plain(files["raid.ann"])); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
			if files["raid.txt"] != struck || len(files) != 2 || len(left) != 0 {
				t.Errorf("the files %q and the sources left out %v: want the text beside the annotations", files, left)
			}
		})
	}
}

// TestBratPlaceless: a claim without a place stands with the first span.
func TestBratPlaceless(t *testing.T) {
	files, _ := bratFiles(t, struck, "  - {claim: red-harbour attacks blue-valley, at: 0-30, gist: A raid.}\n", func(all []graph.Claim) {
		for i := range all {
			all[i].Evidence = nil
		}
	})
	_, after, _ := strings.Cut(files["raid.ann"], "#1\tAnnotatorNotes T1\tdyad ")
	line, _, _ := strings.Cut(after, "\n")
	var note struct {
		Source     graph.Source
		Claims     []graph.Claim
		Undigested []string
	}
	if err := json.Unmarshal([]byte(line), &note); err != nil {
		t.Fatal(err)
	}
	if note.Source.Key != "raid" || len(note.Claims) != 1 || note.Claims[0].Gist != "A raid." || strings.Contains(files["raid.ann"], "\nR1") {
		t.Errorf("the first span has %s, want the source and the claim that has no place", line)
	}
	if want := []string{"T1", "T2"}; !slices.Equal(note.Undigested, want) { // as YAML has them before it is sealed
		t.Errorf("mentions without a digest: %v, want %v", note.Undigested, want)
	}
}

// TestBratLeftOut: a source whose text is another one is named.
func TestBratLeftOut(t *testing.T) {
	files, left := bratFiles(t, "Red Harbour struck.\n", "  - {claim: red-harbour attacks blue-valley, at: 0-30, gist: A raid.}\n", nil)
	if len(files) != 0 || len(left) != 1 || left[0].Source != "raid" || !strings.Contains(left[0].Why, "--texts") {
		t.Errorf("the files %q are written and %v left out; want raid left out, since its text is not at hand", files, left)
	}
}
