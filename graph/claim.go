package graph

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/currency"
)

// A Claim is one statement, by one voice, in one source, about one relationship. It is the unit of storage.
//
// Claims are values: whoever is handed one must not change what its slices hold. [Claim.Normalize] brings a claim into the
// one form in which two annotators write the same statement; everything else in this package expects that form.
type Claim struct {
	ID       ClaimID   `json:"id"`
	Revision int       `json:"revision"` // 1 when first recorded; each correction adds one
	Source   SourceKey `json:"source"`

	From  EntityKey `json:"from"`
	Type  TermKey   `json:"type"`
	To    EntityKey `json:"to,omitempty"` // empty for unary types
	Roles Roles     `json:"roles,omitempty"`

	Disputes   []ClaimID `json:"disputes,omitempty"`   // claims this one says are wrong
	Reconciles []ClaimID `json:"reconciles,omitempty"` // claims this one explains away

	Polarity Polarity `json:"polarity"`
	Modality Modality `json:"modality"`
	Outcome  Outcome  `json:"outcome"`
	Voices   []Voice  `json:"voices,omitempty"` // from the outside in; the source itself is not listed
	When     When     `json:"when,omitzero"`
	Number   *Number  `json:"number,omitempty"`

	Evidence []Occurrence `json:"evidence,omitempty"`
	Gist     string       `json:"gist,omitempty"` // one sentence in the annotator's own words

	Credibility int      `json:"credibility,omitempty"` // Admiralty 1 to 6; 0 means that nobody judged it
	Annotator   string   `json:"annotator,omitempty"`   // who or what coded it
	Codebook    string   `json:"codebook,omitempty"`    // by which version of the rules
	Batch       BatchKey `json:"batch,omitempty"`
}

// A Voice is somebody the source quotes or ascribes a belief to: an entity, or a label where the source names nobody.
// Exactly one of Entity and Label is set.
type Voice struct {
	Entity      EntityKey `json:"entity,omitempty"`
	Label       string    `json:"label,omitempty"`
	Affiliation EntityKey `json:"affiliation,omitempty"` // "a militant of …"
	Mode        Mode      `json:"mode"`
	Stance      Stance    `json:"stance"` // of the next outer voice, or the source, towards this one
}

// Unattributed is the label of a view that a source rejects without saying whose it is.
const Unattributed = "unattributed"

// A When is the time of a claim. The zero When is undated: unknown, which is not the same as open.
type When struct {
	EDTF   EDTF   `json:"edtf,omitzero"` // absent only where a bound is known and its date is not
	Basis  Basis  `json:"basis,omitempty"`
	Bound  Bound  `json:"bound,omitempty"`
	Extent Extent `json:"extent,omitempty"`
}

// IsZero reports whether nothing at all is known about the time.
func (w When) IsZero() bool { return w == When{} }

// A Number is how many, as the source words it and as bounds. A bound that is nil is not given. None is below zero, but for amounts of [Money].
type Number struct {
	Low    *float64 `json:"low,omitempty"`
	Best   *float64 `json:"best,omitempty"`
	High   *float64 `json:"high,omitempty"`
	Unit   string   `json:"unit,omitempty"`   // what is counted: "fighters", "civilians"
	Worded string   `json:"worded,omitempty"` // "dozens"
}

// Bounds returns the least and the greatest value that the number allows, and whether each of them is known. A best value alone
// is both; beside a bound it only lies between them.
func (n *Number) Bounds() (low, high float64, hasLow, hasHigh bool) {
	least, greatest := n.Low, n.High
	if least == nil && greatest == nil {
		least, greatest = n.Best, n.Best
	}
	if least != nil {
		low, hasLow = *least, true
	}
	if greatest != nil {
		high, hasHigh = *greatest, true
	}
	return low, high, hasLow, hasHigh
}

// Money reports whether a unit is a currency, by its code in ISO 4217: "EUR". Of money there may be less than none: what was paid back.
func Money(unit string) bool {
	known, err := currency.ParseISO(unit)
	return err == nil && known.String() == unit
}

// An Occurrence is one place where a source makes a claim. The same words printed twice are two occurrences of one claim.
type Occurrence struct {
	Parts []Part `json:"parts"` // in the order of the text; more than one where the words are apart
}

// String writes the spans of the occurrence as annotations do: START-END, parts joined by "+", as in "57-180+200-210".
func (o Occurrence) String() string {
	var parts []string
	for _, p := range o.Parts {
		parts = append(parts, itoa(p.Start)+"-"+itoa(p.End))
	}
	return strings.Join(parts, "+")
}

// A Part is a span of a text, counted in Unicode code points from 0, end exclusive, with the digest of what it covers.
type Part struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	SHA256 string `json:"sha256,omitempty"` // of the covered text in UTF-8; empty where nobody had the text
}

// Normalize brings c into its canonical form: absent closed-set fields get their defaults, fields that say nothing are emptied,
// the ends of a symmetric type and the order of To and the fillers of a projecting role follow their keys, roles and references
// are sorted and hold nothing twice. c and what its slices hold must be the caller's own. It does not derive the id.
func (c *Claim) Normalize(t *Term) {
	c.Polarity = cmp.Or(c.Polarity, Affirmed)
	c.Modality = cmp.Or(c.Modality, Asserted)
	c.Outcome = cmp.Or(c.Outcome, NoOutcome)
	c.Revision = max(c.Revision, 1)
	for i := range c.Voices {
		c.Voices[i].Mode = cmp.Or(c.Voices[i].Mode, Says)
		c.Voices[i].Stance = cmp.Or(c.Voices[i].Stance, Neutral)
	}
	c.When.normalize()
	c.Roles = c.Roles.normalize()
	c.Disputes = sortedClaims(c.Disputes)
	c.Reconciles = sortedClaims(c.Reconciles)
	if t.Symmetric && c.To != "" && c.To < c.From {
		c.From, c.To = c.To, c.From
	}
	for _, role := range t.Projects {
		c.orderProjection(role)
	}
	c.Roles = c.Roles.normalize() // a projecting role may have given up its only filler
}

// orderProjection puts the least of To and the fillers of a projecting role into To: mediating between a and b is mediating
// between b and a.
func (c *Claim) orderProjection(role TermKey) {
	r := c.Roles.named(role)
	if r == nil || len(r.Entities) == 0 {
		return
	}
	ends := append([]EntityKey{c.To}, r.Entities...)
	slices.Sort(ends)
	ends = slices.Compact(ends)
	c.To, r.Entities = ends[0], ends[1:]
}

// normalize sets the defaults of a time and empties what says nothing: a basis without a date, an extent of a beginning or an
// end, and all of a time that has neither date nor bound. A date alone says that it was so at some time in it, be it an event
// or a state: only a source that says so makes it throughout.
func (w *When) normalize() {
	change := w.Bound == StartBound || w.Bound == EndBound
	switch {
	case change && w.EDTF.IsZero():
		*w = When{Bound: w.Bound}
	case change:
		*w = When{EDTF: w.EDTF, Basis: cmp.Or(w.Basis, StatedBasis), Bound: w.Bound}
	case w.EDTF.IsZero():
		*w = When{}
	default:
		w.Basis, w.Bound, w.Extent = cmp.Or(w.Basis, StatedBasis), Whole, cmp.Or(w.Extent, Sometime)
	}
}

// DerivedID returns the id of the claim as it stands: the fingerprint of every field that carries meaning. A claim that was
// corrected keeps the id of its first form, so its id and its derived id differ.
func (c *Claim) DerivedID() ClaimID {
	parts := append(make([]string, 0, 32), // as most claims have no more
		string(c.Source), string(c.From), string(c.Type), string(c.To),
		string(c.Polarity), string(c.Modality), string(c.Outcome),
		c.When.EDTF.String(), string(c.When.Bound), string(c.When.Extent),
	)
	parts = append(parts, itoa(len(c.Voices)))
	for _, v := range c.Voices {
		parts = append(parts, string(v.Entity), v.Label, string(v.Affiliation), string(v.Mode), string(v.Stance))
	}
	parts = append(parts, itoa(len(c.Roles)))
	for _, r := range c.Roles {
		parts = append(parts, r.fingerprint()...)
	}
	if c.Number != nil {
		parts = c.Number.appendFingerprint(parts)
	}
	return derive[Claim]("claim", parts...)
}

func (n *Number) appendFingerprint(parts []string) []string {
	parts = append(parts, n.Unit, n.Worded)
	for _, v := range []*float64{n.Low, n.Best, n.High} {
		if v == nil {
			parts = append(parts, "")
			continue
		}
		parts = append(parts, strconv.FormatFloat(*v, 'g', -1, 64))
	}
	return parts
}

// References returns the claims that c's content rests on, which must exist wherever c does: those in its roles, and those
// it disputes or reconciles.
func (c *Claim) References() []ClaimID {
	var refs []ClaimID
	for _, r := range c.Roles {
		refs = append(refs, r.Claims...)
	}
	refs = append(refs, c.Disputes...)
	return append(refs, c.Reconciles...)
}

// Entities returns the keys of every entity that c names: its ends, role fillers, voices and affiliations. A key may come
// more than once.
func (c *Claim) Entities() []EntityKey {
	keys := []EntityKey{c.From}
	if c.To != "" {
		keys = append(keys, c.To)
	}
	for _, r := range c.Roles {
		keys = append(keys, r.Entities...)
	}
	for _, v := range c.Voices {
		for _, k := range []EntityKey{v.Entity, v.Affiliation} {
			if k != "" {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

func itoa(n int) string { return strconv.Itoa(n) }
