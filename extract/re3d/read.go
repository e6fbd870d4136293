package re3d

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// types are the types of entities for which the vocabulary has a word that means the same. Others are kept with "x:" in front.
var types = map[string]graph.TermKey{"Organisation": "Organization", "Person": "Person", "Location": "Place"}

// Read reads a folder, as [extract.ForeignFiles] has it. The batch is named after the folder.
func Read(fsys fs.FS, folder, name string) (*extract.Foreign, []extract.Problem) {
	f := &file{out: extract.NewForeign(), texts: map[string]*told{}, who: map[graph.EntityKey]string{}, at: map[spot]graph.EntityKey{}, met: map[string]place{}, said: map[graph.ClaimID]int{}}
	sum := sha256.New()
	read := func(data []byte, problems []extract.Problem) {
		sum.Write(data)
		f.problems = append(f.problems, problems...)
	}
	shown := func(file string) (inside, outside string) {
		return path.Join(name, file), path.Join(folder, name, file)
	}
	inside, outside := shown("documents.json")
	read(rows(fsys, inside, outside, f.document))
	inside, outside = shown("entities.json")
	read(rows(fsys, inside, outside, f.entity))
	inside, outside = shown("relations.json")
	read(rows(fsys, inside, outside, f.relation))
	if len(f.problems) > 0 {
		return nil, f.problems
	}
	f.bundle.Batch = extract.NewBatch("re3d", extract.FileSlug(path.Base(folder)+"."), sum.Sum(nil)) // what follows a dot is no ending of a folder's name
	f.out.Bundles = []graph.Bundle{f.bundle}
	f.out.SortNotes()
	return f.out, nil
}

// A file is what becomes of a folder.
type file struct {
	out      *extract.Foreign
	bundle   graph.Bundle
	problems []extract.Problem

	texts map[string]*told           // by the id of the document
	who   map[graph.EntityKey]string // their names
	at    map[spot]graph.EntityKey   // who a span names
	met   map[string]place           // ids of entities and relations
	said  map[graph.ClaimID]int      // claims, by what they say
	sures []string                   // with what confidence each was said first
}

// A told is a document with its words.
type told struct {
	words *extract.Words
	key   graph.SourceKey
	stem  string // with which the keys of its entities begin
}

// A spot is a span of a document, in code points.
type spot struct {
	source     graph.SourceKey
	start, end int
}

func (f *file) blame(at place, format string, args ...any) {
	f.problems = append(f.problems, at.problem(format, args...))
}

// once reports whether an id is met for the first time.
func (f *file) once(at place, kind, id string) bool {
	if id == "" {
		f.blame(at, "the %s has no _id", kind)
		return false
	}
	if first, twice := f.met[kind+" "+id]; twice {
		f.blame(at, "the %s in line %d has the same _id %q", kind, first.line, id)
		return false
	}
	f.met[kind+" "+id] = at
	return true
}

func (f *file) document(at place, d *document) {
	if !f.once(at, "document", d.ID) {
		return
	}
	words, err := extract.NewWords(d.ID, []byte(d.Text))
	if err != nil || words.Len() == 0 {
		f.blame(at, "the document has no text")
		return
	}
	key := graph.SourceKey("re3d-" + extract.Slug(strings.ToLower(d.ID), 60))
	s := graph.Source{
		ID: key.ID(), Key: key, Kind: graph.Article, Genre: graph.Reporting, Title: d.Title, Publisher: d.Name, Text: words.Text(),
	}
	if u, err := url.Parse(d.URL); err == nil && u.Scheme != "" && u.Host != "" {
		s.URL = d.URL
	} else if d.URL != "" {
		f.out.Note("addresses of documents that are none: left out", d.URL)
	}
	f.bundle.Sources = append(f.bundle.Sources, s)
	f.texts[d.ID] = &told{words, key, "re3d-" + extract.Slug(strings.ToLower(d.ID), 35)}
}

// find returns the text that a line is about.
func (f *file) find(at place, document string) *told {
	t := f.texts[document]
	if t == nil {
		f.blame(at, "documentId %q: no document has this _id", document)
	}
	return t
}

// cover returns a span in code points, if it covers the words that the file has for it. White space may differ.
func (f *file) cover(at place, t *told, field string, s span) (part graph.Part, exact, ok bool) {
	start, whole := t.words.FromUTF16(s.Begin)
	end, behind := t.words.FromUTF16(s.End)
	words, inside := t.words.Covered(start, end)
	switch {
	case !whole || !behind || !inside || s.Begin < 0:
		f.blame(at, "%s %d to %d is no span of a text of %d characters (offsets count UTF-16 code units, the end lies behind the last)", field, s.Begin, s.End, t.words.Len())
		return graph.Part{}, false, false
	case words == s.Words:
		return t.words.Part(start, end), true, true
	case strings.Join(strings.Fields(words), " ") == strings.Join(strings.Fields(s.Words), " "):
		return t.words.Part(start, end), false, true
	}
	f.blame(at, "%s %d to %d covers other words of the text than the file has for it (a text of %d characters there, of %d here)",
		field, s.Begin, s.End, len([]rune(words)), len([]rune(s.Words)))
	return graph.Part{}, false, false
}

func (f *file) entity(at place, e *entity) {
	if !f.once(at, "entity", e.ID) {
		return
	}
	t := f.find(at, e.Document)
	if t == nil || !f.sure(at, e) {
		return
	}
	part, exact, ok := f.cover(at, t, "begin and end", span{e.Begin, e.End, e.Value})
	if !ok {
		return
	}
	if !exact {
		f.out.Note("spans whose words differ from the text in white space alone: read as the text has them", e.ID)
	}
	if e.Type == "" {
		f.blame(at, "the entity needs a type")
		return
	}
	name := strings.Join(strings.Fields(e.Value), " ")
	if name == "" {
		f.out.Note("entities of white space alone: called by their _id", e.ID)
		name = e.ID
	}
	key := graph.EntityKey(t.stem + "-" + extract.Slug(e.Type+" "+name, 50))
	if f.who[key] == "" {
		f.who[key] = name
		f.bundle.Entities = append(f.bundle.Entities, graph.Entity{
			ID: key.ID(), Key: key, Type: cmp.Or(types[e.Type], graph.UnknownPrefix+graph.TermKey(e.Type)), Name: name,
		})
	}
	here := spot{t.key, part.Start, part.End}
	if _, taken := f.at[here]; taken {
		f.out.Note("words that are annotated twice: they name the first", e.ID)
		return
	}
	f.at[here] = key
	form, _ := t.words.Covered(part.Start, part.End)
	m := graph.Mention{Source: t.key, Entity: key, Form: form, Part: part}
	m.ID = m.DerivedID()
	f.bundle.Mentions = append(f.bundle.Mentions, m)
}

// sure judges a confidence. It has no counterpart, since nobody says what it was measured by: that of a relation stands in the gist.
func (f *file) sure(at place, e *entity) bool {
	if e.Confidence != nil && (*e.Confidence < 0 || *e.Confidence > 1) {
		f.blame(at, "confidence %v: it goes from 0 to 1", *e.Confidence)
		return false
	}
	return true
}

func (f *file) relation(at place, r *relation) {
	if !f.once(at, "relation", r.ID) {
		return
	}
	t := f.find(at, r.Document)
	if t == nil || !f.sure(at, &r.entity) {
		return
	}
	from, ok := f.end(at, t, "source", span{r.SourceBegin, r.SourceEnd, r.Source})
	to, ok2 := f.end(at, t, "target", span{r.TargetBegin, r.TargetEnd, r.Target})
	if !ok || !ok2 {
		return
	}
	if r.Type == "" {
		f.blame(at, "the relation needs a type")
		return
	}
	c := graph.Claim{
		Source: t.key, From: from.key, Type: graph.UnknownPrefix + graph.TermKey(r.Type), To: to.key,
		Gist: fmt.Sprintf("%s: %s, %s", f.who[from.key], r.Type, f.who[to.key]),
	}
	sure := ""
	if r.Confidence != nil {
		sure = fmt.Sprintf(" (confidence %s)", strconv.FormatFloat(*r.Confidence, 'g', -1, 64))
	}
	c.Gist += sure
	if from.key == to.key {
		f.out.Note("relations of words to the very same words: kept", r.ID)
	}
	place := graph.Occurrence{Parts: f.evidence(t, r, from.part, to.part)}
	c.Normalize(&graph.Term{})
	said := c.DerivedID() // of what it says, wherever
	if i, again := f.said[said]; again {
		f.out.Note("relations that say what another of the document says: a further place of it", r.ID)
		if sure != f.sures[i] {
			f.out.Note("further places with another confidence than the first has: left out", r.ID+sure)
		}
		extract.AddPlace(&f.bundle.Claims[i], place)
		return
	}
	f.said[said] = len(f.bundle.Claims)
	f.sures = append(f.sures, sure)
	c.Evidence = []graph.Occurrence{place}
	f.bundle.Claims = append(f.bundle.Claims, c)
}

// An end is whom a relation leads from or to, and where that stands.
type end struct {
	key  graph.EntityKey
	part graph.Part
}

// end finds who the words of an end name.
func (f *file) end(at place, t *told, field string, s span) (end, bool) {
	part, _, ok := f.cover(at, t, field+"Begin and "+field+"End", s)
	if !ok {
		return end{}, false
	}
	key, named := f.at[spot{t.key, part.Start, part.End}]
	if !named {
		f.blame(at, "the %s of the relation, %d to %d, is no entity of entities.json", field, s.Begin, s.End)
	}
	return end{key, part}, named
}

// evidence is where a relation stands: its ends, and its own words where the file has them as the text does and they lie apart from the ends.
func (f *file) evidence(t *told, r *relation, ends ...graph.Part) []graph.Part {
	parts := slices.Clone(ends)
	start, whole := t.words.FromUTF16(r.Begin)
	stop, behind := t.words.FromUTF16(r.End)
	words, inside := t.words.Covered(start, stop)
	switch {
	case !whole || !behind || !inside || r.Begin < 0:
		f.out.Note("words of relations that are no span of the text: left out of the evidence", r.ID)
	case strings.Join(strings.Fields(words), "") != strings.Join(strings.Fields(r.Value), ""):
		f.out.Note("words of relations that the text has otherwise: left out of the evidence", r.ID)
	case strings.TrimSpace(words) != "":
		parts = append(parts, t.words.Part(start, stop))
	}
	slices.SortFunc(parts, func(a, b graph.Part) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	apart := parts[:1]
	for _, p := range parts[1:] {
		last := &apart[len(apart)-1]
		if p.Start >= last.End {
			apart = append(apart, p)
		} else if p.End > last.End { // they overlap: one span that covers both
			*last = t.words.Part(last.Start, p.End)
		}
	}
	return apart
}
