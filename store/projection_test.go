package store_test

import (
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// rich is a claim with every field of the projection filled.
func rich() graph.Claim {
	low, best, high := -1.5, 24.0, 1e300
	return graph.Claim{
		ID: graph.ClaimID{1, 2, 3}, Revision: 300, Source: "gazette-1", From: "red-harbour", Type: "supports", To: "blue-valley",
		Roles: graph.Roles{
			{Name: "content", Claims: []graph.ClaimID{{4}, {5}}},
			{Name: "office", Terms: []graph.TermKey{"mayor"}},
			{Name: "with", Entities: []graph.EntityKey{"a", "b"}},
		},
		Disputes: []graph.ClaimID{{6}}, Reconciles: []graph.ClaimID{{7}, {8}},
		Polarity: graph.Negated, Modality: graph.Counterfactual, Outcome: graph.Inconclusive,
		Voices: []graph.Voice{
			{Entity: "red-harbour", Mode: graph.Document, Stance: graph.Rejects},
			{Label: "a sailor — 🛶", Affiliation: "blue-valley", Mode: graph.Believes, Stance: graph.Doubts},
		},
		When:        graph.When{EDTF: date("2021-10/.."), Basis: graph.RelativeBasis, Bound: graph.EndBound, Extent: graph.Throughout},
		Number:      &graph.Number{Low: &low, Best: &best, High: &high, Unit: "boats", Worded: "dozens"},
		Credibility: 6,
	}
}

func date(s string) graph.EDTF {
	d, err := graph.ParseEDTF(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestProjectionKeepsWhatTheIndexNeeds(t *testing.T) {
	bare := graph.Claim{ID: graph.ClaimID{9}, From: "regatta", Type: "began"}
	bare.Normalize(&graph.Term{})
	partly := rich()
	partly.Number = &graph.Number{High: partly.Number.High}
	partly.When = graph.When{Bound: graph.StartBound}
	for name, want := range map[string]graph.Claim{"every field": rich(), "hardly any": bare, "a few": partly} {
		t.Run(name, func(t *testing.T) {
			full := want
			full.Evidence = []graph.Occurrence{{Parts: []graph.Part{{Start: 1, End: 2}}}}
			full.Gist, full.Annotator, full.Codebook, full.Batch = "They help.", "Vale", "0.1", "gazette"
			data, err := store.EncodeProjection(&full)
			if err != nil {
				t.Fatalf("EncodeProjection: %v", err)
			}
			got, err := store.DecodeProjection(want.ID, data)
			if err != nil {
				t.Fatalf("DecodeProjection: %v", err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("projection (-want +got):\n%s", diff)
			}
			for n := range data {
				if _, err := store.DecodeProjection(want.ID, data[:n]); err == nil {
					t.Errorf("DecodeProjection of %d of %d bytes: no error", n, len(data))
				}
			}
			if _, err := store.DecodeProjection(want.ID, append(data, 0)); err == nil {
				t.Error("DecodeProjection of a byte too many: no error")
			}
		})
	}
}

func TestProjectionRefusesValuesOfNoSet(t *testing.T) {
	c := rich()
	c.Modality = "sung"
	if _, err := store.EncodeProjection(&c); err == nil {
		t.Error("EncodeProjection of an unknown modality: no error")
	}
	data, err := store.EncodeProjection(&graph.Claim{})
	if err != nil {
		t.Fatal(err)
	}
	data[0] = 2
	if _, err := store.DecodeProjection(graph.ClaimID{}, data); err == nil {
		t.Error("DecodeProjection of another codec: no error")
	}
}

// TestProjectionKnowsEveryValue encodes each value of each closed set: one that is added to the graph must be added to the
// codec.
func TestProjectionKnowsEveryValue(t *testing.T) {
	var claims []graph.Claim
	for _, v := range graph.Polarities() {
		claims = append(claims, graph.Claim{Polarity: v})
	}
	for _, v := range graph.Modalities() {
		claims = append(claims, graph.Claim{Modality: v})
	}
	for _, v := range graph.Outcomes() {
		claims = append(claims, graph.Claim{Outcome: v})
	}
	for _, v := range graph.Modes() {
		claims = append(claims, graph.Claim{Voices: []graph.Voice{{Mode: v}}})
	}
	for _, v := range graph.Stances() {
		claims = append(claims, graph.Claim{Voices: []graph.Voice{{Stance: v}}})
	}
	for _, v := range graph.Bases() {
		claims = append(claims, graph.Claim{When: graph.When{Basis: v}})
	}
	for _, v := range graph.Bounds() {
		claims = append(claims, graph.Claim{When: graph.When{Bound: v}})
	}
	for _, v := range graph.Extents() {
		claims = append(claims, graph.Claim{When: graph.When{Extent: v}})
	}
	for _, want := range claims {
		data, err := store.EncodeProjection(&want)
		if err != nil {
			t.Errorf("EncodeProjection(%+v): %v", want, err)
			continue
		}
		got, err := store.DecodeProjection(want.ID, data)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("DecodeProjection: %v, (-want +got):\n%s", err, diff)
		}
	}
}

// FuzzProjection decodes anything without a panic, and what it can decode means the same once encoded again.
func FuzzProjection(f *testing.F) {
	for _, c := range []graph.Claim{rich(), {}} {
		data, err := store.EncodeProjection(&c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := store.DecodeProjection(graph.ClaimID{1}, data)
		if err != nil {
			return
		}
		again, err := store.EncodeProjection(&c)
		if err != nil {
			t.Fatalf("EncodeProjection of what was decoded: %v", err)
		}
		d, err := store.DecodeProjection(graph.ClaimID{1}, again)
		if err != nil {
			t.Fatalf("DecodeProjection of what was encoded: %v", err)
		}
		third, err := store.EncodeProjection(&d)
		if err != nil || string(third) != string(again) {
			t.Errorf("encoded %x, decoded and encoded again %x, %v", again, third, err)
		}
	})
}
