package main

import (
	"fmt"
	"math"
	"strings"
)

// duration writes seconds in the unit that leaves the fewest digits, two of which count.
func duration(seconds float64) string {
	switch {
	case seconds < 0.9995e-3:
		return figure(seconds*1e6) + " µs"
	case seconds < 0.9995:
		return figure(seconds*1e3) + " ms"
	}
	return figure(seconds) + " s"
}

// figure writes two digits that count, and whole numbers whole.
func figure(x float64) string {
	if x <= 0 {
		return "0"
	}
	first := int(math.Floor(math.Log10(x))) // where the first digit stands
	if math.Round(x*math.Pow10(1-first)) >= 100 {
		first++ // it is rounded up to one more
	}
	if first >= 1 {
		return thousands(int(math.Round(x)))
	}
	return fmt.Sprintf("%.*f", 1-first, x)
}

// thousands sets off groups of three digits.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// markdown writes a table.
func markdown(b *strings.Builder, header []string, body [][]string) {
	fmt.Fprintf(b, "| %s |\n|%s\n", strings.Join(header, " | "), strings.Repeat("---|", len(header)))
	for _, cells := range body {
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
	}
}

// place puts a part between its marks.
func place(doc string, p part) (string, error) {
	open, shut := "<!-- "+p.name+" -->\n", "<!-- /"+p.name+" -->"
	before, rest, found := strings.Cut(doc, open)
	_, after, closed := strings.Cut(rest, shut)
	if !found || !closed {
		return "", fmt.Errorf("the marks %s and %s are not there", strings.TrimSpace(open), shut)
	}
	return before + open + p.text + shut + after, nil
}
