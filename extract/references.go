package extract

import (
	"fmt"
	"maps"
	"slices"

	"dyad/graph"
)

// derive gives every claim its id. It is that of what the claim says, to which belong the claims in its roles: they come
// first. A claim that keeps an id it was given earlier needs nobody else's.
func (r *reading) derive() {
	order, circular := r.order()
	for _, d := range circular {
		d.whole = false
	}
	for _, d := range order {
		d.derive()
	}
	r.checkTwins()
	r.checkPins()
}

// derive completes one claim. Those in its roles have their ids.
func (d *draft) derive() {
	for _, ref := range d.content {
		id, ok := d.of.idOf(ref.name)
		if !ok {
			d.whole = false
			continue
		}
		d.hold(ref.role, id)
	}
	if !d.whole {
		return
	}
	d.claim.Normalize(d.term)
	if d.claim.ID.IsZero() {
		d.claim.ID = d.claim.DerivedID()
	}
	d.derived = true
}

// hold puts a claim into a role.
func (d *draft) hold(role graph.TermKey, id graph.ClaimID) {
	i := slices.IndexFunc(d.claim.Roles, func(r graph.Role) bool { return r.Name == role })
	if i < 0 {
		i = len(d.claim.Roles)
		d.claim.Roles = append(d.claim.Roles, graph.Role{Name: role})
	}
	d.claim.Roles[i].Claims = append(d.claim.Roles[i].Claims, id)
}

// idOf returns the id of a claim by its label, or by its id. It is not ok for an unknown label and for a claim that has no
// id because something is wrong with it.
func (a *annotated) idOf(name string) (graph.ClaimID, bool) {
	if other := a.labels[name]; other != nil {
		return other.claim.ID, other.derived || !other.claim.ID.IsZero()
	}
	id, err := graph.ParseID[graph.Claim](name)
	return id, err == nil
}

// checkTwins reports claims that say the same, and claims of any file that have the same id.
func (r *reading) checkTwins() {
	said := map[graph.ClaimID]*draft{}
	for _, d := range r.drafts {
		if !d.derived {
			continue
		}
		fingerprint := d.claim.DerivedID()
		if twin := said[fingerprint]; twin != nil {
			d.of.doc.report(where(d.fields.node),
				"the claim in %s says the same: give every place under its at, and remove this one", twin.seenFrom(d))
			continue
		}
		said[fingerprint] = d
		if other := r.claims[d.claim.ID]; other != nil {
			d.of.doc.report(d.fields.at("id"), "the claim in %s has the id %s too: only a claim that was published with it keeps it",
				other.seenFrom(d), d.claim.ID)
			continue
		}
		r.claims[d.claim.ID] = d
	}
}

// seenFrom says where a claim stands, to somebody who reads another one: "line 11", or "lantern.yaml, line 11" in another file.
func (d *draft) seenFrom(other *draft) string {
	line := fmt.Sprintf("line %d", d.fields.node.Line)
	if d.of == other.of {
		return line
	}
	return d.of.doc.name + ", " + line
}

// checkPins finds claims that pin an id which is neither that of what they say nor that of a claim that is known. Where their
// source is known, there is nothing that they could correct. Elsewhere it is worth a warning: it may be a slip, but corrected
// annotations have to load where what they correct was never seen.
func (r *reading) checkPins() {
	for _, d := range r.drafts {
		id := d.claim.ID
		switch {
		case r.claims[id] != d, d.fields.values["id"] == nil, id == d.claim.DerivedID(), r.base.knows(id):
		case r.base.HasSource != nil && r.base.HasSource(d.claim.Source):
			d.of.doc.report(d.fields.at("id"), "no claim of this source has had the id %s: leave id out, or write that of the claim "+
				"that this corrects", id)
		default:
			d.of.doc.warn(d.fields.at("id"), "no claim of the id %s is known here: "+
				"leave id out, unless this corrects a claim that was published with it", id)
		}
	}
}

// checkReferences resolves what disputes and reconciles name, and reports what no claim answers to.
func (r *reading) checkReferences() {
	for _, d := range r.drafts {
		for _, ref := range slices.Concat(d.content, d.disputes, d.reconciles) {
			d.of.checkReference(d, ref)
		}
		d.claim.Disputes = d.of.linked(d.disputes)
		d.claim.Reconciles = d.of.linked(d.reconciles)
	}
}

// linked returns the ids of claims, sorted, each once.
func (a *annotated) linked(refs []reference) []graph.ClaimID {
	var ids []graph.ClaimID
	for _, ref := range refs {
		if id, ok := a.idOf(ref.name); ok {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, graph.ClaimID.Compare)
	return slices.Compact(ids)
}

// checkReference reports a reference to a claim that does not exist, or to the claim itself.
func (a *annotated) checkReference(d *draft, ref reference) {
	other := a.labels[ref.name]
	id, err := graph.ParseID[graph.Claim](ref.name)
	switch {
	case other == d, err == nil && id == d.claim.ID && !id.IsZero():
		if ref.role == "" {
			d.of.doc.report(ref.at, "the claim refers to itself: name another one")
		}
	case other != nil:
	case err == nil && (a.claims[id] != nil || a.kept[id] != nil || a.base.knows(id)):
	case err == nil && !id.IsZero() && a.base.HasClaim == nil && !a.base.Whole:
		d.of.doc.warn(ref.at, "no claim of these files has the id %s, and whether another has can't be told here", ref.name)
	case err == nil:
		d.of.doc.report(ref.at, "no claim has the id %s: load first what has it, or name the claim by its label", ref.name)
	default:
		d.of.doc.report(ref.at, "%s", a.unknownLabel(ref))
	}
}

// unknownLabel says that no claim of the file has a label, and which one was meant.
func (a *annotated) unknownLabel(ref reference) string {
	message := `no claim has the label "` + ref.name + `"`
	if a.lookUp(a.doc, ref.name).entity != nil && ref.role != "" {
		return "the role " + string(ref.role) + ` holds claims, and "` + ref.name + `" is an entity: write the label or the id of a claim`
	}
	if near := a.doc.nearest(ref.name, a.labelNames()); len(near) > 0 {
		return message + "; did you mean " + graph.OneOf(near) + "?"
	}
	return message
}

// labelNames returns the labels of the file, sorted.
func (a *annotated) labelNames() []string {
	if len(a.sortedLabels) < len(a.labels) {
		a.sortedLabels = slices.Sorted(maps.Keys(a.labels))
	}
	return a.sortedLabels
}
