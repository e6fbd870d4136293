package claimtable

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dyad/graph"
)

// known are the columns that dyad writes.
var known = slices.Concat(needed, ignored, []string{
	"from_name", "to_name", "when_basis", "when_bound", "when_extent",
	"number_low", "number_best", "number_high", "number_unit", "number_worded",
	"source_title", "source_publisher", "source_author", "source_published", "source_genre",
	"evidence", "quote", "gist", "credibility", "annotator", "codebook", "disputes", "reconciles",
})

// parse reads the line at hand as a claim, in the form in which all claims are. What is wrong is a problem.
func (t *table) parse() graph.Claim {
	c := graph.Claim{
		Source: graph.SourceKey(t.cell("source")), From: graph.EntityKey(t.cell("from")), Type: graph.TermKey(t.cell("type")),
		To: graph.EntityKey(t.cell("to")), Polarity: graph.Polarity(t.cell("polarity")), Modality: graph.Modality(t.cell("modality")),
		Outcome: graph.Outcome(t.cell("outcome")), Gist: t.cell("gist"), Annotator: t.cell("annotator"), Codebook: t.cell("codebook"),
		Revision: t.whole("revision"), Credibility: t.whole("credibility"),
		When: graph.When{
			EDTF: t.date("when"), Basis: graph.Basis(t.cell("when_basis")), Bound: graph.Bound(t.cell("when_bound")),
			Extent: graph.Extent(t.cell("when_extent")),
		},
		Number: t.number(), Disputes: t.claimIDs("disputes"), Reconciles: t.claimIDs("reconciles"),
	}
	t.object("roles", &c.Roles)
	t.object("voices", &c.Voices)
	var err error
	if c.ID, err = graph.ParseID[graph.Claim](t.cell("claim")); err != nil {
		t.problem("column claim: %s", err)
	}
	if c.Evidence, err = occurrences(t.cell("evidence")); err != nil {
		t.problem("column evidence: %s", err)
	}
	c.Normalize(&graph.Term{})
	return c
}

// whole reads a whole number; 0 for an empty cell.
func (t *table) whole(column string) int {
	text := t.cell(column)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.problem("column %s: %q is no whole number", column, text)
	}
	return n
}

// date reads a date; none for an empty cell.
func (t *table) date(column string) graph.EDTF {
	text := t.cell(column)
	if text == "" {
		return graph.EDTF{}
	}
	date, err := graph.ParseEDTF(text)
	if err != nil {
		t.problem("column %s: %s", column, err)
	}
	return date
}

// object reads a cell in JSON.
func (t *table) object(column string, v any) {
	text := t.cell(column)
	if text == "" {
		return
	}
	if err := json.Unmarshal([]byte(text), v); err != nil {
		t.problem("column %s: %s", column, err)
	}
}

// claimIDs reads a list of ids.
func (t *table) claimIDs(column string) []graph.ClaimID {
	text := t.cell(column)
	if text == "" {
		return nil
	}
	var ids []graph.ClaimID
	for one := range strings.SplitSeq(text, "; ") {
		id, err := graph.ParseID[graph.Claim](one)
		if err != nil {
			t.problem("column %s: %s", column, err)
		}
		ids = append(ids, id)
	}
	return ids
}

// number reads the cells of a number, nil if all are empty.
func (t *table) number() *graph.Number {
	n := graph.Number{
		Low: t.float("number_low"), Best: t.float("number_best"), High: t.float("number_high"),
		Unit: t.cell("number_unit"), Worded: t.cell("number_worded"),
	}
	if n == (graph.Number{}) {
		return nil
	}
	return &n
}

// float reads a number, nil for an empty cell.
func (t *table) float(column string) *float64 {
	text := t.cell(column)
	if text == "" {
		return nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v-v != 0 { // JSON has no infinity
		t.problem("column %s: %q is no number", column, text)
	}
	return &v
}

// occurrences reads places as annotations write them: START-END in code points, parts joined by "+", occurrences by "; ".
func occurrences(text string) ([]graph.Occurrence, error) {
	if text == "" {
		return nil, nil
	}
	var all []graph.Occurrence
	for one := range strings.SplitSeq(text, "; ") {
		var o graph.Occurrence
		for span := range strings.SplitSeq(one, "+") {
			first, last, _ := strings.Cut(span, "-")
			start, errStart := strconv.Atoi(first)
			end, errEnd := strconv.Atoi(last)
			if errStart != nil || errEnd != nil {
				return nil, fmt.Errorf("%q is no place: write START-END", span)
			}
			o.Parts = append(o.Parts, graph.Part{Start: start, End: end})
		}
		all = append(all, o)
	}
	return all, nil
}
