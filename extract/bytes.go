package extract

import (
	"fmt"
	"unicode/utf8"
)

const byteOrderMark = '\uFEFF'

// checkBytes finds the first character that no file may hold. YAML counts some of them as line breaks that no editor shows,
// and lines would be numbered wrongly after them.
func checkBytes(data []byte) (at place, message string) {
	at = place{1, 1}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if message := refuse(r, size, data[i:], i); message != "" {
			return at, message
		}
		i += size
		switch {
		case r == '\n':
			at = place{at.line + 1, 1}
		case r == byteOrderMark: // the first character has no width
		default:
			at.column++
		}
	}
	return place{}, ""
}

// refuse says what is wrong with the character r at the front of rest, i bytes into a file.
func refuse(r rune, size int, rest []byte, i int) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("byte %d (0x%02x) is not UTF-8: save the file as UTF-8", i, rest[0])
	case r == '\r' && len(rest) > 1 && rest[1] == '\n', r == byteOrderMark && i == 0:
		return ""
	case r == '\r':
		return "a carriage return without a line feed: save the file with the line ends of Unix or Windows"
	case forbidden(r) && r != '\n', r == byteOrderMark:
		return fmt.Sprintf("character U+%04X is not allowed: remove it", r)
	}
	return ""
}

// forbidden reports whether r is a control character or a line break that only Unicode knows. The tab is neither; the line
// feed is a control character.
func forbidden(r rune) bool {
	switch {
	case r == '\t':
		return false
	case r < 0x20, r >= 0x7F && r <= 0x9F, r == '\u2028', r == '\u2029', r == '\uFFFE', r == '\uFFFF':
		return true
	}
	return false
}
