package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/graph"
)

// survey surveys a text by the registry and the vocabulary of testdata.
func survey(t testing.TB, text string) *extract.Survey {
	t.Helper()
	s, err := extract.SurveyText("lantern.txt", []byte(text), baseOf(t))
	if err != nil {
		t.Fatalf("SurveyText(%q): %v", text, err)
	}
	return s
}

// offsets writes spans without their digests.
func offsets(spans []graph.Part) string {
	var texts []string
	for _, p := range spans {
		texts = append(texts, fmt.Sprintf("%d-%d", p.Start, p.End))
	}
	return strings.Join(texts, " ")
}

func TestSurveyFindsKnownNames(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // form, who bears it, where
	}{
		{"a name as a word of its own", "Blue Valleys are not Blue Valley.", []string{"Blue Valley blue-valley 21-32"}},
		{"every form of an entity, in the order of the text", "RH is Red Harbour; RH.", []string{
			"RH red-harbour 0-2 19-21", "Red Harbour red-harbour 6-17",
		}},
		{"a name that two bear is nobody's", "The Harbour sleeps.", []string{"The Harbour harbour-council,red-harbour 0-11"}},
		{"the longest, and nothing inside it", "the Brigade and Minister Vale", []string{
			"the Brigade orchard-brigade 0-11", "Minister Vale minister-vale 16-29",
		}},
		{"offsets are code points", "🕊🕊 RH", []string{"RH red-harbour 3-5"}},
		{"an owner", "Blue Valley's ferry", []string{"Blue Valley blue-valley 0-11"}},
		{"case matters", "rh, BLUE VALLEY", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, n := range survey(t, tt.text).Known {
				var keys []string
				for _, k := range n.Entities {
					keys = append(keys, string(k))
				}
				got = append(got, n.Form+" "+strings.Join(keys, ",")+" "+offsets(n.Spans))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("SurveyText(%q).Known (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestSurveyTakesTheLongestName(t *testing.T) {
	base := extract.Base{Entities: []graph.Entity{
		{Key: "valley", Name: "Valley"}, {Key: "blue-valley", Name: "Blue Valley"}, {Key: "valley-guard", Name: "Valley Guard"},
	}}
	s, err := extract.SurveyText("f", []byte("Blue Valley Guard, Valley"), base)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range s.Known {
		got = append(got, n.Form+" "+offsets(n.Spans))
	}
	// "Valley Guard" has 12 characters, "Blue Valley" 11: the longer one comes first, and nothing overlaps it.
	want := []string{"Valley Guard 5-17", "Valley 19-25"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Known (-want +got):\n%s", diff)
	}
}

func TestSurveyProposesNames(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"words with capitals, one after the other", "They saw Lantern Column men.", []string{"Lantern Column 9-23"}},
		{"every place of one name", "He met Vell. She met Vell.", []string{"Vell 7-11 21-25"}},
		{"names that are known are not proposed", "They saw Blue Valley.", nil},
		{"a name that holds a known one", "They saw Blue Valley Rangers.", []string{"Blue Valley Rangers 9-28"}},
		{"words that link", "the Ministry of the Lakes and the Council of Reeds wait", []string{
			"Ministry of the Lakes 4-25", "Council of Reeds 34-50",
		}},
		{"a link that leads to no name", "the Ministry of trade", []string{"Ministry 4-12"}},
		{"the article", "near al-Nasr, with Jaish al-Nasr and al Nasr too", []string{"al-Nasr 5-12", "Jaish al-Nasr 19-32", "al Nasr 37-44"}},
		{"the linking vowel", "in Hizb-i-Nasr and Hizb-e Nasr there", []string{"Hizb-i-Nasr 3-14", "Hizb-e Nasr 19-30"}},
		{"what is joined by a hyphen to a name is none of it", "the Sandgate-based men", []string{"Sandgate 4-12"}},
		{"an owner ends a name", "from Sandgate’s Old Pier", []string{"Sandgate 5-13", "Old Pier 16-24"}},
		{"a word at the beginning of a sentence is not proposed", "Officials wait. They wait.", nil},
		{"unless it has its capital elsewhere too", "Sandgate burns. Men left Sandgate.", []string{"Sandgate 0-8 25-33"}},
		{"or is an acronym", "TTQ denies it.", []string{"TTQ 0-3"}},
		{"a first word that the text has in lower case is no part", "The Lantern Column left the hills.", []string{"Lantern Column 4-18"}},
		{"a first word before a name that stands alone elsewhere", "Yesterday Ash Corrin spoke. We met Ash Corrin.", []string{
			"Ash Corrin 10-20 35-45",
		}},
		{"a first word before a known name", "Yesterday Blue Valley spoke.", nil},
		{"what follows a colon or opens a quotation begins anew", `He said: Nothing. He said "Never" again.`, nil},
		{"initials and titles end no sentence", "We met R. Marlow and Dr. Vale.", []string{"R. Marlow 7-16", "Dr 21-23", "Vale 25-29"}},
		{"letters with stops between", "in the U.S. they wait", []string{"U.S. 7-11"}},
		{"a single letter is no name", "what I saw", nil},
		{"a name does not go on in another line", "they saw Lantern\nColumn men", []string{"Lantern 9-16"}},
		{"a headline is not repeated", "Lantern Column Raids Ferry\n\nThe men of the ferry wait.", []string{"(4 words) 0-26"}},
		{"but a name in it is, if the text has it elsewhere", "Lantern Column\n\nMen saw Lantern Column.", []string{
			"Lantern Column 0-14 24-38",
		}},
		{"six words in a row are not repeated", "we saw Aa Bb Cc Dd Ee Ff there", []string{"(6 words) 7-24"}},
		{"letters beyond Latin", "он видел Синюю Долину там", []string{"Синюю Долину 9-21"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range survey(t, tt.text).Unknown {
				form := p.Form
				if form == "" {
					form = fmt.Sprintf("(%d words)", p.Words)
				}
				got = append(got, form+" "+offsets(p.Spans))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("SurveyText(%q).Unknown (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestSurveyFindsCues(t *testing.T) {
	// The vocabulary of testdata has labels alone: attacks, fights, opposes.
	const text = "Nobody moves. “RH attacks the Brigade!” he says, and\nfights on.\n\nHe opposes it."
	want := []string{"2 15-63: attacks 18-25 attacks; fights 53-59 fights", "3 65-79: opposes 68-75 opposes"}
	var got []string
	for _, s := range survey(t, text).Sentences {
		var cues []string
		for _, c := range s.Cues {
			cues = append(cues, fmt.Sprintf("%s %s %s", c.Word, offsets([]graph.Part{c.Span}), c.Relations[0]))
		}
		got = append(got, fmt.Sprintf("%d %s: %s", s.Number, offsets([]graph.Part{s.Span}), strings.Join(cues, "; ")))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Sentences (-want +got):\n%s", diff)
	}
}

func TestSurveyNoCueInsideAName(t *testing.T) {
	for _, s := range survey(t, "He likes the Fights Museum of RH.").Sentences {
		t.Errorf("sentence %d has %v, want no cue: the word is part of a name", s.Number, s.Cues)
	}
}

func TestSurveyProposesAKey(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"the name of the file", "Ferry_Question 2.txt", "Text", "ferry-question-2"},
		{"accents go", "Fährfrage.txt", "Text", "fahrfrage"},
		{"a file that is numbered", "0042.txt", "\nThe Ferry Question again\nand more", "the-ferry-question"},
		{"nothing in Latin letters", "паром.txt", "Паром", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := extract.SurveyText(tt.file, []byte(tt.text), extract.Base{})
			if err != nil {
				t.Fatal(err)
			}
			if s.Key != tt.want {
				t.Errorf("SurveyText(%q, %q).Key = %q, want %q", tt.file, tt.text, s.Key, tt.want)
			}
		})
	}
}

func TestSurveyRefusesWhatIsNotUTF8(t *testing.T) {
	_, err := extract.SurveyText("f.txt", []byte("one\n\xff"), extract.Base{})
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("SurveyText of a byte that is no UTF-8: %v, want the line", err)
	}
}

// FuzzSurvey surveys texts of any kind: spans lie within, in code points, cover the words that they are said to, and don't overlap;
// and the skeleton has no fault but what is left empty, and repeats no six words.
func FuzzSurvey(f *testing.F) {
	for _, text := range []string{
		"", "RH", "Blue Valley's men. The Brigade — 🕊 — attacks RH!\r\n\r\nThe U.S. of Nasr-i-al-Nasr", "A. B. C. D. E. F. G", "al-al-al-A of the of",
		"\ufeffRH\u2028RH\u00a0Red Harbour", "’s ’s 's", "The Harbour \"Null: #\"", "Ǆungla Ǆ İstanbul", "É́clat ́ ́",
	} {
		f.Add("lantern.txt", text)
	}
	f.Add(".", "0")
	f.Add("0", strings.Repeat("0", 56))
	f.Add("a: b\\\n#.txt", "Null True")
	base := baseOf(f)
	f.Fuzz(func(t *testing.T, name, text string) {
		s, err := extract.SurveyText(name, []byte(text), base)
		if err != nil {
			if utf8.ValidString(text) && text != "" {
				t.Fatalf("SurveyText(%q): %v", text, err)
			}
			return
		}
		checkSpans(t, text, s)
		if !utf8.ValidString(name) {
			return
		}
		skeleton := s.Skeleton(extract.Coder{Annotator: "a", Codebook: "1"}, func(graph.EntityKey) bool { return false })
		_, problems := extract.Read([]extract.File{{Name: "f", Data: skeleton}}, base, textsWith(t, "lantern.txt", text))
		for _, p := range problems {
			if !strings.HasSuffix(p.Message, " is missing") && !strings.Contains(p.Message, "no text of that name or digest") {
				t.Errorf("the skeleton of %q: %v\n%s", text, p, skeleton)
			}
		}
	})
}

func checkSpans(t *testing.T, text string, s *extract.Survey) {
	t.Helper()
	runes := []rune(text)
	taken := make([]bool, len(runes))
	under := func(p graph.Part, want string) bool {
		if p.Start < 0 || p.Start >= p.End || p.End > len(runes) || want != "" && string(runes[p.Start:p.End]) != want {
			t.Errorf("%d-%d of %q is said to be %q", p.Start, p.End, text, want)
			return false
		}
		return true
	}
	for _, n := range s.Known {
		for _, p := range n.Spans {
			for i := p.Start; under(p, n.Form) && i < p.End; i++ {
				if taken[i] {
					t.Errorf("two names at %d of %q", i, text)
				}
				taken[i] = true
			}
		}
	}
	last := 0
	for _, p := range s.Unknown {
		for _, span := range p.Spans {
			under(span, p.Form)
		}
	}
	for _, sentence := range s.Sentences {
		if under(sentence.Span, ""); sentence.Span.Start < last {
			t.Errorf("sentence %d of %q overlaps the one before", sentence.Number, text)
		}
		last = sentence.Span.End
		for _, c := range sentence.Cues {
			if under(c.Span, c.Word); c.Span.Start < sentence.Span.Start || c.Span.End > sentence.Span.End {
				t.Errorf("%q is not in sentence %d of %q", c.Word, sentence.Number, text)
			}
		}
	}
}
