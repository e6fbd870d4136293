package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// effectFields asks for everything that an effect tells.
const effectFields = ` effect {
	unchanged
	gained(first: 20) { totalCount nodes { ...edge } } lost(first: 20) { totalCount nodes { ...edge } }
	changed(first: 20) { totalCount nodes { before { ...edge } after { ...edge } statusChanged signChanged } }
	contradictions { appeared(first: 9) { totalCount nodes { ...clash } } vanished(first: 9) { totalCount nodes { ...clash } } }
} `

// effectFragments go with effectFields. What they ask for is looked up in the index, in the records and in the mentions.
const effectFragments = `
fragment edge on Relationship {
	id status sign type { term label } from { key name revision names { text } mentions { totalCount } } to { key degree }
	claims { nodes { id revision gist annotator batch recordedAt } }
}
fragment clash on Contradiction { id rule sides { says claims { id gist } } verdict { finding } }
`

// dry is a mutation, written without its selection, that is only tried.
func dry(mutation string) string {
	end := strings.LastIndex(mutation, ")")
	return mutation[:end] + ", dryRun: true" + mutation[end:]
}

// tells makes one mutation as vale. It returns what is told of the change, and the whole payload as JSON, with the effect and what more asks
// for, but without transaction and batch.
func (d *curatedDesk) tells(mutation, more string) (of told, payload string) {
	d.Helper()
	body := d.post(d.tokens["vale"], "mutation { it: "+d.filled(mutation)+" {"+toldFields+effectFields+more+"} }"+effectFragments, nil)
	var got struct {
		Data   struct{ It json.RawMessage }
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(body, &got); err != nil || len(got.Errors) > 0 {
		d.Fatalf("%s: %s", mutation, body)
	}
	fields := map[string]any{}
	for _, into := range []any{&of, &fields} {
		if err := json.Unmarshal(got.Data.It, into); err != nil {
			d.Fatalf("%s: %s", mutation, body)
		}
	}
	delete(fields, "transaction")
	delete(fields, "batch")
	text, err := json.MarshalIndent(fields, "", " ")
	if err != nil {
		d.Fatal(err)
	}
	return of, string(text)
}

// foretells tries a mutation, which leaves everything as it is, and then makes it: both tell the same. It returns what the real one told.
func (d *curatedDesk) foretells(mutation, more string) (told, string) {
	d.Helper()
	const log = `{ server { data { digest transaction } } changes { totalCount nodes { reason } } }`
	rows, index, answer := d.dump(), d.live.Index(), d.ask(log)
	heard := 0
	stop := d.live.Watch(func(graph.Transaction) { heard++ })
	tried, foretold := d.tells(dry(mutation), more)
	stop()
	if tried.Transaction != 0 || tried.Batch != "" {
		d.Errorf("%s, tried: transaction %d, batch %q, want none", mutation, tried.Transaction, tried.Batch)
	}
	if d.dump() != rows || d.live.Index() != index || d.ask(log) != answer || heard != 0 {
		d.Fatalf("%s, tried: %d changes were told, another index: %v (-rows before +after):\n%s", mutation, heard, d.live.Index() != index, cmp.Diff(rows, d.dump()))
	}
	of, payload := d.tells(mutation, more)
	if diff := cmp.Diff(payload, foretold); diff != "" {
		d.Fatalf("%s (-made +tried):\n%s", mutation, diff)
	}
	return of, payload
}

// dump is every row of the store.
func (d *curatedDesk) dump() string {
	d.Helper()
	var b bytes.Buffer
	if err := d.workspace.store.Dump(d.Context(), &b); err != nil {
		d.Fatal(err)
	}
	return b.String()
}

// TestEveryMutationTried tries each mutation and makes it, and then tries to undo it and does: what is told is the same, and what is only tried
// leaves no trace.
func TestEveryMutationTried(t *testing.T) {
	for _, tt := range mutations {
		t.Run(tt.name, func(t *testing.T) {
			d := newCuratedDesk(t)
			d.ask(tt.question)
			of, payload := d.foretells(d.withContradiction(tt.mutation), tt.more)
			if of.Transaction != d.workspace.store.Last() || !strings.Contains(payload, `"effect": {`) {
				t.Fatalf("%+v of %s, want transaction %d with an effect", of, payload, d.workspace.store.Last())
			}
			d.foretells(fmt.Sprintf(`undoBatch(input: {transaction: %d}, reason: "a slip")`, of.Transaction), "undone")
			d.answers("undone", tt.question, tt.before)
		})
	}
}

// TestRandomCurationTried makes random mutations, each tried before.
func TestRandomCurationTried(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			d := newCuratedDesk(t)
			w := &whim{d, rand.New(rand.NewPCG(seed, 12)), 0}
			made, refused, moved := 0, 0, 0
			for range 60 {
				of, payload := d.foretells(w.invent(), "")
				null := strings.Contains(payload, `"effect": null`)
				if refusing := len(of.UserErrors) > 0; refusing != null {
					t.Fatalf("%d errors, and an effect that is null: %v", len(of.UserErrors), null)
				} else if refusing {
					refused++
				}
				if of.Transaction != 0 {
					made++
				}
				if strings.Contains(payload, `"gist"`) {
					moved++
				}
			}
			d.sound()
			if made < 20 || refused < 5 || moved < 10 {
				t.Errorf("%d were made, %d refused, %d did something to relationships: the test is not about much", made, refused, moved)
			}
		})
	}
}

// TestEffects holds effects to what they must be, worked out by hand.
func TestEffects(t *testing.T) {
	const fields = `effect%s { unchanged gained { nodes { ...e } } lost { nodes { ...e } } changed { nodes { before { ...e } after { ...e } statusChanged signChanged } }
		contradictions { appeared { totalCount } vanished { totalCount } } }`
	tests := []struct{ name, mutation, args, want string }{
		{
			"a claim that nobody made makes a relationship", `addClaim(input: {source: "gazette", from: "reed-company", type: "fights", to: "lantern-column", gist: "They do.", evidence: [{parts: [{start: 0, end: 9}]}]}, reason: "left out")`, "",
			`{"unchanged":2,"gained":{"nodes":["lantern-column fights reed-company STATED"]},"lost":{"nodes":[]},"changed":{"nodes":[]},"contradictions":{"appeared":{"totalCount":0},"vanished":{"totalCount":0}}}`,
		},
		{
			"without the denial nobody contests the attack", `retractClaim(id: "$2", reason: "misread")`, "",
			`{"unchanged":1,"gained":{"nodes":[]},"lost":{"nodes":[]},"changed":{"nodes":["orchard-brigade attacks blue-valley CONTESTED > STATED true false"]},"contradictions":{"appeared":{"totalCount":0},"vanished":{"totalCount":1}}}`,
		},
		{
			"a claim of another type is another relationship", `correctClaim(id: "$3", input: {type: "attacks"}, reason: "misread")`, "",
			`{"unchanged":1,"gained":{"nodes":["red-harbour attacks orchard-brigade ALLEGED"]},"lost":{"nodes":["red-harbour supports orchard-brigade ALLEGED"]},"changed":{"nodes":[]},"contradictions":{"appeared":{"totalCount":0},"vanished":{"totalCount":0}}}`,
		},
		{
			"who gives way takes what is said of them along", `mergeEntities(from: "red-harbour", into: "reed-company", reason: "one group")`, "",
			`{"unchanged":1,"gained":{"nodes":["reed-company supports orchard-brigade ALLEGED"]},"lost":{"nodes":["red-harbour supports orchard-brigade ALLEGED"]},"changed":{"nodes":[]},"contradictions":{"appeared":{"totalCount":0},"vanished":{"totalCount":0}}}`,
		},
		{
			"a name changes no relationship", `addNames(entity: "red-harbour", names: [{text: "the Port"}], reason: "so called")`, "",
			`{"unchanged":2,"gained":{"nodes":[]},"lost":{"nodes":[]},"changed":{"nodes":[]},"contradictions":{"appeared":{"totalCount":0},"vanished":{"totalCount":0}}}`,
		},
		{
			"a view without denials sees no difference", `retractClaim(id: "$2", reason: "misread")`, "(view: {polarity: [AFFIRMED]})",
			`{"unchanged":2,"gained":{"nodes":[]},"lost":{"nodes":[]},"changed":{"nodes":[]},"contradictions":{"appeared":{"totalCount":0},"vanished":{"totalCount":0}}}`,
		},
		{
			"the filter leaves out what else would be lost", `undoBatch(input: {batch: "gazette"}, reason: "withdrawn")`, `(filter: {types: {in: ["supports"]}})`,
			`{"unchanged":0,"gained":{"nodes":[]},"lost":{"nodes":["red-harbour supports orchard-brigade ALLEGED"]},"changed":{"nodes":[]},"contradictions":{"appeared":{"totalCount":0},"vanished":{"totalCount":1}}}`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newCuratedDesk(t)
			body := d.post(d.tokens["vale"], d.filled("mutation { it: "+dry(tt.mutation)+" { "+fmt.Sprintf(fields, tt.args)+" } }")+
				" fragment e on Relationship { from { key } type { term } to { key } status }", nil)
			if got := inWords(string(body)); !strings.Contains(got, `"effect":`+tt.want) {
				t.Errorf("%s\n got %s\nwant %s", tt.mutation, got, tt.want)
			}
		})
	}
}

var (
	relationshipJSON = regexp.MustCompile(`\{"from":\{"key":"([^"]*)"\},"type":\{"term":"([^"]*)"\},"to":\{"key":"([^"]*)"\},"status":"([^"]*)"\}`)
	shiftJSON        = regexp.MustCompile(`\{"before":"([^"]*) ([A-Z]+)","after":"([^"]*) ([A-Z]+)","statusChanged":(\w+),"signChanged":(\w+)\}`)
)

// inWords writes the relationships of an answer in words.
func inWords(answer string) string {
	return shiftJSON.ReplaceAllString(relationshipJSON.ReplaceAllString(answer, `"$1 $2 $3 $4"`), `"$1 $2 > $4 $5 $6"`)
}

// TestEffectOfTheFirst loads a file into a store that is empty: before it there was nothing.
func TestEffectOfTheFirst(t *testing.T) {
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	d := &curatedDesk{T: t, workspace: &workspace{store: s, dir: t.TempDir()}, log: &bytes.Buffer{}, tokens: map[string]string{}}
	d.live = liveOf(t, s, func() time.Time { return june })
	d.serve(&curating{d.live, d.workspace, nil}, d.keeper())
	load := `loadSource(input: {name: "gazette.yaml", content: ` + quoted(gazette) + `}, reason: "the first")`
	for i, mutation := range []string{dry(load), load, load} {
		answer := string(d.post(d.tokens["vale"], "mutation { it: "+mutation+` { effect(filter: {involving: ["orchard-brigade"]}) { unchanged gained { totalCount } lost { totalCount }
			contradictions { appeared { totalCount } vanished { totalCount } } } } }`, nil))
		want := `{"effect":{"unchanged":0,"gained":{"totalCount":2},"lost":{"totalCount":0},"contradictions":{"appeared":{"totalCount":1},"vanished":{"totalCount":0}}}}`
		if i == 2 { // it is there already
			want = `{"effect":{"unchanged":2,"gained":{"totalCount":0},"lost":{"totalCount":0},"contradictions":{"appeared":{"totalCount":0},"vanished":{"totalCount":0}}}}`
		}
		if !strings.HasPrefix(answer, `{"data":{"it":`+want) {
			t.Errorf("load %d:\n got %s\nwant %s", i+1, answer, want)
		}
	}
}

// TestTriedInOneRequest tries and makes mutations in one request: each finds the graph as the real ones before it left it.
func TestTriedInOneRequest(t *testing.T) {
	d := newCuratedDesk(t)
	enter := `addEntity(input: {key: "lakes-council", type: "MilitantGroup", name: "Lakes Council"}, reason: "new"`
	answer := string(d.post(d.tokens["vale"], `mutation {
		a: `+enter+`, dryRun: true) { entity { key } transaction userErrors { code } }
		b: `+enter+`) { entity { key } transaction userErrors { code } }
		c: `+enter+`, dryRun: true) { entity { key } transaction userErrors { code } effect { unchanged } }
	}`, nil))
	want := `{"data":{"a":{"entity":{"key":"lakes-council"},"transaction":null,"userErrors":[]},` +
		`"b":{"entity":{"key":"lakes-council"},"transaction":2,"userErrors":[]},` +
		`"c":{"entity":null,"transaction":null,"userErrors":[{"code":"CONFLICT"}],"effect":null}}`
	if !strings.HasPrefix(answer, want) {
		t.Errorf("\n got %s\nwant %s", answer, want)
	}
}

// TestTriedOtherwise tries one correction and makes another, which gets the numbers that the first one showed: nothing of that is left.
func TestTriedOtherwise(t *testing.T) {
	d := newCuratedDesk(t)
	for _, tt := range []struct{ gist, more, want string }{
		{"One.", ", dryRun: true", `{"claim":{"revision":2,"gist":"One."}}`},
		{"Two.", ", dryRun: true", `{"claim":{"revision":2,"gist":"Two."}}`},
		{"Three.", "", `{"claim":{"revision":2,"gist":"Three."}}`},
	} {
		body := string(d.post(d.tokens["vale"], d.filled(fmt.Sprintf(`mutation { it: correctClaim(id: "$3", input: {gist: %q}, reason: "clearer"%s) { claim { revision gist } } }`, tt.gist, tt.more)), nil))
		if !strings.HasPrefix(body, `{"data":{"it":`+tt.want) {
			t.Errorf("%s: %s", tt.gist, body)
		}
	}
	d.answers("afterwards", `{ claim(id: "$3") { revision gist } }`, `{"claim":{"revision":2,"gist":"Three."}}`)
}

// TestTryingIsRefused tries what must not be.
func TestTryingIsRefused(t *testing.T) {
	d := newCuratedDesk(t)
	retract := d.filled(`mutation { retractClaim(id: "$2", reason: "misread", dryRun: true) { effect(view: {asOf: {transaction: 1}}) { unchanged } } }`)
	if got := string(d.post("", retract, nil)); !strings.Contains(got, "UNAUTHENTICATED") {
		t.Errorf("without a token: %s", got)
	}
	if got := string(d.post(d.tokens["vale"], retract, nil)); !strings.Contains(got, "the change says of when") {
		t.Errorf("with an effect as of some other time: %s", got)
	}
	d.serve(nil, nil)
	if got := string(d.post("", retract, nil)); !strings.Contains(got, "FORBIDDEN") {
		t.Errorf("where nobody may change anything: %s", got)
	}
}

// TestEffectsAtOnce makes changes from many sides at once, and tries others meanwhile: each tells what it did itself, whoever else was
// at work.
func TestEffectsAtOnce(t *testing.T) {
	d := newCuratedDesk(t)
	var work sync.WaitGroup
	answers := make([]string, 12)
	for i := range answers {
		work.Go(func() {
			claim := fmt.Sprintf(`addClaim(input: {source: "gazette", from: "reed-company", type: "x:deed_%d", to: "lantern-column", gist: "They do.", evidence: [{parts: [{start: 0, end: 9}]}]}, reason: "left out")`, i)
			if i%3 == 0 {
				claim = dry(claim)
			}
			answers[i] = string(d.post(d.tokens["vale"], "mutation { it: "+claim+" { userErrors { message } effect { gained { totalCount nodes { type { term } } } lost { totalCount } } } }", nil))
		})
	}
	work.Wait()
	for i, got := range answers {
		want := fmt.Sprintf(`{"data":{"it":{"userErrors":[],"effect":{"gained":{"totalCount":1,"nodes":[{"type":{"term":"x:deed_%d"}}]},"lost":{"totalCount":0}}}}`, i)
		if !strings.HasPrefix(got, want) {
			t.Errorf("change %d:\n got %s\nwant %s", i, got, want)
		}
	}
	if last := d.workspace.store.Last(); last != 9 {
		t.Errorf("the last transaction is %d, want 9: the first and eight changes", last)
	}
	d.sound()
}
