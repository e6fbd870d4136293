package table_test

import (
	"fmt"
	"strings"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestWhen works out times.
func TestWhen(t *testing.T) {
	tests := []struct {
		name, when, columns, row string // of the columns a (a date), b (another) and p (a word or code)
		want                     graph.When
	}{
		{"a date as it stands", `"{a}"`, "", "2031-05,,", when("2031-05", "", "", "")},
		{"no date", `"{a}"`, "", ",,", graph.When{}},
		{"a year of two columns", `{date: "{a}-{b}"}`, "", "2031,05,", when("2031-05", "", "", "")},
		{"a day that is exact", `{date: "{a}", precision: day}`, "", "2031-05-04,,", when("2031-05-04", "", "", "")},
		{"about a day", `{date: "{a}", precision: about-day}`, "", "2031-05-04,,", when("2031-05-04~", "", "", "")},
		{"a month, by a code", `{date: "{a}", precision: "{p}"}`, `p: {values: {"3": month}}`, "2031-05-04,,3", when("2031-05", "", "", "")},
		{"no code leaves the date as it stands", `{date: "{a}", precision: "{p}"}`, `p: {values: {"3": month}}`, "2031-05-04,,", when("2031-05-04", "", "", "")},
		{"about a month", `{date: "{a}", precision: about-month}`, "", "2031-05-04,,", when("2031-05~", "", "", "")},
		{"a year", `{date: "{a}", precision: year}`, "", "2031-05-04,,", when("2031", "", "", "")},
		{"about a year", `{date: "{a}", precision: about-year}`, "", "2031-05-04,,", when("2031~", "", "", "")},
		{"another year, perhaps", `{date: "{a}", precision: unsure-year}`, "", "2031-05-04,,", when("2031?", "", "", "")},
		{"a decade", `{date: "{a}", precision: decade}`, "", "2031-05-04,,", when("203X", "", "", "")},
		{"a date that says nothing", `{date: "{a}", precision: unknown}`, "", "2031-05-04,,", graph.When{}},
		{"an interval", `{from: "{a}", to: "{b}"}`, "", "2031-05-04,2031-06,", when("2031-05-04/2031-06", "", "", "")},
		{"an interval of one day", `{from: "{a}", to: "{b}"}`, "", "2031-05-04,2031-05-04,", when("2031-05-04", "", "", "")},
		{"an interval within a month, to the month", `{from: "{a}", to: "{b}", precision: month}`, "", "2031-05-04,2031-05-09,", when("2031-05", "", "", "")},
		{"two precisions", `{from: "{a}", to: "{b}", from_precision: year, to_precision: month}`, "", "2030-05-04,2031-05-09,", when("2030/2031-05", "", "", "")},
		{"an end that is not known", `{from: "{a}", to: "{b}"}`, "", "2031,,", when("2031/", "", "", "")},
		{"a beginning that is not known", `{from: "{a}", to: "{b}"}`, "", ",2031,", when("/2031", "", "", "")},
		{"a bound, a basis and an extent", `{date: "{a}", bound: "{p}", basis: inferred, extent: throughout}`, "", "2031,,start", when("2031", graph.InferredBasis, graph.StartBound, graph.Throughout)},
		{"a bound without a date", `{date: "{a}", bound: end}`, "", ",,", when("", "", graph.EndBound, "")},
		{"day, month and year", `"{a}"`, "a: {date: dmy}", "4.5.2031,,", when("2031-05-04", "", "", "")},
		{"month, day and year", `"{a}"`, "a: {date: mdy}", "5/4/2031,,", when("2031-05-04", "", "", "")},
		{"eight digits", `"{a}"`, "a: {date: compact}", "20310504,,", when("2031-05-04", "", "", "")},
		{"with a time", `"{a}"`, "a: {date: iso}", "2031-05-04 10:30:00,,", when("2031-05-04", "", "", "")},
		{"with a time to the second and a zone", `"{a}"`, "a: {date: iso}", "2031-05-04T10:30:00.000+02:00,,", when("2031-05-04", "", "", "")},
		{"with a time and a zone that has a name", `"{a}"`, "a: {date: iso}", "2031-05-04 9:30 +0000 UTC,,", when("2031-05-04", "", "", "")},
		// 2031-05-04 is 22,403 days after 1970-01-01.
		{"seconds", `"{a}"`, "a: {date: epoch-s}", "1935619200,,", when("2031-05-04", "", "", "")},
		{"milliseconds", `"{a}"`, "a: {date: epoch-ms}", "1935619200123,,", when("2031-05-04", "", "", "")},
		{"half a second before 1970", `"{a}"`, "a: {date: epoch-ms}", "-500,,", when("1969-12-31", "", "", "")},
		{"a day before 1970", `"{a}"`, "a: {date: epoch-ms}", "-86400000,,", when("1969-12-31", "", "", "")},
		{"a second before 1970", `"{a}"`, "a: {date: epoch-s}", "-1,,", when("1969-12-31", "", "", "")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mapping := head + "dangling: placeholder\ntables:\n  e: {files: [e.csv], columns: {" + tt.columns + "}}\nclaims:\n" +
				"  - {rule: r, from: x, type: happened, when: " + tt.when + ", gist: \"{a}{b}{p}\"}\n"
			got := read(t, mapping, files{"e.csv": "a,b,p\n" + tt.row + "\n"})
			if len(got.told) > 0 || len(got.Claims) != 1 {
				t.Fatalf("%d claims, told %q; want one claim", len(got.Claims), got.told)
			}
			if diff := cmp.Diff(tt.want, got.Claims[0].When); diff != "" {
				t.Errorf("when (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNoTimes tells the cell that is no date; where two are dates and don't go together, the first.
func TestNoTimes(t *testing.T) {
	tests := []struct{ name, when, row, want string }{
		{"no beginning", `{from: "{a}", to: "{b}"}`, "2031-13,2031", `e.csv:2:1: column "a" is "2031-13": `},
		{"no end", `{from: "{a}", to: "{b}"}`, "2031,2031-13", `e.csv:2:6: column "b" is "2031-13": `},
		{"no end, and no beginning is told", `{from: "{a}", to: "{b}"}`, ",2031-13", `e.csv:2:2: column "b" is "2031-13": `},
		{"an end before the beginning", `{from: "{a}", to: "{b}"}`, "2031,2030", `e.csv:2:1: column "a" is "2031": date "2031/2030": `},
		{"no date", `"{b}"`, ",soon", `e.csv:2:2: column "b" is "soon": `},
		{"one of two years", `"{c}"`, "2031 or 2032,", `e.csv:2:1: column "c" is "2031 or 2032": no date as YYYY, `},
		{"two years", `"{c}"`, "2031 - 2033,", `e.csv:2:1: column "c" is "2031 - 2033": no date as YYYY, `},
		{"two days", `"{c}"`, "2031-05-04 to 2031-06-01,", `e.csv:2:1: column "c" is "2031-05-04 to 2031-06-01": no date as YYYY, `},
		{"a month that is in doubt", `"{c}"`, "2031-05 (?),", `e.csv:2:1: column "c" is "2031-05 (?)": no date as YYYY, `},
		{"a time behind a year", `"{c}"`, "2031 10:30,", `e.csv:2:1: column "c" is "2031 10:30": no date as YYYY, `},
		{"a time that no day has", `"{c}"`, "2031-05-04 25:00,", `e.csv:2:1: column "c" is "2031-05-04 25:00": no date as YYYY, `},
		{"words behind a time", `"{c}"`, "2031-05-04 10:30 or so,", `e.csv:2:1: column "c" is "2031-05-04 10:30 or so": no date as YYYY, `},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mapping := head + "dangling: placeholder\ntables:\n  e: {files: [e.csv], columns: {c: {of: \"{a}\", date: iso}}}\nclaims:\n" +
				"  - {rule: r, from: x, type: happened, when: " + tt.when + ", gist: \"{a}{b}\"}\n"
			got := read(t, mapping, files{"e.csv": "a,b\n" + tt.row + "\n"})
			if len(got.told) != 1 || !strings.HasPrefix(got.told[0], tt.want) || len(got.Claims) > 0 {
				t.Errorf("%d claims, told %q; want one refusal that begins with %q", len(got.Claims), got.told, tt.want)
			}
		})
	}
}

// TestNumbersAndCredibility keeps what stands in the cells as it is written there, or refuses the row.
func TestNumbersAndCredibility(t *testing.T) {
	const numbers = `number: {best: "{a}"}`
	const credibility = `credibility: "{a}"`
	one := func(v float64) *graph.Number { return &graph.Number{Best: &v} }
	tests := []struct {
		name, rule, cell string
		number           *graph.Number
		credibility      int
		told             string // of the cell, why
	}{
		{"an integer", numbers, "25", one(25), 0, ""},
		{"a fraction with zeros around it", numbers, "+007.50", one(7.5), 0, ""},
		{"a fraction of one", numbers, ".25", one(0.25), 0, ""},
		{"nothing", numbers, "-0.0", one(0), 0, ""},
		{"the greatest of which all before it can be kept", numbers, "9007199254740992", one(1 << 53), 0, ""},
		{"the next one", numbers, "9007199254740993", nil, 0, "a number with more digits than can be kept: it would be 9007199254740992"},
		{"a fraction that is too long", numbers, "0.12345678901234567890", nil, 0, "a number with more digits than can be kept: it would be 0.12345678901234568"},
		{"a tenth", numbers, "0.1", one(0.1), 0, ""},
		{"certain", credibility, "1", nil, 1, ""},
		{"not to be judged", credibility, "6", nil, 6, ""},
		{"none", credibility, "", nil, 0, ""},
		{"no credibility", credibility, "0", nil, 0, "no credibility: it is 1 to 6"},
		{"beyond all", credibility, "7", nil, 0, "no credibility: it is 1 to 6"},
		{"below all", credibility, "-1", nil, 0, "no credibility: it is 1 to 6"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mapping := head + "dangling: placeholder\ntables:\n  e: {files: [e.csv]}\nclaims:\n  - {rule: r, from: x, type: happened, " + tt.rule + "}\n"
			got := read(t, mapping, files{"e.csv": "a,b\n" + tt.cell + ",\n"})
			if tt.told != "" {
				want := []string{fmt.Sprintf(`e.csv:2:1: column "a" is %q: %s (rule r)`, tt.cell, tt.told)}
				if diff := cmp.Diff(want, got.told); diff != "" || len(got.Claims) > 0 {
					t.Errorf("%d claims; told (-want +got):\n%s", len(got.Claims), diff)
				}
				return
			}
			if len(got.Claims) != 1 {
				t.Fatalf("%d claims, told %q; want one", len(got.Claims), got.told)
			}
			if diff := cmp.Diff(tt.number, got.Claims[0].Number); diff != "" || got.Claims[0].Credibility != tt.credibility {
				t.Errorf("credibility %d, want %d; number (-want +got):\n%s", got.Claims[0].Credibility, tt.credibility, diff)
			}
		})
	}
}

// when is a time; "" is no date.
func when(date string, basis graph.Basis, bound graph.Bound, extent graph.Extent) graph.When {
	w := graph.When{Basis: basis, Bound: bound, Extent: extent}
	if date != "" {
		w.EDTF, _ = graph.ParseEDTF(date)
	}
	return w
}

// TestColumns works out what columns hold. Each claim is about "x"; its gist is the column c.
func TestColumns(t *testing.T) {
	tests := []struct{ name, columns, row, want string }{
		{"a column of the file", "", "7,,", "7"},
		{"a piece before", `c: {of: "{a}", before: "/"}`, "7/8/9,,", "7"},
		{"a piece before what is not there", `c: {of: "{a}", before: "/"}`, "7,,", "7"},
		{"a piece behind", `c: {of: "{a}", after: "/"}`, "7/8/9,,", "8/9"},
		{"a piece behind what is not there", `c: {of: "{a}", after: "/"}`, "7,,", ""},
		{"a piece between", `c: {of: "{a}", before: ")", after: "("}`, "7 (8) 9,,", "8"},
		{"a list, trimmed, without what is empty", `c: {of: "{a}", split: ";"}`, "7; 8 ;;9,,", "7, 8, 9"},
		{"a list with codes that stand for nothing", `c: {of: "{a}", split: ";", missing: ["-9"]}`, "7;-9;8,,", "7, 8"},
		{"a list in brackets is one name", `c: {of: "{a}", split: ";", brackets: true}`, "A (b;c);D [e(f;g);h],,", "A (b;c), D [e(f;g);h]"},
		{"a list beside a list", `c: {of: "{a}", split: ";", along: n}, n: {of: "{b}", split: "+"}`, "7;8,1+2,", "7, 8"},
		{"no list beside a single one", `c: {of: "{a}", split: ";", along: n}, n: {of: "{b}", split: "+"}`, "7;8,1,", "7;8"},
		{"once each", `c: {of: "{a}", split: ";", distinct: true}`, "7;8;7,,", "7, 8"},
		{"the first", `c: {of: "{a}", split: ";", pick: first}`, "9;10;8,,", "9"},
		{"the last", `c: {of: "{a}", split: ";", pick: last}`, "9;10;8,,", "8"},
		{"the least, as numbers", `c: {of: "{a}", split: ";", pick: least}`, "9;10;8,,", "8"},
		{"the greatest, as numbers", `c: {of: "{a}", split: ";", pick: greatest}`, "9;10;8,,", "10"},
		{"how many", `c: {of: "{a}", split: ";", pick: count}`, "9;10;8,,", "3"},
		{"how many of none", `c: {of: "{a}", split: ";", pick: count}`, ",,", "0"},
		{"a word for a code", `c: {of: "{a}", values: {"7": seven}}`, "7,,", "seven"},
		{"a word for all others", `c: {of: "{a}", values: {"7": seven}, default: many}`, "8,,", "many"},
		{"nothing for all others", `c: {of: "{a}", values: {"7": seven}, default: ""}`, "8,,", ""},
		{"nothing is none of the others", `c: {of: "{a}", values: {"7": seven}, default: many}`, ",,", ""},
		{"nothing before is none of the others", `c: {of: "{a}", before: "/", values: {"7": seven}, default: many}`, "/7,,", ""},
		{"nothing behind is not listed either", `c: {of: "{a}", after: "/", values: {"7": seven}, empty: none}`, "7/ ,,", "none"},
		{"a word for nothing", `c: {of: "{a}", values: {"7": seven}, empty: none}`, ",,", "none"},
		{"nothing for nothing", `n: {of: "{a}", empty: ""}, c: {of: "group-{n}"}`, ",,", ""},
		{"white space for nothing", `n: {of: "{a}", empty: " "}, c: {of: "group-{n}"}`, ",,", ""},
		{"another column where this is empty", `c: {of: "{a}", empty: "{b}"}`, ",8,", "8"},
		{"two columns in one", `c: {of: "{a}-{b}"}`, "7,8,", "7-8"},
		{"two columns, of which one is empty", `c: {of: "{a}-{b}"}`, "7,,", ""},
		{"a list in a template", `c: {of: "({l}{b})"}, l: {of: "{a}", split: ";"}`, "7;8,x,", "(7x), (8x)"},
		{"braces", `c: {of: "{{{a}}}"}`, "7,,", "{7}"},
		{"the name of the file", `c: {of: "{$file}"}`, ",,", "e"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mapping := head + "dangling: placeholder\ntables:\n  e: {files: [e.csv], columns: {" + tt.columns + "}}\nclaims:\n  - {rule: r, from: x, type: happened, gist: \"{c}\"}\n"
			got := read(t, mapping, files{"e.csv": "a,b,c\n" + swap(tt.columns, tt.row) + "\n"})
			if len(got.told) > 0 || len(got.Claims) != 1 || got.Claims[0].Gist != tt.want {
				t.Errorf("claims %v, told %q; want a gist of %q", got.Claims, got.told, tt.want)
			}
		})
	}
}

// swap puts the first cell of a row under c where c is a column of the file.
func swap(columns, row string) string {
	if columns == "" {
		return ",," + row[:1]
	}
	return row
}

// TestClaims makes claims with everything that a claim may have.
func TestClaims(t *testing.T) {
	mapping := head + `dangling: placeholder
tables:
  e:
    files: [e.csv]
    columns:
      whom: {split: ";"}
      crowd: {split: ";"}
      sure: {of: "{doubt}", values: {"y": alleged}, empty: asserted}
      polarity: {of: "{not}", values: {"y": negated}, empty: affirmed}
sources:
  - {rule: paper, key: "paper-{paper}", kind: report, genre: opinion, title: "On {paper}", author: "{paper}", published: {date: "{day}", basis: inferred}, reliability: "{grade}", url: "https://valley.example/{paper}"}
claims:
  - rule: deed
    source: paper
    if: {kind: [a, b]}
    unless: {who: nobody}
    from: "{who}"
    type: attacks
    to: "{whom}"
    roles: {with: "{crowd}", event: "event {no}"}
    polarity: "{polarity}"
    modality: "{sure}"
    outcome: failed
    voices: [{label: "{said}", mode: document, stance: doubts}, {entity: "{by}", affiliation: "{of}"}]
    number: {low: "{low}", best: "{best}", high: "{high}", unit: people, worded: "{worded}", disordered: best}
    credibility: "3"
    gist: "{who} {whom}"
`
	got := read(t, mapping, files{"e.csv": `no,kind,who,whom,crowd,doubt,not,said,by,of,low,best,high,worded,paper,day,grade
1,a,Vale,Quill;Marsh,Reed;Swan,y,,a sailor,Heron,Lakes,1,2.5,4,a few,gazette,2031-05-04,B
2,b,Vale,Quill,,,y,,,,5,2,4,,,,
3,c,Vale,Quill,,,,,,,,,,,,,
4,a,nobody,Quill,,,,,,,,,,,,,
5,a,Vale,,,,,,,,,,,,,,
`})
	low, best, high, two := 1.0, 2.5, 4.0, 2.0
	first := graph.Claim{
		Source: "vw-paper-gazette", From: "Vale", Type: "attacks", Polarity: graph.Affirmed, Modality: graph.Alleged, Outcome: graph.Failed,
		Voices: []graph.Voice{{Label: "a sailor", Mode: graph.Document, Stance: graph.Doubts}, {Entity: "Heron", Affiliation: "Lakes", Mode: graph.Says, Stance: graph.Neutral}},
		Number: &graph.Number{Low: &low, Best: &best, High: &high, Unit: "people", Worded: "a few"}, Gist: "Vale Quill, Marsh", Credibility: 3,
		Roles: graph.Roles{{Name: "with", Entities: []graph.EntityKey{"Reed", "Swan"}}, {Name: "event", Entities: []graph.EntityKey{"event 1"}}},
	}
	first.To = "Quill"
	second := first
	second.To = "Marsh"
	third := graph.Claim{
		Source: "watch", From: "Vale", Type: "attacks", To: "Quill", Polarity: graph.Negated, Modality: graph.Asserted, Outcome: graph.Failed, Gist: "Vale Quill", Credibility: 3,
		Number: &graph.Number{Best: &two, Unit: "people"}, Roles: graph.Roles{{Name: "event", Entities: []graph.EntityKey{"event 2"}}},
	}
	texts := map[graph.EntityKey]graph.EntityKey{} // keys have digests in them: here they go by the texts that they were made of
	for _, e := range got.Entities {
		texts[e.Key] = graph.EntityKey(e.Name)
	}
	byText := cmp.Transformer("text", func(k graph.EntityKey) string {
		if text, made := texts[k]; made {
			return string(text)
		}
		return string(k)
	})
	if diff := cmp.Diff([]graph.Claim{first, second, third}, got.Claims, byText, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	published, _ := graph.ParseEDTF("2031-05-04")
	paper := graph.Source{
		Key: "vw-paper-gazette", ID: graph.SourceKey("vw-paper-gazette").ID(), Kind: graph.Report, Genre: graph.Opinion, Title: "On gazette", Author: "gazette",
		Published: graph.Published{EDTF: published, Basis: graph.InferredBasis}, Reliability: "B", URL: "https://valley.example/gazette",
	}
	if diff := cmp.Diff(paper, got.Sources[1]); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
	if r := got.Tables[0]; r.Read != 5 || r.Idle != 3 || len(got.Notes) != 1 {
		t.Errorf("%d rows read, %d of which nothing is made, notes %v; want 5, 3 and a note of one number", r.Read, r.Idle, got.Notes)
	}
}
