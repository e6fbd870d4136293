package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/extract/agreement"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// codings are the invented files of the script that shows the command, by name, about others than those whom the desk knows already.
func codings(t *testing.T) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/agreement.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = strings.NewReplacer("blue-valley", "grey-valley", "red-harbour", "old-harbour", "orchard-brigade", "meadows-brigade",
			"Blue Valley", "Grey Valley", "Red Harbour", "Old Harbour", "Orchard Brigade", "Meadows Brigade").Replace(string(f.Data))
	}
	return files
}

// sentFile is a file as the API takes it.
func sentFile(name, content string) map[string]any {
	return map[string]any{"name": name, "content": content}
}

const agreementQuery = `query($a: [SourceInput!]!, $b: [SourceInput!]!, $with: [SourceInput!], $align: SourceInput) { agreement(a: $a, b: $b, with: $with, align: $align) {
	usable problems { side problem { file line column severity message } } total { ...M } onlyA onlyB types { a b pairs }
	sources { key keyInB otherText measure { ...M } pairs { core a { ...C } b { ...C } differing { field a b } } aloneA { ...C } aloneB { ...C } } } }
	fragment M on AgreementMeasure { claimsA claimsB matched core whole mentionsA mentionsB fields { ...F } mentioned { ...F } }
	fragment F on FieldAgreement { field pairs equal values alpha }
	fragment C on CodedClaim { claim file line label from type to polarity gist spans }`

type codedClaim struct {
	Claim, File, From, Type, Polarity, Spans string
	Line                                     int
	Label, To, Gist                          *string
}

type measured struct {
	ClaimsA, ClaimsB, Matched, Core, Whole, MentionsA, MentionsB int
	Fields                                                       []agreement.Agreement
	Mentioned                                                    agreement.Agreement
}

type comparedCodings struct {
	Agreement struct {
		Usable   bool
		Problems []struct {
			Side    *string
			Problem problem
		}
		Total        measured
		OnlyA, OnlyB []string
		Types        []struct {
			A, B  string
			Pairs int
		}
		Sources []struct {
			Key, KeyInB string
			OtherText   bool
			Measure     measured
			Pairs       []struct {
				Core      bool
				A, B      codedClaim
				Differing []agreement.Disagreement
			}
			AloneA, AloneB []codedClaim
		}
	}
}

// TestAgreementOverTheAPI holds the API to what the command prints of the same files.
func TestAgreementOverTheAPI(t *testing.T) {
	files := codings(t)
	dir := t.TempDir()
	for _, name := range []string{"reed/ferry.yaml", "marlow/ferry.yaml", "same.yaml"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[name]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, talk bytes.Buffer
	c := comparing{output: "json", list: true, align: filepath.Join(dir, "same.yaml"), talk: &talk}
	if err := c.run(&out, filepath.Join(dir, "reed"), filepath.Join(dir, "marlow")); err != nil {
		t.Fatal(err, talk.String())
	}
	var want agreement.Report
	if err := json.Unmarshal(out.Bytes(), &want); err != nil {
		t.Fatal(err)
	}
	d := newAnnotatingDesk(t, nil)
	got := answered[comparedCodings](d, agreementQuery, map[string]any{
		"a": []any{sentFile("ferry.yaml", files["reed/ferry.yaml"])}, "b": []any{sentFile("ferry.yaml", files["marlow/ferry.yaml"])},
		"align": sentFile("same.yaml", files["same.yaml"]),
	}).Agreement
	if !got.Usable || len(got.Problems) > 0 || len(got.Sources) != 1 {
		t.Fatalf("agreement = usable %v, problems %v, %d sources; want one source compared", got.Usable, got.Problems, len(got.Sources))
	}
	s, w := got.Sources[0], want.Sources[0]
	if diff := cmp.Diff(w.Measure, measureOf(s.Measure)); diff != "" {
		t.Errorf("measure (-command +API):\n%s", diff)
	}
	if diff := cmp.Diff(want.Total, measureOf(got.Total)); diff != "" {
		t.Errorf("total (-command +API):\n%s", diff)
	}
	var differing []string
	for i, p := range s.Pairs {
		if len(p.Differing) > 0 {
			differing = append(differing, fmt.Sprintf("pair %d: %s | %s %v", i+1, inShort(&p.A), inShort(&p.B), p.Differing))
		}
	}
	var listed []string
	for _, p := range want.Differing {
		listed = append(listed, fmt.Sprintf("%s: %s | %s %v", p.Pair, listedInShort(&p.A), listedInShort(&p.B), p.Fields))
	}
	if diff := cmp.Diff(listed, differing); diff != "" || len(s.Pairs) != w.Matched {
		t.Errorf("%d pairs, want %d; those that differ (-command +API):\n%s", len(s.Pairs), w.Matched, diff)
	}
	alone := []string{"A " + inShort(&s.AloneA[0]), "B " + inShort(&s.AloneB[0])}
	listed = nil
	for _, a := range want.Alone {
		listed = append(listed, a.Side+" "+listedInShort(&a.Claim))
	}
	if diff := cmp.Diff(listed, alone); diff != "" || len(s.AloneA)+len(s.AloneB) != len(want.Alone) {
		t.Errorf("claims of one alone (-command +API):\n%s", diff)
	}
	if raid := s.Pairs[0].A; raid.Label == nil || *raid.Label != "raid" || raid.Gist == nil || *raid.Gist != "A raid." || raid.File != "ferry.yaml" {
		t.Errorf("the first claim of A = %+v, want the raid with its label and gist", raid)
	}
}

func measureOf(m measured) agreement.Measure {
	return agreement.Measure{
		ClaimsA: m.ClaimsA, ClaimsB: m.ClaimsB, Matched: m.Matched, Core: m.Core, Whole: m.Whole, OnlyA: m.ClaimsA - m.Matched, OnlyB: m.ClaimsB - m.Matched,
		Fields: m.Fields, Mentions: agreement.Mentions{A: m.MentionsA, B: m.MentionsB, Both: m.Mentioned.Pairs, Entity: m.Mentioned},
	}
}

// inShort tells a claim by its id, triple, spans and line.
func inShort(c *codedClaim) string {
	triple := c.From + " " + c.Type
	if c.To != nil {
		triple += " " + *c.To
	}
	if c.Polarity == "NEGATED" {
		triple = "not: " + triple
	}
	return fmt.Sprintf("%s %s [%s] line %d", c.Claim, triple, c.Spans, c.Line)
}

func listedInShort(w *agreement.Written) string {
	_, line, _ := strings.Cut(w.Place, ".yaml:")
	return fmt.Sprintf("%s %s [%s] line %s", w.ID, w.Triple, w.Spans, line)
}

// TestAgreementTellsWhoseFileIsWrong sends files of one name on both sides, each with something wrong.
func TestAgreementTellsWhoseFileIsWrong(t *testing.T) {
	files := codings(t)
	d := newAnnotatingDesk(t, nil)
	ferryOf := func(who string, from, to string) any {
		return []any{sentFile("ferry.yaml", strings.Replace(files[who+"/ferry.yaml"], from, to, 1))}
	}
	tests := []struct {
		name      string
		variables map[string]any
		want      []string
	}{
		{"both sides", map[string]any{"a": ferryOf("reed", " supports ", " suports "), "b": ferryOf("marlow", "codebook", "codebok")}, []string{"A ERROR suports", "B ERROR codebok"}},
		{"a vocabulary on one side", map[string]any{"a": []any{sentFile("words.yaml", files["blockades.yaml"])}, "b": ferryOf("marlow", "", "")}, []string{"A ERROR both sides have to know"}},
		{"annotations as a basis", map[string]any{"a": ferryOf("reed", "", ""), "b": ferryOf("marlow", "", ""), "with": ferryOf("reed", "", "")}, []string{"- ERROR no basis for others"}},
		{"an alignment of the wrong side", map[string]any{"a": ferryOf("reed", "", ""), "b": ferryOf("marlow", "", ""), "align": sentFile("astray.yaml", files["astray.yaml"])}, []string{"- WARNING nothing on side a names", "- WARNING nothing on side b names"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := answered[comparedCodings](d, agreementQuery, tt.variables).Agreement
			var told []string
			for _, p := range got.Problems {
				side := "-"
				if p.Side != nil {
					side = *p.Side
				}
				told = append(told, side+" "+p.Problem.Severity+" "+p.Problem.Message)
			}
			for _, w := range tt.want {
				side, words, _ := strings.Cut(w, " ")
				severity, words, _ := strings.Cut(words, " ")
				if !containsLine(told, side+" "+severity+" ", words) {
					t.Errorf("no problem %q among\n%s", w, strings.Join(told, "\n"))
				}
			}
			if failed := strings.Contains(strings.Join(told, "\n"), " ERROR "); got.Usable == failed || failed && len(got.Sources) > 0 {
				t.Errorf("usable = %v, %d sources compared, with problems\n%s", got.Usable, len(got.Sources), strings.Join(told, "\n"))
			}
		})
	}
}

func containsLine(lines []string, begin, words string) bool {
	for _, l := range lines {
		if strings.HasPrefix(l, begin) && strings.Contains(l, words) {
			return true
		}
	}
	return false
}

// TestAgreementOfTooMuch refuses what would take too long to match, and says what does it.
func TestAgreementOfTooMuch(t *testing.T) {
	var file strings.Builder
	file.WriteString("dyad: 1\nkind: annotations\nsource: {key: long, kind: article, genre: reporting, text: {sha256: \"" + strings.Repeat("1", 64) + "\", codepoints: 90000}}\nannotator: reed\ncodebook: \"1\"\nclaims:\n")
	for i := range 1300 {
		fmt.Fprintf(&file, "  - {claim: red-harbour attacks blue-valley, when: %d, at: %d-%d, gist: Number %d.}\n", 1000+i, i, i+1, i)
	}
	d := newAnnotatingDesk(t, nil)
	one := []any{sentFile("long.yaml", file.String())}
	body := string(d.post("", agreementQuery, map[string]any{"a": one, "b": one}))
	if !strings.Contains(body, "COST_LIMIT_EXCEEDED") || !strings.Contains(body, "dyad agreement compares them") {
		t.Errorf("1,300 claims on each side: %.400s", body)
	}
}
