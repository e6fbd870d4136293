package ftm

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
)

// MaxLine is the longest line that is read, in bytes.
const MaxLine = 16 << 20

// Read reads a file whole, as [extract.ForeignReader] has it. Lines that are no entities are problems, and so are those of dyad whose
// record can't be one. A claim that says other things than its id is noted: views write claims under other ends. Several lines with one id
// are one entity, as FollowTheMoney has it: their values are taken together.
func Read(name string, r io.Reader) (*extract.Foreign, []extract.Problem) {
	f := &file{
		name: name, slug: extract.FileSlug(name), out: extract.NewForeign(), digest: sha256.New(),
		met: map[string]*entity{}, claims: map[graph.ClaimID]bool{},
	}
	f.read(r)
	if len(f.problems) > 0 {
		return nil, f.problems
	}
	f.own.Batch = extract.NewBatch("ftm", f.slug, f.digest.Sum(nil))
	if len(f.entities) > 0 {
		f.foreign()
	}
	f.out.Whole(&f.own)
	f.out.Bundles = []graph.Bundle{f.own}
	f.out.SortNotes()
	return f.out, nil
}

// A file is what was read of one.
type file struct {
	name, slug string
	digest     hash.Hash
	line       int
	problems   []extract.Problem
	out        *extract.Foreign
	own        graph.Bundle // everything, in the end; while reading, what lines of dyad bring

	entities []*entity // of others, in the order of the file
	met      map[string]*entity
	claims   map[graph.ClaimID]bool // of dyad's lines
}

// An entity is one line, or several with one id.
type entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
	Dyad       *record             `json:"dyad"`

	line int
}

// A record is what dyad knows of a line that it wrote.
type record struct {
	Entity *graph.Entity `json:"entity"`
	Source *graph.Source `json:"source"`
	Claim  *graph.Claim  `json:"claim"`
}

func (f *file) problem(format string, args ...any) {
	f.problems = append(f.problems, extract.Problem{File: f.name, Line: f.line, Column: 1, Message: fmt.Sprintf(format, args...)})
}

// read takes the lines one by one.
func (f *file) read(r io.Reader) {
	in := bufio.NewScanner(io.TeeReader(r, f.digest))
	in.Buffer(nil, MaxLine)
	for in.Scan() {
		f.line++
		if line := bytes.TrimSpace(in.Bytes()); len(line) > 0 {
			f.take(line)
		}
	}
	f.line++
	switch err := in.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		f.problem("the line is longer than %d MiB", MaxLine>>20)
	case err != nil:
		f.problem("the file can't be read further: %s", err)
	case len(f.met) == 0 && len(f.problems) == 0:
		f.problems = append(f.problems, extract.Problem{File: f.name, Message: "the file holds no entity: one of FollowTheMoney has one on each line"})
	}
}

// take reads a line.
func (f *file) take(line []byte) {
	e := &entity{line: f.line}
	switch err := json.Unmarshal(line, e); {
	case !utf8.Valid(line):
		f.problem("not valid UTF-8")
	case err != nil:
		f.problem("no entity of FollowTheMoney: %s", err)
	case e.ID == "" || e.Schema == "":
		f.problem("an entity of FollowTheMoney needs an id and a schema")
	case e.Dyad != nil && f.met[e.ID] != nil:
		f.problem("line %d has the id %q already", f.met[e.ID].line, e.ID)
	case e.Dyad != nil:
		f.met[e.ID] = e
		f.dyad(e.Dyad)
	default:
		f.fields(line)
		f.add(e)
	}
}

// fields notes what a line has beside the entity.
func (f *file) fields(line []byte) {
	var all map[string]json.RawMessage
	if json.Unmarshal(line, &all) != nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if name != "id" && name != "schema" && name != "properties" {
			f.out.Note("fields "+name+" of entities: left out", string(all[name]))
		}
	}
}

// add files an entity under its id.
func (f *file) add(e *entity) {
	before := f.met[e.ID]
	switch {
	case before == nil:
		f.met[e.ID] = e
		f.entities = append(f.entities, e)
		return
	case before.Dyad != nil:
		f.problem("line %d has the id %q already", before.line, e.ID)
		return
	case before.Schema != e.Schema:
		f.out.Note("entities with a second schema: read as of the first", e.ID+" "+e.Schema)
	}
	if before.Properties == nil {
		before.Properties = map[string][]string{}
	}
	for property, values := range e.Properties {
		for _, v := range values {
			if !slices.Contains(before.Properties[property], v) {
				before.Properties[property] = append(before.Properties[property], v)
			}
		}
	}
}

// dyad takes the record of a line that dyad wrote. A claim that backs several relationships is on several lines.
func (f *file) dyad(r *record) {
	var faults []error
	switch {
	case r.Entity != nil:
		faults = r.Entity.Check()
		r.Entity.ID, r.Entity.Batch = r.Entity.Key.ID(), ""
		f.own.Entities = append(f.own.Entities, *r.Entity)
	case r.Source != nil:
		faults = r.Source.Check()
		r.Source.ID, r.Source.Batch = r.Source.Key.ID(), ""
		f.own.Sources = append(f.own.Sources, *r.Source)
	case r.Claim != nil:
		faults = r.Claim.Check()
		r.Claim.Batch = ""
		r.Claim.Normalize(&graph.Term{})
		if r.Claim.ID.IsZero() {
			r.Claim.ID = r.Claim.DerivedID()
		}
		if !f.claims[r.Claim.ID] {
			f.claims[r.Claim.ID] = true
			f.own.Claims = append(f.own.Claims, *r.Claim)
		}
	default:
		f.problem("the field dyad has no entity, source or claim")
	}
	for _, fault := range faults {
		f.problem("%s", fault)
	}
}
