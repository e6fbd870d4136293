package graph_test

import (
	"encoding/json"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// fullClaim is a claim with every field set, in its canonical form.
func fullClaim(t *testing.T) graph.Claim {
	t.Helper()
	best := 102.0
	return graph.Claim{
		ID: graph.ClaimID{9}, Revision: 2, Source: "courier",
		From: "red-harbour", Type: "supports", To: "blue-valley",
		Roles: graph.Roles{
			{Name: graph.RoleContent, Claims: []graph.ClaimID{{1}, {2}}},
			{Name: graph.RoleEvent, Entities: []graph.EntityKey{"raid", "siege"}},
			{Name: graph.RoleOffice, Terms: []graph.TermKey{"warden"}},
		},
		Disputes: []graph.ClaimID{{3}}, Reconciles: []graph.ClaimID{{4}},
		Polarity: graph.Affirmed, Modality: graph.Asserted, Outcome: graph.Succeeded,
		Voices: []graph.Voice{
			{Entity: "grey-council", Mode: graph.Says, Stance: graph.Neutral},
			{Label: "a clerk", Affiliation: "ash-league", Mode: graph.Believes, Stance: graph.Rejects},
		},
		When:   graph.When{EDTF: dateOf(t, "2021-08"), Basis: graph.StatedBasis, Bound: graph.Whole, Extent: graph.Throughout},
		Number: &graph.Number{Best: &best, Unit: "fighters", Worded: "102 fighters"},
		Evidence: []graph.Occurrence{
			{Parts: []graph.Part{{Start: 1, End: 5, SHA256: "aa"}, {Start: 7, End: 9, SHA256: "bb"}}},
		},
		Gist: "Red Harbour supports Blue Valley.", Credibility: 2, Annotator: "ann", Codebook: "1", Batch: "courier",
	}
}

var claimTerm = graph.Term{Kind: graph.RelationTerm, Key: "supports"}

func TestFingerprintIsEverythingThatMatters(t *testing.T) {
	changes := map[string]func(*graph.Claim){
		"source":                   func(c *graph.Claim) { c.Source = "herald" },
		"from":                     func(c *graph.Claim) { c.From = "green-port" },
		"type":                     func(c *graph.Claim) { c.Type = "fights" },
		"to":                       func(c *graph.Claim) { c.To = "green-port" },
		"ends swapped":             func(c *graph.Claim) { c.From, c.To = c.To, c.From },
		"polarity":                 func(c *graph.Claim) { c.Polarity = graph.Negated },
		"modality":                 func(c *graph.Claim) { c.Modality = graph.Alleged },
		"outcome":                  func(c *graph.Claim) { c.Outcome = graph.Failed },
		"no role":                  func(c *graph.Claim) { c.Roles = nil },
		"one role less":            func(c *graph.Claim) { c.Roles = c.Roles[:2] },
		"another role name":        func(c *graph.Claim) { c.Roles[1].Name = graph.RoleWith },
		"another filler":           func(c *graph.Claim) { c.Roles[1].Entities = []graph.EntityKey{"raid"} },
		"another content":          func(c *graph.Claim) { c.Roles[0].Claims = []graph.ClaimID{{1}} },
		"another office":           func(c *graph.Claim) { c.Roles[2].Terms[0] = "envoy" },
		"no voice":                 func(c *graph.Claim) { c.Voices = nil },
		"voices in another order":  func(c *graph.Claim) { c.Voices[0], c.Voices[1] = c.Voices[1], c.Voices[0] },
		"voice's entity":           func(c *graph.Claim) { c.Voices[0].Entity = "ash-league" },
		"voice's label":            func(c *graph.Claim) { c.Voices[1].Label = "officials" },
		"a label for an entity":    func(c *graph.Claim) { c.Voices[0] = graph.Voice{Label: "grey-council"} },
		"voice's affiliation":      func(c *graph.Claim) { c.Voices[1].Affiliation = "" },
		"voice's mode":             func(c *graph.Claim) { c.Voices[1].Mode = graph.Document },
		"voice's stance":           func(c *graph.Claim) { c.Voices[1].Stance = graph.Doubts },
		"undated":                  func(c *graph.Claim) { c.When = graph.When{} },
		"date":                     func(c *graph.Claim) { c.When.EDTF = dateOf(t, "2021") },
		"the same days, less said": func(c *graph.Claim) { c.When.EDTF = dateOf(t, "2021-08-XX") },
		"bound":                    func(c *graph.Claim) { c.When.Bound = graph.EndBound },
		"extent":                   func(c *graph.Claim) { c.When.Extent = graph.Sometime },
		"no number":                func(c *graph.Claim) { c.Number = nil },
		"number":                   func(c *graph.Claim) { *c.Number.Best = 103 },
		"a bound of the number":    func(c *graph.Claim) { c.Number.Low, c.Number.Best = c.Number.Best, nil },
		"unit":                     func(c *graph.Claim) { c.Number.Unit = "rifles" },
		"wording":                  func(c *graph.Claim) { c.Number.Worded = "some" },
	}
	base := fullClaim(t)
	seen := map[graph.ClaimID]string{base.DerivedID(): "the claim itself"}
	for name, change := range changes {
		c := fullClaim(t)
		change(&c)
		c.Normalize(&claimTerm)
		id := c.DerivedID()
		if other, double := seen[id]; double {
			t.Errorf("%s: the id is that of %s", name, other)
		}
		seen[id] = name
	}
}

func TestFingerprintIsNothingElse(t *testing.T) {
	changes := map[string]func(*graph.Claim){
		"id and revision":    func(c *graph.Claim) { c.ID, c.Revision = graph.ClaimID{7}, 9 },
		"disputes":           func(c *graph.Claim) { c.Disputes = nil },
		"reconciles":         func(c *graph.Claim) { c.Reconciles = nil },
		"basis of the date":  func(c *graph.Claim) { c.When.Basis = graph.InferredBasis },
		"evidence":           func(c *graph.Claim) { c.Evidence = nil },
		"gist":               func(c *graph.Claim) { c.Gist = "Other words." },
		"credibility":        func(c *graph.Claim) { c.Credibility = 0 },
		"annotator":          func(c *graph.Claim) { c.Annotator = "bob" },
		"codebook":           func(c *graph.Claim) { c.Codebook = "2" },
		"batch":              func(c *graph.Claim) { c.Batch = "other" },
		"order of the roles": func(c *graph.Claim) { c.Roles[0], c.Roles[2] = c.Roles[2], c.Roles[0] },
		"order in a role": func(c *graph.Claim) {
			c.Roles[1].Entities[0], c.Roles[1].Entities[1] = c.Roles[1].Entities[1], c.Roles[1].Entities[0]
		},
		"order of the content": func(c *graph.Claim) {
			c.Roles[0].Claims[0], c.Roles[0].Claims[1] = c.Roles[0].Claims[1], c.Roles[0].Claims[0]
		},
		"a filler twice":        func(c *graph.Claim) { c.Roles[1].Entities = append(c.Roles[1].Entities, "raid") },
		"a role that is empty":  func(c *graph.Claim) { c.Roles = append(c.Roles, graph.Role{Name: "place"}) },
		"a role in two entries": splitEventRole,
	}
	want := fullClaim(t)
	for name, change := range changes {
		c := fullClaim(t)
		change(&c)
		c.Normalize(&claimTerm)
		if got := c.DerivedID(); got != want.DerivedID() {
			t.Errorf("another %s: id %s, want %s", name, got, want.DerivedID())
		}
	}
}

func splitEventRole(c *graph.Claim) {
	c.Roles[1].Entities = []graph.EntityKey{"siege"}
	c.Roles = append(c.Roles, graph.Role{Name: graph.RoleEvent, Entities: []graph.EntityKey{"raid"}})
}

func TestNormalizeSetsDefaults(t *testing.T) {
	got := graph.Claim{
		Source: "courier", From: "red-harbour", Type: "supports", To: "blue-valley",
		Voices:   []graph.Voice{{Entity: "grey-council"}},
		Disputes: []graph.ClaimID{{2}, {1}, {2}}, Reconciles: []graph.ClaimID{{4}, {3}},
	}
	got.Normalize(&claimTerm)
	want := graph.Claim{
		Revision: 1, Source: "courier", From: "red-harbour", Type: "supports", To: "blue-valley",
		Polarity: graph.Affirmed, Modality: graph.Asserted, Outcome: graph.NoOutcome,
		Voices:   []graph.Voice{{Entity: "grey-council", Mode: graph.Says, Stance: graph.Neutral}},
		Disputes: []graph.ClaimID{{1}, {2}}, Reconciles: []graph.ClaimID{{3}, {4}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Normalize (-want +got):\n%s", diff)
	}
}

func TestNormalizeTimes(t *testing.T) {
	year := dateOf(t, "2021")
	tests := []struct {
		name      string
		when, out graph.When
	}{
		{"undated", graph.When{}, graph.When{}},
		{
			"a date alone: some time in it",
			graph.When{EDTF: year},
			graph.When{EDTF: year, Basis: graph.StatedBasis, Bound: graph.Whole, Extent: graph.Sometime},
		},
		{
			"what is said stays",
			graph.When{EDTF: year, Basis: graph.RelativeBasis, Extent: graph.Throughout},
			graph.When{EDTF: year, Basis: graph.RelativeBasis, Bound: graph.Whole, Extent: graph.Throughout},
		},
		{
			"an end has no extent",
			graph.When{EDTF: year, Bound: graph.EndBound, Extent: graph.Throughout},
			graph.When{EDTF: year, Basis: graph.StatedBasis, Bound: graph.EndBound},
		},
		{"no longer: an end without a date", graph.When{Bound: graph.EndBound}, graph.When{Bound: graph.EndBound}},
		{
			"no date has no basis",
			graph.When{Bound: graph.StartBound, Basis: graph.InferredBasis},
			graph.When{Bound: graph.StartBound},
		},
		{"no date and no bound is undated", graph.When{Basis: graph.StatedBasis, Bound: graph.Whole, Extent: graph.Sometime}, graph.When{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := graph.Claim{When: tt.when}
			c.Normalize(&claimTerm)
			if c.When != tt.out {
				t.Errorf("Normalize of %+v = %+v, want %+v", tt.when, c.When, tt.out)
			}
		})
	}
}

func TestNormalizeTwiceIsOnce(t *testing.T) {
	mediates := graph.Term{Kind: graph.RelationTerm, Projects: []graph.TermKey{graph.RoleCounterparty}}
	for _, term := range []*graph.Term{&claimTerm, {Symmetric: true}, &mediates} {
		c := fullClaim(t)
		c.From, c.To = c.To, c.From
		c.Roles = append(c.Roles, graph.Role{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{"zest", "ash-league"}})
		c.Normalize(term)
		once, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		c.Normalize(term)
		twice, err := json.Marshal(c)
		if err != nil || string(once) != string(twice) {
			t.Errorf("Normalize twice: %s, %v, want %s", twice, err, once)
		}
	}
}

// Two coders who write the same statement differently write one claim.
func TestTheSameStatementIsTheSameClaim(t *testing.T) {
	meets := graph.Term{Kind: graph.RelationTerm, Key: "meets", Symmetric: true}
	mediates := graph.Term{Kind: graph.RelationTerm, Key: "mediates", Projects: []graph.TermKey{graph.RoleCounterparty}}
	of := func(from, to graph.EntityKey, counterparties ...graph.EntityKey) graph.Claim {
		return graph.Claim{Source: "courier", From: from, To: to, Roles: graph.Roles{{
			Name: graph.RoleCounterparty, Entities: counterparties,
		}}}
	}
	tests := []struct {
		name string
		term graph.Term
		same bool
		a, b graph.Claim
	}{
		{"meeting runs both ways", meets, true, of("red-harbour", "blue-valley"), of("blue-valley", "red-harbour")},
		{"supporting doesn't", claimTerm, false, of("red-harbour", "blue-valley"), of("blue-valley", "red-harbour")},
		{
			"between a and b is between b and a", mediates, true,
			of("ash-league", "red-harbour", "blue-valley"), of("ash-league", "blue-valley", "red-harbour"),
		},
		{
			"among three", mediates, true,
			of("ash-league", "c", "a", "b"), of("ash-league", "a", "c", "b"),
		},
		{
			"by another mediator", mediates, false,
			of("ash-league", "red-harbour", "blue-valley"), of("red-harbour", "ash-league", "blue-valley"),
		},
		{
			"a role that doesn't project stays apart", claimTerm, false,
			of("ash-league", "red-harbour", "blue-valley"), of("ash-league", "blue-valley", "red-harbour"),
		},
		{"without the counterparty", mediates, false, of("ash-league", "a", "b"), of("ash-league", "a")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.a.Normalize(&tt.term)
			tt.b.Normalize(&tt.term)
			if got := tt.a.DerivedID() == tt.b.DerivedID(); got != tt.same {
				t.Errorf("one id: %v, want %v, of\n%+v\n%+v", got, tt.same, tt.a, tt.b)
			}
		})
	}
}

func TestNormalizeOrdersProjectedEnds(t *testing.T) {
	type keys = []graph.EntityKey
	tests := []struct {
		name     string
		to       graph.EntityKey
		sides    keys
		wantTo   graph.EntityKey
		wantRole keys
	}{
		{"the least key leads", "c", keys{"b", "a"}, "a", keys{"b", "c"}},
		{"a side that is also the end is named once", "a", keys{"b", "a"}, "a", keys{"b"}},
		{"a side that is the end alone fills no role", "a", keys{"a"}, "a", nil},
	}
	term := graph.Term{Projects: []graph.TermKey{graph.RoleCounterparty}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := graph.Claim{From: "m", To: tt.to, Roles: graph.Roles{{Name: graph.RoleCounterparty, Entities: tt.sides}}}
			c.Normalize(&term)
			if c.To != tt.wantTo {
				t.Errorf("To = %s, want %s", c.To, tt.wantTo)
			}
			if diff := cmp.Diff(tt.wantRole, c.Roles.Entities(graph.RoleCounterparty)); diff != "" {
				t.Errorf("counterparties (-want +got):\n%s", diff)
			}
			if len(c.Roles) > 0 && tt.wantRole == nil {
				t.Errorf("roles = %v, want none", c.Roles)
			}
		})
	}
}

func TestReferencesAndEntities(t *testing.T) {
	c := fullClaim(t)
	if diff := cmp.Diff([]graph.ClaimID{{1}, {2}, {3}, {4}}, c.References()); diff != "" {
		t.Errorf("References (-want +got):\n%s", diff)
	}
	want := []graph.EntityKey{"red-harbour", "blue-valley", "raid", "siege", "grey-council", "ash-league"}
	if diff := cmp.Diff(want, c.Entities()); diff != "" {
		t.Errorf("Entities (-want +got):\n%s", diff)
	}
	unary := graph.Claim{From: "raid", Type: "began"}
	if diff := cmp.Diff([]graph.EntityKey{"raid"}, unary.Entities()); diff != "" {
		t.Errorf("Entities of a unary claim (-want +got):\n%s", diff)
	}
	if got := unary.References(); len(got) != 0 {
		t.Errorf("References of a claim that names none = %v, want none", got)
	}
}

func TestNumberBounds(t *testing.T) {
	two, five, nine := 2.0, 5.0, 9.0
	type bounds struct {
		Low, High       float64
		HasLow, HasHigh bool
	}
	tests := []struct {
		name   string
		number graph.Number
		want   bounds
	}{
		{"nothing but words", graph.Number{Worded: "dozens"}, bounds{}},
		{"one figure", graph.Number{Best: &five}, bounds{5, 5, true, true}},
		{"a range", graph.Number{Low: &two, High: &nine}, bounds{2, 9, true, true}},
		{"a range around a figure", graph.Number{Low: &two, Best: &five, High: &nine}, bounds{2, 9, true, true}},
		{"at least", graph.Number{Low: &two}, bounds{Low: 2, HasLow: true}},
		{"at most", graph.Number{High: &nine}, bounds{High: 9, HasHigh: true}},
		{"at least, and rather more", graph.Number{Low: &two, Best: &five}, bounds{Low: 2, HasLow: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got bounds
			got.Low, got.High, got.HasLow, got.HasHigh = tt.number.Bounds()
			if got != tt.want {
				t.Errorf("Bounds() = %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestAnOccurrenceIsWrittenAsAnnotationsWriteIt(t *testing.T) {
	part := func(start, end int) graph.Part { return graph.Part{Start: start, End: end, SHA256: "aa"} }
	tests := []struct {
		name, want string
		parts      []graph.Part
	}{
		{"one span", "57-180", []graph.Part{part(57, 180)}},
		{"words that are apart", "57-180+200-210", []graph.Part{part(57, 180), part(200, 210)}},
		{"nowhere", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (graph.Occurrence{Parts: tt.parts}).String(); got != tt.want {
				t.Errorf("String() of %v = %q, want %q", tt.parts, got, tt.want)
			}
		})
	}
}

func TestClaimInJSON(t *testing.T) {
	want := fullClaim(t)
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got graph.Claim
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("Unmarshal(%s): %v", text, err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(graph.EDTF{}), cmp.Comparer(graph.EDTF.Equal)); diff != "" {
		t.Errorf("a claim read back (-want +got):\n%s", diff)
	}
}

func TestAPlainClaimInJSONIsShort(t *testing.T) {
	c := tell().claim
	c.Normalize(&claimTerm)
	text, err := json.Marshal(c)
	const want = `{"id":"00000000-0000-0000-0000-000000000000","revision":1,"source":"courier","from":"red-harbour",` +
		`"type":"supports","to":"blue-valley","polarity":"affirmed","modality":"asserted","outcome":"none"}`
	if err != nil || string(text) != want {
		t.Errorf("Marshal = %s, %v, want %s", text, err, want)
	}
}
