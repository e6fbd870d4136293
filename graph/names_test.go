package graph_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

func TestSpellingsOfOneNameFoldAlike(t *testing.T) {
	tests := []struct {
		name      string
		spellings []string
	}{
		{"case", []string{"Red Harbour", "RED HARBOUR", "red harbour"}},
		{"diacritics", []string{"Māori Łódź", "Maori Lodz"}},
		{"composed and decomposed", []string{"Caf\u00e9", "Cafe\u0301"}},
		{"letters written out", []string{"Straße Æsir", "STRASSE AESIR"}},
		{"compatibility forms", []string{"ＩＳＫＰ", "ISKP"}},
		{"apostrophes", []string{"Qa'ida", "Qa’ida", "Qaʿida", "Qaida"}},
		{"division of an acronym", []string{"IS-KP", "ISKP", "IS KP", "I.S.K.P.", "IS\u2011KP", "IS\u00a0KP"}},
		{"ampersand", []string{"Salt & Sand", "salt and sand"}},
		{"the article before a sun letter", []string{"an-Nasr Front", "al-Nasr Front", "Al Nasr Front", "el-Nasr Front"}},
		{"the article before sh", []string{"ash-Shams", "al-Shams"}},
		{"ezafe", []string{"Hizb-i-Nasr", "Hezb-e-Nasr", "Hizb-e Nasr", "Hizb-ye-Nasr"}},
		{"common nouns", []string{"Tehrik-i-Nasr", "Tehreek-e-Nasr", "Tahrik e Nasr"}},
		{"Arabic and Persian letters", []string{"كتيبة الوادي", "کتیبه الوادی"}},
		{"Arabic vowel marks and elongation", []string{"حِزْب", "حزب", "حـــزب"}},
		{"zero width joiners", []string{"می\u200cرود", "میرود"}},
		{"digits", []string{"لواء ٣", "لواء ۳", "لواء 3"}},
		{"final sigma", []string{"ΣΙΣ", "σις"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := graph.Fold(tt.spellings[0])
			for _, s := range tt.spellings[1:] {
				if got := graph.Fold(s); got != want {
					t.Errorf("Fold(%q) = %q, want %q, as of %q", s, got, want, tt.spellings[0])
				}
			}
		})
	}
}

func TestNamesStayApart(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"vowels", "Lee", "Li"},
		{"initials", "John E. Smith", "John I. Smith"},
		{"no initial", "John E. Smith", "John Smith"},
		{"El of another language", "El Paso", "Al Paso"},
		{"a name in al", "As Nasr", "Al Nasr"},
		{"where digits are divided", "Brigade 1/23", "Brigade 12/3"},
		{"letters of the Arabic script", "حرب", "حزب"},
		{"Pashto letters", "کور", "ګور"},
		{"voiced Japanese syllables", "か", "が"},
		{"vowel signs of Indic scripts", "कि", "कु"},
		{"symbols", "C", "C+"},
		{"short words with a hyphen", "T-E-X", "T-I-X"},
		{"initials with a hyphen before a long word", "J-E-Smith", "J-I-Smith"},
		{"a long word with a hyphen before initials", "Smith-E-J", "Smith-I-J"},
		{"punctuation alone", "!!!", "???"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := graph.Fold(tt.a); got == graph.Fold(tt.b) {
				t.Errorf("Fold(%q) = Fold(%q) = %q, want two forms", tt.a, tt.b, got)
			}
		})
	}
}

func TestFoldKeepsSomethingOfAnyVisibleName(t *testing.T) {
	for name, want := range map[string]string{"": "", " \t": "", "!!!": "!!!", "- -": "--", "د": "د", "🙂": "🙂"} {
		if got := graph.Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Tehreek-e-Nasr", "كتيبة", "İstanbul ẞ ß ſ", "a\xffb", "1-2-3", "\u0345", "🙂-e-🙂"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := graph.Fold(s)
		if utf8.ValidString(s) && !utf8.ValidString(folded) {
			t.Errorf("Fold(%q) = %q, which is not UTF-8", s, folded)
		}
		if got := graph.Fold("  " + s + "\t"); got != folded {
			t.Errorf("Fold with spaces around %q = %q, want %q", s, got, folded)
		}
		if ascii(s) && graph.Fold(strings.ToUpper(s)) != graph.Fold(strings.ToLower(s)) {
			t.Errorf("Fold(%q) depends on case", s)
		}
	})
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

func TestNearest(t *testing.T) {
	have := []string{"red-harbour", "red-haven", "blue-valley", "ttp", "tnp", "sponsors", "supports"}
	tests := []struct {
		name, want string
		n          int
		near       []string
	}{
		{"a slip of the finger", "tttp", 3, []string{"ttp", "tnp"}},
		{"a letter changed", "sponsers", 2, []string{"sponsors"}},
		{"two letters swapped", "blue-vallye", 2, []string{"blue-valley"}},
		{"another writing is nearest", "RED HARBOUR", 1, []string{"red-harbour"}},
		{"a beginning", "spo", 5, []string{"sponsors"}},
		{"no more than asked for", "red-ha", 1, []string{"red-harbour"}},
		{"nothing is like it", "zebra", 3, []string{}},
		{"none asked for", "ttp", 0, []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := graph.Nearest(tt.want, slices.Values(have), tt.n)
			if diff := cmp.Diff(tt.near, got); diff != "" {
				t.Errorf("Nearest(%q, _, %d): -want +got\n%s", tt.want, tt.n, diff)
			}
		})
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b        string
		limit, want int
	}{
		{"", "", 3, 0},
		{"abc", "", 3, 3},
		{"abc", "", 2, 3},
		{"harbour", "harbor", 3, 1},
		{"ab", "ba", 3, 1},
		{"kitten", "sitting", 5, 3},
		{"kitten", "sitting", 2, 3},
		{"ä", "a", 1, 1},
	}
	for _, tt := range tests {
		for _, p := range [][2]string{{tt.a, tt.b}, {tt.b, tt.a}} {
			if got := graph.Distance(p[0], p[1], tt.limit); got != tt.want {
				t.Errorf("Distance(%q, %q, %d) = %d, want %d", p[0], p[1], tt.limit, got, tt.want)
			}
		}
	}
}
