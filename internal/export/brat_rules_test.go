package export_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dyad/graph"
)

// bratRefuses lists what brat's server would not take of a file, by the rules of its annotation.py, read in its version 1.3: it has Python split the
// file into lines, passes over a line that it can't read, and opens no file at all whose triggers stand with anything but events. Of several notes of
// a type with one annotation it shows and keeps one.
func bratRefuses(ann, txt string) []string {
	var wrong []string
	blame := func(line, format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)+": "+line) }
	text := []rune(txt)
	kinds, types, trigger, about := map[string]byte{}, map[string]string{}, map[string]string{}, map[string][]string{}
	noted := map[string]bool{}
	forms := map[byte]*regexp.Regexp{
		'T': regexp.MustCompile(`^(\S+) (\d+ \d+(?:;\d+ \d+)*)$`),
		'R': regexp.MustCompile(`^(\S+) Arg1:(\S+) Arg2:(\S+)$`),
		'E': regexp.MustCompile(`^([^\s:]+):(\S+)((?: [^\s:]+:[^\s:]+)*)$`),
		'A': regexp.MustCompile(`^(\S+) (\S+)(?: \S+)?$`),
		'N': regexp.MustCompile(`^(\S+) (\S+) ([^\s:]+):(\S+)$`),
		'#': regexp.MustCompile(`^(\S+) (\S+)$`),
	}
	lines := regexp.MustCompile("\r\n|[\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029]").Split(strings.TrimSuffix(ann, "\n"), -1)
	for _, line := range lines {
		id, rest, _ := strings.Cut(line, "\t")
		if !regexp.MustCompile(`^(?:[A-Za-z]+|#)\d+$`).MatchString(id) || forms[id[0]] == nil {
			blame(line, "no id")
			continue
		}
		if kinds[id] != 0 {
			blame(line, "an id twice")
		}
		data, tail, _ := strings.Cut(rest, "\t")
		m := forms[id[0]].FindStringSubmatch(data)
		if m == nil {
			blame(line, "no form of %c", id[0])
			continue
		}
		kinds[id], types[id] = id[0], m[1]
		if !regexp.MustCompile(`^[A-Za-z0-9_-]+$`).MatchString(m[1]) {
			blame(line, "no label")
		}
		switch id[0] {
		case 'T':
			var words []string
			last := 0
			for span := range strings.SplitSeq(m[2], ";") {
				from, to, _ := strings.Cut(span, " ")
				start, _ := strconv.Atoi(from)
				end, _ := strconv.Atoi(to)
				if start < last || end < start || end > len(text) {
					blame(line, "spans that overlap, or lie outside")
					break
				}
				last = end
				words = append(words, string(text[start:end]))
			}
			if tail != strings.Join(words, " ") {
				blame(line, "not the words of the text, %q", strings.Join(words, " "))
			}
		case 'E':
			trigger[id] = m[2]
			for arg := range strings.FieldsSeq(m[3]) {
				_, of, _ := strings.Cut(arg, ":")
				about[id] = append(about[id], of)
			}
		case 'R':
			about[id] = []string{m[2], m[3]}
		case '#':
			if noted[data] {
				blame(line, "a second note")
			}
			noted[data] = true
			about[id] = []string{m[2]}
		default:
			about[id] = []string{m[2]}
		}
	}
	var triggers []string
	for id, t := range trigger {
		triggers = append(triggers, t)
		if kinds[t] != 'T' || types[t] != types[id] {
			wrong = append(wrong, id+" has a trigger that is no span of its type")
		}
	}
	for id, all := range about {
		for _, of := range all {
			if kinds[of] == 0 {
				wrong = append(wrong, id+" leads to "+of+", which is not there")
			}
			if kinds[id] != 'E' && slices.Contains(triggers, of) {
				wrong = append(wrong, id+" stands with a trigger, "+of)
			}
		}
	}
	return wrong
}

// TestBratTakesIt: brat's server takes each line, whatever ends the lines of the text.
func TestBratTakesIt(t *testing.T) {
	const text = "Red Harbour\r\nmen 🦆 struck\nBlue\u2028Valley\fand\u0085fled.\n\n"
	tests := []struct {
		name, rest string
		want       []string
	}{
		{
			"a mention on two lines, and a claim on all", "mentions:\n  red-harbour: {Red Harbour: 0-11}\n  blue-valley: {Blue Valley: 26-37}\nclaims:\n" +
				"  - {claim: red-harbour attacks blue-valley, at: 12-48, gist: A raid.}\n",
			[]string{
				"T1\tState 0 11\tRed Harbour", "N1\tReference T1 dyad:red-harbour\tRed Harbour", "T2\tState 26 30;31 37\tBlue Valley", "N2\tReference T2 dyad:blue-valley\tBlue Valley",
				"T3\tattacks 13 25;26 30;31 37;38 41;42 47\tmen 🦆 struck Blue Valley and fled.", "E1\tattacks:T3 To:T2",
			},
		},
		{
			"no mention: the source stands with the event, not with its trigger", "claims:\n  - {claim: red-harbour attacks blue-valley, at: 13-25, gist: A raid.}\n",
			[]string{"T1\tattacks 13 25\tmen 🦆 struck", "E1\tattacks:T1"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files, left := bratOf(t, text, text, tt.rest, func(all []graph.Claim) {
				for i := range all {
					all[i].Gist = "A\u0085raid,\u2028at night."
				}
			})
			if len(left) > 0 {
				t.Fatalf("left out: %v", left)
			}
			for _, wrong := range bratRefuses(files["raid.ann"], files["raid.txt"]) {
				t.Error(wrong)
			}
			if got := plain(files["raid.ann"]); !slices.Equal(got, tt.want) {
				t.Errorf("lines\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// TestBratRefuses: the rules find what they are of.
func TestBratRefuses(t *testing.T) {
	for _, ann := range []string{
		"T1\tState 0 3\ta c\n", "T1\tState 0 1;0 3\ta a c\n", "T1\tState 0 1\ta\nT1\tState 0 1\ta\n", "T1\tRaid 0 1\ta\nE1\tRaid:T1\n#1\tAnnotatorNotes T1\tdyad {}\n",
		"T1\tState 0 1\ta\nN1\tReference T1 dyad\ta\n", "T1\tState 0 1\ta\nE1\tRaid:T1\n", "R1\tRaid Arg1:T1 Arg2:T1\n", "T1\tState 0 1\ta\n#1\tAnnotatorNotes T1\ta\u2028b\n",
		"T1\tState 0 1\ta\n#1\tAnnotatorNotes T1\ta\n#2\tAnnotatorNotes T1\tb\n",
	} {
		if len(bratRefuses(ann, "a\nc")) == 0 {
			t.Errorf("nothing is wrong with %q", ann)
		}
	}
}
