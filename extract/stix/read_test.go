package stix_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/stix"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// Objects of an invented set, by the last digit of their ids.
const (
	reed    = `{"type":"identity","id":"identity--00000000-0000-4000-8000-000000000001","name":"Reed Company","identity_class":"organization"}`
	lantern = `{"type":"threat-actor","spec_version":"2.1","id":"threat-actor--00000000-0000-4000-8000-000000000002","name":"Lantern Column","aliases":["LC","Lantern Column"],
		"external_references":[{"source_name":"reed","external_id":"R7"},{"source_name":"a book","description":"cited"}]}`
	tide = `{"type":"malware","spec_version":"2.1","id":"malware--00000000-0000-4000-8000-000000000003","name":"Tide","is_family":true,"revoked":true,"description":"It floods."}`
	uses = `{"type":"relationship","spec_version":"2.1","id":"relationship--00000000-0000-4000-8000-000000000004","relationship_type":"uses",
		"source_ref":"threat-actor--00000000-0000-4000-8000-000000000002","target_ref":"malware--00000000-0000-4000-8000-000000000003","description":"They do."%s}`

	reedKey    = "stix-identity-00000000-0000-4000-8000-000000000001"
	lanternKey = "stix-threat-actor-00000000-0000-4000-8000-000000000002"
	tideKey    = "stix-malware-00000000-0000-4000-8000-000000000003"
)

// used is the relationship with more properties.
func used(more string) string { return fmt.Sprintf(uses, more) }

// read reads lines, of which none may be wrong.
func read(t *testing.T, lines ...string) *extract.Foreign {
	t.Helper()
	found, problems := stix.Read("folder/Some File.json.gz", strings.NewReader(strings.Join(lines, "\n")))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return found
}

// TestClaims reads what objects say of others.
func TestClaims(t *testing.T) {
	of := func(c graph.Claim) graph.Claim {
		c.Source = "stix-some-file"
		if c.Type == "" {
			c.From, c.Type, c.To, c.Codebook = lanternKey, "x:uses", tideKey, "STIX 2.1"
		}
		return claim(c)
	}
	two := 2.0
	tests := []struct {
		name  string
		lines []string
		want  []graph.Claim
	}{
		{"a relationship", []string{used("")}, []graph.Claim{of(graph.Claim{Gist: "They do."})}},
		{"of version 2.0", []string{strings.Replace(used(""), `"spec_version":"2.1",`, "", 1)}, []graph.Claim{of(graph.Claim{
			From: lanternKey, Type: "x:uses", To: tideKey, Codebook: "STIX 2.0", Gist: "They do.",
		})}},
		{
			"from a day to a day, with a confidence",
			[]string{used(`,"start_time":"2031-05-04T00:00:00Z","stop_time":"2031-06-01T12:00:00.5Z","confidence":85`)},
			[]graph.Claim{of(graph.Claim{
				Gist: "They do.", Credibility: 1, When: graph.When{EDTF: date(t, "2031-05-04/2031-06-01"), Extent: graph.Throughout},
			})},
		},
		{"since a day", []string{used(`,"start_time":"2031-05-04T00:00:00Z"`)}, []graph.Claim{of(graph.Claim{
			Gist: "They do.", When: graph.When{EDTF: date(t, "2031-05-04/"), Extent: graph.Throughout},
		})}},
		{"until a day", []string{used(`,"stop_time":"2031-05-04T00:00:00Z","confidence":0`)}, []graph.Claim{of(graph.Claim{
			Gist: "They do.", Credibility: 5, When: graph.When{EDTF: date(t, "/2031-05-04"), Extent: graph.Throughout},
		})}},
		{"at a time that can't be", []string{used(`,"start_time":"2031-05-04T00:00:00Z","stop_time":"2030-01-01T00:00:00Z"`)}, []graph.Claim{of(graph.Claim{Gist: "They do."})}},
		{
			"twice, in two descriptions",
			[]string{used(""), strings.NewReplacer("0004", "0005", "They do.", "So it is said.").Replace(used(""))},
			[]graph.Claim{of(graph.Claim{Gist: "They do.\n\nSo it is said."})},
		},
		{"taken back by its maker", []string{used(`,"revoked":true`)}, nil},
		{"to what another file may have", []string{strings.Replace(used(""), "0003", "0009", 1)}, []graph.Claim{of(graph.Claim{
			From: lanternKey, Type: "x:uses", To: "stix-malware-00000000-0000-4000-8000-000000000009", Codebook: "STIX 2.1", Gist: "They do.",
		})}},
		{"to what is no entity", []string{strings.Replace(used(""), "malware--00000000-0000-4000-8000-000000000003", "relationship--00000000-0000-4000-8000-000000000004", 1)}, nil},
		{"to what has no id", []string{strings.Replace(used(""), "malware--00000000-0000-4000-8000-000000000003", "--", 1)}, nil},
		{
			"an opinion against it, and one for it, before the relationship stands in the file",
			[]string{
				`{"type":"opinion","spec_version":"2.1","id":"opinion--00000000-0000-4000-8000-000000000006","opinion":"strongly-disagree","explanation":"No.","authors":["A","B"],"object_refs":["relationship--00000000-0000-4000-8000-000000000004"]}`,
				`{"type":"opinion","spec_version":"2.1","id":"opinion--00000000-0000-4000-8000-000000000007","opinion":"agree","authors":["C"],"object_refs":["relationship--00000000-0000-4000-8000-000000000004"]}`,
				`{"type":"opinion","spec_version":"2.1","id":"opinion--00000000-0000-4000-8000-000000000008","opinion":"neutral","object_refs":["relationship--00000000-0000-4000-8000-000000000004"]}`,
				used(""),
			},
			[]graph.Claim{
				of(graph.Claim{Gist: "They do."}),
				of(graph.Claim{Gist: "No.", Polarity: graph.Negated, Voices: []graph.Voice{{Label: "A, B"}}}),
				of(graph.Claim{Voices: []graph.Voice{{Label: "C"}}}),
			},
		},
		{
			"a sighting",
			[]string{`{"type":"sighting","spec_version":"2.1","id":"sighting--00000000-0000-4000-8000-000000000006","count":2,"first_seen":"2031-05-04T00:00:00Z","last_seen":"2031-05-04T23:00:00Z",
				"sighting_of_ref":"malware--00000000-0000-4000-8000-000000000003","where_sighted_refs":["identity--00000000-0000-4000-8000-000000000001"]}`},
			[]graph.Claim{of(graph.Claim{
				From: reedKey, Type: "x:sighting", To: tideKey, Codebook: "STIX 2.1", Number: &graph.Number{Best: &two, Unit: "sightings"},
				When: graph.When{EDTF: date(t, "2031-05-04"), Extent: graph.Sometime},
			})},
		},
		{
			"made by two, each of whom is then a voice",
			[]string{
				used(`,"created_by_ref":"identity--00000000-0000-4000-8000-000000000001"`),
				`{"type":"tool","spec_version":"2.1","id":"tool--00000000-0000-4000-8000-000000000006","name":"Oar","created_by_ref":"threat-actor--00000000-0000-4000-8000-000000000002"}`,
			},
			[]graph.Claim{of(graph.Claim{Gist: "They do.", Voices: []graph.Voice{{Entity: reedKey}}})},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := read(t, append([]string{reed, lantern, tide}, tt.lines...)...)
			if diff := cmp.Diff(tt.want, found.Bundles[0].Claims, cmp.Comparer(graph.EDTF.Equal)); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEntities reads what objects are.
func TestEntities(t *testing.T) {
	found := read(t, reed, lantern, tide)
	id := func(k graph.EntityKey) graph.EntityID { return k.ID() }
	want := []graph.Entity{
		{ID: id(reedKey), Key: reedKey, Type: "Organization", Name: "Reed Company", External: []graph.ExternalID{{Scheme: "stix", Value: "identity--00000000-0000-4000-8000-000000000001"}}},
		{
			ID: id(lanternKey), Key: lanternKey, Type: "x:threat-actor", Name: "Lantern Column", Names: []graph.Name{{Text: "LC", Kind: graph.Alias}},
			External: []graph.ExternalID{{Scheme: "stix", Value: "threat-actor--00000000-0000-4000-8000-000000000002"}, {Scheme: "reed", Value: "R7"}},
		},
		{
			ID: id(tideKey), Key: tideKey, Type: "x:malware", Name: "Tide", Description: "Revoked. It floods.",
			External: []graph.ExternalID{{Scheme: "stix", Value: "malware--00000000-0000-4000-8000-000000000003"}},
		},
	}
	if diff := cmp.Diff(want, found.Bundles[0].Entities); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	wantNotes := []extract.Note{
		{What: `malware objects that are revoked`, Count: 1, Example: "malware--00000000-0000-4000-8000-000000000003"},
		{What: `properties "is_family", left out`, Count: 1, Example: "malware--00000000-0000-4000-8000-000000000003"},
		{What: `works that objects cite, left out`, Count: 1, Example: "threat-actor--00000000-0000-4000-8000-000000000002"},
	}
	if diff := cmp.Diff(wantNotes, found.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// TestTypes are those that dyad has in just the same sense, and others.
func TestTypes(t *testing.T) {
	tests := []struct {
		object string
		want   graph.TermKey
	}{
		{`"type":"identity","identity_class":"individual"`, "Person"},
		{`"type":"identity","identity_class":"class"`, "Population"},
		{`"type":"identity","identity_class":"group"`, "x:identity"},
		{`"type":"identity"`, "x:identity"},
		{`"type":"location","region":"northern-europe"`, "Place"},
		{`"type":"x-reed-boat"`, "x:x-reed-boat"},
		{`"type":"report","object_refs":["tool--1"]`, "x:report"},
	}
	for _, tt := range tests {
		found := read(t, `{`+tt.object+`,"id":"it--00000000-0000-4000-8000-000000000001","name":"It"}`)
		if got := found.Bundles[0].Entities[0].Type; got != tt.want {
			t.Errorf("%s is a %s, want %s", tt.object, got, tt.want)
		}
	}
}

// TestDataset is what is known of the file as a source.
func TestDataset(t *testing.T) {
	made := func(object, by string) string {
		return strings.Replace(object, `"name"`, `"created_by_ref":"identity--00000000-0000-4000-8000-00000000000`+by+`","modified":"2031-05-04T10:00:00.000Z","name"`, 1)
	}
	mark := `{"type":"marking-definition","id":"marking-definition--00000000-0000-4000-8000-000000000009","definition_type":"statement","definition":{"statement":"Copyright Reed."}}`
	got := read(t, reed, made(lantern, "1"), made(tide, "1"), mark).Bundles[0]
	want := graph.Source{
		Key: "stix-some-file", Kind: graph.Dataset, Genre: graph.Data, Title: "some-file", Publisher: "Reed Company", Note: "Copyright Reed.",
		Published: graph.Published{EDTF: date(t, "2031-05-04"), Basis: graph.InferredBasis},
	}
	want.ID = want.Key.ID()
	if diff := cmp.Diff([]graph.Source{want}, got.Sources, cmp.Comparer(graph.EDTF.Equal)); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
	if got.Batch.Key != "stix-some-file" || len(got.Batch.Digest) != 64 {
		t.Errorf("batch = %+v, want stix-some-file with a digest", got.Batch)
	}
	two := read(t, reed, lantern, made(tide, "1"), made(strings.Replace(reed, "0001", "0002", 1), "2"), mark).Bundles[0]
	if p := two.Sources[0].Publisher; p != "" {
		t.Errorf("the publisher of what two made is %q, want none", p)
	}
}

// TestFrames reads the same objects as lines, as a list, as one bundle, and as two.
func TestFrames(t *testing.T) {
	bundle := func(objects ...string) string {
		return `{"id":"bundle--1","objects":[` + strings.Join(objects, ",") + `],"type":"bundle"}`
	}
	want := read(t, reed, lantern, tide, used("")).Bundles[0]
	for name, text := range map[string]string{
		"a list":                 "[" + strings.Join([]string{reed, lantern, tide, used("")}, ",") + "]",
		"one bundle":             bundle(reed, lantern, tide, used("")),
		"two bundles":            bundle(reed, lantern) + "\n" + bundle(tide, used("")),
		"behind a mark of order": "\ufeff" + bundle(reed, lantern, tide, used("")),
		"an older version too":   bundle(strings.Replace(tide, `"name":"Tide"`, `"name":"Ebb","modified":"2030-01-01T00:00:00.000Z"`, 1), reed, lantern, strings.Replace(tide, `"name"`, `"modified":"2030-01-01T00:00:00.001Z","name"`, 1), used("")),
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, text).Bundles[0]
			byKey := func(a, b graph.Entity) int { return strings.Compare(string(a.Key), string(b.Key)) }
			slices.SortFunc(got.Entities, byKey)
			wanted := slices.SortedFunc(slices.Values(want.Entities), byKey)
			if diff := cmp.Diff(wanted, got.Entities); diff != "" {
				t.Errorf("entities (-lines +%s):\n%s", name, diff)
			}
			if diff := cmp.Diff(want.Claims, got.Claims, cmp.Comparer(graph.EDTF.Equal)); diff != "" {
				t.Errorf("claims (-lines +%s):\n%s", name, diff)
			}
		})
	}
}

// TestRefused reads what can't be STIX, and bundles of dyad that were changed by hand.
func TestRefused(t *testing.T) {
	own := func(record string) string {
		return `{"type":"note","id":"note--00000000-0000-4000-8000-000000000001","extensions":{"extension-definition--8efb3189-566f-5d5d-baa1-a9eb55855d47":{"extension_type":"property-extension",` + record + `}}}`
	}
	tests := []struct{ name, text, want string }{
		{"nothing", " \n", "f.json: no object of STIX is in it"},
		{"no JSON", reed + "\n{\"type\":: 1}", `f.json:2:9: invalid character ':'`},
		{"cut short", reed + "\n" + reed[:40], "f.json:2:41: the file ends within an object"},
		{"not UTF-8", reed + "\n  \xff", "f.json:2:3: not valid UTF-8"},
		{"a number", "\n 7", "f.json:2:2: STIX has objects here; this is: 7"},
		{"a number in a bundle", `{"type":"bundle","objects":[` + "\n" + reed + ",\n  8]}", "f.json:3:3: STIX has objects here; this is: 8"},
		{"no id", `{"type":"tool"}`, `f.json:1:1: an object of STIX needs a text as its "id"`},
		{"a type that is no text", `{"type":3,"id":"a--1"}`, `f.json:1:1: an object of STIX needs a text as its "type"`},
		{"an id that gives no key", `{"type":"tool","id":"--"}`, "f.json:1:1: --: no key can be made of such an id"},
		{"a relationship without an end", `{"type":"relationship","id":"relationship--1","relationship_type":"uses","source_ref":"a--1"}`, "f.json:1:1: relationship--1: a relationship needs relationship_type"},
		{"a record with a field that dyad never had", own(`"claims":[]`), "what dyad wrote into it can't be read"},
		{"a claim without its id", own(`"claim":{"source":"s","from":"a","type":"x:b","to":"c"}`), "a claim needs its id"},
		{
			"a claim that was changed", own(`"claim":{"id":"70825ac7-f23d-51b6-bece-c1ee5c37f876","revision":1,"source":"s","from":"a","type":"x:b","to":"c"}`),
			"another tool has changed the claim",
		},
		{"an entity that is none", own(`"entity":{"key":"A","type":"State","name":"A"}`), `key "A": a key has lower-case letters`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := stix.Read("f.json", strings.NewReader(tt.text))
			if found != nil || len(problems) == 0 || !strings.Contains(problems[0].String(), tt.want) {
				t.Errorf("Read = %v, %v, want nothing and a problem that says %q", found, problems, tt.want)
			}
		})
	}
}

// TestMixed reads a bundle of dyad to which somebody has added an opinion and a name that differs.
func TestMixed(t *testing.T) {
	vocabulary, rest := nasty(t)
	s := opened(t)
	load(t, s, slices.Concat(vocabulary, rest)...)
	text := string(exported(t, s, exportAll))
	// attacks, from the first to the second of the fixture
	added := `{"type":"opinion","spec_version":"2.1","id":"opinion--00000000-0000-4000-8000-000000000006","opinion":"disagree","authors":["Vale"],
		"object_refs":["relationship--` + graph.RelationshipIDOf("arabic", "attacks", "pashto").String() + `"]}`
	text = strings.Replace(text, `{"type":"bundle","objects":[`, `{"type":"bundle","objects":[`+added+`,`, 1)
	text = strings.Replace(text, `"name":"Council 🦆 of the Lakes","identity_class"`, `"name":"Council","identity_class"`, 1)
	found := read(t, text)
	bundle := found.Bundles[0]
	last := bundle.Claims[len(bundle.Claims)-1]
	want := claim(graph.Claim{
		Source: "stix-some-file", From: "arabic", Type: "attacks", To: "pashto", Polarity: graph.Negated, Voices: []graph.Voice{{Label: "Vale"}}, Codebook: "STIX 2.1",
	})
	if diff := cmp.Diff(want, last, cmp.Comparer(graph.EDTF.Equal)); diff != "" {
		t.Errorf("the opinion (-want +got):\n%s", diff)
	}
	if n := noted(found, "names that another tool has changed: those of dyad's records count"); n != 1 {
		t.Errorf("changed names: %d noted, want 1", n)
	}
	load(t, opened(t), slices.Concat(vocabulary, found.Bundles)...)
}

// FuzzRead reads anything: it must not fail but by saying so, and what it takes the store's checks must take too.
func FuzzRead(f *testing.F) {
	f.Add([]byte(strings.Join([]string{reed, lantern, tide, used("")}, "\n")))
	f.Add([]byte(`{"type":"bundle","objects":[` + reed + `,{"type":"sighting","id":"sighting--1","sighting_of_ref":"identity--00000000-0000-4000-8000-000000000001","created_by_ref":"identity--00000000-0000-4000-8000-000000000001"}]}`))
	f.Add([]byte(`[{"type":"opinion","id":"o--1","opinion":"agree","object_refs":["r--1"]}]`))
	f.Add([]byte(`{"type":"note","id":"note--1","extensions":{"extension-definition--8efb3189-566f-5d5d-baa1-a9eb55855d47":{"extension_type":"property-extension","claim":{"id":"00000000-0000-0000-0000-000000000001","revision":2,"roles":{"content":["00000000-0000-0000-0000-000000000001"]}}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		found, problems := stix.Read("f.json", strings.NewReader(string(data)))
		if (found == nil) != (len(problems) > 0) {
			t.Fatalf("Read = %v, %v, want one of them", found, problems)
		}
		if found == nil {
			return
		}
		b := &found.Bundles[0]
		var faults []error
		for i := range b.Entities {
			faults = append(faults, b.Entities[i].Check()...)
		}
		for i := range b.Claims {
			faults = append(faults, b.Claims[i].Check()...)
		}
		for i := range b.Sources {
			faults = append(faults, b.Sources[i].Check()...)
		}
		if len(faults) > 0 {
			t.Fatalf("what was read is wrong: %v", faults)
		}
	})
}
