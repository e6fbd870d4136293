package extract_test

import (
	"strings"
	"testing"
)

// The base of these tests has, of relations: opposes, attacks (also a Place), fights and rival_of (symmetric), mediates
// (projects counterparty), demands_of, leads (by a Person), began (unary, of an event).

func TestStatementProblems(t *testing.T) {
	runProblems(t, nil, []problemTest{
		{"keys", head + claim("red-harbour attacks blue-valley"), nil},
		{"names of several words", head + claim("Red Harbour attacks Gull Point"), nil},
		{"names in another spelling", head + claim("RED-HARBOUR attacks gull point"), nil},
		{"in quotes, with more space than needed", head + claim(`" Red  Harbour   attacks Blue Valley "`), nil},
		{"no statement", head + "claims:\n  - ¦{at: 1-5, gist: g}\n", []string{"claim is missing"}},
		{"a text for a claim", head + "claims:\n  - ¦red-harbour attacks blue-valley\n", []string{
			"a claim is a mapping of keys to values, and this is a text",
		}},
		{"a misspelt relation", head + claim("Red Harbour ¦atacks Blue Valley"), []string{
			`no relation "atacks"; did you mean "attacks"? A new one goes into a vocabulary of your own`,
		}},
		{"a misspelt relation in quotes", head + claim(`'Red Harbour ¦atacks Blue Valley'`), []string{
			`no relation "atacks"; did you mean "attacks"? A new one goes into a vocabulary of your own`,
		}},
		{"a misspelt relation behind an escape", head + claim(`¦"Red\x20Harbour atacks Blue Valley"`), []string{
			`no relation "atacks"; did you mean "attacks"? A new one goes into a vocabulary of your own`,
		}},
		{"a relation like no other", head + claim("red-harbour ¦vexes blue-valley"), []string{
			`no relation "vexes": add it to a vocabulary of your own, or write x:vexes to keep the claim as it is`,
		}},
		{"a relation like no other between names of several words", head + claim("Red Harbour ¦vexes Blue Valley"), []string{
			`no relation "vexes": add it to a vocabulary of your own, or write x:vexes to keep the claim as it is`,
		}},
		{"a relation like no other between words that nobody knows", head + claim("Tall ¦Tale vexes Blue Valley"), []string{
			`no relation "Tale": add it to a vocabulary of your own, or write x:Tale to keep the claim as it is`,
		}},
		{"an end like no other", head + claim("¦zzz attacks blue-valley"), []string{
			`no entity "zzz": declare it under entities, here or in a registry`,
		}},
		{"one word", head + claim("¦red-harbour"), []string{"a claim is FROM TYPE TO, such as red-harbour attacks blue-valley"}},
		{"nobody does it", head + claim("¦attacks blue-valley"), []string{"who attacks? write FROM attacks TO"}},
		{"it is done to nobody", head + claim("red-harbour ¦attacks"), []string{"attacks whom or what? write FROM attacks TO"}},
		{"an unknown first end", head + claim("¦Red Harbor attacks blue-valley"), []string{
			`no entity "Red Harbor"; did you mean "red-harbour"?`,
		}},
		{"an unknown second end", head + claim("red-harbour attacks ¦Blue Vallley"), []string{
			`no entity "Blue Vallley"; did you mean "blue-valley"?`,
		}},
		{"an ambiguous end, behind an emoji in a comment", head + "claims: # 🕊\n  - {gist: 🕊🕊, claim: ¦The Harbour attacks blue-valley, at: 1-5}\n", []string{
			`"The Harbour" is the name of 2 entities: write the key of one; it fits harbour-council, red-harbour`,
		}},
		{"an end that the type does not allow", head + claim("¦Gull Point attacks ¦port-attack") + port, []string{
			`"attacks" starts from an actor; "gull-point" is a Place`,
			`"attacks" leads to an actor or a Place; "port-attack" is an Event`,
		}},
		{"both ends the same", head + claim("red-harbour attacks ¦Red Harbour"), []string{
			`both ends are "red-harbour": a claim is about two`,
		}},
		{"a symmetric type with one end twice", head + claim("red-harbour fights ¦red-harbour"), []string{
			`both ends are "red-harbour": a claim is about two`,
		}},
		{"a unary type", head + claim("port-attack began") + port, nil},
		{"a unary type with a second end", head + claim("port-attack began ¦gull-point") + port, []string{
			`began is said of one thing and has no second end: remove "gull-point", or make it a role`,
		}},
		{"a unary type of the wrong thing", head + claim("¦gull-point began"), []string{
			`"began" is said of an event; "gull-point" is a Place`,
		}},
		{"a unary type of nothing", head + claim("¦began"), []string{"what began? write FROM began"}},
		{"a unary type at the wrong end", head + claim("¦began port-attack") + port, []string{"what began? write FROM began"}},
		{"a type that no vocabulary knows", head + claim("red-harbour ¦x:vexes gull-point"), []string{
			"warning: x:vexes is in no vocabulary: the claim is kept and counted, without sign, weight and broader type, and with any ends",
		}},
		{"a statement beyond all bounds", head + claim("¦"+strings.Repeat("attacks ", 126)), []string{
			"1007 bytes are too many for FROM TYPE TO",
		}},
		{"an unknown key", head + claim("red-harbour attacks blue-valley", "¦whom: b"), []string{
			`unknown key "whom"; did you mean "when"?`,
		}},
	})
}

// port declares an event, behind the claims of a file.
const port = "entities:\n  - {key: port-attack, type: Event, name: Attack on the port}\n"

func TestRelationsInNames(t *testing.T) {
	const names = "entities:\n" +
		"  - {key: a, type: State, name: who opposes}\n" +
		"  - {key: b, type: State, name: opposes}\n"
	runProblems(t, nil, []problemTest{
		{"only one pivot has a name on each side", head + claim("who opposes attacks red-harbour") + names, []string{
			`f:16:11: warning: entity "b" is in no mention and no claim: use it or remove it`,
		}},
		{"two pivots do", head + claim("who opposes ¦opposes opposes") +
			"entities:\n  - {key: a, type: State, name: who}\n  - {key: b, type: State, name: opposes}\n" +
			"  - {key: c, type: State, name: who opposes}\n  - {key: d, type: State, name: opposes opposes}\n", []string{
			`"opposes" and "opposes" are both relations, so who does what to whom can't be told: write keys for names`,
		}},
	})
}

func TestMannerProblems(t *testing.T) {
	with := func(lines ...string) string { return head + claim("red-harbour attacks blue-valley", lines...) }
	runProblems(t, nil, []problemTest{
		{"everything that there is", with("polarity: affirmed", "modality: planned", "outcome: none",
			"when: {edtf: 2021/2022, basis: relative, bound: whole, extent: throughout}", "credibility: 6", "annotator: a", `codebook: "2"`,
			"number: {low: -1.5, best: 0, high: ¦1e0, unit: EUR, worded: w}"), []string{
			`high is a number in digits, not "1e0"`,
		}},
		{"misspelt values", with("polarity: ¦negatd", "modality: ¦aledged", "outcome: ¦fail"), []string{
			`no polarity "negatd"; did you mean "negated"?`, `no modality "aledged"; did you mean "alleged"?`,
			`no outcome "fail"; did you mean "failed"?`,
		}},
		{"a negated claim with an outcome", with("polarity: negated", "outcome: ¦failed"), []string{
			"a negated claim has no outcome: what failed or was refused is affirmed, with that outcome",
		}},
		{"an impossible date", with("when: ¦2021-13"), []string{
			`date "2021-13": there is no month 13: months are 01 to 12, seasons 21 to 24`,
		}},
		{"an impossible date in a mapping", with("when: {edtf: ¦2022/2021}"), []string{
			`date "2022/2021": the interval ends (2021-12-31) before it begins (2022-01-01): swap its ends`,
		}},
		{"an end without a date", with("when: {bound: end}"), nil},
		{"neither a date nor a bound", with("when: ¦{basis: stated}"), []string{
			"edtf is missing: a time without a date says something only of a start or an end",
		}},
		{"a basis of no date", with("when: {bound: end, basis: ¦stated}"), []string{
			"basis says how a date is known, and there is none: remove it, or add edtf",
		}},
		{"an extent of a bound", with("when: {edtf: 2021, bound: start, extent: ¦sometime}"), []string{
			"extent belongs to the date of the whole: remove it, or the bound",
		}},
		{"parts of the time outside it", with("¦bound: end"), []string{
			"bound belongs to the time: write when: {edtf: …, bound: …}",
		}},
		{"a number that nobody worded", with("number: ¦{best: 3}"), []string{
			"worded is missing: give the number in the words of the source, such as worded: dozens",
		}},
		{"less than nobody", with("number: {best: ¦-1, high: 2, unit: fighters, worded: w}"), []string{
			"best is -1: only money can be below zero, in a unit such as EUR",
		}},
		{"a number out of order", with("number: {low: 3, best: ¦2, high: 1, worded: w}"), []string{
			"low is 3 and best is 2: put them in order",
		}},
		{"bounds out of order", with("number: {low: 3, high: ¦1, worded: w}"), []string{"low is 3 and high is 1: put them in order"}},
		{"a number in words", with("number: {low: ¦.inf, worded: w}"), []string{`low is a number in digits, not ".inf"`}},
		{"a credibility off the scale", with("credibility: ¦0"), []string{
			`credibility is 1 to 6, not "0": leave it out where nobody judged it`,
		}},
		{"a credibility of 7", with("credibility: ¦7"), []string{
			`credibility is 1 to 6, not "7": leave it out where nobody judged it`,
		}},
	})
}

func TestVoiceProblems(t *testing.T) {
	with := func(voices string) string { return head + claim("red-harbour attacks blue-valley", "voices: "+voices) }
	runProblems(t, nil, []problemTest{
		{"every way to write them", with("[minister-vale, Harbour Council, {entity: RH, mode: document, stance: doubts}, " +
			"{label: a militant, affiliation: the Brigade}]"), nil},
		{"one voice without a list", with("minister-vale"), nil},
		{"an unknown voice", with("[¦minister-vail]"), []string{`no entity "minister-vail"; did you mean "minister-vale"?`}},
		{"an ambiguous voice", with("[{entity: ¦The Harbour}]"), []string{
			`"The Harbour" is the name of 2 entities: write the key of one; it fits harbour-council, red-harbour`,
		}},
		{"an unknown affiliation", with("[{label: l, affiliation: ¦zzz}]"), []string{
			`no entity "zzz": declare it under entities, here or in a registry`,
		}},
		{"a place that speaks", with("¦gull-point"), []string{`only actors speak; "gull-point" is a Place`}},
		{"an entity and a label", with("[¦{entity: RH, label: l}]"), []string{
			"a voice is an entity or, where the source names nobody, a label, and not both",
		}},
		{"an empty voice", with("[¦'']"), []string{"an empty item: fill it in or remove it"}},
		{"an empty entity", with("[¦{entity: ''}]"), []string{
			"whose voice? write entity: KEY or, where the source names nobody, label: unnamed officials",
		}},
		{"neither", with("[¦{mode: says}]"), []string{
			"whose voice? write entity: KEY or, where the source names nobody, label: unnamed officials",
		}},
		{"nobody who is rejected", with("[¦{stance: rejects}]"), []string{
			"whose view is rejected? where the text does not say, write voices: [{label: unattributed, mode: believes, stance: rejects}]",
		}},
		{"a misspelt mode and stance", with("[{label: l, mode: ¦say, stance: ¦reject}]"), []string{
			`no mode "say"; did you mean "says"?`, `no stance "reject"; did you mean "rejects"?`,
		}},
		{"a list for a voice", with("[¦[RH]]"), []string{"a voice is a mapping of keys to values, and this is a list"}},
		{"a stance of the claim", head + claim("red-harbour attacks blue-valley", "¦stance: rejects"), []string{
			"stance belongs to a voice: where a view is rejected and the text names nobody who holds it, write " +
				"voices: [{label: unattributed, mode: believes, stance: rejects}]",
		}},
	})
}

func TestEvidenceProblems(t *testing.T) {
	with := func(at, gist string) string {
		return head + "claims:\n  - ¦claim: red-harbour attacks blue-valley\n" + at + gist
	}
	whole := func(at, gist string) string { return strings.ReplaceAll(with(at, gist), "¦claim", "claim") }
	const at, gist = "    at: 1-5\n", "    gist: g\n"
	runProblems(t, nil, []problemTest{
		{"several occurrences, one in parts", whole("    at: [1-5, 7-9+11-13]\n", gist), nil},
		{"no evidence", with("", gist), []string{"at is missing: write the span of the words that say it, such as at: 57-180"}},
		{"an empty span", whole("    ¦at: ''\n", gist), []string{"at is missing: write the span of the words that say it, such as at: 57-180"}},
		{"an empty span in a list", whole("    at: [1-5, ¦'']\n", gist), []string{"an empty item: fill it in or remove it"}},
		{"spaces before the spans", whole("    at: ' 1-5+¦90-101'\n", gist), []string{"90-101 lies outside the text, which has 100 characters"}},
		{"no gist", with(at, ""), []string{"gist is missing: say in one sentence of your own what is claimed"}},
		{"an empty gist", whole(at, "    ¦gist: \" \"\n"), []string{"gist is missing: say in one sentence of your own what is claimed"}},
		{"a gist of 300 characters", whole(at, "    gist: "+strings.Repeat("é", 300)+"\n"), nil},
		{"a gist of 301 characters", whole(at, "    gist: ¦"+strings.Repeat("é", 301)+"\n"), []string{
			"the gist has 301 characters: say it in one sentence of at most 300",
		}},
		{"a span outside the text", whole("    at: 1-5+¦90-101\n", gist), []string{"90-101 lies outside the text, which has 100 characters"}},
		{"a span outside the text, in quotes", whole("    at: '1-5+¦90-101'\n", gist), []string{
			"90-101 lies outside the text, which has 100 characters",
		}},
		{"no span in a list", whole("    at: [1-5, ¦here]\n", gist), []string{`"here" is no span: write START-END, such as 57-180`}},
		{"a part that is no span", whole("    at: 1-5+¦x\n", gist), []string{`"x" is no span: write START-END, such as 57-180`}},
		{"parts out of order", whole("    at: 7-9+¦1-5\n", gist), []string{
			"1-5 begins before 7-9 ends: write the parts in the order of the text, apart from each other",
		}},
		{"an occurrence twice", whole("    at: [1-5, ¦1-5]\n", gist), []string{"the occurrence 1-5 comes twice: keep one"}},
		{"words that are still to be found", whole("    at: ¦{words: some words}\n", gist), []string{
			"words of the text may not stay in the file: dyad check --texts DIR --write puts the span in their place",
		}},
		{"words in a list", whole("    at: [1-5, ¦{words: some words}]\n", gist), []string{
			"words of the text may not stay in the file: dyad check --texts DIR --write puts the span in their place",
		}},
		{"a mapping of something else", whole("    at: {¦word: some words}\n", gist), []string{`unknown key "word"; did you mean "words"?`}},
		{"nobody coded it", strings.NewReplacer("dyad: 1", "¦¦dyad: 1", "annotator: hand\n", "", "codebook: \"1\"\n", "").Replace(whole(at, gist)), []string{
			"annotator is missing: say who or what coded the claims, here or in each of them",
			"codebook is missing: say by which version of the rules the claims were coded, here or in each of them",
		}},
	})
}
