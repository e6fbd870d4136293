package graph

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which two spellings of one name are equal. A name that fits only after folding is taken without
// asking, so each rule unites spellings and none unites names; what is merely alike is for a search that offers it. Names
// that no rule of writing connects, such as an acronym and what it stands for, belong into the registry.
//
//	case              RED HARBOUR, Red Harbour
//	diacritics        Māori, Maori; letters with a stroke or a ligature are written out: ø o, ł l, ß ss, æ ae
//	compatibility     full-width and presentation forms, ligatures, superscripts; digits of the Arabic script
//	apostrophes       Qa'ida, Qaʿida, Qaida
//	word division     hyphens, spaces and other punctuation go: IS-KP, I.S.K.P., ISKP. Between two digits one space stays,
//	                  so that 1/23 is not 12/3. An ampersand is the word "and"
//	article           el-, and al- before a sun letter: el-Nasr, an-Nasr, al-Nasr. Only with a hyphen: El Paso stays
//	ezafe             -i-, -e-, -yi-, -ye-, also with a space behind: Hizb-i-Nasr, Hizb-e Nasr. Only after a hyphen and
//	                  between words of three letters or more: initials stay apart
//	common nouns      of movements' names, where their spellings are established: tehrik, tehreek, tahrik (see nouns)
//	Arabic script     vowel marks and elongation go; the letters that Arabic, Persian, Urdu and Pashto type differently
//	                  (kaf, yeh, gaf, teh marbuta) are one. Other letters, and the vowel signs of Indic scripts, stay
//
// The result is for comparing, not for showing. It is empty only for a name without anything to see; one of nothing but
// punctuation keeps it.
func Fold(name string) string {
	letters := foldLetters(name)
	words := splitWords(letters)
	if len(words) == 0 {
		return strings.Join(strings.Fields(letters), "")
	}
	foldArticles(words)
	foldEzafe(words)
	var b strings.Builder
	for i, w := range words {
		if i > 0 && isDigit(lastRune(words[i-1].text)) && isDigit(firstRune(w.text)) {
			b.WriteByte(' ')
		}
		b.WriteString(commonNoun(w.text))
	}
	return b.String()
}

// foldLetters applies the rules that look at one character at a time.
func foldLetters(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, "\ufffd")) {
		r = unicode.ToLower(unicode.ToUpper(r)) // by way of upper case, so that both forms of the Greek sigma meet
		switch to, listed := letters[r]; {
		case listed:
			b.WriteString(to)
		case diacritic(r), unicode.Is(unicode.Cf, r), unicode.IsControl(r) && !unicode.IsSpace(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// diacritic reports whether r only modifies the letter before it. Marks that belong to one script are vowels or letters
// there; those shared by scripts are diacritics, but for the marks that voice Japanese syllables.
func diacritic(r rune) bool {
	const voiced, halfVoiced = '\u3099', '\u309a'
	return unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r) && r != voiced && r != halfVoiced
}

// letters are characters that fold to others, or to nothing, though no decomposition says so.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ı': "i",
	'&': " and ",
	// Apostrophes and the signs for hamza and ayn stand inside words.
	'\'': "", '’': "", '‘': "", '`': "", '´': "", 'ʼ': "", 'ʻ': "", 'ʿ': "", 'ʾ': "", 'ʹ': "", '′': "",
	// One letter of the Arabic script, typed differently.
	'ك': "ک", 'ي': "ی", 'ى': "ی", 'ګ': "گ", 'ة': "ه", 'ۀ': "ه", 'ە': "ه", 'ۃ': "ه", 'ہ': "ه", 'ـ': "",
	'٠': "0", '١': "1", '٢': "2", '٣': "3", '٤': "4", '٥': "5", '٦': "6", '٧': "7", '٨': "8", '٩': "9",
	'۰': "0", '۱': "1", '۲': "2", '۳': "3", '۴': "4", '۵': "5", '۶': "6", '۷': "7", '۸': "8", '۹': "9",
}

// A word is a run of characters without punctuation.
type word struct {
	text   string
	hyphen bool // it hangs on the word before it by a hyphen
}

// splitWords cuts at spaces and punctuation.
func splitWords(s string) []word {
	var words []word
	start, hyphen := -1, false
	for i, r := range s {
		divides := unicode.IsSpace(r) || unicode.IsPunct(r)
		switch {
		case divides && start >= 0:
			words = append(words, word{s[start:i], hyphen})
			start, hyphen = -1, unicode.Is(unicode.Pd, r)
		case divides:
			hyphen = false // more than a hyphen stands between
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		words = append(words, word{s[start:], hyphen})
	}
	return words
}

// foldArticles writes the Arabic article one way where a hyphen shows it to be one.
func foldArticles(words []word) {
	for i := range len(words) - 1 {
		if next := words[i+1]; next.hyphen && isArticle(words[i].text, next.text) {
			words[i].text = "al"
		}
	}
}

// isArticle reports whether w before next is the article: el, or a, e with the sun letter that next begins with.
func isArticle(w, next string) bool {
	if w == "el" {
		return true
	}
	const sunLetters = "dnrstz"
	sun, vowel := strings.CutPrefix(w, "a")
	if !vowel {
		sun, vowel = strings.CutPrefix(w, "e")
	}
	return vowel && sun != "" && strings.ContainsAny(sun[:1], sunLetters) &&
		(len(sun) == 1 || sun[1:] == "h") && strings.HasPrefix(next, sun)
}

// foldEzafe writes the Persian linking vowel one way where a hyphen shows it to be one.
func foldEzafe(words []word) {
	for i := 1; i < len(words)-1; i++ {
		if !words[i].hyphen || len(words[i-1].text) < 3 || len(words[i+1].text) < 3 {
			continue
		}
		switch words[i].text {
		case "i", "e", "yi", "ye":
			words[i].text = "e"
		}
	}
}

// commonNoun returns the usual spelling of a word.
func commonNoun(w string) string {
	if usual, ok := nouns[w]; ok {
		return usual
	}
	return w
}

// nouns are the words from which the names of movements are made, each under its established romanisations. A word is here
// only if all its spellings are of that one word.
var nouns = map[string]string{
	"tehreek": "tehrik", "tahrik": "tehrik", "tahreek": "tehrik", // movement
	"hezb":    "hizb",                         // party
	"lashker": "lashkar", "laskar": "lashkar", // army
	"jaysh": "jaish", "jeish": "jaish", // army
	"harkat": "harakat", "haraket": "harakat", // movement
	"jamat": "jamaat", "jamaet": "jamaat", // assembly
	"mujahideen": "mujahidin", "mujahedin": "mujahidin", "mujahedeen": "mujahidin", "mujaheddin": "mujahidin",
	"islamiyya": "islamiya", "islamiyah": "islamiya", "islamiyyah": "islamiya", "eslami": "islami",
	"shoora": "shura", "shurah": "shura", // council
	"khurasan": "khorasan", "khurassan": "khorasan", "khorassan": "khorasan", // the region
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}
