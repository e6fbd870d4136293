package export

import (
	"regexp"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// stixOther is the object for an entity that STIX has no type for. [stixKind] defines it.
const stixOther = "dyad-entity"

// stixNamed are the types of objects that need nothing but a name.
var stixNamed = []string{
	"attack-pattern", "campaign", "course-of-action", "identity", "incident", "infrastructure", "intrusion-set", "threat-actor", "tool", "vulnerability",
}

// stixAliased are those of them that have a place for other names.
var stixAliased = []string{"attack-pattern", "campaign", "infrastructure", "intrusion-set", "threat-actor", "tool"}

// stixClasses tell what an identity is, by the type of the entity.
var stixClasses = map[graph.TermKey]string{
	"Person": "individual", "Population": "class", "Faction": "group", "Coalition": "group", "UnknownActor": "unspecified",
}

// stixType is the type of the object for an entity: what the vocabulary says, else that of its class. An unknown type is taken for
// STIX's own of that name, if there is one that needs only a name.
func (x *stixWriter) stixType(e *graph.Entity) string {
	term := x.Graph.Vocabulary().Term(graph.EntityTypeTerm, e.Type)
	if term == nil {
		if t := stixSlug(string(e.Type), stixOther); e.Type.Unknown() && slices.Contains(stixNamed, t) {
			return t
		}
		return stixOther
	}
	for _, m := range term.Mappings {
		if m.Scheme == "stix" && (m.Value == "location" || slices.Contains(stixNamed, m.Value)) {
			return m.Value
		}
	}
	switch term.Class {
	case graph.Place:
		return "location"
	case graph.Event:
		return "incident"
	}
	return "identity"
}

// nodeRef is what other objects call an entity.
func (x *stixWriter) nodeRef(n index.Node) string {
	e := x.Graph.Entity(n)
	return x.stixType(e) + "--" + e.ID.String()
}

// entities writes those selected.
func (x *stixWriter) entities() {
	events := x.unary()
	for n := range x.Nodes() {
		x.written[n] = true
		x.entity(n, events[n], true)
	}
	for n := range x.Nodes() {
		x.need(x.Graph.Entity(n).Parent)
	}
}

// need writes an entity that something names, unless it is there, and whatever it names itself.
func (x *stixWriter) need(key graph.EntityKey) {
	n, known := x.Graph.Node(key)
	if !known || x.written[n] || x.err != nil {
		return
	}
	x.written[n] = true
	x.entity(n, nil, false)
	x.need(x.Graph.Entity(n).Parent)
}

func (x *stixWriter) entity(n index.Node, events []graph.Relationship, selected bool) {
	e := *x.Graph.Entity(n)
	e.Batch = ""
	o := stixObject{Type: x.stixType(&e), ID: x.nodeRef(n), stixDates: x.dates(), Name: e.Name, Description: e.Description}
	switch {
	case o.Type == "identity":
		o.IdentityClass = stixClasses[e.Type]
		if o.IdentityClass == "" && x.Graph.Vocabulary().ClassOf(e.Type) == graph.Actor {
			o.IdentityClass = "organization"
		}
	case o.Type == "location":
		o.Region = e.Name
	case slices.Contains(stixAliased, o.Type):
		for _, name := range e.AllNames()[1:] {
			o.Aliases = append(o.Aliases, name.Text)
		}
	}
	for _, id := range e.External {
		if stixReferable(id) {
			o.External = append(o.External, stixReference{SourceName: id.Scheme, ExternalID: id.Value})
		}
	}
	r := stixRecord{Entity: &e, Events: events}
	r.Merged, r.Judged = x.merged(n)
	if !selected {
		r.Selected = &selected
	}
	o.extend(&r)
	x.put(&o)
}

// merged are the records of the entities that are known as n now, and the judgements that made them so.
func (x *stixWriter) merged(n index.Node) (merged []graph.Entity, judged []graph.SameAs) {
	ix := x.Graph.Index()
	keys := slices.Collect(x.Graph.MergedKeys(n))
	for _, from := range keys {
		if e, ok := ix.Merged(from); ok {
			e.Batch = ""
			merged = append(merged, e)
		}
		for _, into := range append(slices.Clone(keys), x.Graph.Key(n)) {
			if j, ok := ix.Judged(from, into); ok && j.Same {
				j.Batch = ""
				judged = append(judged, j)
			}
		}
	}
	return merged, judged
}

// stixCatalogued are the ids that STIX allows only in the catalogue that they are of.
var stixCatalogued = regexp.MustCompile(`^(CVE-\d{4}-(0\d{3}|[1-9]\d{3,})|CAPEC-\d+)$`)

// stixReferable reports whether STIX has a place for what another catalogue calls an entity.
func stixReferable(id graph.ExternalID) bool {
	ofOne := stixCatalogued.MatchString(id.Value)
	return id.Value != "" && ofOne == (id.Scheme == "cve" || id.Scheme == "capec")
}
