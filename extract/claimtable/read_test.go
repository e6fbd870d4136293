package claimtable_test

import (
	"bytes"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/claimtable"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// full is a claim that fills every cell that a claim has.
func full(t *testing.T) graph.Claim {
	t.Helper()
	low, best := 2.0, 2.5
	when, err := graph.ParseEDTF("2031-04~")
	if err != nil {
		t.Fatal(err)
	}
	c := graph.Claim{
		Source: "paper", From: "council", Type: "mediates", To: "brigade", Revision: 1, Outcome: graph.Failed,
		Roles:    graph.Roles{{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{"valley"}}},
		Voices:   []graph.Voice{{Entity: "gazette", Mode: graph.Says, Stance: graph.Endorses}, {Label: "an \"envoy\"; unnamed", Affiliation: "council", Mode: graph.Believes, Stance: graph.Doubts}},
		When:     graph.When{EDTF: when, Basis: graph.InferredBasis, Extent: graph.Sometime},
		Number:   &graph.Number{Low: &low, Best: &best, Unit: "rounds", Worded: "two, or so"},
		Evidence: []graph.Occurrence{{Parts: []graph.Part{{Start: 1, End: 5}, {Start: 7, End: 9}}}, {Parts: []graph.Part{{Start: 20, End: 30}}}},
		Gist:     "Talks,\nwhich fail.", Credibility: 3, Annotator: "a", Codebook: "0.1",
	}
	c.Normalize(&graph.Term{})
	c.ID = c.DerivedID()
	return c
}

const header = "claim,revision,relationship,from,from_name,type,to,to_name,roles,polarity,modality,outcome,voice,voices,stance," +
	"when,when_basis,when_bound,when_extent,number_low,number_best,number_high,number_unit,number_worded,status,sign,contradicted," +
	"source,source_title,source_publisher,source_author,source_published,source_genre,evidence,quote,gist,credibility,annotator,codebook,disputes,reconciles\n"

// row is that claim as a line, written by hand.
func row(t *testing.T) string {
	return full(t).ID.String() + `,1,,council,Lakes Council,mediates,brigade,"Orchard ""Brigade""","{""counterparty"":[""valley""]}",affirmed,asserted,failed,"an ""envoy""; unnamed",` +
		`"[{""entity"":""gazette"",""mode"":""says"",""stance"":""endorses""},{""label"":""an \""envoy\""; unnamed"",""affiliation"":""council"",""mode"":""believes"",""stance"":""doubts""}]",doubts,` +
		`2031-04~,inferred,whole,sometime,2,2.5,,rounds,"two, or so",stated,,no,paper,"A title, of sorts",Sandgate Gazette,Vale,2031-05-04,reporting,` +
		`1-5+7-9; 20-30,the words,"Talks,` + "\n" + `which fail.",3,a,0.1,,` + "\n"
}

// read reads a table that is sound.
func read(t *testing.T, text string) *extract.Foreign {
	t.Helper()
	out, problems := claimtable.Read("claims.csv", strings.NewReader(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return out
}

// TestClaim reads every cell; the id tells that nothing that carries meaning was lost.
func TestClaim(t *testing.T) {
	for name, text := range map[string]string{"as written": header + row(t), "by a spreadsheet": "\ufeff" + strings.ReplaceAll(header+row(t), "\n", "\r\n")} {
		t.Run(name, func(t *testing.T) {
			b := read(t, text).Bundles[0]
			if diff := cmp.Diff([]graph.Claim{full(t)}, b.Claims, cmp.Comparer(graph.EDTF.Equal)); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
			if b.Claims[0].DerivedID() != full(t).ID {
				t.Errorf("the content gives %s, want %s", b.Claims[0].DerivedID(), full(t).ID)
			}
		})
	}
}

// TestPartial brings in who and what the claim names, as far as the table describes them.
func TestPartial(t *testing.T) {
	out := read(t, header+row(t))
	names := map[graph.EntityKey]string{}
	for _, e := range out.Bundles[0].Entities {
		names[e.Key] = e.Name
		if e.Type != graph.Untyped || !out.Partial.Entities[e.Key] {
			t.Errorf("%s is a %s, and partial: %v", e.Key, e.Type, out.Partial.Entities[e.Key])
		}
	}
	want := map[graph.EntityKey]string{"council": "Lakes Council", "brigade": `Orchard "Brigade"`, "valley": "valley", "gazette": "gazette"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	s := out.Bundles[0].Sources[0]
	if s.Title != "A title, of sorts" || s.Publisher != "Sandgate Gazette" || s.Author != "Vale" || s.Published.EDTF.String() != "2031-05-04" || s.Genre != graph.Reporting || !out.Partial.Sources["paper"] {
		t.Errorf("source %+v, partial: %v", s, out.Partial.Sources)
	}
}

// TestColumns may stand in any order, and others among them.
func TestColumns(t *testing.T) {
	out := read(t, "mine,type,claim,revision,source,from,to,polarity,modality,outcome,voices,roles,when\n"+
		"good,attacks,"+full(t).ID.String()+",4,paper,brigade,valley,affirmed,asserted,none,,,\n")
	got := map[string]int{}
	for _, n := range out.Notes {
		got[n.What] = n.Count
	}
	if c := out.Bundles[0].Claims[0]; c.ID != full(t).ID || c.Revision != 4 || c.From != "brigade" || c.Type != "attacks" {
		t.Errorf("claim %+v", c)
	}
	if got["cells of column mine, which dyad does not write: left out"] != 1 {
		t.Errorf("notes %v, want one about column mine", got)
	}
}

func TestRefused(t *testing.T) {
	change := func(old, new string) string { return header + strings.Replace(row(t), old, new, 1) }
	tests := []struct{ name, text, want string }{
		{"nothing", "", "c.csv:1:1: the file is empty"},
		{"another table", "a,b\n1,2\n", "c.csv:1:1: no column claim, revision, source"},
		{"semicolons", strings.ReplaceAll(header, ",", ";"), "c.csv:1:1: no column claim"},
		{"a column twice", strings.Replace(header, "gist", "claim", 1), `c.csv:1:1: column "claim" is there twice`},
		{"a cell too few", header + "a,b\n" + row(t), "c.csv:2:1: wrong number of fields"},
		{"a quote that stands alone", header + "a\"b" + row(t), `c.csv:2:1: bare "`},
		{"no id", change(full(t).ID.String(), "x"), "c.csv:2:1: column claim: x: an id has 36 characters"},
		{"a date that is none", change("2031-04~", "soon"), `c.csv:2:1: column when: date "soon"`},
		{"a number that is none", change(",2.5,", ",many,"), `c.csv:2:1: column number_best: "many" is no number`},
		{"a number without end", change(",2.5,", ",Inf,"), `c.csv:2:1: column number_best: "Inf" is no number`},
		{"a place that is none", change("20-30", "20"), `c.csv:2:1: column evidence: "20" is no place`},
		{"voices that are no JSON", change(`"[{""entity""`, `"[{""entity`), "c.csv:2:1: column voices"},
		{"a value of no closed set", change("affirmed", "perhaps"), `c.csv:2:1: polarity "perhaps"`},
		{"a key that is none", change(",brigade,", ",The Brigade,"), `c.csv:2:1: "The Brigade" is no key`},
		{"a claim twice", header + row(t) + row(t), "c.csv:4:1: line 2 has claim"},
		{"no UTF-8", change("Lakes", "L\xff"), "c.csv:2:1: not valid UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, problems := claimtable.Read("c.csv", strings.NewReader(tt.text))
			if out != nil || len(problems) == 0 || !strings.HasPrefix(problems[0].String(), tt.want) {
				t.Errorf("Read = %v, %v, want a problem that begins with %q", out, problems, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(header))
	f.Add([]byte(header + "a,b\n"))
	f.Add([]byte("\ufeff" + header + `00000000-0000-5000-8000-000000000000,1,,a,A,t,b,B,,affirmed,asserted,none,,,,,,,,,,,,,,,,s,,,,,,1-2,,,,,,,` + "\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, problems := claimtable.Read("f.csv", bytes.NewReader(data))
		if (out == nil) != (len(problems) > 0) {
			t.Fatalf("Read = %v, %v", out, problems)
		}
		if out == nil {
			return
		}
		for i := range out.Bundles[0].Claims {
			for _, fault := range out.Bundles[0].Claims[i].Check() {
				t.Error(fault)
			}
		}
	})
}
