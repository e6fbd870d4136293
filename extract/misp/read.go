package misp

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
)

// Read reads a file whole, as [extract.ForeignReader] has it. The batch and the source are named after the type of the cluster, so that a
// later version takes the place of an earlier one.
func Read(name string, r io.Reader) (*extract.Foreign, []extract.Problem) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, []extract.Problem{{File: name, Message: "the file can't be read: " + err.Error()}}
	}
	var c cluster
	if problem := decode(data, &c); problem != nil {
		problem.File = name
		return nil, []extract.Problem{*problem}
	}
	f := &file{cluster: &c, out: extract.NewForeign(), about: cmp.Or(extract.Slug(c.Type, 40), extract.FileSlug(name))}
	digest := sha256.Sum256(data)
	f.bundle.Batch = extract.NewBatch("misp", f.about, digest[:])
	f.read()
	f.out.Bundles = []graph.Bundle{f.bundle}
	f.out.SortNotes()
	return f.out, nil
}

// decode reads a cluster, or says what is wrong, and where.
func decode(data []byte, c *cluster) *extract.Problem {
	err := json.Unmarshal(data, c)
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case !utf8.Valid(data):
		return &extract.Problem{Message: "not valid UTF-8"}
	case errors.As(err, &syntax):
		return at(data, syntax.Offset-1, syntax.Error())
	case errors.As(err, &wrong):
		return at(data, wrong.Offset-1, fmt.Sprintf("field %q can't be: %s", wrong.Field, wrong.Value))
	case err != nil:
		return &extract.Problem{Message: err.Error()}
	case len(c.Values) == 0:
		return &extract.Problem{Message: `the file holds no entry: a cluster of a MISP galaxy has them under "values"`}
	}
	return nil
}

// at is a problem at a byte.
func at(data []byte, offset int64, message string) *extract.Problem {
	before := data[:min(max(offset, 0), int64(len(data)))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return &extract.Problem{
		Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[start:]) + 1, Message: message,
	}
}

// A file is a cluster, and what becomes of it.
type file struct {
	*cluster
	about  string // part of keys
	source graph.SourceKey
	out    *extract.Foreign
	bundle graph.Bundle
}

func (f *file) read() {
	f.source = graph.SourceKey("misp-" + f.about)
	f.bundle.Sources = []graph.Source{f.dataset()}
	doubles := f.doubles()
	met := map[graph.EntityKey]bool{}
	for i := range f.Values {
		e := &f.Values[i]
		key := f.key(e)
		switch {
		case strings.TrimSpace(e.Value) == "":
			f.out.Note("entries without a name: left out", e.UUID)
			continue
		case met[key]:
			f.out.Note("entries whose UUID another one has: left out", e.Value+" "+e.UUID)
			continue
		}
		met[key] = true
		f.bundle.Entities = append(f.bundle.Entities, f.entity(key, e, doubles))
		f.meta(e)
		for _, r := range e.Related {
			f.relation(key, e, r)
		}
	}
}

// dataset is the source of all claims.
func (f *file) dataset() graph.Source {
	s := graph.Source{
		ID: f.source.ID(), Key: f.source, Kind: graph.Dataset, Genre: graph.Data, Title: f.Name,
		Author: strings.Join(f.Authors, ", "), Note: f.Description,
	}
	if u, err := url.Parse(f.Source); err == nil && u.Scheme != "" && u.Host != "" {
		s.URL = f.Source
	} else {
		s.Publisher = f.Source
	}
	return s
}

// key returns the key of an entry. One without a UUID is called by its name, within its cluster.
func (f *file) key(e *entry) graph.EntityKey {
	if e.UUID == "" {
		return graph.EntityKey("misp-" + f.about + "-" + extract.Slug(e.Value, 50))
	}
	return keyOf(e.UUID)
}

func keyOf(uuid string) graph.EntityKey {
	return graph.EntityKey("misp-" + extract.Slug(strings.ToLower(uuid), 50))
}

// doubles returns the folded names that more than one entry has.
func (f *file) doubles() map[string]bool {
	bearers := map[string]graph.EntityKey{}
	doubles := map[string]bool{}
	for i := range f.Values {
		e := &f.Values[i]
		for _, name := range append([]string{e.Value}, e.Meta["synonyms"]...) {
			folded := graph.Fold(name)
			if first, met := bearers[folded]; met && first != f.key(e) {
				doubles[folded] = true
			} else {
				bearers[folded] = f.key(e)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(doubles)) {
		f.out.Note("names that several entries have: marked as ambiguous", name)
	}
	return doubles
}

// entity is an entry without its relations.
func (f *file) entity(key graph.EntityKey, e *entry, doubles map[string]bool) graph.Entity {
	n := graph.Entity{
		ID: key.ID(), Key: key, Type: cmp.Or(types[f.Type], graph.UnknownPrefix+graph.TermKey(cmp.Or(f.Type, "entry"))), Name: e.Value,
		Description: e.Description,
	}
	if e.UUID != "" {
		n.External = []graph.ExternalID{{Scheme: "misp", Value: e.UUID}}
	}
	if doubles[graph.Fold(e.Value)] {
		n.Names = append(n.Names, graph.Name{Text: e.Value, Kind: graph.Preferred, Ambiguous: true})
	}
	said := map[string]bool{e.Value: true, "": true}
	for _, synonym := range e.Meta["synonyms"] {
		if said[synonym] {
			f.out.Note("synonyms that the entry has already: left out", e.Value+" = "+synonym)
			continue
		}
		said[synonym] = true
		n.Names = append(n.Names, graph.Name{Text: synonym, Kind: graph.Alias, Ambiguous: doubles[graph.Fold(synonym)]})
	}
	return n
}

// meta counts what else the entry tells, by what stands before a colon.
func (f *file) meta(e *entry) {
	for _, name := range slices.Sorted(maps.Keys(e.Meta)) {
		if name == "synonyms" || len(e.Meta[name]) == 0 {
			continue
		}
		kind, rest, many := strings.Cut(name, ":")
		example := e.Meta[name][0]
		if many {
			kind, example = kind+":…", rest+": "+example
		}
		f.out.Note("entries with "+kind+": left out", example)
	}
}

// relation turns a relation into a claim.
func (f *file) relation(from graph.EntityKey, e *entry, r relation) {
	to := keyOf(r.To)
	if to == from {
		f.out.Note("relations of an entry to itself: left out", e.Value+" "+r.Type)
		return
	}
	c := graph.Claim{
		Source: f.source, From: from, To: to,
		Type: cmp.Or(relations[r.Type], graph.UnknownPrefix+graph.TermKey(cmp.Or(r.Type, "related"))),
		Gist: e.Value + ": " + r.Type,
	}
	said := estimate(r.Tags)
	c.Polarity, c.Modality = stated(said)
	if said != "" {
		c.Gist += ", " + said
		f.out.Note("relations that are "+said+": read as "+string(c.Polarity)+" and "+string(c.Modality), c.Gist)
	}
	for _, tag := range r.Tags {
		if !strings.HasPrefix(tag, likelihood) {
			f.out.Note("other tags of relations: left out", tag)
		}
	}
	f.bundle.Claims = append(f.bundle.Claims, c)
}
