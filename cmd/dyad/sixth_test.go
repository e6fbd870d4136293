package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestSixthArticle takes the invented article of testdata/sixth the whole way. It was annotated by somebody who had nothing but the
// codebook, the format, the vocabulary and the program; what has to come out was written down by the author of the article.
func TestSixthArticle(t *testing.T) {
	sixth := filepath.Join("testdata", "sixth")
	file := filepath.Join(sixth, "mill.yaml")
	code, out, talk := program(t, "check", file, "--texts", sixth)
	if code != exitOK || !strings.Contains(talk+out, "1 of 1 source verified") {
		t.Fatalf("dyad check = %d: %s%s", code, out, talk)
	}
	data := filepath.Join(t.TempDir(), "data")
	if code, _, talk := program(t, "load", file, "--data", data); code != exitOK {
		t.Fatalf("dyad load = %d: %s", code, talk)
	}
	_, out, _ = program(t, "contradictions", "--data", data)
	for _, want := range []struct{ what, begins, says string }{
		{"shelter that the accused denies", "polarity", "Red Harbour —shelters→ Lantern Column"},
		{"prisoners whom one keeps and the other says it let go", "polarity", "Blue Valley —detains→ Orchard Brigade"},
		{"an enmity that the author calls untrue", "polarity", "Lantern Column —rival of— Orchard Brigade"},
		{"a boast that the author rejects", "polarity", "Blue Valley —controls→ the ferry"},
		{"a siege that was over and went on", "date", "the source explains it"},
	} {
		if !findsFinding(out, want.begins, want.says) {
			t.Errorf("no %s contradiction tells of %s (%s):\n%s", want.begins, want.what, want.says, out)
		}
	}
}

// TestSixthArticleInWords holds how its claims are told on the terminal: both sides of a mediation whichever is asked for, a voice
// that rejects another named once, and no date made of none.
func TestSixthArticleInWords(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	if code, _, talk := program(t, "load", filepath.Join("testdata", "sixth", "mill.yaml"), "--data", data); code != exitOK {
		t.Fatalf("dyad load = %d: %s", code, talk)
	}
	_, out, _ := program(t, "show", "orchard-brigade", "--data", data)
	for _, want := range []string{
		"between: Blue Valley and Orchard Brigade",
		"according to Orchard Brigade, which Imelda Vale rejects · asserted",
		"was not so at some time",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("dyad show orchard-brigade does not say %q:\n%s", want, out)
		}
	}
}

// findsFinding reports whether a contradiction of a rule is printed with some words.
func findsFinding(out, rule, words string) bool {
	for finding := range strings.SplitSeq(out, "\n\n") {
		if strings.HasPrefix(finding, rule+" ") && strings.Contains(finding, words) {
			return true
		}
	}
	return false
}
