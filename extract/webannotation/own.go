package webannotation

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
)

// The names under which dyad writes its records into a page; docs/formats-annotations.md has the form.
const (
	ownSource   = "dyad:source"
	ownEntities = "dyad:entities"
	ownClaim    = "dyad:claim"
	ownDigest   = "dyad:sha256"
	ownWords    = "dyad:words-sha256" // pages of before have none
	ownEntity   = "urn:dyad:entity:"
	ownAddress  = "urn:dyad:source:"
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
			f.ownClaim(item, &source)
		case item.object() && strings.HasPrefix(ownBody(item), ownEntity):
			f.ownMention(item, &source)
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
	for _, body := range slices.Concat(item.each("body"), item.each("bodyValue")) {
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

// atSource reports whether a target is of a source, and tells if not.
func (f *file) atSource(target *node, page string, source *graph.Source) bool {
	name := ownAddress + string(source.Key)
	if page == name || source.URL != "" && unescaped(page) == unescaped(source.URL) {
		return true
	}
	f.blame(target, "target", "it is of %q, and the page of %s: change both, or neither", page, cmp.Or(source.URL, name))
	return false
}

var escapes = regexp.MustCompile("%[0-9A-Fa-f]{2}")

// unescaped is an address without escapes: an IRI has more of them than the address that it was written of.
func unescaped(address string) string {
	return escapes.ReplaceAllStringFunc(address, func(code string) string {
		char, _ := hex.DecodeString(code[1:])
		return string(char)
	})
}

// atWords reports whether the words of a target, if it has any, are as long as its span, and those that a digest is of. It tells if not.
func (f *file) atWords(target *node, s spot, digest string) bool {
	sum := sha256.Sum256([]byte(s.quote))
	digest = cmp.Or(digest, target.one(ownWords))
	switch {
	case s.quote == "":
		return true
	case utf8.RuneCountInString(s.quote) != s.end-s.start:
		f.blame(target, "target", "%q is of another length than %d to %d: change both, or neither", s.quote, s.start, s.end)
	case digest != "" && digest != hex.EncodeToString(sum[:]):
		f.blame(target, "target", "the words are others than its digest is of: change both, or neither")
	default:
		return true
	}
	return false
}

// ownClaim takes a claim. One that says other things than when its id was made, or stands at other places than its targets, was changed by somebody.
func (f *file) ownClaim(item *node, source *graph.Source) {
	var c graph.Claim
	record := item.fields[ownClaim]
	if !f.record(record, ownClaim, &c) || !f.sound(record, ownClaim, extract.OwnClaim(&c)) {
		return
	}
	if c.Source != source.Key || item.one("id") != ownID+c.ID.String() {
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
		case s.torn:
			f.blame(target, "target", "its selectors contradict each other")
			return
		case len(parts) == 0 && s.placed:
			f.blame(target, "target", "%d to %d, and the claim stands at no place: change both, or neither", s.start, s.end)
			return
		case len(parts) > 0 && (s.start != parts[i].Start || s.end != parts[i].End):
			f.blame(target, "target", "%d to %d, and the claim stands at %d to %d: change both, or neither", s.start, s.end, parts[i].Start, parts[i].End)
			return
		case !f.atSource(target, s.page, source) || len(parts) > 0 && !f.atWords(target, s, parts[i].SHA256):
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
func (f *file) ownMention(item *node, source *graph.Source) {
	target := item.fields["target"]
	s := spotOf(target)
	m := graph.Mention{
		Source: source.Key, Entity: graph.EntityKey(strings.TrimPrefix(ownBody(item), ownEntity)), Form: s.quote,
		Part: graph.Part{Start: s.start, End: s.end, SHA256: target.one(ownDigest)},
	}
	m.ID = m.DerivedID()
	if !s.placed || s.torn || s.quote == "" || item.one("id") != ownID+m.ID.String() {
		f.blame(item, "target", "a mention of dyad needs the span that its id was made of, and its words")
		return
	}
	if !f.atSource(target, s.page, source) || !f.atWords(target, s, m.SHA256) || !f.sound(target, "target", m.Check()) || !f.first(item, "id", "mention "+m.ID.String()) {
		return
	}
	f.added(item, func(body *node) bool {
		who, isIRI := whoIs(body)
		return isIRI && who == ownEntity+string(m.Entity)
	})
	f.bundle.Mentions = append(f.bundle.Mentions, m)
}
