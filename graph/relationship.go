package graph

import (
	"cmp"
	"slices"
)

// A Relationship is all claims with one (from, type, to) after identity is resolved, and what they add up to under a view.
// It is derived: nobody enters one.
type Relationship struct {
	ID      RelationshipID `json:"id"`
	From    EntityKey      `json:"from"`
	Type    TermKey        `json:"type"`
	To      EntityKey      `json:"to,omitempty"` // empty for unary types
	Status  Status         `json:"status"`
	Sign    Sign           `json:"sign,omitempty"`   // the type's, if some claim carries it
	Weight  *float64       `json:"weight,omitempty"` // the type's, likewise
	Support Support        `json:"support"`
	Spells  []Spell        `json:"spells,omitempty"`
}

// RelationshipIDOf returns the id of the relationship between the ends as annotated.
func RelationshipIDOf(from EntityKey, typ TermKey, to EntityKey) RelationshipID {
	return derive[Relationship]("relationship", string(from), string(typ), string(to))
}

// Support counts what a relationship rests on.
type Support struct {
	Claims  int `json:"claims"`
	Sources int `json:"sources"`
	// Origins are the independent ones that affirm it, asserted or alleged.
	Origins int `json:"origins"`
	// Asserting are those of the origins that assert it: two make it corroborated.
	Asserting int `json:"asserting"`
	// Reporting, Opinion and Data are the affirming origins by the genre of the source; one may count in several.
	Reporting int `json:"reporting,omitempty"`
	Opinion   int `json:"opinion,omitempty"`
	Data      int `json:"data,omitempty"`
	// IndependenceUnknown tells that some affirming origin is a source without publisher and author.
	IndependenceUnknown bool     `json:"independenceUnknown,omitempty"`
	Matrix              []Cell   `json:"matrix,omitempty"`   // by polarity, then modality, each in its own order; no zero cells
	DeniedBy            []Denial `json:"deniedBy,omitempty"` // who negates it, each once
}

// A Cell counts the positions of one polarity and modality. Rejections count as positions of their own.
type Cell struct {
	Polarity Polarity `json:"polarity"`
	Modality Modality `json:"modality"`
	Count    int      `json:"count"`
}

// A Denial is somebody who negates a relationship.
type Denial struct {
	Entity EntityKey  `json:"entity,omitempty"` // empty: Label, or the source
	Label  string     `json:"label,omitempty"`
	Source SourceKey  `json:"source"` // where it is said, or who says it
	Role   DenialRole `json:"role"`
}

// A DenialRole is how a denier stands to what is denied.
type DenialRole string

// The roles of deniers.
const (
	Accused    DenialRole = "accused"     // the one it is said of: From, or either end of a symmetric type
	ThirdParty DenialRole = "third_party" // anybody else who is quoted
	BySource   DenialRole = "source"      // the source, in its own voice
)

// DenialRoles lists every role of a denier.
func DenialRoles() []DenialRole { return []DenialRole{Accused, ThirdParty, BySource} }

// RelationshipOf adds up the positions about one relationship of type t. The positions are those that the view admits; they
// are neither kept nor changed.
func RelationshipOf(from EntityKey, t *Term, to EntityKey, positions []Position) Relationship {
	r := Relationship{
		ID: RelationshipIDOf(from, t.Key, to), From: from, Type: t.Key, To: to,
		Status: StatusOf(positions), Support: supportOf(positions, t, from, to), Spells: SpellsOf(positions),
	}
	for i := range positions {
		if positions[i].Sign != NoSign {
			r.Sign, r.Weight = positions[i].Sign, t.Weight
		}
	}
	return r
}

// supportOf counts positions.
func supportOf(positions []Position, t *Term, from, to EntityKey) Support {
	claims, sources := map[ClaimID]bool{}, map[SourceKey]bool{}
	tally := originTally{}
	cells := map[Cell]int{}
	var s Support
	for i := range positions {
		p := &positions[i]
		claims[p.Claim.ID], sources[p.Claim.Source] = true, true
		cells[Cell{Polarity: p.Polarity, Modality: p.Modality}]++
		if p.Has(Affirms) {
			tally.add(p)
		}
		if p.Has(Negates) && !p.Has(Affirms) {
			s.deny(p.denial(t, from, to))
		}
	}
	s.Claims, s.Sources = len(claims), len(sources)
	s.Origins, s.Asserting = len(tally), tally.count(func(o originUse) bool { return o.asserted })
	s.Reporting = tally.count(func(o originUse) bool { return o.reporting })
	s.Opinion = tally.count(func(o originUse) bool { return o.opinion })
	s.Data = tally.count(func(o originUse) bool { return o.data })
	for o := range tally {
		s.IndependenceUnknown = s.IndependenceUnknown || o.Unknown()
	}
	s.Matrix = matrix(cells)
	return s
}

// originUse is what one origin does in a relationship.
type originUse struct{ asserted, reporting, opinion, data bool }

type originTally map[Origin]originUse

func (t originTally) add(p *Position) {
	use := t[p.Origin]
	use.asserted = use.asserted || p.Modality == Asserted
	use.reporting = use.reporting || p.Genre == Reporting
	use.opinion = use.opinion || p.Genre == Opinion
	use.data = use.data || p.Genre == Data
	t[p.Origin] = use
}

func (t originTally) count(is func(originUse) bool) int {
	n := 0
	for _, use := range t {
		if is(use) {
			n++
		}
	}
	return n
}

// matrix lists the cells in the order of [Polarities] and [Modalities].
func matrix(counts map[Cell]int) []Cell {
	var cells []Cell
	for _, p := range Polarities() {
		for _, m := range Modalities() {
			if n := counts[Cell{Polarity: p, Modality: m}]; n > 0 {
				cells = append(cells, Cell{Polarity: p, Modality: m, Count: n})
			}
		}
	}
	return cells
}

// deny adds a denial unless it is there, and keeps the list in order.
func (s *Support) deny(d Denial) {
	i, found := slices.BinarySearchFunc(s.DeniedBy, d, Denial.compare)
	if !found {
		s.DeniedBy = slices.Insert(s.DeniedBy, i, d)
	}
}

func (d Denial) compare(e Denial) int {
	return cmp.Or(
		cmp.Compare(slices.Index(DenialRoles(), d.Role), slices.Index(DenialRoles(), e.Role)),
		cmp.Compare(d.Entity, e.Entity), cmp.Compare(d.Label, e.Label), cmp.Compare(d.Source, e.Source),
	)
}

// denial tells who holds a negating position, and as what.
func (p *Position) denial(t *Term, from, to EntityKey) Denial {
	d := Denial{Entity: p.Holder.Entity, Label: p.Holder.Label, Source: p.Claim.Source, Role: ThirdParty}
	if p.Holder.Self() {
		d.Role = BySource
		return d
	}
	for _, k := range []EntityKey{p.Holder.Entity, p.Holder.Affiliation} {
		if k != "" && (k == from || t.Symmetric && k == to) {
			d.Role = Accused
		}
	}
	return d
}
