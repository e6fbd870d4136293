package extract

import (
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// maxGist is how long a gist may be, in characters.
const maxGist = 300

// readEvidence reads where the text says it, and the gist of it.
func (a *annotated) readEvidence(d *draft) {
	if d.fields.values["at"] == nil {
		a.doc.report(d.fields.at("at"), "at is missing: write the span of the words that say it, such as at: 57-180")
	}
	first := map[string]*yaml.Node{}
	for _, n := range d.fields.items("at") {
		if n.Kind == yaml.MappingNode {
			a.unsealed(n)
			continue
		}
		parts, ok := a.parts(n)
		if !ok {
			continue
		}
		if other := first[n.Value]; other != nil {
			a.doc.report(where(n), "the occurrence %s comes twice: keep one", n.Value)
			continue
		}
		first[n.Value] = n
		d.claim.Evidence = append(d.claim.Evidence, graph.Occurrence{Parts: parts})
	}
	d.claim.Gist = d.fields.text("gist")
	a.write("gist", d.claim.Gist, d.fields.at("gist"))
	switch length := utf8.RuneCountInString(d.claim.Gist); {
	case length == 0:
		a.doc.report(d.fields.at("gist"), "gist is missing: say in one sentence of your own what is claimed")
	case length > maxGist:
		a.doc.report(d.fields.at("gist"), "the gist has %d characters: say it in one sentence of at most %d", length, maxGist)
	}
}

// unsealed reports words in place of a span: a file that is read holds no word of a text.
func (a *annotated) unsealed(n *yaml.Node) {
	if m, ok := a.doc.mapping(n, "evidence", "words"); ok && (m.keys["words"] != nil || len(n.Content) == 0) {
		a.unfinished = append(a.unfinished, unfinished{
			n, "words of the text may not stay in the file: " + sealCommand + " puts the span in their place",
		})
	}
}
