package graph_test

import (
	"cmp"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"dyad/graph"
)

// idOf derives an id by the letter of RFC 4122, version 5, and of our own rule: dyad's namespace, then every part preceded by
// its length as a varint.
func idOf(t *testing.T, parts ...string) string {
	t.Helper()
	name, err := hex.DecodeString("7d1c9a5260f35b0e9a6e2f4f64796164")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		n := len(p)
		for ; n >= 128; n /= 128 {
			name = append(name, byte(n%128+128))
		}
		name = append(append(name, byte(n)), p...)
	}
	sum := sha1.Sum(name)
	sum[6] = sum[6]%16 + 5*16
	sum[8] = sum[8]%64 + 128
	h := hex.EncodeToString(sum[:16])
	return strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// The ids are those that the world cites: the texts were worked out by another program and never change.
func TestIDsAreForEver(t *testing.T) {
	plain := tell().claim
	plain.Normalize(&graph.Term{})
	low, high := 24.0, 36.5
	full := graph.Claim{
		Source: "courier", From: "red-harbour", Type: "supports", To: "blue-valley",
		Polarity: graph.Negated, Modality: graph.Alleged,
		Voices: []graph.Voice{
			{Entity: "grey-council"},
			{Label: "officials", Affiliation: "ash-league", Mode: graph.Believes, Stance: graph.Doubts},
		},
		When:   graph.When{EDTF: dateOf(t, "2021-08"), Basis: graph.RelativeBasis},
		Roles:  graph.Roles{{Name: graph.RoleEvent, Entities: []graph.EntityKey{"raid"}}},
		Number: &graph.Number{Low: &low, High: &high, Unit: "fighters", Worded: "dozens"},
	}
	full.Normalize(&graph.Term{})
	mention := graph.Mention{Source: "courier", Entity: "red-harbour", Part: graph.Part{Start: 10, End: 21}}
	term := graph.Term{Kind: graph.RelationTerm, Key: "supports"}
	same := graph.SameAs{From: "blue-vale", Into: "blue-valley", Same: true, Reason: "one address"}
	tests := []struct {
		name, got, want string
		parts           []string
	}{
		{
			"entity", graph.EntityKey("red-harbour").ID().String(),
			"6d8dd8e1-f4c6-5ef8-a138-46848aaf274d",
			[]string{"entity", "red-harbour"},
		},
		{
			"source", graph.SourceKey("courier").ID().String(),
			"01b81872-c25b-51b9-8abe-00d1424147ef",
			[]string{"source", "courier"},
		},
		{
			"relationship", graph.RelationshipIDOf("red-harbour", "supports", "blue-valley").String(),
			"4b28149f-617a-5e41-a698-b25b94c76f42",
			[]string{"relationship", "red-harbour", "supports", "blue-valley"},
		},
		{
			"unary relationship", graph.RelationshipIDOf("raid", "began", "").String(),
			"9ffb5111-1b2c-5f55-8d50-a9fcbf71fb38",
			[]string{"relationship", "raid", "began", ""},
		},
		{
			"term", term.DerivedID().String(),
			"586b62c2-5b6e-5d76-afea-9bc261ac914f",
			[]string{"term", "relation", "supports"},
		},
		{
			"mention", mention.DerivedID().String(),
			"0a783dfc-f83e-5831-85ef-d4e6fbfa3147",
			[]string{"mention", "courier", "10", "21"},
		},
		{
			"judgement", same.DerivedID().String(),
			"95193e22-db3d-580c-b853-648c3f680631",
			[]string{"sameas", "blue-vale", "blue-valley"},
		},
		{
			"batch", graph.BatchKey("courier").ID("00ff").String(),
			"e6e568d9-ee19-54d5-a28d-373b3d2a3f7c",
			[]string{"batch", "courier", "00ff"},
		},
		{
			"a plain claim", plain.DerivedID().String(),
			"4b06feba-544a-5eb1-bbec-b858ca7d7430",
			[]string{
				"claim", "courier", "red-harbour", "supports", "blue-valley", "affirmed", "asserted", "none", "", "", "", "0", "0",
			},
		},
		{
			"a claim with everything", full.DerivedID().String(),
			"f5a08d1f-aecd-597b-8dc8-5b780cc3f3bf",
			[]string{
				"claim", "courier", "red-harbour", "supports", "blue-valley", "negated", "alleged", "none",
				"2021-08", "whole", "sometime",
				"2", "grey-council", "", "", "says", "neutral", "", "officials", "ash-league", "believes", "doubts",
				"1", "event", "1", "0", "0", "raid",
				"fighters", "dozens", "24", "", "36.5",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("id of %s = %s, want %s", tt.name, tt.got, tt.want)
			}
			if computed := idOf(t, tt.parts...); computed != tt.want {
				t.Errorf("RFC 4122 id of %q = %s, want %s", tt.parts, computed, tt.want)
			}
		})
	}
}

func TestLongPartsKeepTheirLength(t *testing.T) {
	long := strings.Repeat("a", 300)
	if got, want := graph.SourceKey(long).ID().String(), idOf(t, "source", long); got != want {
		t.Errorf("id of a source with a key of 300 = %s, want %s", got, want)
	}
}

// A load derives millions of ids, all from other packages.
func TestIDsTakeNoMemory(t *testing.T) {
	c, term := tableClaim(), graph.Term{Kind: graph.RelationTerm, Key: "supports"}
	for name, derive := range map[string]func(){
		"an entity": func() { graph.EntityKey("red-harbour").ID() },
		"a source":  func() { graph.SourceKey("courier").ID() },
		"a batch":   func() { graph.BatchKey("courier").ID("00ff") },
		"a term":    func() { term.DerivedID() },
		"a claim":   func() { c.DerivedID() },
	} {
		if n := testing.AllocsPerRun(100, derive); n != 0 {
			t.Errorf("the id of %s takes memory %v times, want never", name, n)
		}
	}
}

func TestPartsDontRunTogether(t *testing.T) {
	a := graph.RelationshipIDOf("ab", "c", "d")
	b := graph.RelationshipIDOf("a", "bc", "d")
	if a == b {
		t.Errorf("ids of (ab, c, d) and (a, bc, d) are both %s", a)
	}
	if e, s := graph.EntityKey("k").ID().String(), graph.SourceKey("k").ID().String(); e == s {
		t.Errorf("entity and source of one key share the id %s", e)
	}
}

func TestParseID(t *testing.T) {
	const text = "6d8dd8e1-f4c6-5ef8-a138-46848aaf274d"
	tests := []struct {
		name, text string
		ok         bool
	}{
		{"canonical", text, true},
		{"upper case", strings.ToUpper(text), true},
		{"nothing", "", false},
		{"a key", "red-harbour", false},
		{"without hyphens", strings.ReplaceAll(text, "-", ""), false},
		{"in braces", "{" + text + "}", false},
		{"as a URN", "urn:uuid:" + text, false},
		{"a letter short", text[1:], false},
		{"a letter too long", text + "0", false},
		{"a space within 36", " " + text[1:], false},
		{"no hexadecimal digit", "g" + text[1:], false},
		{"a hyphen elsewhere", "6d8dd8e-1f4c6-5ef8-a138-46848aaf274d", false},
		{"36 letters", strings.Repeat("a", 36), false},
		{"36 bytes of other letters", strings.Repeat("é", 18), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id, err := graph.ParseID[graph.Entity](tt.text)
			if (err == nil) != tt.ok {
				t.Fatalf("ParseID(%q) = %s, %v, want success %v", tt.text, id, err, tt.ok)
			}
			if tt.ok && id.String() != text {
				t.Errorf("ParseID(%q) = %s, want %s", tt.text, id, text)
			}
			if !tt.ok && (graph.FaultOf(err) != graph.BadInput || !id.IsZero()) {
				t.Errorf("ParseID(%q) = %s, fault %s, want no id and %s", tt.text, id, graph.FaultOf(err), graph.BadInput)
			}
		})
	}
}

func TestIDsInJSON(t *testing.T) {
	id := graph.EntityKey("red-harbour").ID()
	text, err := json.Marshal(id)
	if want := `"6d8dd8e1-f4c6-5ef8-a138-46848aaf274d"`; err != nil || string(text) != want {
		t.Fatalf("Marshal = %s, %v, want %s", text, err, want)
	}
	var back graph.EntityID
	if err := json.Unmarshal(text, &back); err != nil || back != id {
		t.Errorf("Unmarshal(%s) = %s, %v, want %s", text, back, err, id)
	}
	if err := json.Unmarshal([]byte(`"red-harbour"`), &back); err == nil || back != id {
		t.Errorf(`Unmarshal("red-harbour") = %v and the id is %s, want an error and %s untouched`, err, back, id)
	}
}

func TestIDsSortAsTheirTexts(t *testing.T) {
	var ids []graph.EntityID
	for _, k := range []graph.EntityKey{"a", "b", "c", "d", "e", "f", "g", "h"} {
		ids = append(ids, k.ID())
	}
	slices.SortFunc(ids, graph.EntityID.Compare)
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = id.String()
	}
	if !slices.IsSorted(texts) {
		t.Errorf("ids sorted by Compare: %v, want their texts sorted", texts)
	}
	if got := ids[0].Compare(ids[0]); got != 0 {
		t.Errorf("an id compared with itself = %d, want 0", got)
	}
}

func TestIsZero(t *testing.T) {
	if !(graph.ClaimID{}).IsZero() {
		t.Error("the zero id: IsZero = false, want true")
	}
	if graph.EntityKey("").ID().IsZero() {
		t.Error("an id of an empty key: IsZero = true, want false")
	}
}

func TestVerdictIsItsContent(t *testing.T) {
	one, two := graph.ClaimID{1}, graph.ClaimID{2}
	base := graph.Verdict{Finding: graph.Decided, Prefers: []graph.ClaimID{one, two}, Reason: "r", Annotator: "a"}
	turned := base
	turned.Prefers = []graph.ClaimID{two, one}
	if base.DerivedID() != turned.DerivedID() {
		t.Error("verdicts that prefer the same claims in another order have different ids")
	}
	for name, change := range map[string]func(*graph.Verdict){
		"contradiction": func(v *graph.Verdict) { v.Contradiction[0] = 9 },
		"finding":       func(v *graph.Verdict) { v.Finding = graph.Stands },
		"prefers":       func(v *graph.Verdict) { v.Prefers = []graph.ClaimID{one} },
		"reason":        func(v *graph.Verdict) { v.Reason = "s" },
		"annotator":     func(v *graph.Verdict) { v.Annotator = "b" },
	} {
		other := base
		change(&other)
		if other.DerivedID() == base.DerivedID() {
			t.Errorf("a verdict with another %s has the same id", name)
		}
	}
}

// TestTheLastVerdict compares verdicts as lines of exports bring them: each is before the next.
func TestTheLastVerdict(t *testing.T) {
	morning := time.Date(2031, 6, 10, 9, 0, 0, 0, time.UTC)
	inOrder := []struct {
		name  string
		batch graph.BatchKey
		id    byte // later ones have lower ids, but where only the id tells
	}{
		{"of no batch", "", 8},
		{"of a file", "zeal", 9},
		{"of a curator, by a key that nothing can be read from", "curation:vale", 10},
		{"the first transaction", graph.CurationBatch("vale", 9, morning), 7},
		{"a second later, in a copy, where transactions were counted anew", graph.CurationBatch("quill", 2, morning.Add(time.Second)), 6},
		{"within the same second", graph.CurationBatch("a:b:1", 10, morning.Add(time.Second)), 5},
		{"by one whose name begins otherwise", graph.CurationBatch("ash", 11, morning.Add(time.Second)), 4},
		{"a day later", graph.CurationBatch("vale", 12, morning.AddDate(0, 0, 1)), 3},
	}
	for i, a := range inOrder {
		for j, b := range inOrder {
			v, w := graph.Verdict{ID: graph.VerdictID{a.id}, Batch: a.batch}, graph.Verdict{ID: graph.VerdictID{b.id}, Batch: b.batch}
			if got, want := v.Compare(&w), cmp.Compare(i, j); got != want {
				t.Errorf("%q compared with %q: %d, want %d", a.name, b.name, got, want)
			}
		}
	}
}

func TestBatchesTellWhenTheyWereMade(t *testing.T) {
	at := time.Date(2031, 6, 10, 11, 30, 5, 999, time.FixedZone("", 2*60*60))
	for key, want := range map[graph.BatchKey]graph.Tx{
		graph.CurationBatch("vale", 41, at):      41,
		graph.CurationBatch("the: vale", 41, at): 41,
		"gazette":                                0,
		"curation:vale":                          0,
		"curation:41:20310610T093005Z":           0,
		"curation:vale:many:20310610T093005Z":    0,
		"curation:vale:41:some day":              0,
		"curated:vale:41:20310610T093005Z":       0,
	} {
		made, tx := key.Curation()
		if tx != want || !made.Equal(time.Time{}) != (want != 0) || want != 0 && !made.Equal(at.Truncate(time.Second)) {
			t.Errorf("%s: %v, %d; want transaction %d of that second, or nothing", key, made, tx, want)
		}
	}
}
