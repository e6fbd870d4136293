package brat_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dyad/extract/brat"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// own is a file as dyad writes it: Red Harbour denies that it is allied with Blue Valley.
func own(t *testing.T) string { return ownOf(t, "State", "allied_with") }

// ownOf is own with other types.
func ownOf(t *testing.T, kind, relation graph.TermKey) string {
	t.Helper()
	source := read(t, "").Bundles[0].Sources[0]
	source.Key, source.ID = "talks", graph.SourceKey("talks").ID()
	c := graph.Claim{Source: "talks", From: "red-harbour", Type: relation, To: "blue-valley", Polarity: graph.Negated, Gist: "No allies."}
	c.Evidence = []graph.Occurrence{{Parts: []graph.Part{{Start: 2, End: 29}}}}
	c.Normalize(&graph.Term{})
	c.ID = c.DerivedID()
	record := func(v any) string {
		data, err := graph.EncodeRecord(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	return fmt.Sprintf(`T1	%[1]s 2 13	Red Harbour
#1	AnnotatorNotes T1	dyad {"source":%[4]s}
N1	Reference T1 dyad:red-harbour	Red Harbour
#2	AnnotatorNotes T1	dyad {"entities":[{"key":"red-harbour","type":"%[3]s","name":"Red Harbour"}]}
T2	%[1]s 18 29	Blue Valley
N2	Reference T2 dyad:blue-valley	Blue Valley
R1	%[2]s Arg1:T1 Arg2:T2
A1	Negation R1
#3	AnnotatorNotes R1	dyad {"claims":[%[5]s]}
R2	%[2]s Arg1:T1 Arg2:T2
A2	Negation R2
#4	AnnotatorNotes R2	dyad {"again":"%[6]s"}
`, asLabel(string(kind)), asLabel(string(relation)), kind, record(source), record(c), c.ID)
}

// TestOwn: what dyad wrote is what it was, and what is added is said by the same source.
func TestOwn(t *testing.T) {
	b := read(t, own(t)+"T3\tMeeting 14 17\tmet\nR3\tvisits Arg1:T1 Arg2:T3\nA3\tSure R1\n").Bundles[0]
	if len(b.Sources) != 1 || b.Sources[0].Key != "talks" {
		t.Errorf("sources = %v, want talks", b.Sources)
	}
	var keys []string
	for _, e := range b.Entities {
		keys = append(keys, string(e.Key)+" "+string(e.Type))
	}
	if got, want := strings.Join(keys, ", "), "red-harbour State, blue-valley x:untyped, brat-valley-meeting-14-17 Meeting"; got != want {
		t.Errorf("entities = %s, want %s", got, want)
	}
	if len(b.Claims) != 2 || b.Claims[0].ID != b.Claims[0].DerivedID() || b.Claims[0].Gist != "No allies." {
		t.Fatalf("claims = %+v, want the one of the note and a new one", b.Claims)
	}
	if c := b.Claims[1]; c.Source != "talks" || c.From != "red-harbour" || c.Type != "visits" || c.To != "brat-valley-meeting-14-17" {
		t.Errorf("the claim that was added = %+v", c)
	}
}

// TestOwnDigests: a mention has a digest unless the source's note says that it had none; files of before say nothing.
func TestOwnDigests(t *testing.T) {
	for _, tt := range []struct {
		undigested string
		want       []bool
	}{{"", []bool{true, true}}, {`"undigested":["T2"],`, []bool{true, false}}, {`"undigested":["T1","T2"],`, []bool{false, false}}} {
		var got []bool
		for _, m := range read(t, strings.Replace(own(t), `dyad {"source"`, "dyad {"+tt.undigested+`"source"`, 1)).Bundles[0].Mentions {
			got = append(got, m.SHA256 != "")
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("with %s: digests %v, want %v", tt.undigested, got, tt.want)
		}
	}
}

// TestOwnTypes: a label that dyad wrote for a type without one of its own stands for that type, in what is added too, and where the note that has
// the type was taken away. A type that begins like such a label stays what it is.
func TestOwnTypes(t *testing.T) {
	ann := ownOf(t, "x:Town", "x:abuts") + "T3\tx_Town 14 17\tmet\nR3\tx_abuts Arg1:T2 Arg2:T3\nR4\tx_other Arg1:T2 Arg2:T3\n"
	b := read(t, ann).Bundles[0]
	var types []string
	for _, e := range b.Entities {
		types = append(types, string(e.Type))
	}
	for _, c := range b.Claims {
		types = append(types, string(c.Type))
	}
	if got, want := strings.Join(types, " "), "x:Town x:untyped x:Town x:abuts x:abuts x:other"; got != want {
		t.Errorf("types %s, want %s", got, want)
	}
}

func TestOwnTypesWithoutNotes(t *testing.T) {
	unnoted := func(ann string) string { return strings.ReplaceAll(ann, "AnnotatorNotes R", "Other R") }
	tests := []struct{ name, ann, want string }{
		{"a type that no vocabulary knows", unnoted(ownOf(t, "State", "x:x_abuts")), "x:x_abuts"},
		{"a type of a vocabulary", unnoted(ownOf(t, "State", "abuts")), "abuts"},
		{"a type of a vocabulary that begins so", ownOf(t, "State", "x_abuts"), "x_abuts"},
		{"nothing behind it", unnoted(ownOf(t, "State", "x_")), "x_"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := read(t, tt.ann+"T3\tMeeting 14 17\tmet\nR3\t"+asLabel(tt.want)+" Arg1:T2 Arg2:T3\n").Bundles[0]
			for i := range b.Claims {
				if got := string(b.Claims[i].Type); got != tt.want {
					t.Errorf("claim %d is of type %s, want %s", i+1, got, tt.want)
				}
			}
			if len(b.Claims) != 2 {
				t.Errorf("%d claims, want the one of the file and the one that was added", len(b.Claims))
			}
		})
	}
	if got := read(t, "T1\tx_Town 2 13\tRed Harbour\n").Bundles[0].Entities[0].Type; got != "x_Town" {
		t.Errorf("in a file of others x_Town is %s", got)
	}
}

// asLabel is a type as dyad writes it.
func asLabel(term string) string { return strings.ReplaceAll(term, ":", "_") }

// TestOwnFreshKeys: what is added to a file that dyad wrote gets a key that nothing has, though the line has an id that something had before.
func TestOwnFreshKeys(t *testing.T) {
	const met, raid = "brat-valley-meeting-14-17", "brat-valley-raid-51-55"
	before := func(key string) string {
		return own(t) + "T3\tMeeting 14 17\tmet\nN3\tReference T3 dyad:" + key + "\tmet\n"
	}
	tests := []struct{ name, ann, want string }{
		{"another event under the id that one had", before("brat-valley-e1") + "T4\tRaid 51 55\traid\nE1\tRaid:T4\n", "brat-valley-e1 " + raid},
		{"a span under the id that one had", before("brat-valley-t4") + "T4\tRaid 51 55\traid\n", "brat-valley-t4 " + raid},
		{"an event where there was one", before(met) + "T4\tMeeting 14 17\tmet\nE1\tMeeting:T4\n", met + " " + met + "-2"},
		{"two events of one trigger", own(t) + "T4\tRaid 51 55\traid\nE1\tRaid:T4\nE2\tRaid:T4\n", raid + " " + raid + "-2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var keys []string
			for _, e := range read(t, tt.ann).Bundles[0].Entities {
				if strings.HasPrefix(string(e.Key), "brat-") {
					keys = append(keys, string(e.Key))
				}
			}
			if got := strings.Join(keys, " "); got != tt.want {
				t.Errorf("keys %s, want %s", got, tt.want)
			}
		})
	}
}

// TestOwnMentionStays: whoever annotates words that dyad has a mention of takes nothing away.
func TestOwnMentionStays(t *testing.T) {
	b := read(t, "T9\tPlace 2 13\tRed Harbour\n"+own(t)).Bundles[0]
	var named []graph.EntityKey
	for _, m := range b.Mentions {
		if m.Start == 2 {
			named = append(named, m.Entity)
		}
	}
	if fmt.Sprint(named) != "[red-harbour]" {
		t.Errorf("the mention at 2 names %v, want red-harbour", named)
	}
}

// TestOwnChanged: what was changed beside the record is refused.
func TestOwnChanged(t *testing.T) {
	tests := []struct{ name, old, put, want string }{
		{"another label", "R1\tallied_with", "R1\tvisits", "#3: R1 says other things than the claim that it was written of: the label is visits, the type allied_with"},
		{"ends that were turned", "R1\tallied_with Arg1:T1 Arg2:T2", "R1\tallied_with Arg1:T2 Arg2:T1", "Arg1 is blue-valley, in the claim red-harbour"},
		{"a negation that was taken away", "A1\tNegation R1\n", "", "its attributes are , and should be Negation"},
		{"a speculation that was added", "A1\tNegation R1\n", "A1\tNegation R1\nA9\tSpeculation R1\n", "its attributes are Negation, Speculation, and should be Negation"},
		{"another label of a further place", "R2\tallied_with", "R2\tvisits", "#4: R2 says other things than the claim that it is a further place of: the label is visits"},
		{"a speculation of a further place", "A2\tNegation R2\n", "A2\tNegation R2\nA9\tSpeculation R2\n", "#4: R2 says other things than the claim that it is a further place of: its attributes"},
		{"the claim of a further place is gone", "#3\tAnnotatorNotes R1\tdyad", "#3\tAnnotatorNotes R1\twas", "#4: it is a further place of the claim "},
		{"a text with another digest", `"sha256":"`, `"sha256":"0000`, "is not 64 lower-case hexadecimal digits"},
		{"evidence behind the text", `"end":29`, `"end":99`, "#3: its evidence is not what the text says there"},
		{"evidence of other words", `"end":29`, `"end":29,"sha256":"` + strings.Repeat("0", 64) + `"`, "#3: its evidence is not what the text says there"},
		{"a claim of another source", `"source":"talks"`, `"source":"walks"`, "its claim is of the source walks, and the file of talks"},
		{"a second source", "#4\tAnnotatorNotes R2\tdyad {", "#4\tAnnotatorNotes R2\tdyad {\"source\":{\"key\":\"b\"},", "#4: line 2 has the source already"},
		{"two entities of one span", "N2\tReference T2", "N2\tReference T1", `N2: T1 names "red-harbour" already`},
		{"a key of a relation", "N2\tReference T2", "N2\tReference R1", "N2: only a span, T, names an entity of dyad"},
		{"an entity without a type", `"type":"State"`, `"type":""`, "#2: an entity needs a type"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			whole := own(t)
			changed := strings.Replace(whole, tt.old, tt.put, 1)
			if changed == whole {
				t.Fatalf("%q is not in the file", tt.old)
			}
			_, problems := brat.Read(folder(changed, text), "", "valley.ann")
			var all []string
			for _, p := range problems {
				all = append(all, p.String())
			}
			if got := strings.Join(all, "\n"); !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("the text of another source", func(t *testing.T) {
		_, problems := brat.Read(folder(own(t), text+"More.\n"), "", "valley.ann")
		if len(problems) != 1 || !strings.Contains(problems[0].String(), "is not the one that dyad wrote of source talks") {
			t.Errorf("got %v, want that the text is another one", problems)
		}
	})
}

// TestOwnEnds: the ends of a claim are those of its note, no more and no fewer. A relation has both, an event those that are mentioned at the place: here
// Blue Valley at the first, nobody at the second.
func TestOwnEnds(t *testing.T) {
	whole := own(t)
	for old, put := range map[string]string{
		`[{"start":2,"end":29}]}`:         `[{"start":14,"end":29}]},{"parts":[{"start":31,"end":50}]}`,
		"R1\tallied_with Arg1:T1 Arg2:T2": "T3\tallied_with 14 22;23 29\tmet Blue Valley\nE1\tallied_with:T3 To:T2",
		"R2\tallied_with Arg1:T1 Arg2:T2": "T4\tallied_with 31 50\tHarbour men did not\nE2\tallied_with:T4",
		" R1\n":                           " E1\n",
		" R1\t":                           " E1\t",
		" R2\n":                           " E2\n",
		" R2\t":                           " E2\t",
	} {
		whole = strings.Replace(whole, old, put, 1)
	}
	if b := read(t, whole).Bundles[0]; len(b.Claims) != 1 || len(b.Claims[0].Evidence) != 2 {
		t.Fatalf("claims %+v, want one of two places", b.Claims)
	}
	tests := []struct{ name, old, put, want string }{
		{"an end is gone", "T3 To:T2", "T3", "#3: E1 says other things than the claim that it was written of: To is missing, and T2 names blue-valley there"},
		{"an end more", "T3 To:T2", "T3 To:T2 Instrument:T1", "it has Instrument, and the claim no such end"},
		{"an end of another name", "T3 To:T2", "T3 Where:T2", "it has Where, and the claim no such end"},
		{"an end that is another", "T3 To:T2", "T3 To:T1", "To is red-harbour, in the claim blue-valley"},
		{"an end that is an event", "T3 To:T2", "T3 To:E2", "To is E2, in the claim blue-valley"},
		{"an end that is mentioned elsewhere", "T3 To:T2", "T3 To:T2 From:T1", ""},
		{"an end more at a further place", "E2\tallied_with:T4", "E2\tallied_with:T4 Who:T1", "#4: E2 says other things than the claim that it is a further place of: it has Who"},
		{"an end is gone at a further place", `"start":31,"end":50`, `"start":17,"end":50`, "#4: E2 says other things than the claim that it is a further place of: To is missing"},
		{"ends of another name", "E2\tallied_with:T4", "R2\tallied_with Foo:T1 Bar:T2", "it has Foo, and the claim no such end"},
		{"an end twice", "E2\tallied_with:T4", "R2\tallied_with Arg1:T1 Arg1:T1", "Arg2 is missing, in the claim it is blue-valley"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changed := strings.Replace(whole, tt.old, tt.put, 1)
			if strings.HasPrefix(tt.put, "R2") {
				changed = strings.NewReplacer(" E2\n", " R2\n", " E2\t", " R2\t").Replace(changed)
			}
			_, problems := brat.Read(folder(changed, text), "", "valley.ann")
			if tt.want == "" && len(problems) > 0 || tt.want != "" && (len(problems) != 1 || !strings.Contains(problems[0].String(), tt.want)) {
				t.Errorf("got %v, want %q", problems, tt.want)
			}
		})
	}
}

// TestOwnWithoutSource: what dyad wrote goes to no other source when the note with its own was deleted, as brat does with a mention; it may stand with any other.
func TestOwnWithoutSource(t *testing.T) {
	whole := own(t)
	_, noted, _ := strings.Cut(whole, "#1\tAnnotatorNotes T1")
	note, _, _ := strings.Cut(noted, "\n")
	for name, ann := range map[string]string{
		"claims, and entities with keys": strings.Replace(whole, "#1\tAnnotatorNotes T1"+note+"\n", "", 1),
		"a key alone":                    "T2\tState 18 29\tBlue Valley\nN2\tReference T2 dyad:blue-valley\tBlue Valley\n",
		"a claim alone":                  "T1\tState 2 13\tRed Harbour\nT2\tState 18 29\tBlue Valley\n" + whole[strings.Index(whole, "R1\t"):strings.Index(whole, "R2\t")],
	} {
		t.Run(name, func(t *testing.T) {
			out, problems := brat.Read(folder(ann, text), "", "valley.ann")
			if out != nil || len(problems) != 1 || !strings.Contains(problems[0].String(), "the note that has the source and all claims without a place is missing") {
				t.Errorf("got %v, want that the source is missing, and nothing else", problems)
			}
		})
	}
	moved := strings.Replace(whole, "#1\tAnnotatorNotes T1", "#1\tAnnotatorNotes T2", 1)
	if diff := cmp.Diff(read(t, whole).Bundles[0].Claims, read(t, moved).Bundles[0].Claims); diff != "" {
		t.Errorf("claims, with the note at another annotation (-was +is):\n%s", diff)
	}
}

// TestOwnLines: a mention that goes over lines comes back as the one that it was, and the source may stand with an event.
func TestOwnLines(t *testing.T) {
	const text = "Red Harbour and Blue\r\nValley met.\n"
	source := readOf(t, "", text).Sources[0]
	source.Key, source.ID = "talks", graph.SourceKey("talks").ID()
	c := graph.Claim{Source: "talks", From: "red-harbour", Type: "meets", To: "blue-valley", Gist: "A meeting."}
	c.Evidence = []graph.Occurrence{{Parts: []graph.Part{{Start: 29, End: 32}}}}
	far := graph.Claim{Source: "talks", From: "red-harbour", Type: "fears", To: "blue-valley", Gist: "It fears."}
	for _, c := range []*graph.Claim{&c, &far} {
		c.Normalize(&graph.Term{})
		c.ID = c.DerivedID()
	}
	record := func(v any) string {
		data, err := graph.EncodeRecord(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	event := fmt.Sprintf("T9\tmeets 29 32\tmet\nE1\tmeets:T9\n#1\tAnnotatorNotes E1\tdyad {\"source\":%s,\"claims\":[%s]}\n#2\tAnnotatorNotes E1\tdyad {\"claims\":[%s]}\n",
		record(source), record(far), record(c))
	b := readOf(t, event+"T1\tState 16 20;22 28\tBlue Valley\nN1\tReference T1 dyad:blue-valley\tBlue Valley\n", text)
	if len(b.Mentions) != 1 || b.Mentions[0].Start != 16 || b.Mentions[0].End != 28 || b.Mentions[0].Form != "Blue\r\nValley" {
		t.Errorf("mentions %+v, want the one of 16 to 28", b.Mentions)
	}
	if len(b.Claims) != 2 || b.Sources[0].Key != "talks" {
		t.Errorf("claims %+v of %v, want the two of talks", b.Claims, b.Sources)
	}
	// They may stand in one note, as brat keeps no second one.
	one := fmt.Sprintf("T9\tmeets 29 32\tmet\nE1\tmeets:T9\n#1\tAnnotatorNotes E1\tdyad {\"source\":%s,\"claim\":%s,\"claims\":[%s]}\n", record(source), record(c), record(far))
	if diff := cmp.Diff(b.Claims, readOf(t, one, text).Claims); diff != "" {
		t.Errorf("claims of one note (-two +one):\n%s", diff)
	}
	_, problems := brat.Read(folder(strings.Replace(one, "E1\tmeets", "E1\tfears", 1), text), "", "valley.ann")
	if len(problems) != 1 || !strings.Contains(problems[0].String(), "E1 says other things than the claim") {
		t.Errorf("an event whose label was changed: %v", problems)
	}
	// Without its own note the event is one of others, whatever else stands with it.
	b = readOf(t, strings.Replace(event, "#2\tAnnotatorNotes E1\tdyad", "#2\tAnnotatorNotes E1\twas", 1), text)
	if len(b.Claims) != 1 || len(b.Mentions) != 1 || b.Mentions[0].Start != 29 {
		t.Errorf("claims %+v, mentions %+v; want the claim without a place, and the event as one of others", b.Claims, b.Mentions)
	}
}

// TestParts: lines that follow each other are one mention, other parts are none.
func TestParts(t *testing.T) {
	b := readOf(t, "T1\tState 0 3;5 8\tRed Bay\nT2\tState 0 3;9 13\tRed fell\n", "Red\r\nBay fell.")
	if len(b.Mentions) != 1 || b.Mentions[0].End != 8 {
		t.Errorf("mentions %+v, want the one of 0 to 8", b.Mentions)
	}
}

// readOf reads annotations of a text, in which nothing may be wrong.
func readOf(t *testing.T, ann, text string) *graph.Bundle {
	t.Helper()
	out, problems := brat.Read(folder(ann, text), "corpus", "valley.ann")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return &out.Bundles[0]
}
