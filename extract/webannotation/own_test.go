package webannotation_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"dyad/extract/webannotation"
	"dyad/graph"
)

// page is one that dyad wrote: a mention, and a claim with one place.
func page(t testing.TB) string {
	t.Helper()
	m := graph.Mention{Source: "gazette", Entity: "mowers", Form: "Mowers", Part: graph.Part{Start: 0, End: 6}}
	c := graph.Claim{
		Revision: 1, Source: "gazette", From: "mowers", Type: "x:hires", To: "ferry-men", Polarity: graph.Affirmed, Modality: graph.Asserted, Outcome: graph.NoOutcome,
		Evidence: []graph.Occurrence{{Parts: []graph.Part{{Start: 0, End: 20}}}},
	}
	c.ID = c.DerivedID()
	record, err := graph.EncodeRecord(&c)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`{"@context": ["http://www.w3.org/ns/anno.jsonld", {"dyad": "urn:dyad:"}], "id": "urn:dyad:annotations:gazette", "type": "AnnotationPage",
"dyad:source": {"id": %q, "key": "gazette", "sourceKind": "article", "genre": "reporting"}, "dyad:entities": [{"key": "mowers", "type": "x:group", "name": "Mowers"}],
"items": [
{"id": "urn:uuid:%s", "type": "Annotation", "motivation": "identifying", "body": "urn:dyad:entity:mowers", "target": {"source": "urn:dyad:source:gazette", "selector": [{"type": "TextPositionSelector", "start": 0, "end": 6}, {"type": "TextQuoteSelector", "exact": "Mowers"}]}},
{"id": "urn:uuid:%s", "type": "Annotation", "motivation": "describing", "target": [{"source": "urn:dyad:source:gazette", "selector": [{"type": "TextPositionSelector", "start": 0, "end": 20}]}], "dyad:claim": %s}
]}`, graph.SourceKey("gazette").ID(), m.DerivedID(), c.ID, record)
}

// TestOwn reads what dyad wrote, and refuses what was changed on one side only.
func TestOwn(t *testing.T) {
	tests := []struct{ name, was, is, want string }{
		{"as it was", "", "", ""},
		{"an annotation that somebody added", `"items": [`, `"items": [{"id": "http://example.org/9", "type": "Annotation", "target": "http://example.org/page"},`, ""},
		{"another span of the claim", `"start": 0, "end": 20`, `"start": 0, "end": 21`, "a.json:5:"},
		{"a second target", `"target": [{`, `"target": [{"source": "urn:dyad:source:gazette"}, {`, "2 targets, and the claim stands at 1 places"},
		{"another span of the mention", `"start": 0, "end": 6`, `"start": 1, "end": 6`, "a mention of dyad needs the span that its id was made of"},
		{"a mention without its words", `, {"type": "TextQuoteSelector", "exact": "Mowers"}`, "", "a mention of dyad needs the span that its id was made of, and its words"},
		{"a claim of another source", `"source":"gazette"`, `"source":"times"`, "dyad:claim: it is of another source or id than the annotation"},
		{"who is named in an object", `"body": "urn:dyad:entity:mowers"`, `"body": {"id": "urn:dyad:entity:mowers"}`, ""},
		{"an offset in another form", `"start": 0, "end": 20`, `"start": 0.0, "end": 2e1`, ""},
		{"other words of the mention", `"selector": [{"type": "TextPositionSelector", "start": 0, "end": 6}`, `"dyad:sha256": "` + strings.Repeat("0", 64) + `", "selector": [{"type": "TextPositionSelector", "start": 0, "end": 6}`, "the words are others than its digest is of"},
		{"shorter words of the mention", `"exact": "Mowers"`, `"exact": "Mower"`, `a.json:4:152: target: "Mower" is of another length than 0 to 6`},
		{"other words of the mention, which has no digest of its own", `"exact": "Mowers"}]`, `"exact": "Movers"}], "dyad:words-sha256": "` + digest("Mowers") + `"`, "the words are others than its digest is of"},
		{"the same words", `"exact": "Mowers"}]`, `"exact": "Mowers"}], "dyad:words-sha256": "` + digest("Mowers") + `"`, ""},
		{"shorter words of the claim", `"end": 20}]`, `"end": 20}, {"type": "TextQuoteSelector", "exact": "Mowers"}]`, `a.json:5:`},
		{"other words of the claim", `"end": 20}]`, `"end": 20}, {"type": "TextQuoteSelector", "exact": "Movers hire Ferry Me"}], "dyad:words-sha256": "` + digest("Mowers hire Ferry Me") + `"`, "the words are others than its digest is of"},
		{"another page of the mention", `"target": {"source": "urn:dyad:source:gazette"`, `"target": {"source": "http://example.org/page"`, `a.json:4:152: target: it is of "http://example.org/page", and the page of urn:dyad:source:gazette`},
		{"another page of the claim", `"target": [{"source": "urn:dyad:source:gazette"`, `"target": [{"source": "http://example.org/page"`, `a.json:5:`},
		{"a second span of the mention", `"start": 0, "end": 6}`, `"start": 1, "end": 7}, {"type": "TextPositionSelector", "start": 0, "end": 6}`, "a mention of dyad needs the span that its id was made of"},
		{"a second span of the claim", `"start": 0, "end": 20}`, `"start": 0, "end": 21}, {"type": "TextPositionSelector", "start": 0, "end": 20}`, "target: its selectors contradict each other"},
		{"an entity twice", `"dyad:entities": [`, `"dyad:entities": [{"key": "mowers", "type": "x:group", "name": "Mowers"}, `, "dyad:entities: the page has it already"},
		{"an entity without a name", `"name": "Mowers"`, `"name": ""`, "a.json:2:"},
		{"a key that is none", `"key": "mowers"`, `"key": "Mowers"`, "dyad:entities: "},
		{"no record", `"dyad:entities": [{`, `"dyad:entities": [7, {`, "dyad:entities: it is no record of dyad"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := page(t)
			if !strings.Contains(text, tt.was) {
				t.Fatalf("the page has no %s", tt.was)
			}
			found, problems := webannotation.Read("a.json", strings.NewReader(strings.Replace(text, tt.was, tt.is, 1)))
			if tt.want != "" {
				if found != nil || len(problems) != 1 || !strings.Contains(problems[0].String(), tt.want) {
					t.Errorf("Read: %v, want one problem that tells %q", problems, tt.want)
				}
				return
			}
			if found == nil {
				t.Fatalf("Read: %v", problems)
			}
			b := found.Bundles[0]
			if len(b.Sources) != 1 || b.Sources[0].Key != "gazette" || len(b.Mentions) != 1 || len(b.Claims) != 1 || b.Claims[0].ID != b.Claims[0].DerivedID() {
				t.Errorf("sources %+v, mentions %+v, claims %+v", b.Sources, b.Mentions, b.Claims)
			}
			if len(b.Entities) != 2 || b.Entities[0].Key != "mowers" || b.Entities[1].Key != "ferry-men" {
				t.Errorf("entities %+v, want the one that is described and the one that is named", b.Entities)
			}
		})
	}
}

func digest(words string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(words))) }

// TestOwnAddress: targets have the address of the source, in whatever form of it an IRI may have, or its name.
func TestOwnAddress(t *testing.T) {
	tests := []struct {
		url, target string
		ok          bool
	}{
		{"https://lantern.example/the talks|1", "https://lantern.example/the%20talks%7C1", true},
		{"https://lantern.example/a%2fb%", "https://lantern.example/a%2fb%25", true},
		{"https://lantern.example/1", "urn:dyad:source:gazette", true},
		{"https://lantern.example/1", "https://lantern.example/2", false},
		{"", "https://lantern.example/1", false},
	}
	for _, tt := range tests {
		text := strings.ReplaceAll(page(t), `"source": "urn:dyad:source:gazette"`, fmt.Sprintf(`"source": %q`, tt.target))
		text = strings.Replace(text, `"genre": "reporting"`, fmt.Sprintf(`"genre": "reporting", "url": %q`, tt.url), 1)
		if _, problems := webannotation.Read("a.json", strings.NewReader(text)); (len(problems) == 0) != tt.ok {
			t.Errorf("Read of targets at %s, the source at %q: %v, want ok %t", tt.target, tt.url, problems, tt.ok)
		}
	}
}

// TestOwnBodies: bodies that somebody added to an annotation of dyad are counted, those that it wrote are not.
func TestOwnBodies(t *testing.T) {
	const mowers, claim = `"body": "urn:dyad:entity:mowers"`, `"motivation": "describing", `
	tests := []struct {
		name, was, is string
		want          int
	}{
		{"as it was", "", "", 0},
		{"who is meant, in an object", mowers, `"body": {"id": "urn:dyad:entity:mowers"}`, 0},
		{"a comment on a mention", mowers, `"body": ["urn:dyad:entity:mowers", {"type": "TextualBody", "value": "Who?", "purpose": "commenting"}]`, 1},
		{"a comment on a claim", claim, claim + `"body": {"type": "TextualBody", "value": "Really?"}, `, 1},
		{"a comment on a claim, in short", claim, claim + `"bodyValue": "Really?", `, 1},
		{"a link on a claim", claim, claim + `"body": "http://example.org/page", `, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := webannotation.Read("a.json", strings.NewReader(strings.Replace(page(t), tt.was, tt.is, 1)))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			got := 0
			for _, n := range found.Notes {
				if strings.HasPrefix(n.What, "bodies that were added") {
					got += n.Count
				}
			}
			if got != tt.want {
				t.Errorf("%d bodies are counted, want %d", got, tt.want)
			}
		})
	}
}
