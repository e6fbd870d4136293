package export

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"dyad/graph"
)

var w3cFormat = Format{
	Name: "w3c", Extension: "jsonld", MediaType: "application/ld+json", Words: true, Documents: W3C,
	About: "Web Annotations: SOURCE.jsonld, an annotation page, for each source whose text is at hand; load --as w3c reads it",
	Lacks: []Feature{
		Weights, Supports, Genres, Deniers, Spells, Contradicted, Contradicting, Vocabulary, Identities, Verdicts, Batches, History,
	},
	Notes: []string{
		"sources whose texts are not at hand, or that nothing selected has a place in, are left out, with their claims",
		"entities that no written source mentions or speaks of are left out",
		"claims, sources and entities stand whole under names of dyad, which other programs may pass over",
		"a claim stands under the ends that identity resolves to, or into which the view rolls it up",
	},
}

// An annotationPage is what is annotated in a source.
type annotationPage struct {
	Context  []any           `json:"@context"`
	ID       string          `json:"id"`
	Type     string          `json:"type"`
	Source   json.RawMessage `json:"dyad:source"`
	Entities []graph.Entity  `json:"dyad:entities,omitempty"`
	Items    []webAnnotation `json:"items"`
}

// A webAnnotation is a mention, or a claim.
type webAnnotation struct {
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	Motivation string       `json:"motivation"`
	Body       any          `json:"body,omitempty"`
	Target     any          `json:"target"`
	Claim      *graph.Claim `json:"dyad:claim,omitempty"`
}

type webTarget struct {
	Source   string        `json:"source"`
	Selector []webSelector `json:"selector"`
	SHA256   string        `json:"dyad:sha256,omitempty"`
	Words    string        `json:"dyad:words-sha256,omitempty"` // of the words of a span without a digest, so that nobody changes them unseen
}

type webSelector struct {
	Type  string `json:"type"`
	Start *int   `json:"start,omitempty"`
	End   *int   `json:"end,omitempty"`
	Exact string `json:"exact,omitempty"`
}

// The names of things in Web Annotations; extract/webannotation reads them.
const (
	webContext = "http://www.w3.org/ns/anno.jsonld"
	webEntity  = "urn:dyad:entity:"
	webSource  = "urn:dyad:source:"
	webPage    = "urn:dyad:annotations:"
)

// webNames declares the names of dyad. Its records are literals of JSON: a processor would else take their fields for terms of the model, which has some of the same names.
func webNames() map[string]any {
	record := func(name string) map[string]string {
		return map[string]string{"@id": "urn:dyad:" + name, "@type": "@json"}
	}
	return map[string]any{
		"@version": 1.1, "dyad": "urn:dyad:", "dyad:claim": record("claim"), "dyad:entities": record("entities"), "dyad:source": record("source"),
	}
}

// W3C writes SOURCE.jsonld for each source that has selected claims or, if everything is selected, mentions. docs/formats-annotations.md has the form. It
// keeps the claims of sources whose texts are at hand.
func W3C(ctx context.Context, s *Selection, yield func(Document) error) ([]LeftOut, error) {
	return s.eachSource(ctx, s.w3c, yield)
}

// w3c writes the page of a source.
func (s *Selection) w3c(in *annotated, yield func(Document) error) (why string, err error) {
	if len(in.mentions)+len(in.claims) == 0 {
		return nowhere, nil
	}
	page, err := s.annotationPage(in.src, in.mentions, in.claims)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(page); err != nil {
		return "", err
	}
	return "", yield(Document{string(in.src.Key) + ".jsonld", func(w io.Writer) error {
		_, err := w.Write(out.Bytes())
		return err
	}})
}

func (s *Selection) annotationPage(src *graph.Source, mentions []graph.Mention, claims []*graph.Claim) (*annotationPage, error) {
	plain := *src
	plain.Batch = ""
	record, err := graph.EncodeRecord(&plain)
	if err != nil {
		return nil, err
	}
	p := &annotationPage{
		Context: []any{webContext, webNames()}, ID: webPage + string(src.Key), Type: "AnnotationPage", Source: record,
	}
	named := map[graph.EntityKey]bool{}
	for i := range mentions {
		m := &mentions[i]
		named[m.Entity] = true
		p.Items = append(p.Items, webAnnotation{
			ID: "urn:uuid:" + m.ID.String(), Type: "Annotation", Motivation: "identifying", Target: s.webTarget(src, m.Part),
			Body: map[string]string{"id": webEntity + string(m.Entity)}, // some readers lose an IRI that stands by itself
		})
	}
	slices.SortFunc(claims, func(a, b *graph.Claim) int { return a.ID.Compare(b.ID) })
	for _, c := range claims {
		for _, key := range c.Entities() {
			named[key] = true
		}
		p.Items = append(p.Items, s.webClaim(src, c))
	}
	p.Entities = s.filed(map[graph.EntityKey]bool{}, slices.Collect(maps.Keys(named))...)
	slices.SortFunc(p.Entities, func(a, b graph.Entity) int { return cmp.Compare(a.Key, b.Key) })
	return p, nil
}

// webClaim is a claim: its words in the annotator's own as the body, its evidence as targets, and all of it under a name of dyad.
func (s *Selection) webClaim(src *graph.Source, c *graph.Claim) webAnnotation {
	a := webAnnotation{ID: "urn:uuid:" + c.ID.String(), Type: "Annotation", Motivation: "describing", Claim: c, Target: webIRI(src)}
	if c.Gist != "" {
		a.Body = map[string]string{"type": "TextualBody", "value": c.Gist, "purpose": "describing"}
	}
	var targets []webTarget
	for _, o := range c.Evidence {
		for _, p := range o.Parts {
			targets = append(targets, s.webTarget(src, p))
		}
	}
	if len(targets) > 0 {
		a.Target = targets
	}
	return a
}

// webTarget is a span of a source, with its words.
func (s *Selection) webTarget(src *graph.Source, p graph.Part) webTarget {
	t := webTarget{Source: webIRI(src), Selector: []webSelector{{Type: "TextPositionSelector", Start: &p.Start, End: &p.End}}, SHA256: p.SHA256}
	if words, _, ok := s.Texts.Words(src, p); ok && words != "" {
		t.Selector = append(t.Selector, webSelector{Type: "TextQuoteSelector", Exact: words})
		if p.SHA256 == "" {
			sum := sha256.Sum256([]byte(words))
			t.Words = hex.EncodeToString(sum[:])
		}
	}
	return t
}
