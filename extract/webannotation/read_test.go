package webannotation_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/extract/extracttest"
	"dyad/extract/webannotation"
)

// annotation is one with these properties beside what every one needs.
func annotation(more string) string {
	return `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/1", "type": "Annotation"` + more + `}`
}

// TestSamples holds the reader to the samples of the W3C: it takes those that are correct, and tells of each of the others what the model demands.
func TestSamples(t *testing.T) {
	root := "../../../shared/data/w3c"
	for folder, correct := range map[string]bool{"correct": true, "incorrect": false} {
		paths, err := filepath.Glob(filepath.Join(root, folder, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) == 0 {
			t.Skipf("there is no ../shared/data/w3c/%s beside the checkout", folder)
		}
		for _, path := range paths {
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			found, problems := webannotation.Read(filepath.Base(path), f)
			f.Close()
			if (found != nil) != correct || (len(problems) == 0) != correct {
				t.Errorf("%s/%s: %v", folder, filepath.Base(path), problems)
			}
			for _, p := range problems {
				if p.Line == 0 || p.Column == 0 {
					t.Errorf("%s: a problem without its place: %v", path, p)
				}
			}
		}
	}
}

func TestWhatTheModelDemands(t *testing.T) {
	const target = `, "target": "http://example.org/page"`
	position := func(selector string) string {
		return annotation(`, "target": {"source": "http://example.org/page", "selector": ` + selector + `}`)
	}
	tests := []struct{ name, text, want string }{
		{"nothing wrong", annotation(target), ""},
		{"a list of them", "[" + annotation(target) + "," + annotation(target) + "]", ""},
		{"properties that the model does not know", annotation(target + `, "x:mood": {"any": [1]}`), ""},
		{"no JSON", "{", "a.json:1:2: no JSON: it ends early"},
		{"something behind it", annotation(target) + "{}", "no JSON: there is something behind the value"},
		{"a property twice", annotation(target + target), `the object has "target" twice`},
		{"no object", `"text"`, "a.json:1:1: an Annotation, an AnnotationPage or an AnnotationCollection is wanted"},
		{"no context", `{"id": "http://example.org/1", "type": "Annotation"` + target + `}`, "@context: it has to name http://www.w3.org/ns/anno.jsonld"},
		{"another type", strings.Replace(annotation(target), `"Annotation"`, `"Note"`, 1), "type: it has to be Annotation, AnnotationPage or AnnotationCollection"},
		{"no target", annotation(""), "target: an Annotation needs it"},
		{"two ids", annotation(target + `, "canonical": ["http://example.org/2", "http://example.org/3"]`), "canonical: an Annotation has at most one, not 2"},
		{"a number as target", annotation(`, "target": 9`), "target: an absolute IRI is wanted"},
		{"body and bodyValue", annotation(target + `, "body": "http://example.org/b", "bodyValue": "b"`), "bodyValue: an annotation has body or bodyValue, not both"},
		{"a day as time", annotation(target + `, "created": "2031-05-04"`), "created: a date and time with its zone is wanted"},
		{"a time without a zone", annotation(target + `, "created": "2031-05-04T12:00:00"`), "created: a date and time with its zone is wanted"},
		{"a text without words", annotation(target + `, "body": {"type": "TextualBody"}`), "body.value: a TextualBody needs it"},
		{"a choice of nothing", annotation(target + `, "body": {"type": "Choice", "items": []}`), "body.items: a group of bodies or targets needs it"},
		{"a part of nothing", annotation(`, "target": {"type": "SpecificResource"}`), "target.source: a SpecificResource needs it"},
		{"an unknown selector", position(`{"start": 1}`), "target.selector.type: it has to be"},
		{"a selector of another program", position(`{"type": "x:MoodSelector"}`), ""},
		{"a span backwards", position(`{"type": "TextPositionSelector", "start": 9, "end": 3}`), "target.selector.end: 3 lies before the start, 9"},
		{"a span without an end", position(`{"type": "TextPositionSelector", "start": 9}`), "target.selector.end: a TextPositionSelector needs it"},
		{"half a character", position(`{"type": "TextPositionSelector", "start": 0.5, "end": 1}`), "target.selector.start: a whole number is wanted, 0 or more"},
		{"a fragment in two parts", position(`{"type": "FragmentSelector", "value": ["a", "b"]}`), "target.selector.value: a FragmentSelector has at most one, not 2"},
		{"a refinement without words", position(`{"type": "CssSelector", "value": "p", "refinedBy": {"type": "TextQuoteSelector"}}`), "target.selector.refinedBy.exact: a TextQuoteSelector needs it"},
		{"a range with one side", position(`{"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/p"}}`), "target.selector.endSelector: a RangeSelector needs it"},
		{"a page without items", `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/p", "type": "AnnotationPage"}`, "items: an AnnotationPage needs it"},
		{"a bad one on a page", `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/p", "type": "AnnotationPage",
			"items": [{"id": "http://example.org/1", "type": "Annotation"}]}`, "a.json:2:14: items[0].target: an Annotation needs it"},
		{"too deep", strings.Repeat("[", 200), "values lie more than 100 deep in each other"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := webannotation.Read("a.json", strings.NewReader(tt.text))
			if tt.want == "" {
				if found == nil || len(problems) > 0 {
					t.Errorf("Read: %v, want it taken", problems)
				}
				return
			}
			if found != nil || len(problems) != 1 || !strings.Contains(problems[0].String(), tt.want) {
				t.Errorf("Read: %v, want one problem that tells %q", problems, tt.want)
			}
		})
	}
}

// TestRead reads who is named, and where.
func TestRead(t *testing.T) {
	const page = `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/p", "type": "AnnotationPage", "items": [
		{"id": "http://example.org/1", "type": "Annotation", "motivation": "identifying", "body": "http://example.org/mowers",
			"target": {"source": "http://example.org/page", "selector": {"type": "TextPositionSelector", "start": 3, "end": 9,
				"refinedBy": {"type": "TextQuoteSelector", "exact": "Mowers"}}}},
		{"id": "http://example.org/2", "type": "Annotation", "body": [{"type": "TextualBody", "purpose": "tagging", "value": "Ferry Men"},
				{"type": "TextualBody", "purpose": "commenting", "value": "Who?"}],
			"target": {"source": "http://example.org/page", "selector": [{"type": "TextPositionSelector", "start": 18, "end": 27}, {"type": "TextQuoteSelector", "exact": "Ferry Men"}]}},
		{"id": "http://example.org/3", "type": "Annotation", "motivation": "tagging", "body": {"value": "Ferry Men"}, "target": "http://example.org/page"},
		{"id": "http://example.org/4", "type": "Annotation", "motivation": "commenting", "bodyValue": "Nice.", "target": "http://example.org/page"}
	]}`
	found, problems := webannotation.Read("notes.json", strings.NewReader(page))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b := found.Bundles[0]
	if b.Batch.Key != "w3c-notes" || len(b.Sources) != 2 || len(b.Entities) != 2 || len(b.Mentions) != 2 {
		t.Fatalf("batch %s with %d sources, %d entities, %d mentions; want w3c-notes, 2, 2, 2", b.Batch.Key, len(b.Sources), len(b.Entities), len(b.Mentions))
	}
	if e := b.Entities[0]; e.Name != "http://example.org/mowers" || e.External[0].Value != e.Name || b.Entities[1].Name != "Ferry Men" {
		t.Errorf("entities %+v", b.Entities)
	}
	if b.Sources[1].URL != "http://example.org/page" || b.Mentions[0].Source != b.Sources[1].Key {
		t.Errorf("sources %+v", b.Sources)
	}
	if m := b.Mentions[0]; m.Start != 3 || m.End != 9 || m.Form != "Mowers" || m.SHA256 != "" || m.Entity != b.Entities[0].Key {
		t.Errorf("mention %+v", m)
	}
	if m := b.Mentions[1]; m.Start != 18 || m.Entity != b.Entities[1].Key {
		t.Errorf("mention %+v", m)
	}
	var notes []string
	for _, n := range found.Notes {
		notes = append(notes, n.What)
	}
	for _, want := range []string{"of motivation commenting: left out", "bodies beside the one that names somebody, of purpose commenting: left out", "without a TextPositionSelector", "without a digest"} {
		if !strings.Contains(strings.Join(notes, "\n"), want) {
			t.Errorf("the notes %q don't tell %q", notes, want)
		}
	}
}

// TestWhereATargetIs: a position that refines another one counts from there, one that refines anything else is nowhere, and so is one of another
// length than the words, and whatever selectors say that contradict each other.
func TestWhereATargetIs(t *testing.T) {
	const (
		mowers     = `{"type": "TextQuoteSelector", "exact": "Mowers"}`
		contradict = "selectors of a target that contradict each other"
	)
	position := func(start, end int, rest string) string {
		return fmt.Sprintf(`{"type": "TextPositionSelector", "start": %d, "end": %d%s}`, start, end, rest)
	}
	tests := []struct {
		name, selector string
		start          int    // -1: nowhere
		note           string // part of one
	}{
		{"a position, and the words beside it", position(3, 9, "") + ", " + mowers, 3, "without a digest"},
		{"a position in a position", position(100, 200, `, "refinedBy": `+position(5, 11, "")) + ", " + mowers, 105, "without a digest"},
		{"a position in a part of the page", `{"type": "XPathSelector", "value": "/p[9]", "refinedBy": ` + position(3, 9, "") + "}, " + mowers, -1, "without a TextPositionSelector"},
		{"words within a position", position(0, 500, `, "refinedBy": `+mowers), -1, "of another length"},
		{"the same position twice", position(3, 9, "") + ", " + position(3, 9, "") + ", " + mowers, 3, "without a digest"},
		{"two positions", position(0, 6, "") + ", " + position(50, 56, "") + ", " + mowers, -1, contradict},
		{"two, and the first again", position(0, 6, "") + ", " + position(50, 56, "") + ", " + position(0, 6, "") + ", " + mowers, -1, contradict},
		{"a position, and another one in a position", position(0, 6, "") + ", " + position(40, 90, `, "refinedBy": `+position(10, 16, "")) + ", " + mowers, -1, contradict},
		{"the same position in a position", position(50, 56, "") + ", " + position(40, 90, `, "refinedBy": `+position(10, 16, "")) + ", " + mowers, 50, "without a digest"},
		{"a position and the words in a position", position(40, 90, `, "refinedBy": [`+position(10, 16, "")+", "+mowers+"]"), 50, "without a digest"},
		{"two positions in a position", position(40, 90, `, "refinedBy": [`+position(10, 16, "")+", "+position(20, 26, "")+"]") + ", " + mowers, -1, contradict},
		{"a position up to the end of what it refines", position(0, 26, `, "refinedBy": `+position(20, 26, "")) + ", " + mowers, 20, "without a digest"},
		{"a position beyond what it refines", position(0, 25, `, "refinedBy": `+position(20, 26, "")) + ", " + mowers, -1, contradict},
		{"other words", position(3, 9, "") + ", " + mowers + `, {"type": "TextQuoteSelector", "exact": "Reaper"}`, -1, contradict},
		{"other words in a part of the page", position(3, 9, "") + ", " + mowers + `, {"type": "XPathSelector", "value": "/p", "refinedBy": {"type": "TextQuoteSelector", "exact": "Reaper"}}`, -1, contradict},
		{"the same words in more words", position(3, 9, "") + ", " + mowers + `, {"type": "TextQuoteSelector", "exact": "the Mowers", "refinedBy": ` + mowers + "}", 3, "without a digest"},
		{"a position in a part of the page, and one of the page", `{"type": "XPathSelector", "value": "/p[9]", "refinedBy": ` + position(3, 9, "") + "}, " + position(103, 109, "") + ", " + mowers, 103, "without a digest"},
		{"a position counted otherwise", position(3, 10, "") + ", " + mowers, -1, "of another length"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := webannotation.Read("a.json", strings.NewReader(annotation(
				`, "motivation": "identifying", "body": "http://example.org/mowers", "target": {"source": "http://example.org/page", "selector": [`+tt.selector+`]}`)))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			at := -1
			for _, m := range found.Bundles[0].Mentions {
				at = m.Start
			}
			if at != tt.start || !strings.Contains(fmt.Sprint(found.Notes), tt.note) {
				t.Errorf("the mention begins at %d, with notes %v; want %d, and a note %q", at, found.Notes, tt.start, tt.note)
			}
		})
	}
}

// TestBodyValue: it is short for a text as the body, whose purpose is the motivation of the annotation.
func TestBodyValue(t *testing.T) {
	tests := []struct{ name, more, want string }{
		{"a tag", `"motivation": "tagging", "bodyValue": " Ferry\nMen"`, "Ferry Men"},
		{"one of several motivations", `"motivation": ["commenting", "tagging"], "bodyValue": "Mowers"`, "Mowers"},
		{"a comment", `"motivation": "commenting", "bodyValue": "Mowers"`, ""},
		{"a text that identifies", `"motivation": "identifying", "bodyValue": "http://example.org/mowers"`, ""},
		{"no motivation", `"bodyValue": "Mowers"`, ""},
		{"a tag of nothing", `"motivation": "tagging", "bodyValue": " "`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := webannotation.Read("a.json", strings.NewReader(annotation(`, "target": "http://example.org/page", `+tt.more)))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			got := ""
			for _, e := range found.Bundles[0].Entities {
				got += e.Name
			}
			if counted := strings.Contains(fmt.Sprint(found.Notes), "annotations that name nobody"); got != tt.want || counted != (tt.want == "") {
				t.Errorf("entities %q, counted as naming nobody %t; want %q", got, counted, tt.want)
			}
		})
	}
}

// TestBodiesBeside: what else an annotation says of the one that it names is counted, by what it is for.
func TestBodiesBeside(t *testing.T) {
	const named = `{"id": "http://example.org/mowers", "purpose": "identifying"}`
	tests := []struct{ name, bodies, want string }{
		{"one alone", named, ""},
		{"two names", named + `, {"value": "Mowers", "purpose": "tagging"}`, ""},
		{"a comment", named + `, {"value": "Who?", "purpose": "commenting"}`, "1 bodies beside the one that names somebody, of purpose commenting: left out"},
		{"two comments", named + `, {"value": "Who?", "purpose": "commenting"}, {"value": "They.", "purpose": "commenting"}`, "2 bodies beside the one that names somebody, of purpose commenting: left out"},
		{"of no purpose", named + `, "http://example.org/page2"`, "1 bodies beside the one that names somebody, of purpose none: left out"},
		{"a text that identifies", named + `, {"value": "Mowers", "purpose": "identifying"}`, "1 bodies beside the one that names somebody, of purpose identifying: left out"},
		{"a choice", named + `, {"type": "Choice", "items": ["http://example.org/a"]}`, "1 bodies beside the one that names somebody, of purpose none: left out"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := webannotation.Read("a.json", strings.NewReader(annotation(`, "target": "http://example.org/page", "body": [`+tt.bodies+`]`)))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			got := ""
			for _, n := range found.Notes {
				if strings.Contains(n.What, "bodies") {
					got += fmt.Sprintf("%d %s", n.Count, n.What)
				}
			}
			if got != tt.want {
				t.Errorf("notes %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(annotation(`, "target": "http://example.org/page"`))
	f.Add(annotation(`, "body": {"source": {"id": "x:1"}, "purpose": "identifying"}, "target": {"source": "x:2", "selector": {"type": "TextPositionSelector", "start": 1, "end": 2}}`))
	f.Add(page(f))
	f.Fuzz(func(t *testing.T, text string) {
		found, problems := webannotation.Read("a.json", strings.NewReader(text))
		if (found == nil) != (len(problems) > 0) {
			t.Fatalf("Read = %v, %v", found, problems)
		}
		if found == nil {
			return
		}
		extracttest.Sound(t, &found.Bundles[0])
	})
}
