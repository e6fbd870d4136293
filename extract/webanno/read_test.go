package webanno_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"dyad/extract/extracttest"
	"dyad/extract/webanno"
	"dyad/graph"
)

const (
	head  = "#FORMAT=WebAnno TSV 3.3\n"
	span  = "#T_SP=custom.Actor|value\n"
	links = "#T_RL=custom.Stance|value|BT_custom.Actor\n"
)

// result is what was read, in a form to compare: mentions as "words start-end -> name", claims as "name type name".
type result struct {
	entities, mentions, claims, notes []string
}

func read(t *testing.T, text string) result {
	t.Helper()
	found, problems := webanno.Read("ferry.tsv", strings.NewReader(text))
	if len(problems) > 0 {
		t.Fatalf("Read: %v", problems)
	}
	var out result
	b := found.Bundles[0]
	names := map[graph.EntityKey]string{}
	for _, e := range b.Entities {
		names[e.Key] = e.Name
		out.entities = append(out.entities, fmt.Sprintf("%s %s", e.Type, e.Name))
	}
	for _, m := range b.Mentions {
		out.mentions = append(out.mentions, fmt.Sprintf("%s %d-%d -> %s", m.Form, m.Start, m.End, names[m.Entity]))
	}
	for _, c := range b.Claims {
		out.claims = append(out.claims, fmt.Sprintf("%s %s %s", names[c.From], c.Type, names[c.To]))
	}
	for _, n := range found.Notes {
		out.notes = append(out.notes, fmt.Sprintf("%d %s", n.Count, n.What))
	}
	return out
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, text                 string
		entities, mentions, claims []string
	}{
		{
			"a sign of two UTF-16 units, in the sentence and before the next", head + span + "\n#Text=🚢 Mowers sing\n1-1\t0-2\t🚢\t_\t\n1-2\t3-9\tMowers\tGroup\t\n1-3\t10-14\tsing\t_\t\n" +
				"\n#Text=Mowers go\n2-1\t15-21\tMowers\tGroup\t\n2-2\t22-24\tgo\t_\t\n",
			[]string{"x:Group Mowers"},
			[]string{"Mowers 2-8 -> Mowers", "Mowers 14-20 -> Mowers"},
			nil,
		},
		{
			"a span of two tokens, another one within it, and one without a value", head + span +
				"\n#Text=Ferry Men sing\n1-1\t0-5\tFerry\tGroup[1]|Boat[2]\t\n1-2\t6-9\tMen\tGroup[1]\t\n1-3\t10-14\tsing\t*\t\n",
			[]string{"x:Group Ferry Men", "x:Boat Ferry", "x:Actor sing"},
			[]string{"Ferry Men 0-9 -> Ferry Men", "Ferry 0-5 -> Ferry", "sing 10-14 -> sing"},
			nil,
		},
		{
			"a part of a token", head + span + "\n#Text=Ferrymen\n1-1\t0-8\tFerrymen\t_\t\n1-1.1\t0-5\tFerry\tBoat\t\n",
			[]string{"x:Boat Ferry"},
			[]string{"Ferry 0-5 -> Ferry"},
			nil,
		},
		{
			"a relation, from its governor to where it stands", head + span + links +
				"\n#Text=Mowers sing Ferry\n1-1\t0-6\tMowers\tGroup\t_\t_\t\n1-2\t7-11\tsing\t_\t_\t_\t\n1-3\t12-17\tFerry\tBoat\tlikes\t1-1\t\n",
			[]string{"x:Group Mowers", "x:Boat Ferry"},
			[]string{"Mowers 0-6 -> Mowers", "Ferry 12-17 -> Ferry"},
			[]string{"Mowers x:likes Ferry"},
		},
		{
			"relations between two of several at one place", head + span + links +
				"\n#Text=Mowers Ferry\n1-1\t0-6\tMowers\tGroup[1]|Guild[2]\t_\t_\t\n1-2\t7-12\tFerry\tBoat[3]|Town[4]\t*|hates\t1-1[2_3]|1-1[1_4]\t\n",
			[]string{"x:Group Mowers", "x:Guild Mowers", "x:Boat Ferry", "x:Town Ferry"},
			[]string{"Mowers 0-6 -> Mowers", "Ferry 7-12 -> Ferry"},
			[]string{"Mowers x:Stance Ferry", "Mowers x:hates Ferry"},
		},
		{
			"fillers of slots, by their roles", head + "#T_SP=custom.Attack|ROLE_custom.Attack:by_custom.Link|custom.Actor\n" + span +
				"\n#Text=Mowers hit Ferry\n1-1\t0-6\tMowers\t_\t_\tGroup\t\n1-2\t7-10\thit\tagent;*\t1-1;1-3\t_\t\n1-3\t11-16\tFerry\t_\t_\tBoat\t\n",
			[]string{"x:Attack hit", "x:Group Mowers", "x:Boat Ferry"},
			[]string{"hit 7-10 -> hit", "Mowers 0-6 -> Mowers", "Ferry 11-16 -> Ferry"},
			[]string{"hit x:agent Mowers", "hit x:by Ferry"},
		},
		{
			"a slot with _ in its name", head + "#T_SP=custom.Attack|ROLE_custom.Attack:done_by_custom.AttackLink|custom.Actor\n" + span +
				"\n#Text=Mowers hit\n1-1\t0-6\tMowers\t_\t_\tGroup\t\n1-2\t7-10\thit\t*\t1-1\t_\t\n",
			[]string{"x:Attack hit", "x:Group Mowers"},
			[]string{"hit 7-10 -> hit", "Mowers 0-6 -> Mowers"},
			[]string{"hit x:done_by Mowers"},
		},
		{
			"a slot whose type has no dots", head + "#T_SP=custom.Attack|ROLE_custom.Attack:done_by_Link|custom.Actor\n" + span +
				"\n#Text=Mowers hit\n1-1\t0-6\tMowers\t_\t_\tGroup\t\n1-2\t7-10\thit\t*\t1-1\t_\t\n",
			[]string{"x:Attack hit", "x:Group Mowers"},
			[]string{"hit 7-10 -> hit", "Mowers 0-6 -> Mowers"},
			[]string{"hit x:done_by Mowers"},
		},
		{
			"fillers of several tokens, and one of several at a place, are not numbers of who has the slot", head + "#T_SP=custom.Attack|ROLE_custom.Attack:by_custom.Link|custom.Actor\n" + span +
				"\n#Text=Ferry Men hit and ran\n1-1\t0-5\tFerry\t_\t_\tGroup[1]|Guild[2]\t\n1-2\t6-9\tMen\t_\t_\tGroup[1]\t\n1-3\t10-13\thit\tagent\t1-1[1]\t_\t\n" +
				"1-4\t14-17\tand\t_\t_\t_\t\n1-5\t18-21\tran\tmover;mover\t1-1[1];1-1[2]\t_\t\n",
			[]string{"x:Attack hit", "x:Attack ran", "x:Group Ferry Men", "x:Guild Ferry"},
			[]string{"hit 10-13 -> hit", "ran 18-21 -> ran", "Ferry Men 0-9 -> Ferry Men", "Ferry 0-5 -> Ferry"},
			[]string{"hit x:agent Ferry Men", "ran x:mover Ferry Men", "ran x:mover Ferry"},
		},
		{
			"the first feature with a value, which is not the identifier nor a slot", head +
				"#T_SP=custom.Named|identifier|ROLE_custom.Named:by_custom.Link|custom.Named|note|value\n" +
				"\n#Text=Mowers Ferry\n1-1\t0-6\tMowers\thttp://example.org/m\t*\t_\t*\tGroup\t\n1-2\t7-12\tFerry\t*\t*\t_\tBoat\told\t\n",
			[]string{"x:Group Mowers", "x:Boat Ferry"},
			[]string{"Mowers 0-6 -> Mowers", "Ferry 7-12 -> Ferry"},
			nil,
		},
		{
			"the links of a chain are one, each with its words, and one of two tokens", head + "#T_CH=custom.Coref|relation|type\n" +
				"\n#Text=Mowers they Ferry Men\n1-1\t0-6\tMowers\t*->1-1\t*[1]\t\n1-2\t7-11\tthey\t*->1-2\t*[1]\t\n" +
				"1-3\t12-17\tFerry\t*->2-1\t*[2]\t\n1-4\t18-21\tMen\t*->2-1\t*[2]\t\n",
			[]string{"x:Coref Mowers", "x:Coref Ferry Men"},
			[]string{"Mowers 0-6 -> Mowers", "they 7-11 -> Mowers", "Ferry Men 12-21 -> Ferry Men"},
			nil,
		},
		{
			"spans that cover nothing are one each, at one place too", head + span + "\n#Text=Mowers sing\n1-1\t0-6\tMowers\t_\t\n1-1.1\t3-3\t\tGap[1]|Gap[2]|*[3]\t\n" +
				"1-1.2\t3-3\t\tGap\t\n1-2\t7-11\tsing\t_\t\n1-2.1\t11-11\t\tGap\t\n",
			[]string{"x:Gap 1-1.1", "x:Gap 1-1.1", "x:Actor 1-1.1", "x:Gap 1-1.2", "x:Gap 1-2.1"},
			nil,
			nil,
		},
		{
			"signs that a backslash takes the meaning from", head + span + "\n#Text=Mowers\n1-1\t0-6\tMowers\ta\\|b\\[1\\]\\_\t\n",
			[]string{"x:a|b[1]_ Mowers"},
			[]string{"Mowers 0-6 -> Mowers"},
			nil,
		},
		{
			"a line break in a sentence, and a tab", head + span + "\n#Text=Mowers\n#Text=sing\\tnow\n1-1\t0-6\tMowers\tGroup\t\n1-2\t7-11\tsing\t_\t\n1-3\t12-15\tnow\t_\t\n",
			[]string{"x:Group Mowers"},
			[]string{"Mowers 0-6 -> Mowers"},
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, tt.text)
			for _, part := range []struct {
				what      string
				got, want []string
			}{{"entities", got.entities, tt.entities}, {"mentions", got.mentions, tt.mentions}, {"claims", got.claims, tt.claims}} {
				if !slices.Equal(part.got, part.want) {
					t.Errorf("%s %q, want %q", part.what, part.got, part.want)
				}
			}
		})
	}
}

// TestBackslashes: what a backslash means in a sentence depends on the version; that of a token is one.
func TestBackslashes(t *testing.T) {
	tests := []struct{ name, version, text, token, want string }{
		{"written by WebAnno", "3.3", `C:\\x`, `C:\x`, `C:\x`},
		{"two of them", "3.2", `C:\\\\x`, `C:\\x`, `C:\\x`},
		{"written alike in both by other programs", "3.3", `a\[1\]\\`, `a\[1\]\\`, `a[1]\`},
		{"before what needs none", "3.3", `C:\x`, `C:\x`, `C:\x`},
		{"a letter behind one", "3.3", `C:\\n`, `C:\n`, `C:\n`},
		{"of Java", "3.1", `F\u00E4hre\\\uD83D\uDEA2\"`, `Fähre\🚢"`, `Fähre\🚢"`},
		{"of Java, and none", "3.1", `\u00Ex\uD83D`, "u00Ex\uFFFD", "u00Ex\uFFFD"},
		{"not of Java", "3.2", `\u00E4`, `\u00E4`, `\u00E4`},
		{"as it stands", "3", `C:\\n`, `C:\\n`, `C:\\n`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			units := len(utf16.Encode([]rune(tt.want)))
			got := read(t, fmt.Sprintf("#FORMAT=WebAnno TSV %s\n%s\n#Text=%s\n1-1\t0-%d\t%s\tGroup\t\n", tt.version, span, tt.text, units, tt.token))
			if want := fmt.Sprintf("%s 0-%d -> %s", tt.want, utf8.RuneCountInString(tt.want), tt.want); len(got.mentions) != 1 || got.mentions[0] != want {
				t.Errorf("mentions %q, want %q", got.mentions, want)
			}
		})
	}
}

// TestSpansOfSeveralLines: the words are those of the text, with their digest, whatever lies between the tokens and whichever line is last.
func TestSpansOfSeveralLines(t *testing.T) {
	found, problems := webanno.Read("ferry.tsv", strings.NewReader(head+span+
		"\n#Text=Ferry  Men, all\n1-1\t0-5\tFerry\tBoat[1]\t\n1-2\t7-10\tMen\tBoat[1]|Crew[2]\t\n1-2.1\t7-8\tM\tCrew[2]\t\n1-3\t10-11\t,\t_\t\n1-4\t12-15\tall\t_\t\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []string{"Ferry  Men 0-10", "Men 7-10"}
	for i, m := range found.Bundles[0].Mentions {
		sum := fmt.Sprintf("%x", sha256.Sum256([]byte(m.Form)))
		if got := fmt.Sprintf("%s %d-%d", m.Form, m.Start, m.End); got != want[i] || m.SHA256 != sum {
			t.Errorf("mention %s with digest %s, want %s with that of its words", got, m.SHA256, want[i])
		}
	}
}

// TestSaidTwice: what a document says at two places is one claim with both.
func TestSaidTwice(t *testing.T) {
	found, problems := webanno.Read("ferry.tsv", strings.NewReader(head+span+links+"\n#Text=Mowers Ferry Mowers Ferry\n1-1\t0-6\tMowers\tGroup\t_\t_\t\n1-2\t7-12\tFerry\tBoat\tlikes\t1-1\t\n"+
		"1-3\t13-19\tMowers\tGroup\t_\t_\t\n1-4\t20-25\tFerry\tBoat\tlikes\t1-3\t\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if claims := found.Bundles[0].Claims; len(claims) != 1 || len(claims[0].Evidence) != 2 {
		t.Errorf("claims %+v, want one with two places", claims)
	}
}

// TestOneToItself: a relation between the same words is kept, and counted, since that they name one is taken from the words alone.
func TestOneToItself(t *testing.T) {
	got := read(t, head+span+links+"\n#Text=Mowers met Mowers\n1-1\t0-6\tMowers\tGroup\t_\t_\t\n1-2\t7-10\tmet\t_\t_\t_\t\n1-3\t11-17\tMowers\tGroup\tlikes\t1-1\t\n")
	if want := []string{"1 relations of spans that name the same entity: kept"}; !slices.Equal(got.claims, []string{"Mowers x:likes Mowers"}) || !slices.Equal(got.notes, want) {
		t.Errorf("claims %q, notes %q; want one from Mowers to Mowers, %q", got.claims, got.notes, want)
	}
}

// TestGrammarIsCounted: layers about words say nothing of anybody.
func TestGrammarIsCounted(t *testing.T) {
	got := read(t, head+"#T_SP=type.pos.POS|PosValue\n#T_RL=type.dependency.Dependency|type|BT_type.pos.POS\n"+span+
		"\n#Text=Mowers sing\n1-1\t0-6\tMowers\tNN\tsubj\t1-2\tGroup\t\n1-2\t7-11\tsing\tVB\t_\t_\t_\t\n")
	want := []string{"2 annotations of layer POS, which is one of grammar: left out", "1 relations of layer Dependency, between words: left out"}
	if len(got.claims) > 0 || len(got.entities) != 1 || !slices.Equal(got.notes, want) {
		t.Errorf("claims %q, entities %q, notes %q; want none, Mowers, %q", got.claims, got.entities, got.notes, want)
	}
}

// TestSlotsOfGrammarAreCounted: whatever a slot has as its type; where a span that names somebody is at the place too, that fills it.
func TestSlotsOfGrammarAreCounted(t *testing.T) {
	const left = "1 slots and relations that lead to annotations of grammar: left out"
	tests := []struct{ name, of, filler, claim, note string }{
		{"a slot for grammar", "type.Chunk", "1-1", "", left},
		{"one for tokens, which have no column", "type.Token", "1-1", "", left},
		{"one for any span", "uima.tcas.Annotation", "1-1", "", left},
		{"one for any span, by its number", "uima.tcas.Annotation", "1-1[0]", "", left},
		{"one for any span, where somebody is named", "uima.tcas.Annotation", "1-3", "hit x:who Ferry", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, head+"#T_SP=type.Chunk|chunkValue\n#T_SP=custom.Attack|kind|ROLE_custom.Attack:args_custom.Link|"+tt.of+"\n"+span+
				"\n#Text=Mowers hit Ferry\n1-1\t0-6\tMowers\tNP\t_\t_\t_\t_\t\n1-2\t7-10\thit\t_\t*\twho\t"+tt.filler+"\t_\t\n1-3\t11-16\tFerry\tNP\t_\t_\t_\tBoat\t\n")
			notes := slices.DeleteFunc(got.notes, func(n string) bool { return strings.Contains(n, "annotations of layer Chunk") })
			if c, n := strings.Join(got.claims, ", "), strings.Join(notes, ", "); c != tt.claim || n != tt.note || len(got.entities) != 2 {
				t.Errorf("claims %q, notes %q, entities %q; want %q, %q, and two", c, n, got.entities, tt.claim, tt.note)
			}
		})
	}
}

// TestFeaturesAreCounted: those of relations and of links beside what they are, too.
func TestFeaturesAreCounted(t *testing.T) {
	const two = "1-1\t0-6\tMowers\tGroup\t_\t_\t_\t_\t_\t_\t\n1-2\t7-12\tFerry\tBoat\t"
	tests := []struct {
		name, cells  string
		claim, notes string
	}{
		{"a relation of several features", "likes\tmuch\told\t1-1\t_\t_\t\n", "Mowers x:likes Ferry", "2 features beside the first of layer Stance: left out"},
		{"one without the first", "*\tmuch\t*\t1-1\t_\t_\t\n", "Mowers x:Stance Ferry", "1 features beside the first of layer Stance: left out"},
		{"two, of which one has a feature more", "likes|hates\t*|much\t*|*\t1-1|1-1\t_\t_\t\n", "Mowers x:likes Ferry, Mowers x:hates Ferry", "1 features beside the first of layer Stance: left out"},
		{"one that leads from nowhere", "likes\tmuch\t*\t_\t_\t_\t\n", "", "1 relations of layer Stance without a governor: left out"},
		{"a link", "_\t_\t_\t_\tname[1]\tsame\\->as->1-1\t\n", "", "2 features of links of layer Coref: left out"},
		{"a link without any", "_\t_\t_\t_\t*[1]\t*->1-1\t\n", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, head+span+"#T_RL=custom.Stance|value|much|age|BT_custom.Actor\n#T_CH=custom.Coref|type|relation\n\n#Text=Mowers Ferry\n"+two+tt.cells)
			notes := slices.DeleteFunc(got.notes, func(n string) bool { return strings.Contains(n, "spans that several annotations have") })
			if c, n := strings.Join(got.claims, ", "), strings.Join(notes, ", "); c != tt.claim || n != tt.notes {
				t.Errorf("claims %q and notes %q, want %q and %q", c, n, tt.claim, tt.notes)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"version 4", "#FORMAT=WebAnno TSV 4.0\n", "ferry.tsv:1:1: the first line is not #FORMAT=WebAnno TSV 3.x"},
		{"version 2", "#id=1\n", "ferry.tsv:1:1: the first line is not #FORMAT=WebAnno TSV 3.x"},
		{"a column too few", head + span + "\n#Text=Mowers\n1-1\t0-6\tMowers\n", "ferry.tsv:5:1: 3 columns, and there are 3 and 1 of the layers"},
		{"other words", head + "\n#Text=Mowers\n1-1\t0-6\tMovers\t\n", "ferry.tsv:4:5: 0-6 covers other words of the sentence"},
		{"beyond the sentence", head + "\n#Text=Mowers\n1-1\t0-9\tMowers\t\n", "ferry.tsv:4:5: 0-9 is no span of the sentence"},
		{"a sentence that begins within the one before", head + "\n#Text=Mowers\n1-1\t0-6\tMowers\t\n\n#Text=sing\n2-1\t3-7\tsing\t\n", "ferry.tsv:7:5: 3-7 lies before the end of the sentence before it, 6"},
		{"half a sign", head + "\n#Text=🚢\n1-1\t0-1\t🚢\t\n", "ferry.tsv:4:5: 0-1 is no span of the sentence"},
		{"no span", head + "\n#Text=Mowers\n1-1\tzero\tMowers\t\n", `ferry.tsv:4:5: "zero" is no span`},
		{"a token without a number", head + span + "\n#Text=\n\t0-0\t\tGap\t\n", `ferry.tsv:5:1: "" is no token: write SENTENCE-TOKEN`},
		{"a token before the first sentence", head + "1-1\t0-6\tMowers\t\n", "ferry.tsv:2:1: a token before the first #Text="},
		{"a layer behind the head", head + "\n#Text=Mowers\n" + span, "ferry.tsv:4:1: a layer behind the first sentence"},
		{"a layer without a name", head + "#T_SP=\n", "ferry.tsv:2:1: no layer"},
		{"a relation to nothing", head + span + links + "\n#Text=Mowers\n1-1\t0-6\tMowers\tGroup\t*\t1-9\t\n", "ferry.tsv:6:1: 1-9 leads to no annotation of layer custom.Actor"},
		{"a link of no chain", head + "#T_CH=custom.Coref|relation|type\n\n#Text=Mowers\n1-1\t0-6\tMowers\t*\t*[1]\t\n", "ferry.tsv:5:1: layer Coref: the link of a chain has no ->CHAIN-LINK"},
		{"bytes that are none", head + "\xff", "not valid UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := webanno.Read("ferry.tsv", strings.NewReader(tt.text))
			if found != nil || len(problems) != 1 || !strings.Contains(problems[0].String(), tt.want) {
				t.Errorf("Read: %v, want one problem that tells %q", problems, tt.want)
			}
		})
	}
}

// TestShared reads what WebAnno itself is tested with: every file of version 3 is read, those of version 2 are refused as such.
func TestShared(t *testing.T) {
	root := "../../../shared/data/webanno"
	paths, err := filepath.Glob(filepath.Join(root, "*", "*.tsv"))
	more, err2 := filepath.Glob(filepath.Join(root, "*", "*", "*.tsv"))
	if err != nil || err2 != nil || len(paths)+len(more) == 0 {
		t.Skip("there is no ../shared/data/webanno beside the checkout")
	}
	for _, path := range append(paths, more...) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		_, problems := webanno.Read(filepath.Base(path), f)
		f.Close()
		older := strings.Contains(path, "tsv2")
		if (len(problems) > 0) != older || older && !strings.Contains(problems[0].Message, "TSV 3.x") {
			t.Errorf("%s: %v", path, problems)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(head + span + links + "\n#Text=Mowers 🚢\n1-1\t0-6\tMowers\tGroup[1]|*[2]\t*\t1-1[1_2]\t\n1-2\t7-9\t🚢\t_\t_\t_\t\n")
	f.Add(head + "#T_CH=custom.Coref|relation|type\n\n#Text=M\\\\\n1-1\t0-1\tM\t*->1-1\t*[1]\t\n")
	f.Add("#FORMAT=WebAnno TSV 3.1\n" + span + "\n#Text=\\uD83D\\uDEA2\\u\\\n1-1\t0-2\t🚢\t\\\t\n")
	f.Add(head + "#T_SP=custom.Attack|ROLE_custom.Attack:by_custom.Link|uima.tcas.Annotation\n\n#Text=M\n1-1\t0-1\tM\ta;b\t1-1;1-1[0]\t\n")
	f.Fuzz(func(t *testing.T, text string) {
		found, problems := webanno.Read("a.tsv", strings.NewReader(text))
		if (found == nil) != (len(problems) > 0) {
			t.Fatalf("Read = %v, %v", found, problems)
		}
		if found == nil {
			return
		}
		extracttest.Sound(t, &found.Bundles[0])
	})
}
