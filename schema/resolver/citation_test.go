package resolver_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/cite"
	"dyad/schema/resolver"
	"dyad/schema/resolver/resolvertest"
)

// TestCitation: the day of access is the argument, or that of the request in UTC, and the sentence is the form where none is named.
func TestCitation(t *testing.T) {
	zone := time.FixedZone("east", 5*60*60)
	a := newAsker(t, func(c *resolver.Config) {
		c.Clock = func() time.Time { return time.Date(2031, 6, 5, 2, 0, 0, 0, zone) } // the 4th in UTC
	})
	charge := resolvertest.Claims()[resolvertest.Charge]
	got := a.ask(t, fmt.Sprintf(`{ claim(id: %q) {
		citation null: citation(format: null, accessed: null) then: citation(accessed: "2030-01-02")
		bib: citation(format: BIBTEX) csl: citation(format: CSL_JSON, accessed: "2030-01-02") } }`, charge.ID))
	if len(got.Errors) > 0 {
		t.Fatal(got.Errors)
	}
	var data struct {
		Claim struct{ Citation, Null, Then, Bib, CSL string }
	}
	if err := json.Unmarshal(got.Data, &data); err != nil {
		t.Fatal(err)
	}
	c := data.Claim
	digest, err := cite.Digest(charge)
	if err != nil {
		t.Fatal(err)
	}
	want := "Red Harbour, as quoted in A. Writer, “Trouble at the harbour”, Gazette, 2021-10, code points 44-97 of its text; claim " + charge.ID.String() +
		", revision 1; accessed 2031-06-04; SHA-256 of the claim " + digest + ", of the words at 44-97 " + fmt.Sprintf("%064d", 44) + ", of the whole text " + fmt.Sprintf("%064d", 1) + "."
	if c.Citation != want || c.Null != want || c.Then != strings.Replace(want, "2031-06-04", "2030-01-02", 1) {
		t.Errorf("citation %s\nnull %s\nthen %s\nwant %s", c.Citation, c.Null, c.Then, want)
	}
	if !strings.HasPrefix(c.Bib, "@misc{gazette:"+charge.ID.String()+",\n") || !strings.Contains(c.Bib, "urldate = {2031-06-04}") {
		t.Errorf("BibTeX: %s", c.Bib)
	}
	var item cite.Item
	if err := json.Unmarshal([]byte(c.CSL), &item); err != nil || item.Accessed.Parts[0][0] != 2030 || item.Custom.SHA256 != digest {
		t.Errorf("CSL-JSON: %s (%v)", c.CSL, err)
	}
}

// TestCitationOfRetracted: who cites what was retracted is told, unless they ask as of before.
func TestCitationOfRetracted(t *testing.T) {
	a := newAsker(t, nil)
	mistake := resolvertest.Claims()[resolvertest.Mistake].ID
	got := a.ask(t, fmt.Sprintf(`{ now: claim(id: %[1]q) { citation bib: citation(format: BIBTEX) csl: citation(format: CSL_JSON) }
		then: claim(id: %[1]q, view: {asOf: {transaction: 2}}) { citation } }`, mistake))
	if len(got.Errors) > 0 {
		t.Fatal(got.Errors)
	}
	var data struct {
		Now  struct{ Citation, Bib, CSL string }
		Then struct{ Citation string }
	}
	if err := json.Unmarshal(got.Data, &data); err != nil {
		t.Fatal(err)
	}
	want := "claim " + mistake.String() + ", revision 1, retracted 2024-01-03" // the day of transaction 3
	for _, text := range []string{data.Now.Citation, data.Now.Bib, data.Now.CSL} {
		if !strings.Contains(text, want) {
			t.Errorf("%s\nlacks %s", text, want)
		}
	}
	if strings.Contains(data.Then.Citation, "retracted") || !strings.Contains(data.Then.Citation, mistake.String()) {
		t.Errorf("as of before it was retracted: %s", data.Then.Citation)
	}
}

// TestCitationRefused: a day is a day.
func TestCitationRefused(t *testing.T) {
	a := newAsker(t, nil)
	for _, day := range []string{"", "2031", "2031-6-4", "2031-02-30", "2031-06-04T12:00:00Z"} {
		got := a.ask(t, fmt.Sprintf(`{ claim(id: %q) { citation(accessed: %q) } }`, resolvertest.Claims()[resolvertest.Attack].ID, day))
		if len(got.Errors) != 1 || got.Errors[0].Extensions["code"] != graph.BadInput {
			t.Errorf("accessed %q: %v %s, want BAD_USER_INPUT", day, got.Errors, got.Data)
		}
	}
}
