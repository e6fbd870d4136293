package match

import (
	"cmp"
	"slices"

	"dyad/graph"
)

// A Reason is why a pair is proposed.
type Reason string

// The reasons, the strongest first.
const (
	SameName Reason = "name"    // both are called so, letter for letter
	Folded   Reason = "folded"  // both are called so, written differently: see [graph.Fold]
	Alias    Reason = "alias"   // a name that one of them has beside its own is a name of the other, as folded
	Acronym  Reason = "acronym" // one name may be the initials of the other
	Near     Reason = "near"    // names differ by few letters
)

// Reasons lists every reason, the strongest first.
func Reasons() []Reason { return []Reason{SameName, Folded, Alias, Acronym, Near} }

// A Pair is two entities that may be one.
type Pair struct {
	One, Other         *graph.Entity // One is of the first list; of two who both are, or neither, the one with the lesser key
	Reason             Reason
	OneName, OtherName string // the names that are alike
	Distance           int    // of near names: the letters that differ
}

// Propose returns pairs of an entity of the first list and another one of either, each pair once with its strongest reason: by reason, then by how near their names
// are, then by their keys. judged are the judgements that stand, of the same and of different ones. Who was merged into another one, or judged to be the same, is in no
// pair: the other one has all names.
func Propose(list, others []graph.Entity, judged []graph.SameAs) []Pair {
	s := newSettled(list, others, judged)
	listed := s.forms(list)
	p := &proposals{
		names: newNames(slices.Concat(listed, s.forms(others))), settled: s,
		first: map[graph.EntityKey]bool{}, found: map[[2]graph.EntityKey]Pair{},
	}
	for i := range list {
		p.first[list[i].Key] = true
	}
	for _, f := range listed {
		p.look(f)
	}
	pairs := make([]Pair, 0, len(p.found))
	for _, pair := range p.found {
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, Pair.compare)
	return pairs
}

// compare orders pairs.
func (p Pair) compare(q Pair) int {
	return cmp.Or(cmp.Compare(p.rank(), q.rank()), cmp.Compare(p.Distance, q.Distance), cmp.Compare(p.One.Key, q.One.Key), cmp.Compare(p.Other.Key, q.Other.Key),
		cmp.Compare(p.OneName, q.OneName), cmp.Compare(p.OtherName, q.OtherName))
}

func (p Pair) rank() int { return slices.Index(Reasons(), p.Reason) }

// A form is one name of an entity.
type form struct {
	of    *graph.Entity
	text  string
	aside bool // not the one by which it is shown
}

// proposals gather the best reason for each pair.
type proposals struct {
	names   *names
	settled *settled
	first   map[graph.EntityKey]bool // who is of the first list
	found   map[[2]graph.EntityKey]Pair
}

// look proposes everybody who has a name like this one.
func (p *proposals) look(f form) {
	folded := graph.Fold(f.text)
	for _, other := range p.names.folded[folded] {
		p.propose(f, other, same(f, other), 0)
	}
	if isAcronym(f.text) {
		for _, other := range p.names.initials[folded] {
			p.propose(f, other, Acronym, 0)
		}
	}
	for _, letters := range initials(f.text) {
		for _, other := range p.names.acronyms[letters] {
			p.propose(f, other, Acronym, 0)
		}
	}
	p.names.edges.like(newNear(f), func(other form, distance int) { p.propose(f, other, Near, distance) })
}

// same is the reason for two names that are the same once folded.
func same(a, b form) Reason {
	switch {
	case a.aside || b.aside:
		return Alias
	case a.text == b.text:
		return SameName
	}
	return Folded
}

// propose notes a pair, unless it is settled or there is a stronger reason.
func (p *proposals) propose(a, b form, why Reason, distance int) {
	if a.of.Key == b.of.Key || p.settled.has(a.of.Key, b.of.Key) {
		return
	}
	if p.after(a.of.Key, b.of.Key) {
		a, b = b, a
	}
	pair := Pair{One: a.of, Other: b.of, Reason: why, OneName: a.text, OtherName: b.text, Distance: distance}
	key := [2]graph.EntityKey{a.of.Key, b.of.Key}
	if before, met := p.found[key]; !met || pair.compare(before) < 0 {
		p.found[key] = pair
	}
}

// after reports whether b comes before a in a pair.
func (p *proposals) after(a, b graph.EntityKey) bool {
	if p.first[a] != p.first[b] {
		return p.first[b]
	}
	return a > b
}
