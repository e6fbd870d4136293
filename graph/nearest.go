package graph

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Nearest returns up to n of the texts in have that somebody who wrote want may have meant, best first; none is better than
// a wild guess. Texts are compared as [Fold] leaves them. One is near if a third of the letters of want, or fewer, must be
// changed, or if it begins with want and want has at least three letters. Equally near ones come in the order of their texts.
func Nearest(want string, have iter.Seq[string], n int) []string {
	folded := Fold(want)
	limit := (len([]rune(folded)) + 2) / 3
	var near []neighbour
	for text := range have {
		if d := nearness(folded, Fold(text), limit); d <= limit {
			near = append(near, neighbour{text, d})
		}
	}
	slices.SortFunc(near, neighbour.compare)
	near = slices.Compact(near)
	texts := make([]string, 0, min(n, len(near)))
	for _, c := range near[:min(max(n, 0), len(near))] {
		texts = append(texts, c.text)
	}
	return texts
}

type neighbour struct {
	text     string
	distance int
}

func (c neighbour) compare(d neighbour) int {
	return cmp.Or(cmp.Compare(c.distance, d.distance), cmp.Compare(c.text, d.text))
}

// nearness is the edit distance, or limit if text begins with want.
func nearness(want, text string, limit int) int {
	d := Distance(want, text, limit)
	if d > limit && len(want) >= 3 && strings.HasPrefix(text, want) {
		return limit
	}
	return d
}

// Distance returns how many letters must be added, left out, replaced or swapped with their neighbour to turn a into b. A
// letter is edited once only. Where more than limit are needed it stops early and returns limit+1.
func Distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if gap := len(x) - len(y); gap > limit || -gap > limit {
		return limit + 1
	}
	before, above, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i := range x {
		row[0] = i + 1
		least := row[0]
		for j := range y {
			row[j+1] = edits(x[:i+1], y[:j+1], before, above, row)
			least = min(least, row[j+1])
		}
		if least > limit {
			return limit + 1
		}
		before, above, row = above, row, before
	}
	return min(above[len(y)], limit+1)
}

// edits is the distance of x from y, both not empty, by the rows of the shorter prefixes.
func edits(x, y []rune, before, above, row []int) int {
	i, j := len(x), len(y)
	change := 1
	if x[i-1] == y[j-1] {
		change = 0
	}
	d := min(above[j]+1, row[j-1]+1, above[j-1]+change)
	if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
		d = min(d, before[j-2]+1)
	}
	return d
}
