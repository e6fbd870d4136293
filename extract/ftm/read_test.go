package ftm_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/ftm"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// valley is a file of others: a company and its owner, a payment, a link, an address, a thing that dyad has no type for.
const valley = `
{"id":"P1","schema":"Person","properties":{"name":["Reed Marlow","R. Marlow"],"alias":["The Ferryman"],"previousName":["Reed Vale"],"addressEntity":["a1"],"wikidataId":["Q7"],"birthDate":["1999"]},"datasets":["valley"]}
{"id":"c1","schema":"Company","properties":{"name":["Ferry & Sons"],"summary":["ferries"],"parent":["c9"]}}
{"id":"a1","schema":"Address","properties":{"full":["1 Quay, Sandgate"],"city":["Sandgate"]}}
{"id":"s1","schema":"Vessel","properties":{"name":["Swan"],"owner":["c1"]}}
{"id":"x1","schema":"Ownership","properties":{"owner":["P1"],"asset":["c1"],"startDate":["2030-02"],"endDate":["2031"],"percentage":["50"]}}
{"id":"x2","schema":"Payment","properties":{"payer":["c1"],"beneficiary":["P1"],"amount":["12.5"],"currency":["VAL"],"date":["2031-05-04"],"purpose":["a boat"]}}
{"id":"x3","schema":"UnknownLink","properties":{"subject":["P1"],"object":["s1"],"role":["sails"]}}
{"id":"x4","schema":"Membership","properties":{"member":["P1"],"organization":["c9"]}}
{"id":"x5","schema":"Succession","properties":{"predecessor":["c1"],"successor":["P1","s1"],"date":["soon"]}}
{"id":"x6","schema":"Employment","properties":{"employee":["P1"]}}
{"id":"c1","schema":"Company","properties":{"name":["Ferry & Sons","Ferries"]}}
`

// read reads a file that is sound.
func read(t *testing.T, name, text string) *extract.Foreign {
	t.Helper()
	out, problems := ftm.Read(name, strings.NewReader(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return out
}

func TestForeignEntities(t *testing.T) {
	b := read(t, "valley.json", valley).Bundles[0]
	want := []graph.Entity{
		{
			Key: graph.EntityKey("ftm-valley-" + extract.Slug("P1", 50)), Type: "Person", Name: "Reed Marlow",
			Names:    []graph.Name{{Text: "R. Marlow", Kind: graph.Alias}, {Text: "The Ferryman", Kind: graph.Alias}, {Text: "Reed Vale", Kind: graph.Former}},
			External: []graph.ExternalID{{Scheme: "ftm", Value: "P1"}, {Scheme: "wikidata", Value: "Q7"}},
		},
		{
			Key: "ftm-valley-c1", Type: "Organization", Name: "Ferry & Sons", Names: []graph.Name{{Text: "Ferries", Kind: graph.Alias}},
			Description: "ferries", External: []graph.ExternalID{{Scheme: "ftm", Value: "c1"}},
		},
		{Key: "ftm-valley-a1", Type: "Place", Name: "1 Quay, Sandgate", External: []graph.ExternalID{{Scheme: "ftm", Value: "a1"}}},
		{Key: "ftm-valley-s1", Type: "x:Vessel", Name: "Swan", External: []graph.ExternalID{{Scheme: "ftm", Value: "s1"}}},
	}
	for i := range want {
		want[i].ID = want[i].Key.ID()
	}
	if diff := cmp.Diff(want, b.Entities); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	if len(b.Sources) != 1 || b.Sources[0].Key != "ftm-valley" || b.Sources[0].Kind != graph.Dataset || b.Batch.Key != "ftm-valley" {
		t.Errorf("source %v of batch %q, want the dataset ftm-valley", b.Sources, b.Batch.Key)
	}
}

// TestAmountsBelowZero: money that was paid back is a number, in a currency; of anything else less than none is told as other properties are.
func TestAmountsBelowZero(t *testing.T) {
	const parties = `{"id":"P1","schema":"Person","properties":{"name":["Reed Marlow"]}}
{"id":"c1","schema":"Company","properties":{"name":["Ferry & Sons"]}}
{"id":"x1","schema":"Payment","properties":{"payer":["c1"],"beneficiary":["P1"],%s}}
`
	for properties, want := range map[string]string{
		`"amount":["-12.5"],"currency":["EUR"]`: "-12.5 EUR",
		`"amountUsd":["-3"]`:                    "-3 USD",
		`"amount":["-12.5"]`:                    "",
		`"amount":["-12.5"],"currency":["VAL"]`: "",
	} {
		c := read(t, "valley.json", fmt.Sprintf(parties, properties)).Bundles[0].Claims[0]
		got := ""
		if c.Number != nil {
			got = fmt.Sprint(*c.Number.Best, " ", c.Number.Unit)
		}
		if got != want {
			t.Errorf("%s: the number is %q, want %q", properties, got, want)
		}
		if faults := c.Check(); len(faults) > 0 {
			t.Errorf("%s: %v", properties, faults)
		}
	}
}

// TestForeignClaims words each claim on a line.
func TestForeignClaims(t *testing.T) {
	b := read(t, "valley.json", valley).Bundles[0]
	marlow := string(b.Entities[0].Key)
	var got []string
	for _, c := range b.Claims {
		line := strings.Join([]string{string(c.From), string(c.Type), string(c.To), c.When.EDTF.String(), string(c.When.Extent), string(c.When.Bound)}, " ")
		if c.Number != nil {
			line += " " + c.Number.Unit
			if *c.Number.Best != 12.5 {
				t.Errorf("amount %v, want 12.5", *c.Number.Best)
			}
		}
		got = append(got, strings.ReplaceAll(line, marlow, "marlow")+" | "+c.Gist)
	}
	want := []string{
		"marlow x:addressEntity ftm-valley-a1    | Person P1: addressEntity",
		"ftm-valley-s1 x:owner ftm-valley-c1    | Vessel s1: owner",
		"marlow x:Ownership ftm-valley-c1 2030-02/2031 throughout whole | Ownership x1; startDate: 2030-02; endDate: 2031",
		"ftm-valley-c1 x:Payment marlow 2031-05-04 sometime whole VAL | Payment x2; purpose: a boat; date: 2031-05-04",
		"marlow linked_to ftm-valley-s1    | UnknownLink x3; role: sails",
		"marlow replaces ftm-valley-c1    | Succession x5; date: soon",
		"ftm-valley-s1 replaces ftm-valley-c1    | Succession x5; date: soon",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestForeignNotes(t *testing.T) {
	got := map[string]int{}
	for _, n := range read(t, "valley.json", valley).Notes {
		got[n.What] = n.Count
	}
	want := map[string]int{
		"fields datasets of entities: left out":                                          1,
		"links to entities that are not in the file (Membership.organization): left out": 1,
		"links with an end that is not given (Employment.employer): left out":            1,
		"links with several ends on a side: a claim for each pair":                       1,
		"references to entities that are not in the file (Company.parent): left out":     1,
		"values of Address.city: left out":                                               1,
		"values of Ownership.percentage: left out":                                       1,
		"values of Person.birthDate: left out":                                           1,
		"values of date that are no dates: in the gist":                                  1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// TestTwoFilesNeverMeet has one id in two files: whether they mean the same is for a curator to say.
func TestTwoFilesNeverMeet(t *testing.T) {
	const line = `{"id":"1","schema":"Person","properties":{"name":["Reed Marlow"]}}`
	a, b := read(t, "north.json", line), read(t, "south.json", line)
	if a, b := a.Bundles[0].Entities[0].Key, b.Bundles[0].Entities[0].Key; a == b {
		t.Errorf("both are %s", a)
	}
}

func TestRefused(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", "\n", "v.json: the file holds no entity"},
		{"no JSON", "{\n", "v.json:1:1: no entity of FollowTheMoney"},
		{"a property that is no list", `{"id":"a","schema":"Person","properties":{"name":"x"}}`, "v.json:1:1: no entity"},
		{"no schema", "\n" + `{"id":"a"}`, "v.json:2:1: an entity of FollowTheMoney needs an id and a schema"},
		{"no UTF-8", `{"id":"a` + "\xff" + `","schema":"Person"}`, "v.json:1:1: not valid UTF-8"},
		{"an empty record of dyad", `{"id":"a","schema":"Person","dyad":{}}`, "v.json:1:1: the field dyad has no entity"},
		{"a record of dyad that is not what it was", `{"id":"a","schema":"Person","dyad":{"entity":{"key":"No Key","type":"State","name":"x"}}}`, `v.json:1:1: key "No Key"`},
		{"an id of somebody else", `{"id":"a","schema":"Person","dyad":{"entity":{"key":"a","type":"State","name":"x"}}}` + "\n" + `{"id":"a","schema":"Person"}`, "v.json:2:1: line 1 has the id"},
		{"a line of dyad twice", strings.Repeat(`{"id":"a","schema":"Person","dyad":{"entity":{"key":"a","type":"State","name":"x"}}}`+"\n", 2), "v.json:2:1: line 1 has the id"},
		{"a line without end", `{"id":"` + strings.Repeat("a", ftm.MaxLine), "v.json:1:1: the line is longer than 16 MiB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, problems := ftm.Read("v.json", strings.NewReader(tt.text))
			if out != nil || len(problems) == 0 || !strings.HasPrefix(problems[0].String(), tt.want) {
				t.Errorf("Read = %v, %v, want a problem that begins with %q", out, problems, tt.want)
			}
		})
	}
}

// TestDonations reads entities that others published; their README has the counts.
func TestDonations(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "ftm", "donations.ijson"))
	if err != nil {
		t.Skip("../shared/data is not beside the checkout")
	}
	b := read(t, "donations.ijson", string(data)).Bundles[0]
	got := map[graph.TermKey]int{}
	for _, e := range b.Entities {
		got[e.Type]++
	}
	for _, c := range b.Claims {
		got[c.Type]++
	}
	// 84 entities have an address; ten of them two, three have three, and one four.
	want := map[graph.TermKey]int{"Organization": 56, "Person": 22, "x:Organization": 17, "Place": 89, "x:Payment": 290, "x:addressEntity": 103}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("by type (-want +got):\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	for line := range strings.Lines(valley) {
		f.Add([]byte(line))
	}
	f.Add([]byte(valley))
	f.Add([]byte(`{"id":"a","schema":"Person","dyad":{"claim":{"source":"s","from":"a","type":"t","roles":{"content":["b"]}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, problems := ftm.Read("f.json", bytes.NewReader(data))
		if (out == nil) != (len(problems) > 0) {
			t.Fatalf("Read = %v, %v", out, problems)
		}
		if out == nil {
			return
		}
		for _, e := range out.Bundles[0].Entities {
			for _, fault := range e.Check() {
				t.Errorf("entity %s: %s", e.Key, fault)
			}
		}
	})
}
