package stix

import (
	"bytes"
	"encoding/json"
	"slices"

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
	var claims []*object
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
		if o.record.Claim != nil {
			claims = append(claims, o)
			continue
		}
		r.ownRecord(o)
	}
	if len(foreign) < len(r.objects) {
		r.out.Note("bundles of dyad, which hold no mentions, vocabulary, verdicts, batches or history, and of judgements only merges", r.name)
	}
	r.objects = foreign
	r.ownClaims(claims)
}

// ownRecord takes what is no claim.
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

// ownClaims takes claims, those first of which others speak: what speaks of a claim that the bundle does not hold gets another id.
func (r *reader) ownClaims(objects []*object) {
	known := map[graph.ClaimID]*object{}
	for _, o := range objects {
		if o.record.Claim.ID.IsZero() {
			r.wrong(o, "a claim needs its id")
		}
		o.record.Claim.Normalize(&graph.Term{})
		known[o.record.Claim.ID] = o
	}
	a := &arrivals{reader: r, known: known, now: map[graph.ClaimID]graph.ClaimID{}, open: map[graph.ClaimID]bool{}}
	for _, o := range objects {
		a.take(o)
	}
}

// arrivals are the claims of a bundle on their way in.
type arrivals struct {
	*reader
	known map[graph.ClaimID]*object
	now   map[graph.ClaimID]graph.ClaimID // the ids under which those that are in came in
	open  map[graph.ClaimID]bool          // those whose references are being followed
}

// take takes a claim, and before it those of which it speaks.
func (a *arrivals) take(o *object) {
	c := o.record.Claim
	was := c.ID
	if _, done := a.now[was]; done || a.open[was] {
		return
	}
	a.open[was] = true
	if c.Revision == 1 && !was.IsZero() && was != c.DerivedID() {
		a.wrong(o, "its content gives the id %s: another tool has changed the claim", c.DerivedID())
		return
	}
	if o.Content != "" && c.Gist != "" && o.Content != c.Gist {
		a.out.Note("contents of notes that another tool has changed: the gists of dyad's records count", o.ID)
	}
	missing := a.refer(o)
	if id := c.DerivedID(); c.Revision == 1 {
		c.ID = id
	}
	if missing {
		a.out.Note("claims that speak of claims which are not in the bundle: read without these, some under another id", was.String())
	}
	a.now[was] = c.ID
	a.check(o, c.Check())
	a.bundle.Claims = append(a.bundle.Claims, *c)
}

// refer points the claim at those it speaks of, as they came in, and reports whether one of them did not.
func (a *arrivals) refer(o *object) (missing bool) {
	c := o.record.Claim
	point := func(ids []graph.ClaimID) (found []graph.ClaimID) {
		for _, id := range ids {
			if of := a.known[id]; of != nil {
				a.take(of)
			}
			now, in := a.now[id]
			if !in {
				missing = true
				continue
			}
			found = append(found, now)
		}
		return found
	}
	for i := range c.Roles {
		c.Roles[i].Claims = point(c.Roles[i].Claims)
	}
	c.Roles = slices.DeleteFunc(c.Roles, func(role graph.Role) bool { return len(role.Claims)+len(role.Entities)+len(role.Terms) == 0 })
	c.Disputes, c.Reconciles = point(c.Disputes), point(c.Reconciles)
	c.Normalize(&graph.Term{})
	return missing
}
