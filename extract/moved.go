package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/graph"
)

// A whereabouts is where the words of a span are now.
type whereabouts struct {
	starts   []int // of windows with their length and digest
	searched bool  // false if the text is too long to look through
}

// whereabouts looks for the words of spans that are not where they were: windows of the same length and digest. Spans of one
// length are looked for together.
func (t *text) whereabouts(lost map[graph.Part]bool) map[graph.Part]whereabouts {
	byLength := map[int][]graph.Part{}
	for p := range lost {
		length := p.End - p.Start
		byLength[length] = append(byLength[length], p)
	}
	found := map[graph.Part]whereabouts{}
	left := t.effort
	for _, length := range slices.Sorted(maps.Keys(byLength)) {
		if left -= t.length * (length + hashEffort); left < 0 {
			break
		}
		starts := t.windows(length, byLength[length])
		for _, p := range byLength[length] {
			found[p] = whereabouts{starts[p.SHA256], true}
		}
	}
	return found
}

// windows returns where windows of a length begin that have the digest of one of the parts, by digest.
func (t *text) windows(length int, parts []graph.Part) map[string][]int {
	wanted := map[[sha256.Size]byte]string{}
	for _, p := range parts {
		if sum, err := hex.DecodeString(p.SHA256); err == nil && len(sum) == sha256.Size {
			wanted[[sha256.Size]byte(sum)] = p.SHA256
		}
	}
	starts := map[string][]int{}
	data := []byte(t.words)
	from, to := 0, t.byteAt(length)
	for start := range t.length - length + 1 {
		if digest, hit := wanted[sha256.Sum256(data[from:to])]; hit {
			starts[digest] = append(starts[digest], start)
		}
		_, size := utf8.DecodeRune(data[from:])
		from += size
		_, size = utf8.DecodeRune(data[to:])
		to += size
	}
	return starts
}

// moved returns the span where the words are now, if they are in one place only.
func (w whereabouts) moved(p graph.Part) (graph.Part, bool) {
	if len(w.starts) != 1 {
		return p, false
	}
	return graph.Part{Start: w.starts[0], End: w.starts[0] + p.End - p.Start, SHA256: p.SHA256}, true
}

// lost says what became of the words of a span that are not in one place. If they are a name, Seal can find them anew.
func (w whereabouts) lost(p graph.Part, name bool) string {
	message := fmt.Sprintf("the words at %s are not those that were annotated", spanText(p))
	switch {
	case !w.searched:
		return message + "; the text is too long to look for those, so write the span anew"
	case len(w.starts) == 0:
		return message + ", which are nowhere in the text: write the span anew"
	}
	message += fmt.Sprintf(", which are at %s: write the right span", spansText(w.starts, p.End-p.Start))
	if name {
		message += ", or " + findWord + " in place of all spans of the name"
	}
	return message
}

// maxListed is how many spans a message lists before it counts the rest.
const maxListed = 10

// spansText lists spans of one length.
func spansText(starts []int, length int) string {
	var spans []string
	for _, start := range starts[:min(len(starts), maxListed)] {
		spans = append(spans, spanText(graph.Part{Start: start, End: start + length}))
	}
	if more := len(starts) - maxListed; more > 0 {
		spans = append(spans, fmt.Sprintf("%d more", more))
	}
	if len(spans) == 1 {
		return spans[0]
	}
	last := len(spans) - 1
	return strings.Join(spans[:last], ", ") + " and " + spans[last]
}
