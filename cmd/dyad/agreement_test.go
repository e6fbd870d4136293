package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/extract/agreement"
	"dyad/graph"
)

// TestDocumentedAgreement holds the fields of agreement.md to those that are measured, and its alignment to the reader.
func TestDocumentedAgreement(t *testing.T) {
	var want, got []string
	for _, f := range agreement.Compare(&agreement.Coding{}, &agreement.Coding{}, nil, graph.NewVocabulary(nil)).Total.Fields {
		want = append(want, f.Field)
	}
	for _, row := range rows(t, "agreement.md", "field", "value") {
		got = append(got, code(row[0]))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fields in agreement.md (-dyad +page):\n%s", diff)
	}
	for _, block := range blocks(t, "agreement.md", "yaml") {
		same, problems := extract.ReadAlignment(extract.File{Name: "same.yaml", Data: []byte(block)}, "a", "b")
		if len(problems) > 0 || len(same) == 0 {
			t.Errorf("ReadAlignment of the example in agreement.md = %v, %v, want pairs and no problem", same, problems)
		}
	}
}
