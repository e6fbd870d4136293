package webannotation

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
)

// Read reads a file, as [extract.ForeignReader] has it.
//
// An annotation whose body says who is meant, by an IRI whose purpose is identifying or by a text whose purpose is tagging, or whose motivation is that where the body has no purpose,
// names an entity. Where its target has a TextPositionSelector and a TextQuoteSelector with its words, that is a mention. The same IRI, or the same text, is one entity of the
// file; another file's are others. All that comments, describes, links or highlights has no counterpart here, and is counted by its motivation.
//
// The batch, and a source of kind dataset, are named after the file; each page that is annotated so is a source of its own, of which the address is known and
// nothing else.
func Read(name string, r io.Reader) (*extract.Foreign, []extract.Problem) {
	data, err := io.ReadAll(io.LimitReader(r, extract.MaxText+1))
	if err == nil && len(data) > extract.MaxText {
		err = fmt.Errorf("more than %d MB", extract.MaxText>>20)
	}
	if err != nil {
		return nil, []extract.Problem{{File: name, Message: "the file can't be read: " + err.Error()}}
	}
	tree, problem := parse(data)
	if problem != nil {
		problem.File = name
		return nil, []extract.Problem{*problem}
	}
	c := &checker{data: data}
	c.document(tree)
	if len(c.problems) > 0 {
		for i := range c.problems {
			c.problems[i].File = name
		}
		return nil, c.problems
	}
	f := &file{out: extract.NewForeign(), about: extract.FileSlug(name), met: map[string]bool{}, checker: c}
	sum := sha256.Sum256(data)
	f.bundle.Batch = extract.NewBatch("w3c", f.about, sum[:])
	f.document(tree)
	if len(c.problems) > 0 {
		for i := range c.problems {
			c.problems[i].File = name
		}
		return nil, c.problems
	}
	f.out.Bundles = []graph.Bundle{f.bundle}
	f.out.SortNotes()
	return f.out, nil
}

// A file is what becomes of one.
type file struct {
	*checker
	about  string // part of keys
	out    *extract.Foreign
	bundle graph.Bundle
	met    map[string]bool // keys and ids
}

func (f *file) document(n *node) {
	if n.fields[ownSource] != nil {
		f.own(n)
		return
	}
	key := graph.SourceKey("w3c-" + f.about)
	f.bundle.Sources = append(f.bundle.Sources, graph.Source{ID: key.ID(), Key: key, Kind: graph.Dataset, Genre: graph.Data, Title: n.one("label")})
	if n.list {
		for _, item := range n.items {
			f.top(item)
		}
		return
	}
	f.top(n)
}

// top takes what stands by itself, and the pages that are in it.
func (f *file) top(n *node) {
	switch {
	case !n.object():
		f.out.Note("annotations that are named by their address alone: not fetched", fmt.Sprint(n.value))
	case classOf(n, []string{"AnnotationCollection"}) != "":
		for _, name := range []string{"first", "last"} {
			for _, p := range n.each(name) {
				f.top(p)
			}
		}
	case classOf(n, []string{"AnnotationPage"}) != "":
		for _, item := range n.each("items") {
			f.top(item)
		}
		for _, next := range n.each("next") {
			f.top(next)
		}
	default:
		f.annotation(n)
	}
}

// annotation takes one annotation.
func (f *file) annotation(n *node) {
	id := n.one("id")
	if f.met["annotation "+id] {
		f.out.Note("annotations that stand twice in the file: counted once", id)
		return
	}
	f.met["annotation "+id] = true
	named, beside := f.named(n)
	if len(named) == 0 {
		f.out.Note("annotations that name nobody, of motivation "+cmp.Or(strings.Join(texts(n, "motivation"), ", "), "none")+": left out", id)
		return
	}
	for _, purpose := range beside {
		f.out.Note("bodies beside the one that names somebody, of purpose "+purpose+": left out", id)
	}
	for _, target := range n.each("target") {
		for _, key := range named {
			f.mention(id, target, key)
		}
	}
}

// texts are the texts that a property has.
func texts(n *node, name string) []string {
	var all []string
	for _, v := range n.each(name) {
		if s, ok := v.text(); ok {
			all = append(all, s)
		}
	}
	return all
}

// named returns the entities that the bodies of an annotation say are meant, and what the other bodies are for.
func (f *file) named(n *node) (keys []graph.EntityKey, beside []string) {
	motivations := texts(n, "motivation")
	for _, body := range n.each("body") {
		purposes := motivations
		if own := texts(body, "purpose"); body.object() && len(own) > 0 {
			purposes = own
		}
		who, isIRI := whoIs(body)
		if who != "" && (isIRI && slices.Contains(purposes, "identifying") || !isIRI && slices.Contains(purposes, "tagging")) {
			keys = append(keys, f.entity(who, isIRI))
			continue
		}
		beside = append(beside, cmp.Or(strings.Join(purposes, ", "), "none"))
	}
	if who := plain(n.one("bodyValue")); who != "" && slices.Contains(motivations, "tagging") { // short for a text as the one body
		keys = append(keys, f.entity(who, false))
	}
	return keys, beside
}

// whoIs is what a body is, or says: an IRI, or a text.
func whoIs(body *node) (who string, isIRI bool) {
	if s, ok := body.text(); ok {
		return s, true
	}
	if value := body.one("value"); value != "" {
		return plain(value), false
	}
	if source := body.fields["source"]; source != nil {
		return whoIs(source)
	}
	return body.one("id"), true
}

// plain is a text with one space where it has any.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// entity is who is called so in the file.
func (f *file) entity(who string, isIRI bool) graph.EntityKey {
	key := graph.EntityKey("w3c-" + f.about + "-" + extract.Slug(who, 50))
	if f.met["entity "+string(key)] {
		return key
	}
	f.met["entity "+string(key)] = true
	e := graph.Entity{ID: key.ID(), Key: key, Type: graph.Untyped, Name: who}
	if isIRI {
		e.External = []graph.ExternalID{{Scheme: "iri", Value: who}}
	}
	f.bundle.Entities = append(f.bundle.Entities, e)
	return key
}

// A spot is where a target is: characters of a page, and the words there.
type spot struct {
	page       string
	start, end int
	placed     bool
	quote      string
	torn       bool // selectors contradict each other
}

// mention records that words of a target name an entity.
func (f *file) mention(id string, target *node, key graph.EntityKey) {
	s := spotOf(target)
	switch {
	case s.page == "":
		f.out.Note("targets of several resources: who is named stays, and where is left out", id)
		return
	case s.torn:
		f.out.Note("selectors of a target that contradict each other: who is named stays, and where is left out", id)
		return
	case !s.placed:
		f.out.Note("targets without a TextPositionSelector: who is named stays, and where is left out", id)
		return
	case s.quote == "" || s.end == s.start:
		f.out.Note("spans whose words are not in the file (TextQuoteSelector): who is named stays, and where is left out", id)
		return
	}
	if utf8.RuneCountInString(s.quote) != s.end-s.start { // the words are somewhere in it, or it is counted in other units
		f.out.Note("positions of another length than their words: who is named stays, and where is left out", id)
		return
	}
	page := graph.SourceKey("w3c-" + f.about + "-" + extract.Slug(s.page, 50))
	at := fmt.Sprintf("mention %s %d %d", page, s.start, s.end)
	if f.met[at] {
		f.out.Note("spans that are annotated twice: they name the first", id)
		return
	}
	f.met[at] = true
	if !f.met["source "+string(page)] {
		f.met["source "+string(page)] = true
		f.bundle.Sources = append(f.bundle.Sources, graph.Source{ID: page.ID(), Key: page, URL: s.page})
	}
	m := graph.Mention{Source: page, Entity: key, Form: s.quote, Part: graph.Part{Start: s.start, End: s.end}}
	m.ID = m.DerivedID()
	f.bundle.Mentions = append(f.bundle.Mentions, m)
	f.out.Note("spans without a digest, since the text is not at hand", id)
}

// spotOf reads where a target is.
func spotOf(target *node) spot {
	if s, ok := target.text(); ok {
		return spot{page: s}
	}
	if source := target.fields["source"]; source != nil {
		s := spotOf(source)
		return s.selected(target.each("selector"), "")
	}
	return spot{page: target.one("id")}
}

// selected is what selectors leave of a spot, which one of a class selected. They are alternatives, that select the same: where two say differently, the spot is torn.
// A position counts from where that which it refines begins, and is torn if it goes beyond its end; of anything but a position nobody knows where that is.
func (s spot) selected(by []*node, class string) spot {
	all := s
	for _, n := range by {
		one := s.narrowed(n, class)
		if one.placed && !one.sameSpan(s) {
			all.torn = all.torn || !all.sameSpan(s) && !all.sameSpan(one)
			all.start, all.end, all.placed = one.start, one.end, true
		}
		if one.quote != s.quote {
			all.torn = all.torn || all.quote != s.quote && all.quote != one.quote
			all.quote = one.quote
		}
		all.torn = all.torn || one.torn
	}
	return all
}

func (s spot) sameSpan(other spot) bool {
	return s.placed == other.placed && s.start == other.start && s.end == other.end
}

// narrowed is what one selector, and those that refine it, leave of a spot.
func (s spot) narrowed(n *node, refined string) spot {
	class := classOf(n, selectors)
	switch class {
	case "TextPositionSelector":
		start, _ := numberOf(n, "start")
		end, _ := numberOf(n, "end")
		switch refined {
		case "":
			s.start, s.end, s.placed = start, end, true
		case class:
			s.torn = s.torn || end > s.end-s.start
			s.start, s.end = s.start+start, s.start+end
		}
	case "TextQuoteSelector":
		s.quote = n.one("exact")
	}
	return s.selected(n.each("refinedBy"), class)
}
