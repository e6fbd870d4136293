package export_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"

	"github.com/google/go-cmp/cmp"
)

// A stixObject is what the tests below look at.
type stixObject struct {
	Type, ID, Name, Opinion, Content, Region string
	Created, Modified, Published             string
	SourceRef                                string `json:"source_ref"`
	RelationshipType                         string `json:"relationship_type"`
	IdentityClass                            string `json:"identity_class"`
	Confidence                               int
	Authors, Aliases                         []string
	ObjectRefs                               []string                     `json:"object_refs"`
	Extensions                               map[string]map[string]any    `json:"extensions"`
	External                                 []map[string]json.RawMessage `json:"external_references"`
}

// claimed is a graph of one relationship type between a brigade and a valley, of three sources: of May 2031, of some time in 2029, and
// undated.
func claimed(t *testing.T, claims ...graph.Claim) *world {
	t.Helper()
	when := func(text string) graph.Published {
		d, err := graph.ParseEDTF(text)
		if err != nil {
			t.Fatal(err)
		}
		return graph.Published{EDTF: d}
	}
	bundle := graph.Bundle{
		Terms: []graph.Term{
			{Kind: graph.EntityTypeTerm, Key: "State", Class: graph.Actor, Mappings: []graph.Mapping{{Scheme: "ftm", Value: "Country"}, {Scheme: "stix", Value: "identity"}}},
			{Kind: graph.EntityTypeTerm, Key: "Militia", Class: graph.Actor, Mappings: []graph.Mapping{{Scheme: "stix", Value: "intrusion-set"}}},
			{Kind: graph.EntityTypeTerm, Key: "Pass", Class: graph.Place},
			{Kind: graph.RelationTerm, Key: "raids", Label: "raids", Sign: graph.Negative},
		},
		Sources: []graph.Source{
			{Key: "may", Publisher: "Gazette", Author: "Vale", Published: when("2031-05-04")},
			{Key: "some", Published: when("2029")},
			{Key: "undated", URL: "https://example.org/a"},
			{Key: "distant", Published: when("Y20310")},
		},
		Entities: []graph.Entity{
			{Key: "brigade", Type: "Militia", Name: "Orchard Brigade", Names: []graph.Name{{Text: "the Brigade", Kind: graph.Alias}}},
			{Key: "valley", Type: "State", Name: "Blue Valley", External: []graph.ExternalID{{Scheme: "ucdp", Value: "7"}, {Scheme: "list", Value: "CVE-2031-0001"}}},
			{Key: "pass", Type: "Pass", Name: "High Pass"},
			{Key: "tool", Type: "x:tool", Name: "Oar"},
			{Key: "malware", Type: "x:malware", Name: "Tide"},
		},
	}
	for i := range bundle.Entities {
		bundle.Entities[i].ID = bundle.Entities[i].Key.ID()
	}
	for i := range bundle.Sources {
		bundle.Sources[i].ID = bundle.Sources[i].Key.ID()
	}
	for _, c := range claims {
		c.From, c.Type, c.To = "brigade", "raids", "valley"
		c.Normalize(&graph.Term{})
		c.ID = c.DerivedID()
		bundle.Claims = append(bundle.Claims, c)
	}
	w := &world{claims: map[graph.ClaimID]*graph.Claim{}}
	x, err := index.Build(w.input([]graph.Bundle{bundle}))
	if err != nil {
		t.Fatal(err)
	}
	w.graph = x.Present()
	return w
}

// objects are those of the bundle, of one type.
func objects(t *testing.T, w *world, typ string) []stixObject {
	t.Helper()
	s := everything(t, w.graph)
	s.Claims = w
	var bundle struct{ Objects []stixObject }
	if err := json.Unmarshal(write(t, format(t, "stix"), s), &bundle); err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(bundle.Objects, func(o stixObject) bool { return o.Type != typ })
}

// TestSTIXDates takes the dates of objects from their sources, and never from a clock.
func TestSTIXDates(t *testing.T) {
	const none, may, some = "1970-01-01T00:00:00.000Z", "2031-05-04T00:00:00.000Z", "2029-12-31T00:00:00.000Z"
	tests := []struct {
		name              string
		claims            []graph.Claim
		created, modified string // of the relationship
	}{
		{"of one source", []graph.Claim{{Source: "may"}}, may, may},
		{"of two: the earliest and the latest", []graph.Claim{{Source: "may"}, {Source: "some"}}, some, may},
		{"an undated source beside a dated one", []graph.Claim{{Source: "undated"}, {Source: "some"}}, some, some},
		{"an undated source alone", []graph.Claim{{Source: "undated"}}, none, none},
		{"a year that STIX can't write", []graph.Claim{{Source: "distant"}}, none, none},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := objects(t, claimed(t, tt.claims...), "relationship")[0]
			if r.Created != tt.created || r.Modified != tt.modified {
				t.Errorf("created %s, modified %s, want %s and %s", r.Created, r.Modified, tt.created, tt.modified)
			}
		})
	}
	note := objects(t, claimed(t, graph.Claim{Source: "may", Revision: 3}), "note")[0]
	if want := "2031-05-04T00:00:00.002Z"; note.Created != may || note.Modified != want {
		t.Errorf("a claim corrected twice: created %s, modified %s, want %s and %s", note.Created, note.Modified, may, want)
	}
	reports := objects(t, claimed(t, graph.Claim{Source: "some"}), "report")
	var published []string
	for _, r := range reports {
		published = append(published, r.Name+" "+r.Published)
	}
	// In the order of keys; those that claim nothing too.
	if want := []string{"distant " + none, "may " + may, "some " + some, "undated " + none}; !slices.Equal(published, want) {
		t.Errorf("reports = %v, want %v", published, want)
	}
}

// TestSTIXDenials tells who denies, and how firmly.
func TestSTIXDenials(t *testing.T) {
	valley := graph.Voice{Entity: "valley"}
	rejected := graph.Voice{Entity: "valley", Stance: graph.Rejects}
	tests := []struct {
		name    string
		claims  []graph.Claim
		opinion string // "" for none
		authors []string
	}{
		{"nobody denies it", []graph.Claim{{Source: "may"}}, "", nil},
		{"somebody does", []graph.Claim{{Source: "may"}, {Source: "may", Polarity: graph.Negated, Voices: []graph.Voice{valley}}}, "strongly-disagree", []string{"Blue Valley"}},
		{"it is said not to be so", []graph.Claim{{Source: "may", Polarity: graph.Negated, Modality: graph.Alleged}}, "disagree", []string{"Vale", "Gazette"}},
		{"the source rejects what somebody says", []graph.Claim{{Source: "may", Voices: []graph.Voice{rejected}}}, "strongly-disagree", []string{"Vale", "Gazette"}},
		{"a nameless source does", []graph.Claim{{Source: "some", Voices: []graph.Voice{rejected}}}, "strongly-disagree", nil},
		{"somebody without a name", []graph.Claim{{Source: "some", Polarity: graph.Negated, Voices: []graph.Voice{{Label: "an envoy"}}}}, "strongly-disagree", []string{"an envoy"}},
		{"somebody wants that it were not so", []graph.Claim{{Source: "may", Polarity: graph.Negated, Modality: graph.Demanded}}, "", nil},
		{"it has ended", []graph.Claim{{Source: "may", When: graph.When{Bound: graph.EndBound}}}, "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := claimed(t, tt.claims...)
			opinions := objects(t, w, "opinion")
			if tt.opinion == "" {
				if len(opinions) > 0 {
					t.Errorf("opinions = %+v, want none", opinions)
				}
				return
			}
			if len(opinions) != 1 {
				t.Fatalf("%d opinions, want 1", len(opinions))
			}
			o := opinions[0]
			relationship := "relationship--" + graph.RelationshipIDOf("brigade", "raids", "valley").String()
			if o.Opinion != tt.opinion || !slices.Equal(o.Authors, tt.authors) || !slices.Equal(o.ObjectRefs, []string{relationship}) {
				t.Errorf("%s by %q of %v, want %s by %q of %s", o.Opinion, o.Authors, o.ObjectRefs, tt.opinion, tt.authors, relationship)
			}
		})
	}
}

// TestSTIXTypes writes each entity as what the vocabulary calls it, and what STIX has no type for as an object of dyad.
func TestSTIXTypes(t *testing.T) {
	w := claimed(t, graph.Claim{Source: "may", Credibility: 2})
	tests := []struct {
		typ  string
		want stixObject
	}{
		{"intrusion-set", stixObject{Name: "Orchard Brigade", Aliases: []string{"the Brigade"}}},
		{"identity", stixObject{Name: "Blue Valley", IdentityClass: "organization"}},
		{"location", stixObject{Name: "High Pass", Region: "High Pass"}},
		{"tool", stixObject{Name: "Oar"}},
		{"dyad-entity", stixObject{Name: "Tide"}},
	}
	for _, tt := range tests {
		found := objects(t, w, tt.typ)
		got := found[len(found)-1] // behind dyad itself, which is an identity too
		if got.Name != tt.want.Name || got.Region != tt.want.Region || got.IdentityClass != tt.want.IdentityClass || !slices.Equal(got.Aliases, tt.want.Aliases) {
			t.Errorf("%s = %+v, want %+v", tt.typ, got, tt.want)
		}
	}
	valley := objects(t, w, "identity")[1]
	// The schemas of STIX keep the numbers of CVE for CVE.
	if len(valley.External) != 1 || string(valley.External[0]["external_id"]) != `"7"` {
		t.Errorf("external references = %v, want that of ucdp alone", valley.External)
	}
	if got := objects(t, w, "note")[0].Confidence; got != 70 {
		t.Errorf("the confidence in what is probably true is %d, want 70", got)
	}
}

// TestSTIXStops ends with the error of the context, and with that of whoever hands out claims.
func TestSTIXStops(t *testing.T) {
	w := claimed(t, graph.Claim{Source: "may", Polarity: graph.Negated})
	s := everything(t, w.graph)
	s.Claims = w
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := export.STIX(ctx, io.Discard, s); !errors.Is(err, context.Canceled) {
		t.Errorf("STIX = %v, want that it was cancelled", err)
	}
	s.Claims = broken{}
	if err := export.STIX(t.Context(), io.Discard, s); !errors.Is(err, errBroken) {
		t.Errorf("STIX = %v, want %v", err, errBroken)
	}
}

// broken can't read claims.
type broken struct{}

var errBroken = errors.New("the disk is gone")

func (broken) Claims(context.Context, []graph.ClaimID, graph.Tx) ([]*graph.Claim, error) {
	return nil, errBroken
}

// TestSTIXLosesNothingButTheRest holds the list of what is lost to what only JSON Lines carry.
func TestSTIXLosesNothingButTheRest(t *testing.T) {
	want := []export.Feature{export.Mentions, export.Vocabulary, export.Identities, export.Verdicts, export.Batches, export.History}
	if diff := cmp.Diff(want, format(t, "stix").Lacks); diff != "" {
		t.Errorf("lacks (-want +got):\n%s", diff)
	}
}
