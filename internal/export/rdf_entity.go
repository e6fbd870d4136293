package export

import (
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

// entity describes an entity: its names as labels in their languages, and each with its kind.
func (q *rdfStream) entity(n index.Node) {
	e := q.Graph.Entity(n)
	id := rdfID(e.ID)
	q.about(id)
	q.is(rdfDyad.of("Entity"), rdfDyad.of(rdfClass(q.Graph.ClassOf(n))), q.termName(graph.EntityTypeTerm, e.Type))
	q.text(rdfDyad.of("key"), string(e.Key))
	for i, name := range e.AllNames() {
		label := rdfSKOS.of("altLabel")
		if i == 0 || name.Kind == graph.Preferred {
			label = rdfSchema.of("label")
		}
		q.put(label, rdfWorded(name.Text, name.Language))
	}
	q.text(rdfDC.of("description"), e.Description)
	if e.Parent != "" {
		q.link(rdfDyad.of("parent"), rdfID(e.Parent.ID()))
	}
	for _, x := range e.External {
		if other := rdfElsewhere(x); x.Verified && other != (rdfName{}) {
			q.link(rdfOWL.of("sameAs"), other)
		}
	}
	q.entityParts(id, e)
}

// entityParts describes what of an entity needs more than a literal.
func (q *rdfStream) entityParts(id rdfName, e *graph.Entity) {
	for i := range e.Names {
		q.link(rdfDyad.of("name"), id.part("name", i+1))
	}
	for i := range e.External {
		q.link(rdfDyad.of("externalId"), id.part("external", i+1))
	}
	for i, name := range e.Names {
		q.about(id.part("name", i+1))
		q.is(rdfSKOSXL.of("Label"))
		q.put(rdfSKOSXL.of("literalForm"), rdfWorded(name.Text, name.Language))
		q.text(rdfDyad.of("nameKind"), string(name.Kind))
		q.text(rdfDC.of("language"), name.Language)
		if name.Ambiguous {
			q.truth(rdfDyad.of("ambiguous"), true)
		}
	}
	for i, x := range e.External {
		q.about(id.part("external", i+1))
		q.is(rdfDyad.of("ExternalId"))
		q.text(rdfDyad.of("scheme"), x.Scheme)
		q.text(rdfDyad.of("value"), x.Value)
		q.truth(rdfDyad.of("verified"), x.Verified)
	}
}

// rdfClass is the name of a class of entities.
func rdfClass(c graph.Class) string {
	switch c {
	case graph.Place:
		return "Place"
	case graph.Event:
		return "Event"
	}
	return "Actor"
}

// rdfElsewhere is the IRI that another catalogue gives to what an id names, where the catalogue has such IRIs.
func rdfElsewhere(x graph.ExternalID) rdfName {
	digits, item := strings.CutPrefix(x.Value, "Q")
	if x.Scheme != "wikidata" || !item || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return rdfName{}
	}
	return rdfWikidata.of(x.Value)
}
