package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"unicode/utf8"

	"dyad/graph"
)

// stride is how many code points lie between two of which a text remembers the place.
const stride = 256

// A text is the words of a source, as they are in its file.
type text struct {
	name   string
	digest string // SHA-256 of the file's bytes
	words  string
	length int   // in code points
	steps  []int // the byte at which every stride-th code point begins
	effort int   // what a file may ask for in it
}

// newText takes the bytes of a file as a text. Nothing is changed about them: a byte order mark counts as a character.
func newText(name string, data []byte) (*text, error) {
	t := &text{name: name, digest: digestOf(data), words: string(data), effort: fullEffort}
	line := 1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return nil, &graph.Error{
				On: name, Fault: graph.BadInput,
				Err: fmt.Errorf("byte %d (0x%02x, in line %d) is not UTF-8: save the text as UTF-8", i, data[i], line),
			}
		}
		if t.length%stride == 0 {
			t.steps = append(t.steps, i)
		}
		if r == '\n' {
			line++
		}
		t.length++
		i += size
	}
	return t, nil
}

// digestOf returns the SHA-256 of data.
func digestOf[T ~[]byte | ~string](data T) string {
	sum := sha256.Sum256([]byte(data))
	return hex.EncodeToString(sum[:])
}

// byteAt returns the byte at which a code point begins, the length in bytes for the one behind the last.
func (t *text) byteAt(codepoint int) int {
	if codepoint >= t.length {
		return len(t.words)
	}
	i := t.steps[codepoint/stride]
	for range codepoint % stride {
		_, size := utf8.DecodeRuneInString(t.words[i:])
		i += size
	}
	return i
}

// codepointAt returns which code point begins at a byte.
func (t *text) codepointAt(i int) int {
	step, found := slices.BinarySearch(t.steps, i)
	if found {
		return step * stride
	}
	if step == 0 {
		return 0
	}
	return (step-1)*stride + utf8.RuneCountInString(t.words[t.steps[step-1]:i])
}

// covered returns the words that a span covers. It is not ok if the span is none of the text.
func (t *text) covered(p graph.Part) (words string, ok bool) {
	if p.Start < 0 || p.Start >= p.End || p.End > t.length {
		return "", false
	}
	return t.words[t.byteAt(p.Start):t.byteAt(p.End)], true
}

// around returns up to n code points before and after a span.
func (t *text) around(p graph.Part, n int) (before, after string) {
	from, to := max(p.Start-n, 0), min(p.End+n, t.length)
	return t.words[t.byteAt(from):t.byteAt(p.Start)], t.words[t.byteAt(p.End):t.byteAt(to)]
}
