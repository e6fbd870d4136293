package brat_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dyad/extract"
	"dyad/extract/brat"
	"dyad/extract/extracttest"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// The text, in code points: 🕊 is one, Red Harbour 2-13, met 14-17, Blue 18-22, a line end, Valley 23-29, Harbour 31-38, men 39-42,
// raid 51-55, port 60-64; 66 in all.
const text = "🕊 Red Harbour met Blue\nValley. Harbour men did not raid the port.\n"

const annotations = `T1	State 2 13	Red Harbour
T2	State 18 29	Blue Valley
T3	Meeting 14 17	met
T4	Group 31 38;39 42	Harbour men
T5	Raid 51 55	raid
T6	Place 60 64	port
T7	Town 31 38	Harbour
*	Equiv T1 T7
R1	allied.with Arg1:T1 Arg2:T2
R2	allied.with Arg2:T1 Arg1:T2	
E1	Meeting:T3 Theme:T1 Theme2:T2
E2	Raid:T5 Agent:T4 Site:T6 
A1	Negation E2
M1	Speculation R1
A3	Confidence R1 low
A4	Size T6 big
N1	Reference T1 Gazetteer:17	Red Harbour
#1	AnnotatorNotes T6	the old one
#2	AnnotatorNotes R1	check

`

// folder is a folder with one file and its text.
func folder(ann, txt string) fs.FS {
	return fstest.MapFS{"valley.ann": {Data: []byte(ann)}, "valley.txt": {Data: []byte(txt)}}
}

// read reads a file that is sound.
func read(t *testing.T, ann string) *extract.Foreign {
	t.Helper()
	out, problems := brat.Read(folder(ann, text), "corpus", "valley.ann")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return out
}

func TestEntities(t *testing.T) {
	b := read(t, annotations).Bundles[0]
	want := []graph.Entity{
		{
			Key: "brat-valley-t1", Type: "State", Name: "Red Harbour", Names: []graph.Name{{Text: "Harbour", Kind: graph.Alias}},
			External: []graph.ExternalID{{Scheme: "Gazetteer", Value: "17"}},
		},
		{Key: "brat-valley-t2", Type: "State", Name: "Blue Valley"},
		{Key: "brat-valley-t4", Type: "Group", Name: "Harbour men"},
		{Key: "brat-valley-t6", Type: "Place", Name: "port", Description: "the old one"},
		{Key: "brat-valley-e1", Type: "Meeting", Name: "met"},
		{Key: "brat-valley-e2", Type: "Raid", Name: "raid"},
	}
	for i := range want {
		want[i].ID = want[i].Key.ID()
	}
	if diff := cmp.Diff(want, b.Entities); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	source := graph.Source{
		Key: "brat-valley", ID: graph.SourceKey("brat-valley").ID(), Kind: graph.Dataset, Genre: graph.Data, Title: "valley",
		Text: graph.Text{File: "valley.txt", SHA256: b.Sources[0].Text.SHA256, Codepoints: 66},
	}
	if diff := cmp.Diff([]graph.Source{source}, b.Sources); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
}

func TestMentions(t *testing.T) {
	got := map[string]graph.EntityKey{}
	for _, m := range read(t, annotations).Bundles[0].Mentions {
		got[graph.Occurrence{Parts: []graph.Part{m.Part}}.String()+" "+m.Form] = m.Entity
	}
	want := map[string]graph.EntityKey{
		"2-13 Red Harbour": "brat-valley-t1", "18-29 Blue\nValley": "brat-valley-t2", "14-17 met": "brat-valley-e1",
		"51-55 raid": "brat-valley-e2", "60-64 port": "brat-valley-t6", "31-38 Harbour": "brat-valley-t1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mentions (-want +got):\n%s", diff)
	}
}

// A said is what a claim says, and where.
type said struct {
	From     graph.EntityKey
	Type     graph.TermKey
	To       graph.EntityKey
	Polarity graph.Polarity
	Modality graph.Modality
	At       string
}

// claims are those of a file, in its order.
func claims(f *extract.Foreign) []said {
	var all []said
	for _, c := range f.Bundles[0].Claims {
		var at []string
		for _, o := range c.Evidence {
			at = append(at, o.String())
		}
		all = append(all, said{c.From, c.Type, c.To, c.Polarity, c.Modality, strings.Join(at, ", ")})
	}
	return all
}

func TestClaims(t *testing.T) {
	out := read(t, annotations)
	want := []said{
		{"brat-valley-t1", "allied_with", "brat-valley-t2", graph.Affirmed, graph.Alleged, "2-13+18-29"},
		{"brat-valley-t2", "allied_with", "brat-valley-t1", graph.Affirmed, graph.Asserted, "2-13+18-29"},
		{"brat-valley-e1", "Theme", "brat-valley-t1", graph.Affirmed, graph.Asserted, "2-13+14-17"},
		{"brat-valley-e1", "Theme", "brat-valley-t2", graph.Affirmed, graph.Asserted, "14-17+18-29"},
		{"brat-valley-e2", "Agent", "brat-valley-t4", graph.Negated, graph.Asserted, "31-38+39-42+51-55"},
		{"brat-valley-e2", "Site", "brat-valley-t6", graph.Negated, graph.Asserted, "51-55+60-64"},
	}
	if diff := cmp.Diff(want, claims(out)); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	gist := "Red Harbour allied.with Blue Valley; Confidence low; AnnotatorNotes: check"
	if got := out.Bundles[0].Claims[0].Gist; got != gist {
		t.Errorf("gist = %q, want %q", got, gist)
	}
}

func TestNotes(t *testing.T) {
	got := map[string]int{}
	for _, n := range read(t, annotations).Notes {
		got[n.What] = n.Count
	}
	want := map[string]int{
		"spans of several parts: no mentions":                                      1,
		"spans of one entity with another label: the first holds":                  1,
		"labels of other characters than letters, digits, _ and -: written with _": 2,
		"attributes Size of spans and of events without arguments: left out":       1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// TestRoles: a number at the end of a role is one of several only where there is the role without it.
func TestRoles(t *testing.T) {
	tests := []struct{ args, want string }{
		{"Theme:T1 Theme2:T2", "Theme Theme"},
		{"A0:T1 A1:T2", "A0 A1"},
		{"Arg1:T1 Arg2:T2 Arg:T6", "Arg Arg Arg"},
		{"Site2:T1 Theme:T2", "Site2 Theme"},
	}
	for _, tt := range tests {
		var got []string
		for _, c := range claims(read(t, "T1\tState 2 13\tRed Harbour\nT2\tState 18 29\tBlue Valley\nT6\tPlace 60 64\tport\nT3\tMeeting 14 17\tmet\nE1\tMeeting:T3 "+tt.args+"\n")) {
			got = append(got, string(c.Type))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: roles %v, want %s", tt.args, got, tt.want)
		}
	}
}

// TestKeys: ids that differ in case alone are two.
func TestKeys(t *testing.T) {
	all := read(t, "T1a\tState 2 13\tRed Harbour\nT1A\tState 18 29\tBlue Valley\n").Bundles[0].Entities
	if len(all) != 2 || all[0].Key != "brat-valley-t1a" || all[1].Key != "brat-valley-t1a-2" {
		t.Errorf("entities %+v, want brat-valley-t1a and brat-valley-t1a-2", all)
	}
}

// TestNegationWithAValue changes nothing about the claim, which is told.
func TestNegationWithAValue(t *testing.T) {
	out := read(t, "T1\tState 2 13\tRed Harbour\nT2\tState 18 29\tBlue Valley\nR1\tfears Arg1:T1 Arg2:T2\nA1\tNegation R1 weak\n")
	if c := out.Bundles[0].Claims[0]; c.Polarity != graph.Affirmed || !strings.HasSuffix(c.Gist, "; Negation weak") {
		t.Errorf("claim %+v, want it affirmed, and the gist to tell", c)
	}
	if len(out.Notes) != 1 || !strings.HasPrefix(out.Notes[0].What, "attributes Negation with a value: ") {
		t.Errorf("notes %v, want one about the negation", out.Notes)
	}
}

// TestIdentity: spans are one entity where the file says so, or where label, words and references are the same.
func TestIdentity(t *testing.T) {
	const words = "port port port\n" // 0-4, 5-9, 10-14
	tests := []struct {
		name, ann string
		want      int
	}{
		{"one label and the same words", "T1\tPlace 0 4\tport\nT2\tPlace 5 9\tport\n", 1},
		{"two labels", "T1\tPlace 0 4\tport\nT2\tWine 5 9\tport\n", 2},
		{"two labels that are said to be one", "T1\tPlace 0 4\tport\nT2\tWine 5 9\tport\n*\tEquiv T1 T2\n", 1},
		{"references that differ", "T1\tPlace 0 4\tport\nT2\tPlace 5 9\tport\nN1\tReference T1 Gazetteer:1\tport\nN2\tReference T2 Gazetteer:2\tport\n", 2},
		{"the same reference", "T1\tPlace 0 4\tport\nT2\tPlace 5 9\tport\nN1\tReference T1 Gazetteer:1\tport\nN2\tReference T2 Gazetteer:1\tport\n", 1},
		{"two events of one trigger", "T1\tRaid 0 4\tport\nE1\tRaid:T1\nE2\tRaid:T1\n", 2},
		{"chains of what is one", "T1\tA 0 4\tport\nT2\tB 5 9\tport\nT3\tC 10 14\tport\n*\tEquiv T2 T3\n*\tEquiv T3 T1\n", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, problems := brat.Read(folder(tt.ann, words), "", "valley.ann")
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if got := len(out.Bundles[0].Entities); got != tt.want {
				t.Errorf("%d entities, want %d", got, tt.want)
			}
		})
	}
}

// TestAgain: what is said in two places is one claim with two.
func TestAgain(t *testing.T) {
	const words = "port sea port\n" // 0-4, 5-8, 9-13
	ann := "T1\tPlace 0 4\tport\nT2\tPlace 5 8\tsea\nT3\tPlace 9 13\tport\nR1\tnear Arg1:T1 Arg2:T2\nR2\tnear Arg1:T3 Arg2:T2\nR3\tnear Arg1:T1 Arg2:T3\n" +
		"R4\tnear Arg1:T1 Arg2:T2\nA1\tSure R4\nR5\tnear Arg1:T1 Arg2:T2\n"
	out, problems := brat.Read(folder(ann, words), "", "valley.ann")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []said{{"brat-valley-t1", "near", "brat-valley-t2", graph.Affirmed, graph.Asserted, "0-4+5-8, 5-8+9-13"}}
	if diff := cmp.Diff(want, claims(out)); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	if got, want := out.Bundles[0].Claims[0].Gist, "port near sea\nport near sea; Sure"; got != want {
		t.Errorf("gist = %q, want %q", got, want)
	}
	if got := out.Notes[0].What; got != "relations and arguments that lead from an entity to itself: left out" {
		t.Errorf("the relation from an entity to itself is not counted: %q", got)
	}
}

func TestRefused(t *testing.T) {
	tests := []struct{ name, ann, want string }{
		{"another word in the text", "T1\tState 2 13\tRed Harbor\n", `corpus/valley.ann:1:15: T1: the text has "Red Harbour" there, and the file "Red Harbor"`},
		{"offsets in bytes", "T1\tState 5 16\tRed Harbour\n", `1:15: T1: the text has " Harbour me" there`},
		{"a span behind the text", "T1\tState 60 67\tport.\n", `1:4: T1: 60-67 lies outside the text, which has 66 characters`},
		{"a span without an end", "T1\tState 2\tRed\n", `1:10: "2" is no span: write START END`},
		{"a span that ends before it begins", "T1\tState 13 2\tRed\n", `1:10: "13 2" covers nothing`},
		{"a sign before an offset", "T1\tState +2 13\tRed\n", `offsets are whole numbers from 0`},
		{"parts that overlap", "T1\tState 2 6;4 8\tRed\n", `1:14: "4 8" begins before the part before it ends`},
		{"spaces for tabs", "T1 State 2 13 Red Harbour\n", `there is no tab behind the id`},
		{"no label", "T1\t 2 13\tRed Harbour\n", `1:4: there is no label in the second column`},
		{"no such kind of line", "T1\tState 2 13\tRed Harbour\nX1\tState\n", `2:1: a line begins with an id, T, R, E, A, M, N or # and a number, or with *; here stands "X1"`},
		{"an id without a number", "T\tState 2 13\tRed Harbour\n", `1:1: the id "T" has no number`},
		{"an id twice", "T1\tState 2 13\tRed Harbour\nT1\tState 2 13\tRed Harbour\n", `2:1: line 1 has the id T1 already`},
		{"an end that is not there", "T1\tState 2 13\tRed Harbour\nR1\tallied Arg1:T1 Arg2:T9\n", `2:24: R1: there is no annotation "T9"`},
		{"a relation of three", "T1\tState 2 13\tRed Harbour\nR1\tallied Arg1:T1 Arg2:T1 Arg3:T1\n", `2:11: a relation has two ends, Arg1:ID and Arg2:ID; here are 3`},
		{"an attribute as an end", "T1\tState 2 13\tRed Harbour\nA1\tBig T1\nR1\tallied Arg1:T1 Arg2:A1\n", `3:24: R1: A1 can't stand here, only one of T, E`},
		{"an event without a trigger", "T1\tState 2 13\tRed Harbour\nE1\tMeeting Theme:T1\n", `2:4: an event begins with LABEL:TRIGGER; here stands "Meeting"`},
		{"an event that an event triggers", "T1\tMeeting 14 17\tmet\nE1\tMeeting:T1\nE2\tMeeting:E1\n", `3:12: E2: E1 can't stand here, only one of T`},
		{"an argument without a role", "T1\tMeeting 14 17\tmet\nE1\tMeeting:T1 T1\n", `2:15: "T1" is no argument: write ROLE:ID`},
		{"an attribute of nothing", "A1\tNegation\n", `1:12: there is no id of what A1 is about`},
		{"a reference to no catalogue", "T1\tState 2 13\tRed Harbour\nN1\tReference T1 Q17\tRed Harbour\n", `2:17: a reference leads to SCHEME:ENTRY; here stands "Q17"`},
		{"a note on what is not there", "#1\tAnnotatorNotes T4\tlook\n", `1:19: #1: there is no annotation "T4"`},
		{"one that is the same as nothing", "T1\tState 2 13\tRed Harbour\n*\tEquiv T1\n", `2:9: what is one and the same are two annotations, or more`},
		{"bytes that are not UTF-8", "T1\tState 2 13\tRed \xffarbour\n", `1:1: the line is not UTF-8`},
		{"a note of dyad that is none", "T1\tState 2 13\tRed Harbour\n#1\tAnnotatorNotes T1\tdyad {\"source\":7}\n", `2:22: #1: it is no record of dyad`},
		{"a key of dyad that is none", "T1\tState 2 13\tRed Harbour\nN1\tReference T1 dyad:Red_Harbour\tRed Harbour\n", `2:4: N1: "Red_Harbour" is no key of an entity`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, problems := brat.Read(folder(tt.ann, text), "corpus", "valley.ann")
			if out != nil || len(problems) != 1 || !strings.Contains(problems[0].String(), tt.want) {
				t.Errorf("got %v, want the one problem %s", problems, tt.want)
			}
		})
	}
}

// TestAllProblems: everything that is wrong with a file is listed, and what leads to a line that can't be read is no further problem.
func TestAllProblems(t *testing.T) {
	_, problems := brat.Read(folder("T1\tState 2 13\tRed\nT2\tState 9\tx\nR1\tallied Arg1:T1 Arg2:T3\nR2\tallied Arg1:T1 Arg2:T2\n", text), "", "valley.ann")
	if len(problems) != 3 {
		t.Errorf("%d problems, want 3: %v", len(problems), problems)
	}
}

func TestTexts(t *testing.T) {
	tests := []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"no text beside the file", fstest.MapFS{"valley.ann": {}}, "corpus/valley.ann: its text, corpus/valley.txt, can't be read: file does not exist; put it beside the file"},
		{"a text that is not UTF-8", fstest.MapFS{"valley.ann": {}, "valley.txt": {Data: []byte("\xff")}}, "corpus/valley.txt: byte 0 (0xff, in line 1) is not UTF-8"},
		{"a text that is not compressed", fstest.MapFS{"valley.ann": {}, "valley.txt.gz": {Data: []byte("Red")}}, "its text, corpus/valley.txt, can't be read: not compressed by gzip, as its name says"},
		{"no file", fstest.MapFS{}, "corpus/valley.ann: the file can't be read: file does not exist"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := brat.Read(tt.fsys, "corpus", "valley.ann")
			if len(problems) != 1 || !strings.Contains(problems[0].String(), tt.want) {
				t.Errorf("got %v, want %s", problems, tt.want)
			}
		})
	}
}

// TestCompressed: the file, the text or both may be compressed, which makes no difference.
func TestCompressed(t *testing.T) {
	zipped := func(s string) *fstest.MapFile {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, err := io.WriteString(w, s)
		if err = errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return &fstest.MapFile{Data: b.Bytes()}
	}
	plain := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	want := read(t, annotations).Bundles
	for _, tt := range []struct {
		file string
		fsys fstest.MapFS
	}{
		{"valley.ann.gz", fstest.MapFS{"valley.ann.gz": zipped(annotations), "valley.txt": plain(text)}},
		{"valley.ann.gz", fstest.MapFS{"valley.ann.gz": zipped(annotations), "valley.txt.gz": zipped(text)}},
		{"valley.ann", fstest.MapFS{"valley.ann": plain(annotations), "valley.txt.gz": zipped(text)}},
	} {
		out, problems := brat.Read(tt.fsys, "corpus", tt.file)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if diff := cmp.Diff(want, out.Bundles); diff != "" {
			t.Errorf("%s of %v (-plain +compressed):\n%s", tt.file, slices.Sorted(maps.Keys(tt.fsys)), diff)
		}
	}
	for name, data := range map[string]*fstest.MapFile{"not compressed by gzip": plain(annotations), "unexpected EOF": {Data: zipped(annotations).Data[:40]}} {
		_, problems := brat.Read(fstest.MapFS{"valley.ann.gz": data, "valley.txt": plain(text)}, "corpus", "valley.ann.gz")
		if len(problems) != 1 || !strings.Contains(problems[0].String(), "corpus/valley.ann.gz: the file can't be read: "+name) {
			t.Errorf("got %v, want %s", problems, name)
		}
	}
}

// TestNothing: a file without annotations is of a document that nobody found anything in.
func TestNothing(t *testing.T) {
	b := read(t, "").Bundles[0]
	if len(b.Sources) != 1 || len(b.Entities)+len(b.Mentions)+len(b.Claims) != 0 {
		t.Errorf("got %+v, want the source alone", b)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(annotations, text)
	f.Add("T1\tState 0 1\ta\nE1\tRaid:T1 X:E1\n*\tEquiv T1 T1\n", "a")
	f.Add("T1\tState 0 1\ta\nN1\tReference T1 dyad:a\ta\n#1\tAnnotatorNotes T1\tdyad {\"entities\":[{\"key\":\"a\",\"name\":\"a\",\"type\":\"State\"}]}\n", "a")
	f.Fuzz(func(t *testing.T, ann, txt string) {
		out, problems := brat.Read(folder(ann, txt), "", "valley.ann")
		if (out == nil) != (len(problems) > 0) {
			t.Fatalf("a result %v beside the problems %v", out, problems)
		}
		if out == nil {
			return
		}
		for _, m := range out.Bundles[0].Mentions {
			if runes := []rune(txt); string(runes[m.Start:m.End]) != m.Form {
				t.Errorf("a mention %d-%d of %q in %q", m.Start, m.End, m.Form, txt)
			}
		}
		extracttest.Sound(t, &out.Bundles[0])
	})
}
