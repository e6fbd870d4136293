package stix

import (
	"cmp"
	"slices"

	"dyad/graph"
)

// exact are the types that dyad has in just STIX's sense.
var exact = map[string]graph.TermKey{"location": "Place"}

// exactIdentities are those of identities by class.
var exactIdentities = map[string]graph.TermKey{"individual": "Person", "organization": "Organization", "class": "Population"}

// scheme is that of the ids of STIX's objects as external ids. Keys begin with it.
const scheme = "stix"

// entity takes an object as an entity.
func (r *reader) entity(o *object) {
	key := keyOf(o.ID)
	if key == "" {
		r.wrong(o, "no key can be made of such an id: STIX has the type, two hyphens and a UUID")
		return
	}
	r.keys[o.ID] = key
	if r.taken[key] {
		r.out.Note("objects that are in the file under another spelling of the id too, or among dyad's records: left out", o.ID)
		return
	}
	r.taken[key] = true
	e := graph.Entity{
		ID: key.ID(), Key: key, Type: r.typeOf(o), Name: display(o), Description: described(o),
		External: []graph.ExternalID{{Scheme: scheme, Value: o.ID}},
	}
	for _, alias := range o.Aliases {
		known := func(n graph.Name) bool { return n.Text == alias }
		if alias != "" && alias != e.Name && !slices.ContainsFunc(e.Names, known) {
			e.Names = append(e.Names, graph.Name{Text: alias, Kind: graph.Alias})
		}
	}
	for _, ref := range o.References {
		if ref.ExternalID == "" {
			r.out.Note("works that objects cite, left out", o.ID)
			continue
		}
		e.External = append(e.External, graph.ExternalID{Scheme: ref.SourceName, Value: ref.ExternalID})
	}
	if o.Confidence != nil {
		r.out.Note(`properties "confidence" of objects that are no statements, left out`, o.ID)
	}
	r.check(o, e.Check())
	r.bundle.Entities = append(r.bundle.Entities, e)
}

// typeOf is the type of an object as an entity. Whoever loads it, notes which types no vocabulary knows.
func (r *reader) typeOf(o *object) graph.TermKey {
	if t := exact[o.Type]; t != "" {
		return t
	}
	if o.Type == "identity" {
		if t := exactIdentities[o.IdentityClass]; t != "" {
			return t
		}
	}
	if o.IdentityClass != "" {
		r.out.Note(`properties "identity_class", left out`, o.ID)
	}
	return graph.TermKey(graph.UnknownPrefix + o.Type)
}

// display is what an object is called: by its name, else by what it holds, else by its id.
func display(o *object) string {
	return cmp.Or(o.Name, o.Abstract, o.Value, o.Pattern, o.ID)
}

// described is what an object says of itself, and whether its maker still stands by it.
func described(o *object) string {
	text := cmp.Or(o.Description, o.Content)
	switch {
	case o.Revoked:
		text = "Revoked. " + text
	case o.Deprecated:
		text = "Deprecated. " + text
	}
	return text
}

// noteDoubles notes the names that several objects bear. They are not marked as ambiguous: whether they are depends on the file, and
// an object that stands in two files is to be the same entity in both.
func (r *reader) noteDoubles() {
	bearers := map[string]graph.EntityKey{}
	for i := range r.bundle.Entities {
		e := &r.bundle.Entities[i]
		for _, n := range e.AllNames() {
			folded := graph.Fold(n.Text)
			if other, borne := bearers[folded]; borne && other != e.Key {
				r.out.Note("names that another object bears too", n.Text)
			}
			bearers[folded] = e.Key
		}
	}
}
