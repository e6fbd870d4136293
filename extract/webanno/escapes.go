package webanno

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// reader returns what reads the words of a sentence in a version of the format, "3" or "3.x": the first left them as they are, the next wrote them as
// Java does, and later ones put a backslash before signs that have no place in a line. Features are written in that way in all.
func reader(version string) func(text string) string {
	switch version {
	case "3", "3.0":
		return func(text string) string { return text }
	case "3.1":
		return ofJava
	}
	return plain
}

// letters are what stands for a sign that has no place in a line.
var letters = map[byte]byte{'t': '\t', 'n': '\n', 'r': '\r', 'b': '\b', 'f': '\f'}

// reserved are the signs that have a meaning in the format, "-" for "->". WebAnno writes a backslash before them in features, other programs in words too.
const reserved = `\[]|_-;*`

// plain reads the backslashes of a text. Before what needs none a backslash stands for itself, as WebAnno has it.
func plain(text string) string {
	return unescape(text, func(rest string) (string, int) {
		if rest[0] < ' ' || strings.IndexByte(reserved, rest[0]) >= 0 {
			return rest[:1], 1
		}
		return `\`, 0
	})
}

// ofJava reads the backslashes of a text as those of a literal of Java.
func ofJava(text string) string {
	return unescape(text, func(rest string) (string, int) {
		const size = len("u0000")
		unit := func(at int) rune {
			if len(rest) < at+size || rest[at] != 'u' {
				return -1
			}
			n, err := strconv.ParseUint(rest[at+1:at+size], 16, 16)
			if err != nil {
				return -1
			}
			return rune(n)
		}
		first := unit(0)
		switch {
		case first < 0:
			return rest[:1], 1
		case utf16.IsSurrogate(first) && strings.HasPrefix(rest[size:], `\`):
			if r := utf16.DecodeRune(first, unit(size+1)); r != '\uFFFD' {
				return string(r), 2*size + 1
			}
		}
		return string(first), size
	})
}

// unescape reads the backslashes of a text. What follows one is what letters have for it; of anything else other says what it stands for, and of how many bytes.
func unescape(text string, other func(rest string) (string, int)) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		if sign, ok := letters[text[i+1]]; ok {
			b.WriteByte(sign)
			i++
			continue
		}
		words, size := other(text[i+1:])
		b.WriteString(words)
		i += size
	}
	return b.String()
}
