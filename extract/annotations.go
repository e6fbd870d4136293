package extract

import "dyad/graph"

// An annotated is an annotations file while it is read: its source, and what is needed to judge the rest by.
type annotated struct {
	*reading
	doc          *document
	source       graph.Source
	text         mapping               // of the source
	words        *text                 // what stands in the text, where it is at hand
	unfinished   []unfinished          // what Seal has still to find
	digests      map[graph.Part]string // recorded for the spans, whose own digests are empty here
	spans        []placedSpan          // every span of a mention or of evidence
	mentions     []placedMention
	prose        []prose // what annotators wrote in their own words
	drafts       []*draft
	labels       map[string]*draft
	labelled     map[string]bool // the labels of all claims, read yet or not
	sortedLabels []string        // those of labels, once somebody asks
}

// A placedSpan is a span where a file has it.
type placedSpan struct {
	part graph.Part
	at   place
}

// A prose is text of the annotator's own.
type prose struct {
	text string
	what string
	at   place
}

// readAnnotations reads the annotations of every source. Claims may refer to those of other files, so their ids come last.
func (r *reading) readAnnotations(bundles []graph.Bundle) {
	all := make([]*annotated, len(r.docs))
	for i, d := range r.docs {
		if d.kind == annotationsFile {
			all[i] = r.readAnnotated(d)
			r.drafts = append(r.drafts, all[i].drafts...)
		}
	}
	r.derive()
	r.checkReferences()
	for i, a := range all {
		if a != nil {
			a.verify()
			a.fill(&bundles[i])
		}
	}
	r.checkUse()
}

// readAnnotated reads one file.
func (r *reading) readAnnotated(d *document) *annotated {
	a := &annotated{reading: r, doc: d, labels: map[string]*draft{}}
	a.readSource()
	a.findText()
	a.readDigests()
	a.readMentions()
	a.readClaims()
	a.checkDigests()
	return a
}

// fill puts what was read into the bundle.
func (a *annotated) fill(b *graph.Bundle) {
	b.Sources = append(b.Sources, a.source)
	for _, m := range a.mentions {
		b.Mentions = append(b.Mentions, m.mention)
	}
	for _, d := range a.drafts {
		if d.derived {
			b.Claims = append(b.Claims, d.claim)
		}
	}
}
