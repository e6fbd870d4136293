package export

import (
	"bufio"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzRDFQuote reads what was quoted as JSON, which has the escapes that the RDF formats have too.
func FuzzRDFQuote(f *testing.F) {
	for _, seed := range []string{"", `a "b" \ 'c'`, "\x00\a\b\t\n\v\f\r\x7f", "شنه دره 🦆", "\xff\xfe", "\u2028</script>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b strings.Builder
		w := bufio.NewWriter(&b)
		rdfQuote(w, text)
		w.Flush()
		if strings.ContainsFunc(b.String(), func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("rdfQuote(%q) = %q, with a control character", text, b.String())
		}
		var got string
		if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
			t.Fatalf("rdfQuote(%q) = %s: %v", text, b.String(), err)
		}
		if want := string([]rune(text)); got != want {
			t.Errorf("rdfQuote(%q) reads back as %q", text, got)
		}
	})
}

// FuzzRDFEscape takes back what a word became in an IRI.
func FuzzRDFEscape(f *testing.F) {
	for _, seed := range []string{"attacks", "x:is kin of", "language model, adjudicated", "50%", "<>\"{}|\\^`", "شنه"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		escaped := rdfEscape(text)
		if got, err := url.PathUnescape(escaped); err != nil || got != text {
			t.Errorf("rdfEscape(%q) = %q, which reads back as %q, %v", text, escaped, got, err)
		}
		if strings.ContainsAny(escaped, " <>\"{}|\\^`#") {
			t.Errorf("rdfEscape(%q) = %q, which no IRI can hold", text, escaped)
		}
	})
}

// TestWorded tags texts by language only where the tag is one.
func TestWorded(t *testing.T) {
	tests := []struct{ name, language, want string }{
		{"a language", "ps", "ps"},
		{"tags are compared in lower case", "zh-Hant-TW", "zh-hant-tw"},
		{"digits stand behind the first part", "de-1996", "de-1996"},
		{"none", "", ""},
		{"two hyphens", "en--gb", ""},
		{"a digit first", "1e", ""},
		{"no tag at all", "Pashto, old", ""},
		{"too long a part", "englishes-uk", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, rdfWorded("word", tt.language).language); diff != "" {
				t.Errorf("language of %q (-want +got):\n%s", tt.language, diff)
			}
		})
	}
}

// TestShortNames abbreviates only what every format reads alike.
func TestShortNames(t *testing.T) {
	tests := []struct {
		name string
		of   rdfName
		want string
	}{
		{"a word", rdfRelation.word("attacks"), "rel:attacks"},
		{"of two parts", rdfRelation.word("allied_with"), "rel:allied_with"},
		{"with a colon", rdfRelation.word("x:kin"), ""},
		{"with what had to be escaped", rdfType.word("Lamp Column"), ""},
		{"a digit first", rdfOffice.word("1st"), ""},
		{"an id", rdfName{local: "urn:uuid:0"}, ""},
		{"nothing in it", rdfDyad.of(""), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := tt.of.short(); ok != (tt.want != "") || ok && got != tt.want {
				t.Errorf("short() = %q, %v, want %q", got, ok, tt.want)
			}
		})
	}
}
