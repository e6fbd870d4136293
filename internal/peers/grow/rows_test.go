package main

import (
	"os"
	"regexp"
	"testing"
)

// TestNames: the tags are those of the table in the comment of package store.
func TestNames(t *testing.T) {
	doc, err := os.ReadFile("../../../store/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	told := map[byte]string{}
	for _, m := range regexp.MustCompile(`(?m)^//\t(\S)    (\w+)  `).FindAllSubmatch(doc, -1) {
		told[m[1][0]] = string(m[2])
	}
	if len(told) != len(names) {
		t.Errorf("the table of package store has %d kinds of rows, and %d have names here", len(told), len(names))
	}
	for tag, name := range told {
		if names[tag] != name {
			t.Errorf("names[%q] = %q, and the table of package store calls it %q", tag, names[tag], name)
		}
	}
}
