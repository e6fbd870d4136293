package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"hash"
	"io"

	"dyad/graph"
	"dyad/graph/index"

	"github.com/google/uuid"
)

var stixFormat = Format{
	Name: "stix", Extension: "stix.json", MediaType: "application/stix+json;version=2.1", Write: STIX, Words: true,
	About: "a STIX 2.1 bundle: a note per claim, an opinion per denial, a report per source; load --as stix reads it",
	Lacks: lacks(),
	Notes: []string{
		"whole records stand in an extension of STIX's objects, which other tools may drop",
		"created and modified come from the dates of the sources; they are 1970-01-01 where there is none",
		"relationships of one event alone stand with the event; a place has its name as its region",
		"of judgements of identity, those that made two entities one stand with the entity",
		"entities that the claims name beside the selection come along, marked",
	},
}

// Ids that every bundle has. extract/stix knows them too. Never change one.
const (
	stixMaker   = "identity--69f56a98-ce28-5ab1-bf7a-48b1f4cb0b06"             // dyad itself, which made the objects
	stixRecords = "extension-definition--8efb3189-566f-5d5d-baa1-a9eb55855d47" // dyad's records, within the objects
	stixKind    = "extension-definition--3331b2df-06a3-5c37-a76c-4acc0a481bec" // the object for what STIX has no type for
)

// stixNamespace is that of ids that dyad has none for: bundles. Never change it.
var stixNamespace = uuid.MustParse("2ce604a9-e637-5845-8b5b-fe3417c8c950")

// STIX writes one bundle of STIX 2.1, an object a line. Their ids are dyad's own, which are UUIDs of version 5 in a namespace of
// dyad's, behind the type of the object: the same graph gives the same ids. The last line is the id of the bundle, a digest of all
// objects.
//
// Beside the index it keeps a number for each entity and relationship, to write each once.
func STIX(ctx context.Context, w io.Writer, s *Selection) error {
	out := &stixWriter{
		Selection: s, ctx: ctx, digest: sha256.New(), w: bufio.NewWriterSize(w, 64<<10), written: make([]bool, s.Graph.CountNodes()),
	}
	out.raw(`{"type":"bundle","objects":[`)
	out.preamble()
	for _, part := range []func(){out.entities, out.relationships, out.claims, out.reports, out.contradictions} {
		part()
		if out.err != nil {
			return out.err
		}
	}
	out.raw("\n" + `],"id":"bundle--` + uuid.NewSHA1(stixNamespace, out.digest.Sum(nil)).String() + `"}` + "\n")
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

// A stixWriter writes objects and remembers the first error.
type stixWriter struct {
	*Selection
	ctx     context.Context
	w       *bufio.Writer
	digest  hash.Hash // of everything so far
	begun   bool      // an object has been written
	written []bool    // the entities that have
	err     error
}

func (x *stixWriter) raw(text string) {
	if x.err != nil {
		return
	}
	x.digest.Write([]byte(text))
	_, x.err = x.w.WriteString(text)
}

// next begins a line for an object.
func (x *stixWriter) next() {
	if x.begun {
		x.raw(",")
	}
	x.raw("\n")
	x.begun = true
}

// put writes an object.
func (x *stixWriter) put(o *stixObject) {
	if data := x.encode(o); data != nil {
		x.next()
		x.raw(string(data))
	}
}

// encode fills in what all objects have and returns the object as JSON; nil after an error.
func (x *stixWriter) encode(o *stixObject) []byte {
	if x.err == nil {
		x.err = x.ctx.Err()
	}
	if x.err != nil {
		return nil
	}
	o.SpecVersion, o.CreatedBy = "2.1", stixMaker
	data, err := graph.EncodeRecord(o)
	x.err = err
	return data
}

// preamble writes who made the bundle, and what the extensions are.
func (x *stixWriter) preamble() {
	undated := x.dates()
	x.put(&stixObject{
		Type: "identity", ID: stixMaker, stixDates: undated, Name: "dyad", IdentityClass: "system",
		Description: "A program that keeps what sources say about actors, and who says otherwise.",
	})
	x.put(&stixObject{
		Type: "extension-definition", ID: stixRecords, stixDates: undated, Name: "records of dyad", Version: "1",
		Description: "Records of dyad beside what STIX has a place for: entities, sources, claims with voices, modality, time and evidence, and what the claims add up to.",
		Schema: "Properties by object. Any object for an entity: entity, merged, judged, events, selected. relationship: relationship, symmetric, contradictions. " +
			"note: claim, quote. opinion: denial. report: source. grouping: contradiction. Each is a record of dyad JSON Lines without its kind and batch.",
		ExtensionTypes: []string{"property-extension"},
	})
	x.put(&stixObject{
		Type: "extension-definition", ID: stixKind, stixDates: undated, Name: "entity of dyad", Version: "1",
		Description:    "An object for entities of types that STIX has none for.",
		Schema:         "dyad-entity: the common properties of STIX's domain objects, name, and description where there is one.",
		ExtensionTypes: []string{"new-sdo"},
	})
}

// relationships writes those with two ends, each followed by the opinions of those who deny it.
func (x *stixWriter) relationships() {
	for e := range x.Edges() {
		if _, to := x.Graph.Ends(e); to != index.Nobody && x.err == nil {
			x.relationship(e)
		}
	}
}

func (x *stixWriter) relationship(e index.Edge) {
	from, to := x.Graph.Ends(e)
	r := x.Graph.Relationship(e)
	var sources []graph.SourceKey
	for _, b := range x.Graph.Backing(e) {
		sources = append(sources, b.Claim.Source)
	}
	var contradictions []string
	for _, id := range x.Graph.ContradictionsOf(e) {
		contradictions = append(contradictions, id.String())
	}
	o := stixObject{
		Type: "relationship", ID: x.edgeRef(e), stixDates: x.dates(sources...),
		RelationshipType: stixRelationshipType(r.Type), SourceRef: x.nodeRef(from), TargetRef: x.nodeRef(to),
	}
	o.extend(&stixRecord{Relationship: &r, Symmetric: x.Graph.Term(e).Symmetric, Contradictions: contradictions})
	x.put(&o)
	if len(r.Support.DeniedBy) > 0 {
		x.opinions(e)
	}
}

// edgeRef is what other objects call a relationship.
func (x *stixWriter) edgeRef(e index.Edge) string { return "relationship--" + x.Graph.ID(e).String() }

// standing is what other objects call a relationship: of one event alone, the event.
func (x *stixWriter) standing(e index.Edge) string {
	if from, to := x.Graph.Ends(e); to == index.Nobody {
		return x.nodeRef(from)
	}
	return x.edgeRef(e)
}

// stixRelationshipType is a type as STIX spells them: lower-case letters, digits and hyphens.
func stixRelationshipType(t graph.TermKey) string {
	return stixSlug(string(t), "related-to")
}
