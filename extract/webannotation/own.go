package webannotation

import (
	"encoding/json"
	"strings"

	"dyad/graph"
)

// The names under which dyad writes its records into a page; docs/formats-annotations.md has the form.
const (
	ownSource   = "dyad:source"
	ownEntities = "dyad:entities"
	ownClaim    = "dyad:claim"
	ownDigest   = "dyad:sha256"
	ownEntity   = "urn:dyad:entity:"
	ownID       = "urn:uuid:"
)

// own takes a page that dyad wrote: source, entities, mentions and claims are what they were. What was added to it is counted.
func (f *file) own(page *node) {
	var source graph.Source
	if !f.record(page.fields[ownSource], ownSource, &source) {
		return
	}
	f.bundle.Sources = append(f.bundle.Sources, source)
	for _, n := range page.each(ownEntities) {
		var e graph.Entity
		if f.record(n, ownEntities, &e) {
			f.bundle.Entities = append(f.bundle.Entities, e)
			f.out.Partial.Entities[e.Key] = true
		}
	}
	for _, item := range page.each("items") {
		switch {
		case item.object() && item.fields[ownClaim] != nil:
			f.ownClaim(item, source.Key)
		case item.object() && strings.HasPrefix(ownBody(item), ownEntity):
			f.ownMention(item, source.Key)
		default:
			f.out.Note("annotations that were added to a page of dyad: left out", item.one("id"))
		}
	}
	f.out.Whole(&f.bundle)
}

// ownBody is the IRI of what a mention names, alone or in an object.
func ownBody(item *node) string {
	for _, body := range item.each("body") {
		if who, isIRI := whoIs(body); isIRI {
			return who
		}
	}
	return ""
}

// record reads a record of dyad as it stands.
func (f *file) record(n *node, path string, into any) bool {
	if err := json.Unmarshal(f.data[n.at:n.end], into); err != nil {
		f.blame(n, path, "it is no record of dyad: %s", err)
		return false
	}
	return true
}

// ownClaim takes a claim. One that says other things than when its id was made, or stands at other places than its targets, was changed by somebody.
func (f *file) ownClaim(item *node, source graph.SourceKey) {
	var c graph.Claim
	if !f.record(item.fields[ownClaim], ownClaim, &c) {
		return
	}
	if c.Source != source || item.one("id") != ownID+c.ID.String() {
		f.blame(item, ownClaim, "it is of another source or id than the annotation")
		return
	}
	var parts []graph.Part
	for _, o := range c.Evidence {
		parts = append(parts, o.Parts...)
	}
	targets := item.each("target")
	if len(parts) > 0 && len(targets) != len(parts) {
		f.blame(item, "target", "%d targets, and the claim stands at %d places: change both, or neither", len(targets), len(parts))
		return
	}
	for i, p := range parts {
		if s := spotOf(targets[i]); s.start != p.Start || s.end != p.End {
			f.blame(targets[i], "target", "%d to %d, and the claim stands at %d to %d: change both, or neither", s.start, s.end, p.Start, p.End)
			return
		}
	}
	f.bundle.Claims = append(f.bundle.Claims, c)
}

// ownMention takes a mention.
func (f *file) ownMention(item *node, source graph.SourceKey) {
	target := item.fields["target"]
	s := spotOf(target)
	m := graph.Mention{
		Source: source, Entity: graph.EntityKey(strings.TrimPrefix(ownBody(item), ownEntity)), Form: s.quote,
		Part: graph.Part{Start: s.start, End: s.end, SHA256: target.one(ownDigest)},
	}
	m.ID = m.DerivedID()
	if !s.placed || s.quote == "" || item.one("id") != ownID+m.ID.String() {
		f.blame(item, "target", "a mention of dyad needs the span that its id was made of, and its words")
		return
	}
	f.bundle.Mentions = append(f.bundle.Mentions, m)
}
