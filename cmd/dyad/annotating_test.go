package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// ferry is a text with all that makes offsets slip: a byte order mark, a sign beyond 16 bits, line ends of two characters, letters that
// run the other way. It has 97 code points.
const ferry = "\ufeff🕊 Red Harbour shelters the Orchard Brigade.\r\nقال Red Harbour no.\r\nThe Lanterns met Ash Corrin.\r\n"

// ferryFile annotates it, with everything that is left to the program.
const ferryFile = `dyad: 1
kind: annotations
source: {key: ferry, kind: article, genre: reporting, publisher: Courier, published: 2031-06-09, text: {file: ferry.txt}}
annotator: reed
codebook: "0.1"
mentions:
  red-harbour:
    Red Harbour: find
  orchard-brigade:
    Orchard Brigade: [28-43]
claims:
  - label: shelter
    claim: red-harbour shelters orchard-brigade
    at: {words: shelters the Orchard Brigade}
    gist: The Harbour takes the Brigade in.
`

// newAnnotatingDesk serves the gazette, with texts by the names of their files.
func newAnnotatingDesk(t *testing.T, files map[string]string) *curatedDesk {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	texts, err := extract.NewTexts(fsys)
	if err != nil {
		t.Fatal(err)
	}
	d := newCuratedDesk(t)
	d.texts = texts
	d.serve(&curating{d.live, d.workspace, texts}, d.keeper())
	return d
}

// answered asks a question with variables, without a token, and decodes the data of the answer.
func answered[T any](d *curatedDesk, query string, variables map[string]any) T {
	d.Helper()
	body := d.post("", d.filled(query), variables)
	var got struct {
		Data   T
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(body, &got); err != nil || len(got.Errors) > 0 {
		d.Fatalf("%s: %.2000s", query, body)
	}
	return got.Data
}

// A span is a part as the API shows it.
type span struct{ Start, End int }

type key struct{ Key string }

// A surveyedText is what the tests ask of a survey.
type surveyedText struct {
	Survey struct {
		SHA256     string
		Codepoints int
		SourceKey  string
		Mentions   []struct {
			Entity key
			Form   string
			Part   span
		}
		Ambiguous []struct {
			Form       string
			Candidates []key
			Parts      []span
		}
		Unknown []struct {
			Form  *string
			Words int
			Parts []span
		}
		Sentences []struct {
			Number int
			Part   span
			Cues   []struct {
				Word      string
				Part      span
				Relations []struct{ Term string }
			}
		}
		Skeleton string
	}
}

const surveyQuery = `query ($t: Document!) { survey(text: $t, name: "ferry.txt", language: "en", annotator: "reed", codebook: "0.1") {
	sha256 codepoints sourceKey mentions { entity { key } form part { start end } } ambiguous { form candidates { key } parts { start end } }
	unknown { form words parts { start end } } sentences { number part { start end } cues { word part { start end } relations { term } } } skeleton } }`

func (d *curatedDesk) survey(text string) surveyedText {
	d.Helper()
	return answered[surveyedText](d, surveyQuery, map[string]any{"t": text})
}

func TestSurveyOverTheAPI(t *testing.T) {
	d := newAnnotatingDesk(t, nil)
	d.made(`addNames(entity: "lantern-column", names: [{text: "The Lanterns", ambiguous: true}], reason: "so called")`, "")
	got := d.survey(ferry).Survey
	if got.Codepoints != 97 || got.SourceKey != "ferry" {
		t.Errorf("survey: %d code points, source key %q; want 97, ferry", got.Codepoints, got.SourceKey)
	}
	var mentions []string
	for _, m := range got.Mentions {
		mentions = append(mentions, fmt.Sprintf("%s %s %d-%d", m.Entity.Key, m.Form, m.Part.Start, m.Part.End))
	}
	want := []string{"red-harbour Red Harbour 3-14", "orchard-brigade Orchard Brigade 28-43", "red-harbour Red Harbour 50-61"}
	if diff := cmp.Diff(want, mentions); diff != "" {
		t.Errorf("mentions (-want +got):\n%s", diff)
	}
	if len(got.Ambiguous) != 1 || got.Ambiguous[0].Parts[0] != (span{67, 79}) ||
		!slices.Equal(got.Ambiguous[0].Candidates, []key{{"lantern-column"}, {"the-lanterns"}}) {
		t.Errorf("ambiguous = %+v, want The Lanterns at 67-79, of two", got.Ambiguous)
	}
	if len(got.Unknown) != 1 || *got.Unknown[0].Form != "Ash Corrin" || got.Unknown[0].Words != 2 || got.Unknown[0].Parts[0] != (span{84, 94}) {
		t.Errorf("unknown = %+v, want Ash Corrin at 84-94", got.Unknown)
	}
	first := got.Sentences[0]
	if first.Number != 1 || first.Part != (span{3, 44}) || first.Cues[0].Word != "shelters" || first.Cues[0].Part != (span{15, 23}) {
		t.Errorf("the first sentence with cues is %+v, want 1 at 3-44, with shelters at 15-23", first)
	}
	if !slices.ContainsFunc(first.Cues[0].Relations, func(r struct{ Term string }) bool { return r.Term == "shelters" }) {
		t.Errorf("shelters suggests %v, want the relation of that name too", first.Cues[0].Relations)
	}
	if strings.Contains(got.Skeleton, "shelters the") || !strings.Contains(got.Skeleton, got.SHA256) {
		t.Errorf("the skeleton repeats the text, or does not say which it is:\n%s", got.Skeleton)
	}
	d.made(`mergeEntities(from: "the-lanterns", into: "lantern-column", reason: "one group")`, "")
	if got := d.survey(ferry).Survey; len(got.Ambiguous) != 0 || len(got.Mentions) != 4 || got.Mentions[3].Entity.Key != "lantern-column" {
		t.Errorf("after a merge: mentions %+v, ambiguous %+v; want The Lanterns to be lantern-column", got.Mentions, got.Ambiguous)
	}
	d.keptNothing(ferry)
}

// keptNothing fails the test if the log has anything of a text but names.
func (d *curatedDesk) keptNothing(text string) {
	d.Helper()
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		for i := range max(len(words)-2, 0) {
			if passage := strings.Join(words[i:i+3], " "); strings.Contains(d.log.String(), passage) {
				d.Errorf("the log has %q", passage)
			}
		}
	}
	if d.log.Len() == 0 {
		d.Error("nothing was logged: this test can't fail")
	}
}

// TestSkeletonIsThatOfTheCommand compares the answer with what dyad new writes on the same data.
func TestSkeletonIsThatOfTheCommand(t *testing.T) {
	d := newAnnotatingDesk(t, nil)
	dir := t.TempDir()
	name := write(t, dir, "ferry.txt", ferry)
	base, _, err := d.workspace.base(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want, err := skeletonOf(name, base, extract.Coder{Annotator: "reed", Codebook: "0.1", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), d.survey(ferry).Survey.Skeleton); diff != "" {
		t.Errorf("skeleton (-dyad new +API):\n%s", diff)
	}
}

func TestSurveyOfNothing(t *testing.T) {
	d := newAnnotatingDesk(t, nil)
	if body := string(d.post("", surveyQuery, map[string]any{"t": ""})); !strings.Contains(body, string(graph.BadInput)) || !strings.Contains(body, "empty") {
		t.Errorf("survey of an empty text: %s, want %s", body, graph.BadInput)
	}
}

// A problem is one as the API shows it.
type problem struct {
	File         *string
	Line, Column *int
	Severity     string
	Message      string
}

// String is the problem as [extract.Problem] writes it.
func (p problem) String() string {
	q := extract.Problem{Message: p.Message, Warning: p.Severity == "WARNING"}
	if p.File == nil {
		return p.Message
	}
	q.File = *p.File
	if p.Line != nil {
		q.Line, q.Column = *p.Line, *p.Column
	}
	return q.String()
}

type checkedFile struct {
	Check struct {
		Usable                              bool
		Problems                            []problem
		Sources, Verified, Mentions, Claims int
		Places                              []struct {
			Claim string
			Line  int
			Label *string
		}
		Sealed *struct {
			Content  string
			Problems []problem
		}
	}
}

const checkQuery = `query ($n: String!, $c: Document!, $t: Document) { check(input: {name: $n, content: $c}, text: $t) {
	usable problems { file line column severity message } sources verified mentions claims places { claim line label }
	sealed { content problems { file line column severity message } } } }`

// check checks a file, against a text unless that is nil.
func (d *curatedDesk) check(name, content string, text any) checkedFile {
	d.Helper()
	return answered[checkedFile](d, checkQuery, map[string]any{"n": name, "c": content, "t": text})
}

func errorsAmong(problems []problem) []string {
	var all []string
	for _, p := range problems {
		if p.Severity == "ERROR" {
			all = append(all, p.String())
		}
	}
	return all
}

// TestCheckSaysWhatLoadSourceSays has files checked and then loaded: the same stands in the way, and nothing was loaded by checking.
func TestCheckSaysWhatLoadSourceSays(t *testing.T) {
	sealedFerry := sealedBy(t, ferryFile, ferry)
	tests := []struct{ name, file, content string }{
		{"a file that can be loaded", "courier.yaml", courier},
		{"one that is verified against the text at hand", "ferry.yaml", sealedFerry},
		{"one whose spans are wrong in the text at hand", "ferry.yaml", strings.ReplaceAll(sealedFerry, "28-43", "29-44")},
		{"one that has still to be sealed", "ferry.yaml", ferryFile},
		{"unknown words and names", "courier.yaml", strings.NewReplacer("fights", "fighst", "reed-company", "reed-compny").Replace(courier)},
		{"no YAML", "courier.yaml", "dyad: [1"},
		{"nothing", "courier.yaml", ""},
		{"another format", "courier.txt", courier},
		{"an edition that drops whom others name", "gazette.yaml", strings.ReplaceAll(gazette, "  - {key: the-lanterns, type: MilitantGroup, name: The Lanterns}\n", "")},
		{"an entity that another batch has in other words", "lakes.yaml", "dyad: 1\nkind: registry\nkey: lakes\nentities:\n  - {key: red-harbour, type: State, name: Old Harbour}\n"},
		{"lines of an export", "lines.jsonl", `{"kind": "source", "batch": "x", "key": "log", "source_kind": "post"}` + "\n"},
		{"lines that are none", "lines.jsonl", "{\n"},
		{"a vocabulary", "words.yaml", "dyad: 1\nkind: vocabulary\nkey: words\nrelations:\n  - {term: ferries_for, label: ferries for}\n"},
	}
	clean, inData := 0, 0
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newAnnotatingDesk(t, map[string]string{"ferry.txt": ferry})
			d.made(`addClaim(input: {source: "gazette", from: "the-lanterns", type: "fights", to: "reed-company",
				evidence: [{parts: [{start: 0, end: 9}]}], gist: "They fight."}, reason: "left out")`, "")
			before, last := d.export(), d.workspace.store.Last()
			got := d.check(tt.file, tt.content, nil).Check
			if d.workspace.store.Last() != last || d.export() != before {
				t.Fatal("checking changed something")
			}
			told := d.change(`loadSource(input: {name: `+quoted(tt.file)+`, content: `+quoted(tt.content)+`}, reason: "a try")`, "")
			var want []string
			for _, e := range told.UserErrors {
				want = append(want, e.Message)
			}
			if diff := cmp.Diff(want, errorsAmong(got.Problems)); diff != "" {
				t.Errorf("errors (-loadSource +check):\n%s", diff)
			}
			if got.Usable != (len(want) == 0) {
				t.Errorf("usable = %v, and loadSource found %d errors", got.Usable, len(want))
			}
			if got.Usable {
				clean++
			}
			if slices.ContainsFunc(got.Problems, func(p problem) bool { return p.File == nil }) {
				inData++
			}
			if got.Sealed != nil {
				t.Errorf("without a text it was sealed: %+v", got.Sealed)
			}
		})
	}
	if clean == 0 || clean == len(tests) || inData == 0 {
		t.Errorf("%d of %d files are clean, of %d the data stands in the way: the tests are to have all sorts", clean, len(tests), inData)
	}
}

// sealedBy is a file as dyad check --write leaves it.
func sealedBy(t *testing.T, file, text string) string {
	t.Helper()
	texts, err := extract.NewTexts(fstest.MapFS{"ferry.txt": &fstest.MapFile{Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	data, problems := extract.Seal(extract.File{Name: "ferry.yaml", Data: []byte(file)}, texts)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return string(data)
}

// TestCheckAgainstATextThatIsSent seals a file by a text under whatever name, and checks what came of it.
func TestCheckAgainstATextThatIsSent(t *testing.T) {
	d := newAnnotatingDesk(t, nil)
	got := d.check("mine.yaml", ferryFile, ferry).Check
	if got.Usable || got.Verified != 0 || got.Sealed == nil {
		t.Fatalf("a file with something to find: %+v, want it not to be usable, and sealed", got)
	}
	if diff := cmp.Diff(sealedBy(t, ferryFile, ferry), got.Sealed.Content); diff != "" || len(got.Sealed.Problems) > 0 {
		t.Errorf("sealed, with %v (-dyad check --write +API):\n%s", got.Sealed.Problems, diff)
	}
	again := d.check("mine.yaml", got.Sealed.Content, ferry).Check
	if !again.Usable || again.Sources != 1 || again.Verified != 1 || again.Mentions != 3 || again.Claims != 1 || again.Sealed.Content != got.Sealed.Content {
		t.Errorf("what was sealed, checked: %+v; want it clean and verified, with 3 mentions and a claim", again)
	}
	if len(again.Places) != 1 || again.Places[0].Line != 12 || *again.Places[0].Label != "shelter" {
		t.Fatalf("places = %+v, want the claim shelter in line 12", again.Places)
	}
	d.made(`loadSource(input: {name: "mine.yaml", content: `+quoted(got.Sealed.Content)+`}, reason: "coded")`, "")
	d.answers("loaded", `{ claim(id: "`+again.Places[0].Claim+`") { gist } }`, `{"claim":{"gist":"The Harbour takes the Brigade in."}}`)

	other := d.check("mine.yaml", got.Sealed.Content, strings.TrimPrefix(ferry, "\ufeff")).Check
	if other.Usable || other.Verified != 0 || !strings.Contains(other.Sealed.Content, "27-42") {
		t.Errorf("against a text without the mark: %+v, want spans that are to be moved by one, and were", other)
	}
	moved := func(p problem) bool {
		return p.String() == "mine.yaml:10:23: warning: moved 28-43 to 27-42, where its words are now"
	}
	if !slices.ContainsFunc(other.Sealed.Problems, moved) {
		t.Errorf("sealing tells %v, want to be warned of the span of the Brigade", other.Sealed.Problems)
	}
	d.keptNothing(ferry)
}

// TestContentInPages reads a text that is longer than what is shown at a time: the pages together are the text.
func TestContentInPages(t *testing.T) {
	long := strings.Repeat(ferry, 2500) // 97 × 2500 = 242,500 code points
	file := strings.Replace(courier, noDigest+", codepoints: 50", fmt.Sprintf("%x", sha256.Sum256([]byte(long)))+", codepoints: 242500", 1)
	d := newAnnotatingDesk(t, map[string]string{"long.txt": long})
	d.made(`loadSource(input: {name: "courier.yaml", content: `+quoted(strings.Replace(file, "at: 0-20", "at: 1-20", 1))+`}, reason: "a long one")`, "")
	for _, size := range []int{100_000, 61_803} {
		var read strings.Builder
		pages := 0
		for start := 0; start < 242_500; start += size {
			page := d.content("courier", fmt.Sprintf("start: %d, end: %d", start, start+size))
			if n := utf8.RuneCountInString(*page); n != min(size, 242_500-start) {
				t.Errorf("the page from %d has %d code points", start, n)
			}
			read.WriteString(*page)
			pages++
		}
		if read.String() != long || pages < 3 {
			t.Errorf("%d pages of %d are not the text together", pages, size)
		}
	}
	body := string(d.post("", `{ source(by: {key: "courier"}) { text { content(start: 10) } } }`, nil))
	if !strings.Contains(body, "242490 code points are more") || !strings.Contains(body, "ask for 10 to 100010") {
		t.Errorf("content of all: %s, want to be told how to page", body)
	}
}

// content reads some of the text of a source.
func (d *curatedDesk) content(source, arguments string) *string {
	d.Helper()
	if arguments != "" {
		arguments = "(" + arguments + ")"
	}
	got := answered[struct {
		Source struct{ Text struct{ Content *string } }
	}](d, `{ source(by: {key: "`+source+`"}) { text { content`+arguments+` } } }`, nil)
	return got.Source.Text.Content
}

func TestContent(t *testing.T) {
	d := newAnnotatingDesk(t, map[string]string{"ferry.txt": ferry})
	d.made(`loadSource(input: {name: "ferry.yaml", content: `+quoted(sealedBy(t, ferryFile, ferry))+`}, reason: "coded")`, "")
	tests := []struct{ name, arguments, want string }{
		{"all of it", "", ferry},
		{"from somewhere on", "start: 84", "Ash Corrin.\r\n"},
		{"the mark and the dove", "end: 2", "\ufeff🕊"},
		{"letters that run the other way", "start: 46, end: 49", "قال"},
		{"the two characters of a line end", "start: 43, end: 46", ".\r\n"},
		{"up to the end", "start: 95, end: 97", "\r\n"},
		{"beyond the end", "start: 95, end: 2147483647", "\r\n"},
		{"nothing", "start: 5, end: 5", ""},
		{"from the end on", "start: 97", ""},
		{"from beyond the end on", "start: 2000000000", ""},
	}
	for _, tt := range tests {
		if got := d.content("ferry", tt.arguments); got == nil || *got != tt.want {
			t.Errorf("%s: content(%s) = %v, want %q", tt.name, tt.arguments, got, tt.want)
		}
	}
	if got := d.content("gazette", ""); got != nil {
		t.Errorf("content of a text that is not loaded = %q, want null", *got)
	}
	for arguments, want := range map[string]string{"start: -1": "before the text", "start: 5, end: 4": "before start"} {
		body := string(d.post("", `{ source(by: {key: "ferry"}) { text { content(`+arguments+`) } } }`, nil))
		if !strings.Contains(body, string(graph.BadInput)) || !strings.Contains(body, want) {
			t.Errorf("content(%s): %s, want %s: %s", arguments, body, graph.BadInput, want)
		}
	}
}

// TestMentionsAreTheContentOfTheirSpans reads the words under every mention, of what was surveyed and of what was loaded.
func TestMentionsAreTheContentOfTheirSpans(t *testing.T) {
	d := newAnnotatingDesk(t, map[string]string{"ferry.txt": ferry})
	d.made(`loadSource(input: {name: "ferry.yaml", content: `+quoted(sealedBy(t, ferryFile, ferry))+`}, reason: "coded")`, "")
	type mention struct {
		Form string
		Part span
	}
	got := answered[struct {
		Source struct{ Mentions struct{ Nodes []mention } }
		Survey struct{ Mentions []mention }
	}](d, `query ($t: Document!) { source(by: {key: "ferry"}) { mentions { nodes { form part { start end } } } }
		survey(text: $t) { mentions { form part { start end } } } }`, map[string]any{"t": ferry})
	all := slices.Concat(got.Source.Mentions.Nodes, got.Survey.Mentions)
	for _, m := range all {
		if words := d.content("ferry", fmt.Sprintf("start: %d, end: %d", m.Part.Start, m.Part.End)); words == nil || *words != m.Form {
			t.Errorf("content of %v = %v, want %q", m.Part, words, m.Form)
		}
	}
	if len(all) != 3+4 {
		t.Errorf("%d mentions, want 3 that were loaded and 4 that were found", len(all))
	}
}
