package extract_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/graph"
)

// anID has the form of an id that nothing has.
const anID = "5c0e2b1a-0000-5000-8000-000000000000"

// unsure is what is said of a claim that keeps anID where nobody can tell whether it was published.
const unsure = "warning: no claim of the id " + anID + " is known here: " +
	"leave id out, unless this corrects a claim that was published with it"

func TestRoleProblems(t *testing.T) {
	with := func(roles string) string { return head + claim("red-harbour mediates blue-valley", "roles: "+roles) }
	runProblems(t, nil, []problemTest{
		{"one filler, and a list", with("{counterparty: [orchard-brigade, Minister Vale], office: president}"), nil},
		{"an unknown role", with("{¦counterpart: orchard-brigade}"), []string{`no role "counterpart"; did you mean "counterparty"?`}},
		{"a list of roles", with("¦[orchard-brigade]"), []string{"roles is a mapping of roles to who fills them, and this is a list"}},
		{"a role that nobody fills", with("{¦counterparty: }"), []string{"nobody fills the role counterparty: name who does, or remove it"}},
		{"an unknown filler", with("{counterparty: [¦orchard-brigad]}"), []string{
			`no entity "orchard-brigad"; did you mean "orchard-brigade"?`,
		}},
		{"a filler twice", with("{counterparty: [orchard-brigade, ¦orchard-brigade]}"), []string{
			`"orchard-brigade" fills the role counterparty twice: keep one`,
		}},
		{"a filler of a kind that the role does not hold", with("{counterparty: ¦gull-point}"), []string{
			`the role counterparty is for an actor; "gull-point" is a Place`,
		}},
		{"a filler that is an end already", with("{counterparty: [orchard-brigade, ¦blue-valley]}"), []string{
			`"blue-valley" is an end of the claim already: the role counterparty is for further ones`,
		}},
		{"an unknown office", with("{office: ¦presidnt}"), []string{`no office "presidnt"; did you mean "president"?`}},
		{"a claim for an entity", head + claim("red-harbour mediates blue-valley", "label: talks", "roles: {counterparty: ¦talks}"), []string{
			`the role counterparty holds entities, and "talks" is the label of a claim`,
		}},
		{"an entity for a claim", with("{content: ¦orchard-brigade}"), []string{
			`the role content holds claims, and "orchard-brigade" is an entity: write the label or the id of a claim`,
		}},
		{
			"a label for an entity, before the claim that has it",
			head + claim("red-harbour mediates blue-valley", "roles: {counterparty: ¦later}") +
				"  - {label: later, claim: red-harbour attacks blue-valley, at: 1-5, gist: g}\n",
			[]string{
				`the role counterparty holds entities, and "later" is the label of a claim`,
			},
		},
	})
}

func TestReferenceProblems(t *testing.T) {
	// The first claim begins in line 11, the second in line 15.
	two := func(first, second string) string {
		return head + claim("red-harbour attacks blue-valley", first) +
			"  - claim: red-harbour opposes blue-valley\n    at: 1-5\n    gist: g\n    " + second + "\n"
	}
	runProblems(t, nil, []problemTest{
		{"forwards and backwards", two("disputes: two\n    label: one", "label: two\n    reconciles: one"), nil},
		{"a label twice", two("label: one", "label: ¦one"), []string{`label "one" is taken by the claim in line 11: choose another`}},
		{"a label of two words", two("label: ¦one two", ""), []string{`"one two" is no label: a label is one short word that is not an id`}},
		{"a label that is an id", two("label: ¦"+anID, ""), []string{
			`"` + anID + `" is no label: a label is one short word that is not an id`,
		}},
		{"a label that no claim has", two("label: operation", "disputes: [¦operaton]"), []string{
			`no claim has the label "operaton"; did you mean "operation"?`,
		}},
		{"a label like no other", two("label: one", "reconciles: [¦zzzzzz]"), []string{`no claim has the label "zzzzzz"`}},
		{"content that no claim is", two("label: one", "roles: {content: ¦zzzzzz}"), []string{`no claim has the label "zzzzzz"`}},
		{"an id that no claim has", two("label: one", "disputes: [¦"+anID+"]"), []string{
			"warning: no claim of these files has the id " + anID + ", and whether another has can't be told here",
		}},
		{"a claim that disputes itself", two("label: one", "label: two\n    disputes: [one, ¦two]"), []string{
			"the claim refers to itself: name another one",
		}},
		{"an id that is none", two("id: ¦5c0e", ""), []string{`"5c0e" is no id: an id has 36 characters, as in a citation of the claim`}},
		{"an id of zeros", two("id: ¦00000000-0000-0000-0000-000000000000", "disputes: ¦00000000-0000-0000-0000-000000000000"), []string{
			`"00000000-0000-0000-0000-000000000000" is no id: an id has 36 characters, as in a citation of the claim`,
			"no claim has the id 00000000-0000-0000-0000-000000000000: load first what has it, or name the claim by its label",
		}},
		{"two claims in one role", two("roles: {content: [two, three]}", "label: two\n  - {label: three, claim: blue-valley opposes "+
			"red-harbour, at: 1-5, gist: g}"), nil},
		{"a list for a label", two("label: ¦[one]", "disputes: [¦[one]]"), []string{
			"label is a text, and this is a list", "disputes is a text, and this is a list",
		}},
		{"an id that another claim keeps", two("id: ¦"+anID, "id: ¦"+anID), []string{
			unsure,
			"the claim in line 11 has the id " + anID + " too: only a claim that was published with it keeps it",
		}},
		{"a reference to an id that a claim keeps", two("id: ¦"+anID, "disputes: "+anID), []string{unsure}},
		{"content by an id that a claim keeps", two("id: ¦"+anID, "roles: {content: "+anID+"}"), []string{unsure}},
		{"content that comes later", two("roles: {content: two}", "label: two"), nil},
		{"content of its own", two("label: one", "label: two\n    roles: {content: ¦two}"), []string{
			"claims that rest on each other have no ground: two -> two",
		}},
		{"a circle of content", two("label: one\n    roles: {content: ¦two}", "label: two\n    roles: {content: one}"), []string{
			"claims that rest on each other have no ground: one -> two -> one",
		}},
		{"a circle by way of ids", two("id: "+anID+"\n    roles: {content: ¦two}", "label: two\n    roles: {content: "+anID+"}"), []string{
			"claims that rest on each other have no ground: f:11 -> two -> f:11",
		}},
		{"the same claim twice", head + claim("red-harbour fights blue-valley") +
			"  - ¦claim: Blue Valley fights Red Harbour\n    polarity: affirmed\n    at: 7-9\n    gist: other words\n", []string{
			"the claim in line 11 says the same: give every place under its at, and remove this one",
		}},
		{"the same claim with other content", head + claim("red-harbour demands_of blue-valley", "roles: {content: a}") +
			"  - {claim: red-harbour demands_of blue-valley, roles: {content: b}, at: 1-5, gist: g}\n" +
			"  - {label: a, claim: red-harbour attacks blue-valley, at: 1-5, gist: g}\n" +
			"  - {label: b, claim: red-harbour opposes blue-valley, at: 1-5, gist: g}\n", nil},
	})
}

func TestCircleIsReportedOnce(t *testing.T) {
	runProblems(t, nil, []problemTest{{"and not for what rests on it", head + `claims:
  - {label: a, claim: red-harbour attacks blue-valley, roles: {content: b}, at: 1-5, gist: g}
  - {label: b, claim: red-harbour attacks blue-valley, roles: {content: ¦c}, at: 1-5, gist: g}
  - {label: c, claim: red-harbour attacks blue-valley, roles: {content: b}, at: 1-5, gist: g}
`, []string{"claims that rest on each other have no ground: b -> c -> b"}}})
}

func TestReferencesIntoTheBase(t *testing.T) {
	base := baseOf(t)
	known, err := graph.ParseID[graph.Claim](anID)
	if err != nil {
		t.Fatal(err)
	}
	base.HasClaim = func(id graph.ClaimID) bool { return id == known }
	file := head + claim("red-harbour attacks blue-valley", "disputes: "+anID, "roles: {content: "+anID+"}")
	bundles, problems := extract.Read([]extract.File{{Name: "f", Data: []byte(file)}}, base, nil)
	if len(problems) > 0 {
		t.Fatalf("Read: %v, want no problem", problems)
	}
	c := bundles[0].Claims[0]
	if diff := cmp.Diff([]graph.ClaimID{known}, c.Disputes); diff != "" {
		t.Errorf("disputes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]graph.ClaimID{known}, c.Roles.Claims("content")); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}
}

func TestClaimsRestOnEachOtherAcrossFiles(t *testing.T) {
	other := "5c0e2b1a-0000-5000-8000-000000000001"
	file := func(name, source, id, content string) extract.File {
		head := "dyad: 1\nkind: annotations\nsource: {key: " + source + ", kind: article, genre: data, text: {file: a, sha256: " + zeros +
			", codepoints: 9}}\nannotator: a\ncodebook: c\n"
		return extract.File{Name: name, Data: []byte(head +
			"claims: [{id: " + id + ", claim: red-harbour attacks blue-valley, roles: {content: " + content + "}, at: 1-5, gist: g}]\n")}
	}
	_, problems := extract.Read([]extract.File{file("f", "s", anID, other), file("g", "t", other, anID)}, baseOf(t), nil)
	if len(problems) != 1 || problems[0].File != "f" || problems[0].Line != 6 {
		t.Errorf("Read: %v, want one circle in line 6 of f", problems)
	}
}

func TestPinnedID(t *testing.T) {
	base := baseOf(t)
	read := func(file string) graph.Claim {
		t.Helper()
		bundles, problems := extract.Read([]extract.File{{Name: "f", Data: []byte(head + file)}}, base, nil)
		if len(problems) > 0 {
			t.Fatalf("Read: %v, want no problem", problems)
		}
		return bundles[0].Claims[0]
	}
	fresh := read(claim("red-harbour attacks blue-valley"))
	if want := fresh.DerivedID(); fresh.ID != want {
		t.Errorf("the id of a claim is %v, want the derived %v", fresh.ID, want)
	}
	same := read(claim("red-harbour attacks blue-valley", "id: "+fresh.ID.String()))
	if same.ID != fresh.ID {
		t.Errorf("a claim that pins its own id has %v, want %v", same.ID, fresh.ID)
	}
	base.HasClaim = func(id graph.ClaimID) bool { return id == fresh.ID }
	corrected := read(claim("red-harbour opposes blue-valley", "id: "+fresh.ID.String()))
	if corrected.ID != fresh.ID || corrected.DerivedID() == fresh.ID {
		t.Errorf("a corrected claim has the id %v, derived %v; want it to keep %v", corrected.ID, corrected.DerivedID(), fresh.ID)
	}
}

func TestPinnedIDOfAKnownSource(t *testing.T) {
	base := baseOf(t)
	base.HasClaim = func(graph.ClaimID) bool { return false }
	base.HasSource = func(k graph.SourceKey) bool { return k == "lantern" }
	want := []string{
		"f:14:9: no claim of this source has had the id " + anID + ": leave id out, or write that of the claim that this corrects",
	}
	if diff := cmp.Diff(want, problemsOf(base, nil, "f", head+claim("red-harbour attacks blue-valley", "id: "+anID))); diff != "" {
		t.Errorf("Read: problems (-want +got):\n%s", diff)
	}
}

// TestFilesTakeNoPlaceOfDataSets refuses whatever file has the key of a data set, unless it brings one.
func TestFilesTakeNoPlaceOfDataSets(t *testing.T) {
	rows := strings.Replace(head, "kind: article", "kind: dataset", 1)
	text := "  text: {file: lantern.txt, sha256: " + zeros + ", codepoints: 100}\n"
	tests := []struct{ name, file, at string }{
		{"annotations", head, "4:8"},
		{"annotations of the text of a data set", rows, "4:8"},
		{"a registry", "dyad: 1\nkind: registry\nkey: lantern\nentities: []\n", "3:6"},
		{"another data set", strings.Replace(rows, text, "", 1), ""},
		{"under a key of its own", strings.Replace(head, "key: lantern", "key: lamp", 1), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			base := baseOf(t)
			base.HasData = func(k graph.SourceKey) bool { return k == "lantern" }
			want := []string{}
			if tt.at != "" {
				want = []string{"f:" + tt.at + `: "lantern" is the name of a data set that was loaded, whose place the file would take: give it another key`}
			}
			if diff := cmp.Diff(want, problemsOf(base, nil, "f", tt.file)); diff != "" {
				t.Errorf("Read: problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPinnedIDThatNobodyKnows(t *testing.T) {
	base := baseOf(t)
	base.HasClaim = func(graph.ClaimID) bool { return false }
	file := head + claim("red-harbour attacks blue-valley", "id: "+anID) +
		"  - {claim: red-harbour opposes blue-valley, disputes: " + anID[:35] + "1, at: 1-5, gist: g}\n"
	want := []string{
		"f:14:9: warning: no claim of the id " + anID + " is known here: leave id out, unless this corrects a claim that was published with it",
		"f:15:56: no claim has the id " + anID[:35] + "1: load first what has it, or name the claim by its label",
	}
	if diff := cmp.Diff(want, problemsOf(base, nil, "f", file)); diff != "" {
		t.Errorf("Read: problems (-want +got):\n%s", diff)
	}
}

func TestReferencesWhereTheFilesAreAllThereIs(t *testing.T) {
	base := baseOf(t)
	base.Whole = true
	file := head + claim("red-harbour attacks blue-valley", "disputes: "+anID)
	got := problemsOf(base, nil, "f", file)
	want := "f:14:15: no claim has the id " + anID + ": load first what has it, or name the claim by its label"
	if len(got) != 1 || got[0] != want {
		t.Errorf("Read: %q, want %q alone", got, want)
	}
}

func TestTheSameClaimInTwoFiles(t *testing.T) {
	file := func(name, comment string) extract.File {
		return extract.File{Name: name, Data: []byte(head + comment + claim("red-harbour attacks blue-valley"))}
	}
	_, problems := extract.Read([]extract.File{file("a.yaml", ""), file("b.yaml", "# a comment\n")}, baseOf(t), nil)
	want := []string{
		`b.yaml:4:8: a.yaml has the key "lantern" too: two files can't be one batch, so give one of them another key`,
		"b.yaml:12:5: the claim in a.yaml, line 11 says the same: give every place under its at, and remove this one",
	}
	if diff := cmp.Diff(want, lines(problems)); diff != "" {
		t.Errorf("Read: problems (-want +got):\n%s", diff)
	}
}
