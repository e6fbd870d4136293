package extract

import (
	"net/url"
	"strings"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// readSource reads the document that the file annotates.
func (a *annotated) readSource() {
	n := a.doc.top.values["source"]
	if n == nil {
		a.doc.top.required("source")
		return
	}
	m, ok := a.doc.mapping(n, "a source", "key", "kind", "genre", "title", "publisher", "author", "published", "language",
		"url", "text", "reliability", "note")
	if !ok {
		return
	}
	m.required("kind")
	m.required("genre")
	a.source = graph.Source{
		Key:         graph.SourceKey(m.slug("key")),
		Kind:        choice(m, "kind", graph.SourceKinds()),
		Genre:       choice(m, "genre", graph.Genres()),
		Title:       m.text("title"),
		Publisher:   m.text("publisher"),
		Author:      m.text("author"),
		Published:   a.doc.published(m),
		Language:    m.language(),
		URL:         m.webAddress("url"),
		Text:        a.readText(m),
		Reliability: choice(m, "reliability", []string{"A", "B", "C", "D", "E", "F"}),
		Note:        m.text("note"),
		Batch:       a.doc.batch.Key,
	}
	a.source.ID = a.source.Key.ID()
	a.write("note", a.source.Note, m.at("note"))
}

// published reads when the source appeared: a date, or a date and how it is known.
func (d *document) published(m mapping) graph.Published {
	n := m.values["published"]
	if n == nil {
		return graph.Published{}
	}
	if n.Kind == yaml.ScalarNode {
		return graph.Published{EDTF: d.date(n), Basis: graph.StatedBasis}
	}
	p, ok := d.mapping(n, "published", "edtf", "basis")
	if !ok {
		return graph.Published{}
	}
	published := graph.Published{Basis: choice(p, "basis", graph.Bases())}
	if published.Basis == "" {
		published.Basis = graph.StatedBasis
	}
	if p.required("edtf") != "" {
		published.EDTF = d.date(p.values["edtf"])
	}
	return published
}

// webAddress reads an address that can be shown as a link.
func (m mapping) webAddress(key string) string {
	text := m.text(key)
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		m.doc.report(m.at(key), "%q is no address of the web: it begins with https:// and a host", text)
		return ""
	}
	return text
}

// sealCommand is what fills in what hands need not write.
const sealCommand = "dyad check --texts DIR --write"

// readText reads which text was annotated. Without it no offset means anything.
func (a *annotated) readText(source mapping) graph.Text {
	n := source.values["text"]
	if n == nil {
		if a.doc.top.values["mentions"] != nil || a.doc.top.values["claims"] != nil {
			a.doc.report(source.at("text"), "text is missing: claims and mentions point into a text, so say which: text: {file: …}")
		}
		return graph.Text{}
	}
	m, ok := a.doc.mapping(n, "a text", "file", "sha256", "codepoints")
	if !ok {
		return graph.Text{}
	}
	a.text = m
	for _, key := range []string{"sha256", "codepoints"} {
		if m.values[key] == nil {
			a.doc.report(m.at(key), "%s is missing: %s fills it in", key, sealCommand)
		}
	}
	return graph.Text{File: m.fileName(), SHA256: m.digest("sha256"), Codepoints: m.count("codepoints")}
}

// fileName reads the name of a text: a name alone, since where texts are kept is for whoever has them. It is a hint, and may be
// left out where the digest tells which text it is.
func (m mapping) fileName() string {
	name := m.text("file")
	if name == "" && m.values["sha256"] == nil {
		m.doc.report(m.at("file"), "file is missing: write the name of the text, or its sha256")
	}
	if strings.ContainsAny(name, `/\`) || name == "." || name == ".." {
		m.doc.report(m.at("file"), "%q is no name of a file: write it without the folders", name)
		return ""
	}
	return name
}

// digest reads a SHA-256.
func (m mapping) digest(key string) string {
	text := m.text(key)
	if text != "" && !isDigest(text) {
		m.doc.report(m.at(key), "%q is no SHA-256: that is 64 digits and letters a to f, which %s writes", text, sealCommand)
		return ""
	}
	return text
}

// isDigest reports whether s has the form of a SHA-256.
func isDigest(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// write notes what the annotator wrote, which must not repeat the text.
func (a *annotated) write(what, text string, at place) {
	if text != "" {
		a.prose = append(a.prose, prose{text, what, at})
	}
}
