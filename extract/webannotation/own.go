package webannotation

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"dyad/extract"
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
	if !f.record(page.fields[ownSource], ownSource, &source) || !f.sound(page.fields[ownSource], ownSource, extract.OwnSource(&source)) {
		return
	}
	f.bundle.Sources = append(f.bundle.Sources, source)
	for _, n := range page.each(ownEntities) {
		var e graph.Entity
		if f.record(n, ownEntities, &e) && f.sound(n, ownEntities, extract.OwnEntity(&e)) && f.first(n, ownEntities, "entity "+string(e.Key)) {
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

// added counts the bodies of an annotation of dyad that it did not write.
func (f *file) added(item *node, isOwn func(body *node) bool) {
	for _, body := range item.each("body") {
		if !isOwn(body) {
			f.out.Note("bodies that were added to annotations of dyad, or changed: left out", item.one("id"))
		}
	}
}

// record reads a record of dyad as it stands.
func (f *file) record(n *node, path string, into any) bool {
	if err := json.Unmarshal(f.data[n.at:n.end], into); err != nil {
		f.blame(n, path, "it is no record of dyad: %s", err)
		return false
	}
	return true
}

// sound reports whether there is no fault in a record, and tells each that is.
func (f *file) sound(n *node, path string, faults []error) bool {
	for _, fault := range faults {
		f.blame(n, path, "%s", fault)
	}
	return len(faults) == 0
}

// first reports whether something is met for the first time, and tells if not.
func (f *file) first(n *node, path, what string) bool {
	if f.met[what] {
		f.blame(n, path, "the page has it already: take one of them away")
		return false
	}
	f.met[what] = true
	return true
}

// sameWords reports whether the words of a target are those that a digest is of, as far as both are there.
func sameWords(words, digest string) bool {
	sum := sha256.Sum256([]byte(words))
	return words == "" || digest == "" || digest == hex.EncodeToString(sum[:])
}

// ownClaim takes a claim. One that says other things than when its id was made, or stands at other places than its targets, was changed by somebody.
func (f *file) ownClaim(item *node, source graph.SourceKey) {
	var c graph.Claim
	record := item.fields[ownClaim]
	if !f.record(record, ownClaim, &c) || !f.sound(record, ownClaim, extract.OwnClaim(&c)) {
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
	for i, target := range targets {
		s := spotOf(target)
		switch {
		case len(parts) == 0 && s.placed:
			f.blame(target, "target", "%d to %d, and the claim stands at no place: change both, or neither", s.start, s.end)
			return
		case len(parts) > 0 && (s.start != parts[i].Start || s.end != parts[i].End):
			f.blame(target, "target", "%d to %d, and the claim stands at %d to %d: change both, or neither", s.start, s.end, parts[i].Start, parts[i].End)
			return
		case len(parts) > 0 && !sameWords(s.quote, parts[i].SHA256):
			f.blame(target, "target", "the words are others than the claim stands at: change both, or neither")
			return
		}
	}
	if !f.first(item, "id", "claim "+c.ID.String()) {
		return
	}
	f.added(item, func(body *node) bool { return c.Gist != "" && body.one("value") == c.Gist })
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
	if !sameWords(s.quote, m.SHA256) {
		f.blame(target, "target", "the words are others than its digest is of: change both, or neither")
		return
	}
	if !f.sound(target, "target", m.Check()) || !f.first(item, "id", "mention "+m.ID.String()) {
		return
	}
	f.added(item, func(body *node) bool {
		who, isIRI := whoIs(body)
		return isIRI && who == ownEntity+string(m.Entity)
	})
	f.bundle.Mentions = append(f.bundle.Mentions, m)
}
