package extract

import (
	"strconv"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// Seal does in an annotations file what hands should not, by the text that it annotates:
//
//	at: {words: "…"}     becomes the span of these words, if they stand in the text once. White space may differ
//	mentions  NAME: find become all spans of the name as a word of its own, but for those inside a longer name of the file
//	digests              become the SHA-256 of the words under every span
//	sha256, codepoints   become those of the text
//	spans                whose words are elsewhere now, and in one place, move there
//
// Everything else stays as it is, byte for byte: comments, order, quotes, line ends. Sealing a sealed file changes nothing.
//
// What could not be done is reported with its place, and stays; warnings tell of spans that were moved. A span that a hand
// changed, so that the digest of its words is left behind, gets no digest of other words: it is reported too. Other files than
// annotations come back as they are, and so does, with its problems, one that can't be read.
func Seal(f File, texts *Texts) ([]byte, []Problem) {
	d, problems := open(f)
	if d == nil {
		return f.Data, problems
	}
	d.problems = nil // Read reports them
	if d.kind != annotationsFile {
		return f.Data, nil
	}
	edits := edits(d, texts)
	data := apply(f.Data, edits)
	if len(edits) > 0 && !stable(File{f.Name, data}, texts) {
		d.report(where(d.root), "the file is written in a way that can't be edited safely: write it as in the guide, each key on a line")
		data = f.Data
	}
	return data, sorted(d.problems)
}

// stable reports whether nothing is left to do in a sealed file.
func stable(f File, texts *Texts) bool {
	d, _ := open(f)
	return d != nil && len(edits(d, texts)) == 0
}

// edits returns what seals an annotations file.
func edits(d *document, texts *Texts) []edit {
	s := newSealing(d)
	if !s.findText(texts) {
		return nil
	}
	s.seal()
	if d.spent(s.text) {
		d.problems = nil
		d.report(s.fields.at("file"), tooMuch)
		return nil
	}
	return s.edits
}

// A sealing is one file on its way.
type sealing struct {
	doc      *document
	text     *text
	fields   mapping               // of the text
	recorded map[graph.Part]string // digests as they were
	sealed   map[graph.Part]string // digests as they will be, of all spans
	orphans  orphans
	moved    map[graph.Part]whereabouts
	names    map[*yaml.Node]bool // nodes with spans of names
	stuck    map[*yaml.Node]bool // words, and spans of names, that could not be found
	edits    []edit
}

func newSealing(d *document) *sealing {
	return &sealing{
		doc: d, recorded: map[graph.Part]string{}, sealed: map[graph.Part]string{},
		names: map[*yaml.Node]bool{}, stuck: map[*yaml.Node]bool{},
	}
}

// findText finds the text that the file annotates, and reports why there is none.
func (s *sealing) findText(texts *Texts) bool {
	s.fields = s.doc.quietly(s.doc.quietly(s.doc.top, "source"), "text")
	want := graph.Text{File: s.fields.plain("file"), SHA256: s.fields.plain("sha256")}
	if want == (graph.Text{}) {
		s.doc.report(s.fields.at("file"), "which text? write source: text: {file: …}")
		return false
	}
	found, _, err := texts.find(want)
	switch {
	case err != nil:
		s.doc.report(s.fields.at("file"), "%v", err)
	case found == nil && want.File == "":
		s.doc.report(s.fields.at("sha256"), "no text of this digest is at hand: name the folder that has it")
	case found == nil:
		s.doc.report(s.fields.at("file"), "no text %q, nor one of the recorded digest, is at hand: name the folder that has it", want.File)
	}
	s.text = found
	return found != nil
}

// seal collects the edits.
func (s *sealing) seal() {
	s.sealText()
	s.readDigests()
	spans := s.spans()
	s.locate(spans)
	for _, n := range spans {
		s.sealSpan(n)
	}
	s.sealWords()
	s.sealNames()
	s.sealDigests()
}

// sealText records which text it was.
func (s *sealing) sealText() {
	codepoints := strconv.Itoa(s.text.length)
	for _, field := range [][2]string{{"sha256", s.text.digest}, {"codepoints", codepoints}} {
		key, value := field[0], field[1]
		switch {
		case s.fields.plain(key) == value:
		case s.fields.values[key] != nil:
			s.replace(s.fields.values[key], value)
		case s.fields.keys[key] != nil:
			s.fillIn(key, value)
		default:
			s.add(key, value)
		}
	}
}

// add adds a key to the text behind its file, or behind its digest if it names no file.
func (s *sealing) add(key, value string) {
	anchor := "file"
	if s.fields.values[anchor] == nil {
		anchor = "sha256"
	}
	_, end, ok := s.doc.extent(s.fields.values[anchor])
	if !ok {
		return
	}
	if s.fields.node.Style&yaml.FlowStyle != 0 {
		s.edits = append(s.edits, edit{end, end, ", " + key + ": " + value})
		return
	}
	s.edits = append(s.edits, s.lineAfter(end, s.fields.keys[anchor].Column-1, key+": "+value))
}

// fillIn puts a value under a key of the text that is there and left empty.
func (s *sealing) fillIn(name, value string) {
	for key, blank := range pairs(s.fields.node) {
		if key.Value != name {
			continue
		}
		if start, end, ok := s.doc.extent(blank); ok && start < end {
			s.edits = append(s.edits, edit{start, end, value})
			continue
		}
		if _, end, ok := s.doc.extent(key); ok && end < len(s.doc.data) && s.doc.data[end] == ':' {
			s.edits = append(s.edits, edit{end + 1, end + 1, " " + value})
		}
	}
}

// replace puts a text in the place of a node.
func (s *sealing) replace(n *yaml.Node, with string) {
	start, end, ok := s.doc.extent(n)
	if !ok {
		s.doc.report(where(n), "this is written in a way that can't be edited: write %s here", with)
		return
	}
	s.edits = append(s.edits, edit{start, end, with})
}
