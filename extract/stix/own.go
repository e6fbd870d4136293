package stix

import (
	"bytes"
	"encoding/json"

	"dyad/graph"
)

// Ids that stand in every bundle of dyad. internal/export writes them. Never change one.
const (
	maker   = "identity--69f56a98-ce28-5ab1-bf7a-48b1f4cb0b06"
	records = "extension-definition--8efb3189-566f-5d5d-baa1-a9eb55855d47"
	kind    = "extension-definition--3331b2df-06a3-5c37-a76c-4acc0a481bec"
)

// A record is what dyad wrote into an object: see docs/formats-stix.md.
type record struct {
	ExtensionType string `json:"extension_type"`

	Entity *graph.Entity  `json:"entity"`
	Merged []graph.Entity `json:"merged"`
	Judged []graph.SameAs `json:"judged"`
	Claim  *graph.Claim   `json:"claim"`
	Source *graph.Source  `json:"source"`

	// What follows is worked out from claims, and ignored but for the ends of a relationship.
	Relationship   *graph.Relationship `json:"relationship"`
	Selected       json.RawMessage     `json:"selected"`
	Events         json.RawMessage     `json:"events"`
	Symmetric      json.RawMessage     `json:"symmetric"`
	Contradictions json.RawMessage     `json:"contradictions"`
	Quote          json.RawMessage     `json:"quote"`
	Denial         json.RawMessage     `json:"denial"`
	Contradiction  json.RawMessage     `json:"contradiction"`
}

// own takes the records that dyad wrote.
func (r *reader) own() {
	var foreign []*object
	for _, o := range r.objects {
		if o.ID == maker || o.ID == records || o.ID == kind {
			continue
		}
		raw, ours := o.Extensions[records]
		if !ours {
			foreign = append(foreign, o)
			continue
		}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		o.record = &record{}
		if err := d.Decode(o.record); err != nil {
			r.wrong(o, "what dyad wrote into it can't be read: %v", err)
			continue
		}
		r.ownRecord(o)
	}
	if len(foreign) < len(r.objects) {
		r.out.Note("bundles of dyad, which hold no mentions, vocabulary, verdicts, batches or history, and of judgements only merges", r.name)
	}
	r.objects = foreign
}

// ownRecord takes the record of an object.
func (r *reader) ownRecord(o *object) {
	rec := o.record
	switch {
	case rec.Entity != nil:
		if o.Name != rec.Entity.Name {
			r.out.Note("names that another tool has changed: those of dyad's records count", o.ID)
		}
		r.ownEntity(o, rec.Entity)
		for i := range rec.Merged {
			r.ownEntity(o, &rec.Merged[i])
		}
		for i := range rec.Judged {
			j := &rec.Judged[i]
			r.check(o, j.Check())
			r.bundle.SameAs = append(r.bundle.SameAs, *j)
		}
		r.keys[o.ID] = rec.Entity.Key
	case rec.Claim != nil:
		r.ownClaim(o)
	case rec.Source != nil:
		rec.Source.ID = rec.Source.Key.ID()
		r.check(o, rec.Source.Check())
		r.bundle.Sources = append(r.bundle.Sources, *rec.Source)
	case rec.Relationship != nil:
		r.joins[o.ID] = join{rec.Relationship.From, rec.Relationship.To, rec.Relationship.Type}
		r.out.Note("relationships, opinions and groupings of dyad, which are worked out anew from its claims", o.ID)
	default:
		r.out.Note("relationships, opinions and groupings of dyad, which are worked out anew from its claims", o.ID)
	}
}

func (r *reader) ownEntity(o *object, e *graph.Entity) {
	r.check(o, e.Check())
	e.ID = e.Key.ID()
	r.taken[e.Key] = true
	r.bundle.Entities = append(r.bundle.Entities, *e)
}

// check notes what is wrong with a record.
func (r *reader) check(o *object, faults []error) {
	for _, fault := range faults {
		r.wrong(o, "%v", fault)
	}
}

// ownClaim takes a claim, unless another tool has changed it.
func (r *reader) ownClaim(o *object) {
	c := o.record.Claim
	c.Normalize(&graph.Term{})
	switch {
	case c.ID.IsZero():
		r.wrong(o, "a claim needs its id")
		return
	case c.Revision == 1 && c.ID != c.DerivedID():
		r.wrong(o, "its content gives the id %s: another tool has changed the claim", c.DerivedID())
		return
	}
	if o.Content != "" && c.Gist != "" && o.Content != c.Gist {
		r.out.Note("contents of notes that another tool has changed: the gists of dyad's records count", o.ID)
	}
	r.check(o, c.Check())
	r.bundle.Claims = append(r.bundle.Claims, *c)
}
