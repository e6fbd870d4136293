package extract

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// A declaration is an entity as a file declares it.
type declaration struct {
	doc    *document
	fields mapping
	entity *graph.Entity
	names  map[string]*yaml.Node // where each of its names stands
	bundle *graph.Bundle
}

// readEntities reads the entities that registries and annotations declare, and builds the registry that names are looked up
// in.
func (r *reading) readEntities(bundles []graph.Bundle) {
	first := map[graph.EntityKey]*declaration{}
	base := map[graph.EntityKey]graph.BatchKey{}
	for _, e := range r.base.Entities {
		base[e.Key] = e.Batch
	}
	for i, d := range r.docs {
		if d.kind == vocabularyFile {
			continue
		}
		for _, n := range d.top.list("entities") {
			declared := r.readEntity(d, n)
			if declared == nil || declared.double(first, base) {
				continue
			}
			first[declared.entity.Key] = declared
			declared.bundle = &bundles[i]
			r.declared = append(r.declared, declared)
		}
	}
	r.register()
	r.checkLineage()
	r.checkDoubles()
	for _, d := range r.declared {
		d.bundle.Entities = append(d.bundle.Entities, *d.entity)
	}
}

// register builds the registry of the entities of the files and of the base.
func (r *reading) register() {
	all := make([]graph.Entity, 0, len(r.declared)+len(r.base.Entities))
	for _, d := range r.declared {
		all = append(all, *d.entity)
	}
	r.registry = NewRegistry(append(all, r.base.Entities...))
	r.resolved = map[string]resolution{}
}

// double reports an entity whose key another one has.
func (d *declaration) double(first map[graph.EntityKey]*declaration, base map[graph.EntityKey]graph.BatchKey) bool {
	key, at := d.entity.Key, d.fields.at("key")
	if other := first[key]; other != nil {
		d.doc.report(at, "entity %q is declared already, in %s, line %d: keep one of them",
			key, other.doc.name, other.fields.at("key").line)
		return true
	}
	if batch, known := base[key]; known {
		d.doc.report(at, "entity %q is known already, from batch %q: remove this one, or give it another key", key, batch)
		return true
	}
	return false
}

// entityKeys are the keys of an entity.
func entityKeys() []string {
	return []string{"key", "type", "name", "names", "description", "external", "parent", "merged_into"}
}

// readEntity reads one entity, nil if it has no key.
func (r *reading) readEntity(d *document, n *yaml.Node) *declaration {
	m, ok := d.mapping(n, "an entity", entityKeys()...)
	if !ok {
		return nil
	}
	declared := &declaration{doc: d, fields: m, names: map[string]*yaml.Node{}}
	e := &graph.Entity{
		Key:         graph.EntityKey(m.slug("key")),
		Type:        r.entityType(m),
		Name:        m.required("name"),
		Description: m.text("description"),
		External:    d.externals(m),
		Parent:      graph.EntityKey(m.text("parent")),
		MergedInto:  graph.EntityKey(m.text("merged_into")),
		Batch:       d.batch.Key,
	}
	e.ID = e.Key.ID()
	declared.entity = e
	declared.names[e.Name] = m.values["name"]
	declared.readNames()
	if e.Key == "" {
		return nil
	}
	return declared
}

// entityType reads the type of an entity, one of the vocabulary or an unknown one, "x:…".
func (r *reading) entityType(m mapping) graph.TermKey {
	typ := graph.TermKey(m.required("type"))
	switch {
	case typ == "", r.vocabulary.Term(graph.EntityTypeTerm, typ) != nil:
	case typ.Unknown():
		m.doc.warn(m.at("type"), "%s is in no vocabulary: the entity is kept as an actor that may stand anywhere", typ)
	default:
		m.doc.report(m.at("type"), "%s", m.doc.unknownTerm(graph.EntityTypeTerm, string(typ), r.terms.byKind[graph.EntityTypeTerm]))
	}
	return typ
}

// readNames reads the names of an entity besides the one that is shown. A bare text is an alias.
func (d *declaration) readNames() {
	seen := map[string]bool{}
	for _, n := range d.fields.list("names") {
		name, ok := d.doc.readName(n)
		switch {
		case !ok:
		case seen[name.Text]:
			d.doc.report(where(n), "the name %q comes twice: keep one", name.Text)
		default:
			seen[name.Text] = true
			d.names[name.Text] = n
			d.entity.Names = append(d.entity.Names, name)
		}
	}
}

// readName reads one name.
func (d *document) readName(n *yaml.Node) (graph.Name, bool) {
	if n.Kind == yaml.ScalarNode {
		text := d.text(n, "a name")
		return graph.Name{Text: text, Kind: graph.Alias}, text != ""
	}
	m, ok := d.mapping(n, "a name", "text", "kind", "language", "ambiguous")
	if !ok {
		return graph.Name{}, false
	}
	name := graph.Name{
		Text:      m.required("text"),
		Kind:      choice(m, "kind", graph.NameKinds()),
		Language:  m.language(),
		Ambiguous: m.flag("ambiguous"),
	}
	if name.Kind == "" {
		name.Kind = graph.Alias
	}
	return name, name.Text != ""
}

// language reads a language tag by its shape: en, ps, zh-Hant, pt-BR.
func (m mapping) language() string {
	text := m.text("language")
	if text == "" {
		return ""
	}
	subtags := strings.Split(text, "-")
	for i, s := range subtags {
		short := i == 0 && (len(s) < 2 || strings.ContainsAny(s, "0123456789"))
		if short || s == "" || len(s) > 8 || strings.ContainsFunc(s, func(r rune) bool { return !isTermLetter(r) || r == '_' }) {
			m.doc.report(m.at("language"), "%q is no language tag: write one of BCP 47, such as en, ps or pt-BR", text)
			return ""
		}
	}
	return text
}

// externals reads what other catalogues call an entity.
func (d *document) externals(m mapping) []graph.ExternalID {
	var all []graph.ExternalID
	for _, n := range m.list("external") {
		entry, ok := d.mapping(n, "an external id", "scheme", "value", "verified")
		if !ok {
			continue
		}
		all = append(all, graph.ExternalID{
			Scheme: entry.required("scheme"), Value: entry.required("value"), Verified: entry.flag("verified"),
		})
	}
	return all
}
