package graphml

import (
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// Read reads a file whole, as [extract.ForeignReader] has it. GraphML that dyad has not written is refused: what its attributes mean is
// not known.
func Read(name string, r io.Reader) (*extract.Foreign, []extract.Problem) {
	digest := sha256.New()
	f := &file{name: name, in: xml.NewDecoder(io.TeeReader(r, digest)), out: extract.NewForeign(), keys: map[string]key{}}
	f.source = graph.SourceKey("graphml-" + extract.FileSlug(name))
	f.read()
	if len(f.problems) > 0 {
		return nil, f.problems
	}
	if _, err := io.Copy(digest, r); err != nil { // what the decoder left
		return nil, []extract.Problem{{File: name, Message: "the file can't be read further: " + err.Error()}}
	}
	f.bundle.Sources = []graph.Source{{
		ID: f.source.ID(), Key: f.source, Kind: graph.Dataset, Genre: graph.Data, Title: extract.FileSlug(name),
		Note: "relationships of a graph that dyad wrote as GraphML: what claims add up to, not the claims",
	}}
	f.bundle.Batch = extract.NewBatch("graphml", extract.FileSlug(name), digest.Sum(nil))
	f.out.Bundles = []graph.Bundle{f.bundle}
	f.out.SortNotes()
	return f.out, nil
}

// A key is an attribute that the file declares.
type key struct{ of, name string }

// wanted are the attributes by which a file of dyad is known.
var wanted = []key{{"node", "key"}, {"node", "label"}, {"node", "type"}, {"edge", "type"}, {"edge", "status"}, {"edge", "asserting"}}

// A file is what was read of one.
type file struct {
	name     string
	in       *xml.Decoder
	problems []extract.Problem
	keys     map[string]key // by id
	source   graph.SourceKey
	out      *extract.Foreign
	bundle   graph.Bundle
}

func (f *file) problem(format string, args ...any) {
	line, _ := f.in.InputPos() // its columns are bytes
	f.problems = append(f.problems, extract.Problem{File: f.name, Line: line, Column: 1, Message: fmt.Sprintf(format, args...)})
}

// read takes one element after the other.
func (f *file) read() {
	known := false
	for {
		token, err := f.in.Token()
		if errors.Is(err, io.EOF) {
			if !known {
				f.problem("the file has no graph")
			}
			return
		}
		if err != nil {
			f.problem("%s", err)
			return
		}
		start, is := token.(xml.StartElement)
		if !is {
			continue
		}
		switch start.Name.Local {
		case "key":
			f.keys[attribute(start, "id")] = key{attribute(start, "for"), attribute(start, "attr.name")}
		case "graph":
			if known = f.ours(); !known {
				return
			}
		case "node", "edge":
			if !f.element(start) {
				return
			}
		}
	}
}

// ours reports whether the file declares what dyad's files do.
func (f *file) ours() bool {
	for _, want := range wanted {
		found := false
		for _, k := range f.keys {
			found = found || k == want
		}
		if !found {
			f.problem("not written by dyad: it declares no attribute %q of a %s, and what its own attributes mean is not known", want.name, want.of)
			return false
		}
	}
	return true
}

// element reads a node or an edge with its data, and reports whether there can be another.
func (f *file) element(start xml.StartElement) bool {
	var e struct {
		Data []struct {
			Key  string `xml:"key,attr"`
			Text string `xml:",chardata"`
		} `xml:"data"`
	}
	if err := f.in.DecodeElement(&e, &start); err != nil {
		f.problem("%s", err)
		return false
	}
	data := map[string]string{}
	for _, d := range e.Data {
		if k := f.keys[d.Key]; k.of == start.Name.Local {
			data[k.name] = d.Text
			if strings.ContainsRune(d.Text, '\ufffd') {
				f.out.Note("texts with U+FFFD, which stands for characters that XML forbids", d.Text)
			}
		}
	}
	if start.Name.Local == "node" {
		f.node(attribute(start, "id"), data)
	} else {
		f.edge(graph.EntityKey(attribute(start, "source")), graph.EntityKey(attribute(start, "target")), data)
	}
	return true
}

// attribute returns an attribute of an element, "" if it lacks it.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
