package export

import "dyad/graph"

// source describes a document, and the voice in which it speaks itself.
func (q *rdfStream) source(key graph.SourceKey) {
	id := rdfID(key.ID())
	q.about(id)
	q.is(rdfDyad.of("Source"), rdfPROV.of("Entity"))
	q.text(rdfDyad.of("key"), string(key))
	if src, known := q.Graph.Source(key); known {
		q.bibliography(src)
	}
	q.about(id.the("voice"))
	q.is(rdfPROV.of("Agent"))
	q.link(rdfDyad.of("voiceOf"), id)
}

func (q *rdfStream) bibliography(s *graph.Source) {
	q.text(rdfDyad.of("kind"), string(s.Kind))
	q.text(rdfDyad.of("genre"), string(s.Genre))
	q.text(rdfDC.of("title"), s.Title)
	q.text(rdfDC.of("publisher"), s.Publisher)
	q.text(rdfDC.of("creator"), s.Author)
	q.time(rdfDC.of("date"), s.Published.EDTF.String())
	q.text(rdfDyad.of("basis"), string(s.Published.Basis))
	q.text(rdfDC.of("language"), s.Language)
	q.typed(rdfDyad.of("url"), s.URL, rdfXSD.of("anyURI"))
	q.text(rdfDyad.of("reliability"), s.Reliability)
	q.text(rdfDyad.of("note"), s.Note)
	if s.Text != (graph.Text{}) {
		q.text(rdfDyad.of("file"), s.Text.File)
		q.text(rdfDyad.of("sha256"), s.Text.SHA256)
		q.count(rdfDyad.of("codepoints"), s.Text.Codepoints)
	}
}

// contradiction describes one, with what analysts found on it.
func (q *rdfStream) contradiction(k *graph.Contradiction) {
	id := rdfID(k.ID)
	q.about(id)
	q.is(rdfDyad.of("Contradiction"))
	q.text(rdfDyad.of("rule"), string(k.Rule))
	q.text(rdfDyad.of("overlap"), string(k.Overlap))
	q.text(rdfDyad.of("between"), string(k.Between))
	q.truth(rdfDyad.of("basedOnInference"), k.BasedOnInference)
	for i := range k.Sides {
		q.link(rdfDyad.of("side"), id.part("side", i+1))
	}
	for _, c := range k.ReconciledBy {
		q.link(rdfDyad.of("reconciledBy"), rdfID(c))
	}
	for i, side := range k.Sides {
		q.about(id.part("side", i+1))
		q.is(rdfDyad.of("Side"))
		q.text(rdfDyad.of("says"), side.Says)
		for _, c := range side.Claims {
			q.link(rdfDyad.of("claim"), rdfID(c))
		}
	}
	for _, v := range q.Graph.Verdicts(k.ID) {
		q.verdict(&v)
	}
}

func (q *rdfStream) verdict(v *graph.Verdict) {
	q.about(rdfID(v.ID))
	q.is(rdfDyad.of("Verdict"))
	q.link(rdfDyad.of("contradiction"), rdfID(v.Contradiction))
	q.text(rdfDyad.of("finding"), string(v.Finding))
	for _, c := range v.Prefers {
		q.link(rdfDyad.of("prefers"), rdfID(c))
	}
	q.text(rdfDyad.of("reason"), v.Reason)
	if v.Annotator != "" {
		q.coders[v.Annotator] = true
		q.link(rdfPROV.of("wasAttributedTo"), rdfCoder(v.Annotator))
	}
}
