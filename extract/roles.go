package extract

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// A reference is a place where a claim names another one.
type reference struct {
	role graph.TermKey // "" for disputes and reconciles
	name string        // a label or an id
	at   place
}

// readRoles reads the further participants of a claim, and the claims that it disputes or reconciles.
func (a *annotated) readRoles(d *draft) {
	d.disputes, d.reconciles = a.references(d.fields, "disputes"), a.references(d.fields, "reconciles")
	n := d.fields.values["roles"]
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		a.doc.report(where(n), "roles is a mapping of roles to who fills them, and this is a %s", kindOf(n))
		return
	}
	m := a.doc.fieldsOf(n)
	for key := range pairs(n) {
		term := a.vocabulary.Term(graph.RoleTerm, graph.TermKey(key.Value))
		switch {
		case term == nil:
			a.doc.report(where(key), "%s", a.doc.unknownTerm(graph.RoleTerm, key.Value, a.terms.byKind[graph.RoleTerm]))
		case m.values[key.Value] == nil:
			a.doc.report(where(key), "nobody fills the role %s: name who does, or remove it", key.Value)
		default:
			a.readRole(d, m, term)
		}
	}
}

// references reads a list of labels and ids of claims.
func (a *annotated) references(m mapping, key string) []reference {
	var refs []reference
	for _, n := range m.items(key) {
		if name := a.doc.text(n, key); name != "" {
			refs = append(refs, reference{name: name, at: where(n)})
		}
	}
	return refs
}

// readRole reads who or what fills one role.
func (a *annotated) readRole(d *draft, m mapping, term *graph.Term) {
	role := graph.Role{Name: term.Key}
	first := map[string]bool{}
	for _, n := range m.items(string(term.Key)) {
		name := a.doc.text(n, string(term.Key))
		if name == "" {
			continue
		}
		if first[name] {
			a.doc.report(where(n), "%q fills the role %s twice: keep one", name, term.Key)
			continue
		}
		first[name] = true
		switch term.Holds {
		case graph.HoldsClaim:
			d.content = append(d.content, reference{term.Key, name, where(n)})
		case graph.HoldsTerm:
			role.Terms = append(role.Terms, a.office(d, n, name))
		default:
			role.Entities = append(role.Entities, a.filler(d, n, name, term))
		}
	}
	if len(role.Entities)+len(role.Terms) > 0 {
		d.claim.Roles = append(d.claim.Roles, role)
	}
}

// office returns the office that is named.
func (a *annotated) office(d *draft, n *yaml.Node, name string) graph.TermKey {
	key := graph.TermKey(name)
	if a.vocabulary.Term(graph.OfficeTerm, key) == nil && !key.Unknown() {
		a.doc.report(where(n), "%s", a.doc.unknownTerm(graph.OfficeTerm, name, a.terms.byKind[graph.OfficeTerm]))
	}
	return key
}

// filler returns the entity that fills a role, and reports one that may not.
func (a *annotated) filler(d *draft, n *yaml.Node, name string, term *graph.Term) graph.EntityKey {
	e := a.lookUp(a.doc, name).entity
	if e == nil && a.labelled[name] {
		a.doc.report(where(n), "the role %s holds entities, and %q is the label of a claim", term.Key, name)
		return ""
	}
	if e = a.entity(a.doc, where(n), name); e == nil {
		return ""
	}
	a.use(e.Key)
	if !a.vocabulary.Admits(term.Allowed, e.Type) {
		a.doc.report(where(n), "the role %s is for %s; %q is %s", term.Key, listOf(term.Allowed), e.Key, oneOf(e.Type))
	}
	if d.term != nil && slices.Contains(d.term.Projects, term.Key) && (e.Key == d.claim.From || e.Key == d.claim.To) {
		a.doc.report(where(n), "%q is an end of the claim already: the role %s is for further ones", e.Key, term.Key)
	}
	return e.Key
}
