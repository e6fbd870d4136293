package export

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"dyad/graph"
)

// webIRI is where a source is, or, where that is not known or no address by itself, its name.
func webIRI(src *graph.Source) string {
	iri := webEscape(src.URL)
	if u, err := url.Parse(iri); err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "" && u.Path == "" {
		return webSource + string(src.Key)
	}
	return iri
}

// webEscape writes the characters that RFC 3987 has not in an IRI as bytes in hexadecimal: "a b" → "a%20b". What stands so already stays.
func webEscape(address string) string {
	host, fragment := 0, false // where the host ends, of which brackets are a part; only one "#" begins a fragment
	if scheme, rest, found := strings.Cut(address, "://"); found {
		host = len(scheme) + len("://") + len(rest)
		if i := strings.IndexAny(rest, "/?#"); i >= 0 {
			host -= len(rest) - i
		}
	}
	var b strings.Builder
	for i := 0; i < len(address); {
		r, size := utf8.DecodeRuneInString(address[i:])
		char := address[i : i+size]
		ok := webAllows(r)
		switch r {
		case '%':
			ok = isHex(address[i+1:])
		case '[', ']':
			ok = i < host
		case '#':
			ok, fragment = !fragment, true
		}
		if ok {
			b.WriteString(char)
		} else {
			for _, c := range []byte(char) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		}
		i += size
	}
	return b.String()
}

// isHex reports whether a text begins with two hexadecimal digits.
func isHex(text string) bool {
	return len(text) >= 2 && strings.Trim(text[:2], "0123456789abcdefABCDEF") == ""
}

// webAllows reports whether a character may stand in an IRI, if "%", "[", "]" and "#" stand where they may.
func webAllows(r rune) bool {
	switch {
	case r < 0x80:
		return r > ' ' && r < 0x7F && !strings.ContainsRune("\"<>\\^`{|}", r)
	case r < 0x10000:
		return r >= 0xA0 && r < 0xD800 || r >= 0xF900 && r < 0xFDD0 || r >= 0xFDF0 && r < 0xFFF0
	}
	return r < 0xE0000 && r&0xFFFF < 0xFFFE || r >= 0xE1000 && r < 0xEFFFE
}
