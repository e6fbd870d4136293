package main

import (
	"fmt"
	"strconv"
	"testing"

	"dyad/internal/attack"

	"github.com/google/go-cmp/cmp"
)

// TestDocumentedAttacks: the table of limits.md has every attack, in the order in which `make attack` sends them, with the answer that it
// should get; and what it took is within what one may take.
func TestDocumentedAttacks(t *testing.T) {
	const mostCPU, mostMemory = 100, 50 // ms and MB, as limits.md says
	var want, got [][2]string
	for _, a := range attack.List() {
		answer := strconv.Itoa(a.Status)
		if a.Code != "" {
			answer = fmt.Sprintf("%d, `%s`", a.Status, a.Code)
		}
		want = append(want, [2]string{a.Name, answer})
	}
	for _, row := range rows(t, "limits.md", "attack", "answer", "CPU ms", "memory MB", "others waited ms") {
		got = append(got, [2]string{row[0], row[1]})
		cpu, err := strconv.ParseFloat(row[2], 64)
		if err != nil || cpu > mostCPU {
			t.Errorf("%s took %s ms of CPU, want at most %d", row[0], row[2], mostCPU)
		}
		memory, err := strconv.ParseFloat(row[3], 64)
		if err != nil || memory > mostMemory {
			t.Errorf("%s took %s MB, want at most %d", row[0], row[3], mostMemory)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("attacks (-sent +limits.md):\n%s", diff)
	}
}
