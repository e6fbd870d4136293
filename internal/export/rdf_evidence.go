package export

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"dyad/graph"
)

// provenance states where a claim comes from: the source, whoever is heard last, and how it was coded.
func (q *rdfStream) provenance(id rdfName, c *graph.Claim) {
	src := q.document(c.Source)
	q.link(rdfPROV.of("wasDerivedFrom"), src)
	holder := src.the("voice")
	if n := len(c.Voices); n > 0 {
		holder = q.speakerName(id, c, n-1)
	}
	q.link(rdfPROV.of("wasAttributedTo"), holder)
	if c.Annotator != "" || c.Codebook != "" {
		q.link(rdfPROV.of("wasGeneratedBy"), id.the("coding"))
	}
	for i := range c.Voices {
		q.link(rdfDyad.of("voice"), id.part("voice", i+1))
	}
}

// speakerName is who speaks as a voice: the entity or, under a label, nobody but that voice.
func (q *rdfStream) speakerName(id rdfName, c *graph.Claim, i int) rdfName {
	if c.Voices[i].Entity == "" {
		return id.part("voice", i+1)
	}
	return q.actor(c.Voices[i].Entity)
}

// voices describes the chain from the outside in.
func (q *rdfStream) voices(id rdfName, c *graph.Claim) {
	for i, v := range c.Voices {
		q.about(id.part("voice", i+1))
		q.is(rdfDyad.of("Voice"))
		q.count(rdfDyad.of("place"), i+1)
		q.link(rdfPROV.of("agent"), q.speakerName(id, c, i))
		q.text(rdfSchema.of("label"), v.Label)
		if v.Affiliation != "" {
			q.link(rdfDyad.of("affiliation"), q.actor(v.Affiliation))
		}
		q.text(rdfDyad.of("mode"), string(v.Mode))
		q.text(rdfDyad.of("stance"), string(v.Stance))
	}
}

// coded describes the activity by which a claim came about.
func (q *rdfStream) coded(id rdfName, c *graph.Claim) {
	if c.Annotator == "" && c.Codebook == "" {
		return
	}
	q.about(id.the("coding"))
	q.is(rdfPROV.of("Activity"))
	if c.Annotator != "" {
		q.coders[c.Annotator] = true
		q.link(rdfPROV.of("wasAssociatedWith"), rdfCoder(c.Annotator))
	}
	if c.Codebook != "" {
		q.codebooks[c.Codebook] = true
		q.link(rdfPROV.of("used"), rdfCodebook(c.Codebook))
	}
}

func rdfCoder(name string) rdfName       { return rdfDyad.of("annotator/" + rdfEscape(name)) }
func rdfCodebook(version string) rdfName { return rdfDyad.of("codebook/" + rdfEscape(version)) }

// coding describes annotators and codebooks.
func (q *rdfStream) coding() {
	for _, name := range slices.Sorted(maps.Keys(q.coders)) {
		q.about(rdfCoder(name))
		q.is(rdfPROV.of("Agent"))
		q.text(rdfSchema.of("label"), name)
	}
	for _, version := range slices.Sorted(maps.Keys(q.codebooks)) {
		q.about(rdfCodebook(version))
		q.is(rdfPROV.of("Plan"))
		q.text(rdfSchema.of("label"), version)
	}
}

// An rdfPlace is a span of a source: a part of an occurrence, each counted from 1.
type rdfPlace struct {
	occurrence, part int
	graph.Part
}

// rdfPlaces lists the spans of a claim.
func rdfPlaces(c *graph.Claim) []rdfPlace {
	var all []rdfPlace
	for i, o := range c.Evidence {
		for k, p := range o.Parts {
			all = append(all, rdfPlace{i + 1, k + 1, p})
		}
	}
	return all
}

func (p rdfPlace) name(claim rdfName) rdfName {
	return claim.the(fmt.Sprintf("evidence-%d-%d", p.occurrence, p.part))
}

// evidence describes the spans in the manner of the Web Annotation model, whose positions are code points too. Selectors of one resource
// select the same there, so that parts that are apart are resources of their own.
func (q *rdfStream) evidence(id rdfName, c *graph.Claim) {
	for _, p := range rdfPlaces(c) {
		name := p.name(id)
		words, quoted := q.wordsAt(q.Selection.source(c.Source), p.Part)
		q.about(name)
		q.is(rdfOA.of("SpecificResource"))
		q.count(rdfDyad.of("occurrence"), p.occurrence)
		q.count(rdfDyad.of("part"), p.part)
		q.text(rdfDyad.of("sha256"), p.SHA256)
		q.link(rdfOA.of("hasSource"), q.document(c.Source))
		q.link(rdfOA.of("hasSelector"), rdfName{local: name.local + "-position"})
		if quoted {
			q.link(rdfOA.of("hasSelector"), rdfName{local: name.local + "-quote"})
		}
		q.about(rdfName{local: name.local + "-position"})
		q.is(rdfOA.of("TextPositionSelector"))
		q.typed(rdfOA.of("start"), strconv.Itoa(p.Start), rdfXSD.of("nonNegativeInteger"))
		q.typed(rdfOA.of("end"), strconv.Itoa(p.End), rdfXSD.of("nonNegativeInteger"))
		if quoted {
			q.about(rdfName{local: name.local + "-quote"})
			q.is(rdfOA.of("TextQuoteSelector"))
			q.text(rdfOA.of("exact"), words)
		}
	}
}
