package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/graph"
)

// shortest is the length of the shortest folded text that is compared with near ones, in letters: of shorter ones too many are near.
const shortest = 6

// edge is how many letters near names share at their beginning or end, beside whole words.
const edge = 3

// A near is a form with its folded name.
type near struct {
	form
	folded string
	ends   []int // 0, and where words of the folded name end, as far as that can be told once it is folded
}

func newNear(f form) near {
	n := near{f, graph.Fold(f.text), []int{0}}
	words := strings.Fields(f.text)
	for i := 1; i < len(words); i++ {
		head := graph.Fold(strings.Join(words[:i], " "))
		if len(head) > n.ends[len(n.ends)-1] && len(head) < len(n.folded) && strings.HasPrefix(n.folded, head) {
			n.ends = append(n.ends, len(head))
		}
	}
	n.ends = append(n.ends, len(n.folded))
	return n
}

// distance is how many letters two names differ by, and whether those are few. Words that both begin or end with count for nothing: what makes Government of X and
// Government of Y two is X and Y.
func (n near) distance(other near) (letters int, few bool) {
	if n.folded == other.folded || digits(n.folded) != digits(other.folded) {
		return 0, false
	}
	a, b := n.apart(other)
	least := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	if least < shortest {
		return 0, false
	}
	limit := min(least/6, 3)
	letters = graph.Distance(a, b, limit)
	return letters, letters <= limit
}

// apart returns what is left of two names without the words that both begin with, and then without those that both end with.
func (n near) apart(other near) (a, b string) {
	a, b = n.folded, other.folded
	start := 0
	for _, end := range n.ends {
		if end <= len(b) && a[:end] == b[:end] && slices.Contains(other.ends, end) {
			start = end
		}
	}
	for _, end := range n.ends {
		same := len(b) - len(a) + end // where the other one would end
		if end >= start && same >= start && a[end:] == b[same:] && slices.Contains(other.ends, same) {
			return a[start:end], b[start:same]
		}
	}
	return a[start:], b[start:]
}

// edges finds names by some words that they begin with and letters behind these, or by words that they end with and letters before these; and then by the whole word
// that the letters are of. Names that have that too are found where it is one of the words.
type edges map[string]map[string][]near

func (e edges) add(n near) {
	n.edges(func(key, word string) {
		if e[key] == nil {
			e[key] = map[string][]near{}
		}
		e[key][word] = append(e[key][word], n)
	})
}

// like calls do with names that differ from one by few letters, and by how many.
func (e edges) like(n near, do func(form, int)) {
	n.edges(func(key, word string) {
		for of, others := range e[key] {
			if of == word {
				continue
			}
			for _, other := range others {
				if letters, few := n.distance(other); few {
					do(other.form, letters)
				}
			}
		}
	})
}

// edges calls do with every text that a name is found by. What is left beside the words is long enough to be compared.
func (n near) edges(do func(key, word string)) {
	last := len(n.ends) - 1
	for i := range last {
		rest := []rune(n.folded[n.ends[i]:])
		if len(rest) < shortest {
			break
		}
		do("<"+n.folded[:n.ends[i]]+string(rest[:edge]), n.folded[n.ends[i]:n.ends[i+1]])
	}
	for i := last; i > 0; i-- {
		rest := []rune(n.folded[:n.ends[i]])
		if len(rest) < shortest {
			break
		}
		do(">"+string(rest[len(rest)-edge:])+n.folded[n.ends[i]:], n.folded[n.ends[i-1]:n.ends[i]])
	}
}
