package cite_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/cite"

	"github.com/google/go-cmp/cmp"
)

// The digests of the examples. That of the claim is of the line below, and was made by sha256sum.
const (
	line       = `{"kind":"claim","id":"00000000-0000-0000-0000-000000000000","revision":2,"source":"gazette","from":"blue-valley","type":"supports","to":"reed-company","polarity":"affirmed","modality":"asserted","outcome":"none","voices":[{"entity":"red-harbour","mode":"says","stance":"neutral"}],"evidence":[{"parts":[{"start":44,"end":97,"sha256":"` + words + `"}]}],"annotator":"Vale Quill","codebook":"0.1"}`
	lineDigest = "7faedc4e8983c2b3919322d62c49c15dce0f155ee4c4be5096627a0d910f6ec5"
	words      = "1111111111111111111111111111111111111111111111111111111111111111"
	whole      = "2222222222222222222222222222222222222222222222222222222222222222"
)

// claim is one of the gazette's.
func claim(change func(*graph.Claim)) *graph.Claim {
	c := &graph.Claim{
		Revision: 2, Source: "gazette", From: "blue-valley", Type: "supports", To: "reed-company",
		Polarity: graph.Affirmed, Modality: graph.Asserted, Outcome: graph.NoOutcome,
		Voices:   []graph.Voice{{Entity: "red-harbour", Mode: graph.Says, Stance: graph.Neutral}},
		Evidence: []graph.Occurrence{{Parts: []graph.Part{{Start: 44, End: 97, SHA256: words}}}}, Annotator: "Vale Quill", Codebook: "0.1",
	}
	if change != nil {
		change(c)
	}
	return c
}

func gazette(change func(*graph.Source)) *graph.Source {
	s := &graph.Source{
		Key: "gazette", Kind: graph.Article, Genre: graph.Reporting, Title: "Trouble at the harbour", Publisher: "Gazette", Author: "A. Writer",
		Published: graph.Published{EDTF: date("2031-05-04"), Basis: graph.StatedBasis}, Language: "en", URL: "https://gazette.example/a_b?c=1&d=2",
		Text: graph.Text{File: "gazette.txt", SHA256: whole, Codepoints: 121},
	}
	if change != nil {
		change(s)
	}
	return s
}

func date(text string) graph.EDTF {
	d, err := graph.ParseEDTF(text)
	if err != nil {
		panic(err) // cannot happen: tests write dates that are
	}
	return d
}

// name knows all but one.
func name(key graph.EntityKey) string {
	return map[graph.EntityKey]string{"red-harbour": "Red Harbour", "blue-valley": "Blue Valley", "reed-company": "Reed Company"}[key]
}

func citation(t *testing.T, c *graph.Claim, s *graph.Source) *cite.Citation {
	t.Helper()
	citation, err := cite.New(c, s, name)
	if err != nil {
		t.Fatal(err)
	}
	return citation.On(time.Date(2031, 6, 4, 23, 0, 0, 0, time.UTC))
}

const record = "claim 00000000-0000-0000-0000-000000000000, revision 2, coded by Vale Quill, codebook 0.1"

func TestDigest(t *testing.T) {
	if got, err := cite.Digest(claim(nil)); got != lineDigest || err != nil {
		t.Errorf("Digest = %s, %v; want %s, that of\n%s", got, err, lineDigest, line)
	}
}

func TestPlain(t *testing.T) {
	digests := "SHA-256 of the claim " + lineDigest + ", of the words at 44-97 " + words + ", of the whole text " + whole + "."
	got := citation(t, claim(nil), gazette(nil)).Plain()
	want := "Red Harbour, as quoted in A. Writer, “Trouble at the harbour”, Gazette, 2031-05-04, https://gazette.example/a_b?c=1&d=2, code points 44-97 of its text; " +
		record + "; accessed 2031-06-04; " + digests
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Plain (-want +got):\n%s", diff)
	}
	bare := citation(t, claim(func(c *graph.Claim) { c.Voices, c.Evidence, c.Annotator, c.Codebook = nil, nil, "", "" }), &graph.Source{Key: "pamphlet"}).On(time.Time{}).Plain()
	want = "[untitled source pamphlet], no place in its text is recorded; claim 00000000-0000-0000-0000-000000000000, revision 2; SHA-256 of the claim "
	if !strings.HasPrefix(bare, want) || len(bare) != len(want)+64+len(".") {
		t.Errorf("of a source of which nothing is known: %s, want %s…", bare, want)
	}
}

// TestVoices: the voices are named from the inside out, each with how it is passed on and met.
func TestVoices(t *testing.T) {
	entity := func(key graph.EntityKey) graph.Voice {
		return graph.Voice{Entity: key, Mode: graph.Says, Stance: graph.Neutral}
	}
	with := func(v graph.Voice, mode graph.Mode, stance graph.Stance) graph.Voice {
		v.Mode, v.Stance = mode, stance
		return v
	}
	tests := []struct {
		name   string
		voices []graph.Voice
		want   string
	}{
		{"the source itself", nil, ""},
		{"one who says it", []graph.Voice{entity("red-harbour")}, "Red Harbour, as quoted in "},
		{"one whom another quotes", []graph.Voice{entity("red-harbour"), entity("blue-valley")}, "Blue Valley, as quoted by Red Harbour, as quoted in "},
		{"one who believes it", []graph.Voice{with(entity("red-harbour"), graph.Believes, graph.Neutral)}, "Red Harbour, whose view is reported in "},
		{"a document", []graph.Voice{with(graph.Voice{Label: "a report"}, graph.Document, graph.Endorses)}, "a report, as cited and endorsed in "},
		{"one who is doubted", []graph.Voice{with(entity("red-harbour"), graph.Says, graph.Doubts)}, "Red Harbour, as quoted and doubted in "},
		{"a view that is rejected", []graph.Voice{with(graph.Voice{Label: graph.Unattributed}, graph.Believes, graph.Rejects)}, "unattributed, whose view is reported and rejected in "},
		{"rejected by who quotes it", []graph.Voice{entity("blue-valley"), with(entity("red-harbour"), graph.Says, graph.Rejects)}, "Red Harbour, as quoted and rejected by Blue Valley, as quoted in "},
		{"one of a group", []graph.Voice{{Label: "a fighter", Affiliation: "reed-company", Mode: graph.Says}}, "a fighter (of Reed Company), as quoted in "},
		{"one whom nobody knows", []graph.Voice{entity("lakes-council")}, "lakes-council, as quoted in "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := citation(t, claim(func(c *graph.Claim) { c.Voices = tt.voices }), gazette(nil)).Plain()
			if before, _, _ := strings.Cut(got, "A. Writer"); before != tt.want {
				t.Errorf("it begins %q, want %q", before, tt.want)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	c := claim(func(c *graph.Claim) {
		c.Evidence = []graph.Occurrence{{Parts: []graph.Part{{Start: 1, End: 5, SHA256: words}, {Start: 7, End: 9}}}, {Parts: []graph.Part{{Start: 30, End: 41, SHA256: whole}}}}
	})
	got := citation(t, c, gazette(nil)).Plain()
	for _, want := range []string{"code points 1-5+7-9 and 30-41 of its text;", ", of the words at 1-5 " + words + ", of the words at 30-41 " + whole + ","} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

func TestBibTeX(t *testing.T) {
	note := "Red Harbour, as quoted here; code points 44-97 of its text; " + record + "; SHA-256 of the claim " + lineDigest +
		", of the words at 44-97 " + words + ", of the whole text " + whole
	want := `@misc{gazette:00000000-0000-0000-0000-000000000000,
  author = {{A. Writer}},
  title = {{Trouble at the harbour}},
  howpublished = {{Gazette}},
  date = {2031-05-04},
  year = {2031},
  month = may,
  url = {https://gazette.example/a_b?c=1&d=2},
  urldate = {2031-06-04},
  type = {reporting},
  language = {en},
  note = {` + note + `},
}
`
	if diff := cmp.Diff(want, citation(t, claim(nil), gazette(nil)).BibTeX()); diff != "" {
		t.Errorf("BibTeX (-want +got):\n%s", diff)
	}
}

// TestBibTeXCharacters: what means something in TeX is text, and nothing ends a field early.
func TestBibTeXCharacters(t *testing.T) {
	s := gazette(func(s *graph.Source) {
		s.Title = "50 % of {A_B} & \\C: \"x\" #1,\n$2 ~ ^ شنه 🦆"
		s.URL = "https://gazette.example/{a} b\\c%20d"
	})
	got := citation(t, claim(nil), s).BibTeX()
	for _, want := range []string{
		`title = {{50 \% of \{A\_B\} \& \textbackslash{}C: "x" \#1, \$2 \textasciitilde{} \textasciicircum{} شنه 🦆}},`,
		`url = {https://gazette.example/%7Ba%7D%20b%5Cc%20d},`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}

// TestDates: a date is no more exact than it is.
func TestDates(t *testing.T) {
	tests := []struct {
		edtf, basis string
		plain       string
		bib         string // date, year and month
		issued      string
	}{
		{"2031", "stated", "2031", "date = {2031},\n  year = {2031},\n", `{"date-parts":[[2031]]}`},
		{"2031-05", "stated", "2031-05", "date = {2031-05},\n  year = {2031},\n  month = may,\n", `{"date-parts":[[2031,5]]}`},
		{"2031-XX", "stated", "2031-XX", "date = {2031-XX},\n  year = {2031},\n", `{"date-parts":[[2031]]}`},
		{"2031-05-04T10:00:00Z", "stated", "2031-05-04T10:00:00Z", "date = {2031-05-04T10:00:00Z},\n  year = {2031},\n  month = may,\n", `{"date-parts":[[2031,5,4]]}`},
		{"2031~", "stated", "2031~", "date = {2031~},\n  year = {2031\\textasciitilde{}},\n", `{"date-parts":[[2031]],"circa":true}`},
		{"2031-05%", "stated", "2031-05%", "date = {2031-05%},\n  year = {2031-05\\%},\n", `{"date-parts":[[2031,5]],"circa":true}`},
		{"2031-05/2031-06", "stated", "2031-05/2031-06", "date = {2031-05/2031-06},\n  year = {2031-05/2031-06},\n", `{"literal":"2031-05/2031-06"}`},
		{"2031-21", "stated", "2031-21", "date = {2031-21},\n  year = {2031-21},\n", `{"literal":"2031-21"}`},
		{"203X", "stated", "203X", "date = {203X},\n  year = {203X},\n", `{"literal":"203X"}`},
		{"2031", "inferred", "2031 (inferred)", "date = {2031},\n  year = {2031},\n", `{"date-parts":[[2031]],"circa":true}`},
	}
	for _, tt := range tests {
		t.Run(tt.edtf+" "+tt.basis, func(t *testing.T) {
			c := citation(t, claim(nil), gazette(func(s *graph.Source) {
				s.Published = graph.Published{EDTF: date(tt.edtf), Basis: graph.Basis(tt.basis)}
			}))
			if got := c.Plain(); !strings.Contains(got, "Gazette, "+tt.plain+", https") {
				t.Errorf("Plain is %s, want %s in it", got, tt.plain)
			}
			got := c.BibTeX()
			if !strings.Contains(got, "{{Gazette}},\n  "+tt.bib+"  url") || strings.Contains(got, "date of publication inferred") != (tt.basis == "inferred") {
				t.Errorf("BibTeX is %s, want %s in it", got, tt.bib)
			}
			issued, err := json.Marshal(c.CSL().Issued)
			if err != nil || string(issued) != tt.issued {
				t.Errorf("issued is %s (%v), want %s", issued, err, tt.issued)
			}
		})
	}
}

func TestCSL(t *testing.T) {
	got, err := json.MarshalIndent(citation(t, claim(nil), gazette(nil)).CSL(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	var plain, want map[string]any
	if err := json.Unmarshal(got, &plain); err != nil {
		t.Fatal(err)
	}
	note, _ := plain["note"].(string)
	delete(plain, "note")
	if !strings.HasPrefix(note, "Red Harbour, as quoted here; code points 44-97 of its text; "+record+"; SHA-256 of the claim "+lineDigest) {
		t.Errorf("note: %s", note)
	}
	err = json.Unmarshal([]byte(`{
		"id": "gazette:00000000-0000-0000-0000-000000000000", "type": "article", "title": "Trouble at the harbour", "author": [{"literal": "A. Writer"}],
		"publisher": "Gazette", "issued": {"date-parts": [[2031, 5, 4]]}, "URL": "https://gazette.example/a_b?c=1&d=2", "accessed": {"date-parts": [[2031, 6, 4]]},
		"language": "en", "genre": "reporting", "custom": {
			"claim": "00000000-0000-0000-0000-000000000000", "revision": 2, "annotator": "Vale Quill", "codebook": "0.1", "source": "gazette",
			"voices": [{"name": "Red Harbour", "mode": "says", "stance": "neutral"}],
			"evidence": [{"parts": [{"start": 44, "end": 97, "sha256": "`+words+`"}]}], "sha256": "`+lineDigest+`",
			"text": {"sha256": "`+whole+`", "codepoints": 121}}}`), &want)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, plain); diff != "" {
		t.Errorf("CSL (-want +got):\n%s", diff)
	}
}
