package main

import (
	"fmt"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/internal/server"
)

// repeated is what f writes, again and again, up to about so many bytes.
func repeated(bytes int, f func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < bytes; i++ {
		b.WriteString(f(i))
	}
	return b.String()
}

// The files and texts that take most of a server, each about as long as a request may be. Worked out by looking for what is not done
// in time linear in what is sent.
const (
	whole = 950_000
	half  = whole / 2
)

func worstHead(codepoints int) string {
	return "dyad: 1\nkind: annotations\nsource: {key: worst, kind: post, genre: opinion, publisher: Courier, published: 2031-06-09, " +
		"text: {file: f.txt, sha256: " + noDigest + fmt.Sprintf(", codepoints: %d}}\nannotator: reed\ncodebook: \"0.1\"\n", codepoints)
}

// worstFiles are files by what is in them, and the texts that they are held against.
func worstFiles() map[string][2]string {
	ones := strings.Repeat("a ", half/2)
	digest := func(i int) string { return fmt.Sprintf("%064x", i+1) }
	one := worstHead(half) + "claims:\n- {claim: pakistan attacks ttp, gist: g, at: ["
	claims := func(f string) func(int) string {
		return func(i int) string { return strings.ReplaceAll(f, "#", fmt.Sprint(i)) }
	}
	return map[string][2]string{
		"claims that can be loaded": {worstHead(whole) + "claims:\n" + repeated(whole, claims("- {claim: pakistan attacks ttp, voices: [{label: l#}], at: 1-5, gist: It is #.}\n")), ""},
		"claims of nobody known":    {worstHead(whole) + "claims:\n" + repeated(whole, claims("- {claim: pakistan-pakistan-pakistan-pakistan# attacks ttp}\n")), ""},
		"keys that there are not":   {worstHead(whole) + repeated(whole, claims("k#: \n")), ""},
		"one line":                  {worstHead(whole) + "claims: [" + repeated(whole, claims("{at: #-99999999,claim: pakistan attacks ttp,gist: g},")) + "]\n", ""},
		"entities":                  {"dyad: 1\nkind: registry\nkey: worst\nentities:\n" + repeated(whole, claims("- {key: k#, type: Person, name: N#}\n")), ""},
		"spans of the whole text":   {one + repeated(half, claims("#-470000,")) + "]}\n", ones},
		"spans that moved": {
			one + repeated(half/5, func(i int) string { return fmt.Sprintf("%d-%d,", i, 2*i+1) }) + "]}\ndigests:\n" +
				repeated(half*4/5, func(i int) string { return fmt.Sprintf(" %d-%d: %q\n", i, 2*i+1, digest(i)) }), ones,
		},
		"words to find":     {one + repeated(half, claims("{words: a b#},")) + "]}\n", ones},
		"names in names":    {worstHead(half) + "mentions:\n ttp:\n" + repeated(half, func(i int) string { return "  " + strings.Repeat("a ", i%240+1) + fmt.Sprint("b", i) + ": find\n" }), ones},
		"names to find":     {worstHead(half) + "mentions:\n ttp:\n" + repeated(half, claims("  a#: find\n")), repeated(half, claims("a# "))},
		"gists of the text": {worstHead(half) + "claims:\n" + repeated(half, claims("- {claim: pakistan attacks ttp, gist: a a a a a a #}\n")), ones},
	}
}

// worstSides are files by what is in them, for either side of a comparison.
func worstSides() map[string]string {
	claims := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "- {claim: pakistan attacks ttp, voices: [{label: l%d}], at: %d-%d, gist: It is %d.}\n", i, i%97, whole/2+i, i)
		}
		return b.String()
	}
	return map[string]string{
		"as many claims as are matched": worstHead(whole) + "claims:\n" + claims(1250),
		"more claims":                   worstHead(whole) + "claims:\n" + claims(5000),
		"claims of nobody known":        worstHead(whole) + "claims:\n" + repeated(half, func(i int) string { return fmt.Sprintf("- {claim: pakistan-pakistan-pakistan%d attacks ttp}\n", i) }),
		"claims with many places": worstHead(whole) + "claims:\n" + repeated(half, func(i int) string {
			return fmt.Sprintf("- {claim: pakistan attacks ttp, voices: [{label: l%d}], at: [%s], gist: It is.}\n", i, repeated(3000, func(j int) string { return fmt.Sprintf("%d-%d,", 2*j, 2*j+1) }))
		}),
	}
}

// worstTexts are texts by what is in them.
func worstTexts() map[string]string {
	letters := func(i int, first rune) string {
		return strings.Map(func(r rune) rune { return r - '0' + first }, fmt.Sprint(i))
	}
	return map[string]string{
		"known names":         repeated(half/2, func(int) string { return "TTP ISI " }),
		"words that suggest":  repeated(half/2, func(int) string { return "attack. A " }),
		"unknown names":       repeated(half, func(i int) string { return "they said B" + letters(i, 'a') + ". " }),
		"names without Latin": repeated(half, func(i int) string { return "они сказали Ж" + letters(i, 'а') + ". " }),
		"one word":            strings.Repeat("attack", whole/6),
		"capitals":            strings.Repeat("Bx ", whole/3),
		"words":               strings.Repeat("bx ", whole/3),
	}
}

// BenchmarkWorstSent has a server over the built-in corpus read the worst that it can be sent, and answer all that can be asked of it.
func BenchmarkWorstSent(b *testing.B) {
	dir := b.TempDir()
	w, err := openToWrite(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer w.close()
	if _, err := w.fill(b.Context()); err != nil {
		b.Fatal(err)
	}
	x, err := w.index(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	srv, err := w.server(still(x), nil, server.Config{})
	if err != nil {
		b.Fatal(err)
	}
	ask := func(b *testing.B, query string, variables map[string]any) {
		for b.Loop() {
			a := srv.Execute(b.Context(), server.Request{Query: query, Variables: variables})
			if f := a.Fault(); f != "" && f != graph.CostLimit {
				b.Fatal(a.Errors)
			}
			b.ReportMetric(float64(len(a.Data)), "answer-bytes")
		}
	}
	for name, f := range worstFiles() {
		variables := map[string]any{"n": "worst.yaml", "c": f[0], "t": nil}
		if f[1] != "" {
			variables["t"] = f[1]
		}
		b.Run("check/"+name, func(b *testing.B) { ask(b, checkQuery, variables) })
	}
	for name, side := range worstSides() {
		sent := []any{sentFile("worst.yaml", side)}
		b.Run("agreement/"+name, func(b *testing.B) { ask(b, agreementQuery, map[string]any{"a": sent, "b": sent}) })
	}
	for name, text := range worstTexts() {
		b.Run("survey/"+name, func(b *testing.B) { ask(b, surveyQuery, map[string]any{"t": text}) })
	}
}
