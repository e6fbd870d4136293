package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestCookbook asks every question of cookbook.md on the built-in corpus and holds the answer to the page's. Lists are compared
// without their order: an answer was found by reading, where the next best order is nobody's.
func TestCookbook(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if code, _, talk := program(t, "load", "--data", dir); code != exitOK {
		t.Fatalf("dyad load = %d: %s", code, talk)
	}
	recipes := recipesOf(docPage(t, "cookbook.md"))
	if len(recipes) != 30 {
		t.Errorf("cookbook.md has %d questions; it promises thirty", len(recipes))
	}
	for _, r := range recipes {
		t.Run(r.question, func(t *testing.T) {
			var want any
			if err := json.Unmarshal([]byte(r.answer), &want); err != nil {
				t.Fatalf("the answer on the page: %v", err)
			}
			code, out, talk := program(t, "query", r.query, "--data", dir)
			if code != exitOK || talk != "" {
				t.Fatalf("dyad query = %d: %s", code, talk)
			}
			var got struct{ Data any }
			if err := json.Unmarshal([]byte(out), &got); err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(sorted(want), sorted(got.Data)); diff != "" {
				t.Errorf("(-page +dyad):\n%s", diff)
			}
		})
	}
}

// A recipe is a question of the cookbook with its query and the answer that reading the articles gives.
type recipe struct{ question, query, answer string }

// recipesOf returns the sections of a page that have a query.
func recipesOf(page string) []recipe {
	var out []recipe
	for _, section := range strings.Split(page, "\n## ")[1:] {
		question, body, _ := strings.Cut(section, "\n")
		query, answer := fenced(body, "graphql"), fenced(body, "json")
		if query != "" {
			out = append(out, recipe{question: question, query: query, answer: answer})
		}
	}
	return out
}

// fenced returns the first fenced block of a language, or nothing.
func fenced(text, language string) string {
	_, rest, _ := strings.Cut(text, "```"+language+"\n")
	block, _, _ := strings.Cut(rest, "```")
	return block
}

// sorted returns a decoded JSON value with every list in one order, that of its elements' text.
func sorted(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = sorted(v[k])
		}
	case []any:
		for i := range v {
			v[i] = sorted(v[i])
		}
		slices.SortFunc(v, func(a, b any) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	}
	return v
}

func TestSorted(t *testing.T) {
	a := sorted([]any{map[string]any{"x": []any{2.0, 1.0}}, "b"})
	b := sorted([]any{"b", map[string]any{"x": []any{1.0, 2.0}}})
	if diff := gocmp.Diff(a, b); diff != "" {
		t.Errorf("two orders of one list differ:\n%s", diff)
	}
	if gocmp.Equal(sorted([]any{"a"}), sorted([]any{"a", "a"})) {
		t.Error("a list with a double is taken for one without")
	}
}
