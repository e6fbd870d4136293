package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dyad/extract"
	"dyad/graph"
	"dyad/schema/resolver"
	"dyad/store"
	"dyad/store/storetest"
)

func worstHead(more string) string {
	return "dyad: 1\nkind: annotations\nsource: {key: worst, kind: post, genre: opinion, publisher: C, published: 2031-06-09, text: {file: f.txt, sha256: " + noDigest + ", codepoints: 500000" + more + "}}\nannotator: reed\ncodebook: \"0.1\"\n"
}

func repeated(n int, f func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(f(i))
	}
	return b.String()
}

func TestWorst(t *testing.T) {
	s, _ := store.Open(t.Context(), storetest.NewMemory())
	w := &workspace{store: s}
	corpus, _ := readCorpus()
	w.load(t.Context(), corpus, "x", false)
	a := &annotating{w, nil}
	const half = 500_000
	d64 := func(i int) string { return fmt.Sprintf("%064x", i+1) }
	abc := repeated(half, func(i int) string { return "a " })
	files := map[string][2]string{
		"claims": {worstHead("") + "claims:\n" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("  - {claim: pakistan attacks ttp, when: 2031-06, at: %d-%d, gist: w%d.}\n", i, i+5, i)
		}), ""},
		"good claims": {worstHead("") + "claims:\n" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("- {claim: pakistan attacks ttp, number: {best: %d}, at: %d-%d, gist: w%d.}\n", i+1, i, i+5, i)
		}), ""},
		"unknown names": {worstHead("") + "claims:\n" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("- {claim: pakistxn%d attxcks ttpq%d}\n", i, i)
		}), ""},
		"long unknown names": {worstHead("") + "claims:\n" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("- {claim: %s%d attacks ttp}\n", strings.Repeat("tehrik-e-", 9), i)
		}), ""},
		"one line": {worstHead("") + "claims: [" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("{at: %d-%d,claim: pakistan attacks ttp,gist: g},", i, i+5)
		}) + "]\n", ""},
		"long spans": {worstHead("") + "claims:\n- {claim: pakistan attacks ttp, gist: g, at: [" + repeated(half, func(i int) string {
			return fmt.Sprintf("%d-490000,", i)
		}) + "]}\n", abc},
		"long spans with digests": {worstHead("") + "claims:\n- {claim: pakistan attacks ttp, gist: g, at: [" + repeated(half/5, func(i int) string {
			return fmt.Sprintf("%d-490000,", i)
		}) + "]}\ndigests:\n" + repeated(half*4/5, func(i int) string { return fmt.Sprintf(" %d-490000: %q\n", i, d64(i)) }), abc},
		"lost": {worstHead("") + "claims:\n- {claim: pakistan attacks ttp, gist: g, at: [" + repeated(half/5, func(i int) string {
			return fmt.Sprintf("%d-%d,", i, 2*i+1)
		}) + "]}\ndigests:\n" + repeated(half*4/5, func(i int) string { return fmt.Sprintf(" %d-%d: %q\n", i, 2*i+1, d64(i)) }), abc},
		"words": {worstHead("") + "claims:\n- {claim: pakistan attacks ttp, gist: g, at: [" + repeated(half, func(i int) string {
			return fmt.Sprintf("{words: a b%d},", i)
		}) + "]}\n", abc},
		"find": {worstHead("") + "mentions:\n ttp:\n" + repeated(half, func(i int) string {
			return "  " + strings.Repeat("a ", i+1) + ": find\n"
		}), abc},
		"find many": {worstHead("") + "mentions:\n ttp:\n" + repeated(half, func(i int) string {
			return fmt.Sprintf("  a%d: find\n", i)
		}), repeated(half, func(i int) string { return fmt.Sprintf("a%d ", i*7) })},
		"wrong forms": {worstHead("") + "mentions:\n ttp:\n" + repeated(half, func(i int) string {
			return fmt.Sprintf("  %s: [%d-%d]\n", strings.Repeat("a ", i+1)+"a", i*2000+1, i*2000+2*i+2)
		}), abc},
		"long form": {worstHead("") + "mentions:\n ttp:\n  " + strings.Repeat("a", half/2) + ": [" + repeated(half/2, func(i int) string {
			return fmt.Sprintf("%d-%d,", i, i+1)
		}) + "]\n", abc},
		"gists": {worstHead("") + "claims:\n" + repeated(half, func(i int) string {
			return fmt.Sprintf("- {claim: pakistan attacks ttp, gist: a a a a a a %d}\n", i)
		}), abc},
		"empty items":  {worstHead("") + "claims: [" + repeated(2*half, func(i int) string { return "~," }) + "]\n", ""},
		"deep":         {worstHead("") + "claims: [" + repeated(half, func(i int) string { return "[[[[[[[[[]]]]]]]]]," }) + "]\n", ""},
		"keys":         {worstHead("") + repeated(2*half, func(i int) string { return fmt.Sprintf("k%d: \n", i) }), ""},
		"entities": {worstHead("") + "entities:\n" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("- {key: k%d, type: Person, name: N%d}\n", i, i)
		}), ""},
		"labels": {worstHead("") + "claims:\n" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("- {claim: pakistan attacks ttp, label: l%d, disputes: [m%d], gist: g}\n", i, i)
		}), ""},
		"terms": {"dyad: 1\nkind: vocabulary\nkey: w\nrelations:\n" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("- {term: t%d, label: t%d, inverse: u, aspect: event, definition: D, broader: attackz%d, from: [actr], to: [x]}\n", i, i, i)
		}), ""},
		"registry": {"dyad: 1\nkind: registry\nkey: w\nentities:\n" + repeated(2*half, func(i int) string {
			return fmt.Sprintf("- {key: k%d, type: Person, name: N%d, parent: k%d}\n", i, i, i+1)
		}), ""},
	}
	for name, f := range files {
		var texts *extract.Texts
		if f[1] != "" {
			texts, _ = extract.OneText("t", []byte(f[1]))
			texts.Hurried()
		}
		begun := time.Now()
		c, err := a.Check(t.Context(), graph.Upload{Name: "w.yaml", Content: []byte(f[0])}, texts)
		took := time.Since(begun)
		begun = time.Now()
		if texts != nil {
			extract.Seal(extract.File{Name: "w.yaml", Data: []byte(f[0])}, texts)
		}
		size := 0
		for _, p := range c.Problems {
			size += len(p.Message)
		}
		first := ""
		if len(c.Problems) > 0 {
			first = fmt.Sprintf("%.150s", c.Problems[len(c.Problems)/2].String())
		}
		fmt.Printf("%-26s check %8v seal %8v problems %d (%d bytes) %v %s\n", name, took.Round(time.Millisecond), time.Since(begun).Round(time.Millisecond), len(c.Problems), size, err, first)
	}
	base, _, _ := w.base(t.Context())
	y := extract.NewSurveyor(base)
	for name, text := range map[string]string{
		"names":     repeated(2*half, func(i int) string { return "TTP ISI " }),
		"sentences": repeated(2*half, func(i int) string { return "attack. A " }),
		"cyrillic":  repeated(2*half, func(i int) string { return fmt.Sprintf("мы сказали Ж%s. ", strings.Map(func(r rune) rune { return r - '0' + 'а' }, fmt.Sprint(i))) }),
		"latin":     repeated(2*half, func(i int) string { return fmt.Sprintf("they said B%s. ", strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(i))) }),
		"one word":  strings.Repeat("attack", 2*half/6),
		"spaces":    strings.Repeat(" ", 2*half),
		"quotes":    strings.Repeat("\" ' ", 2*half/4) + "attack",
		"capitals":  strings.Repeat("Bx ", 2*half/3),
		"words":     strings.Repeat("bx ", 2*half/3),
		"stops":     strings.Repeat("B. ", 2*half/3),
		"links":     strings.Repeat("B of the ", 2*half/9),
		"hyphens":   strings.Repeat("al-", 2*half/3),
	} {
		begun := time.Now()
		v, err := y.Survey("t.txt", []byte(text))
		took := time.Since(begun)
		begun = time.Now()
		sk := v.Skeleton(extract.Coder{}, y.Knows)
		fmt.Printf("survey %-26s %8v skeleton %8v %d bytes %v\n", name, took.Round(time.Millisecond), time.Since(begun).Round(time.Millisecond), len(sk), err)
	}
	_ = resolver.MaxContent
}
