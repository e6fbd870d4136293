package agreement

import (
	"dyad/extract"
	"dyad/graph"
)

// A Report is how far two codings agree.
type Report struct {
	Sources []Source          `json:"sources"` // those that both have, in the order of A
	Total   Measure           `json:"total"`   // of all of them together
	Types   []Cell            `json:"types"`   // relation types of matched claims: the most frequent first, then by A, then by B
	OnlyA   []graph.SourceKey `json:"sourcesOnlyInA,omitempty"`
	OnlyB   []graph.SourceKey `json:"sourcesOnlyInB,omitempty"`

	Differing []Pair  `json:"differing,omitempty"` // matched claims that differ in a field, by source and place in A
	Alone     []Alone `json:"alone,omitempty"`     // claims without a partner: by source, those of A first
	Recall    *Recall `json:"recall,omitempty"`    // where a third coding is asked
}

// A Source is how far two codings of one source agree.
type Source struct {
	Key graph.SourceKey `json:"source"`
	InB graph.SourceKey `json:"sourceInB,omitempty"` // where B calls the text otherwise
	// OtherText tells that the two annotated different texts of one key, so that equal spans need not be the same words.
	OtherText bool `json:"otherText,omitempty"`
	Measure

	Pairs  []Pair    `json:"-"` // all that were matched, in the order of A
	AloneA []Written `json:"-"` // the claims without a partner, in the order of the text
	AloneB []Written `json:"-"`
}

// A Measure is what is counted and measured of some claims and mentions.
type Measure struct {
	ClaimsA int `json:"claimsA"`
	ClaimsB int `json:"claimsB"`
	Matched int `json:"matched"`
	Core    int `json:"core"`  // matched with the same ends, type and polarity
	Whole   int `json:"whole"` // matched, and the same in every field
	OnlyA   int `json:"onlyA"`
	OnlyB   int `json:"onlyB"`

	Fields   []Agreement `json:"fields"` // of the matched pairs, in one order
	Mentions Mentions    `json:"mentions"`
}

// Mentions is how far two coders agree on where entities are named, and which.
type Mentions struct {
	A      int       `json:"a"`
	B      int       `json:"b"`
	Both   int       `json:"both"`   // spans that both have, end for end
	Entity Agreement `json:"entity"` // of these
}

// A Cell counts the matched claims that A and B gave these relation types.
type Cell struct {
	A     graph.TermKey `json:"a"`
	B     graph.TermKey `json:"b"`
	Pairs int           `json:"pairs"`
}

// Compare measures the agreement of two codings. align says which keys of A (left) and B (right) mean the same.
func Compare(a, b *Coding, align []extract.Same, v *graph.Vocabulary) *Report {
	both, onlyA, onlyB := pair(a, b)
	r := &Report{OnlyA: keysOf(onlyA), OnlyB: keysOf(onlyB)}
	all := make([]comparison, 0, len(both))
	links := newLinks()
	for _, p := range both {
		c := compareDocuments(p, align, v)
		links.add(&c)
		all = append(all, c)
	}
	total, types := &sum{}, map[[2]graph.TermKey]int{}
	for i := range all {
		c := &all[i]
		own := &sum{}
		for _, m := range c.matches {
			types[[2]graph.TermKey{m.a.claim.Type, m.b.claim.Type}]++
		}
		var s Source
		s.list(c, links, a, b, own, total)
		own.count(c)
		total.count(c)
		s.Key, s.OtherText, s.Measure = c.a.source.Key, !c.sameText(), own.measure()
		if c.b.source.Key != s.Key {
			s.InB = c.b.source.Key
		}
		r.list(&s)
		r.Sources = append(r.Sources, s)
	}
	r.Total, r.Types = total.measure(), cells(types)
	return r
}

// A comparison is one source while it is compared.
type comparison struct {
	pairing
	left, right names
	matches     []match
	onlyA       []*unit
	onlyB       []*unit
}

// compareDocuments matches the claims of one source.
func compareDocuments(p pairing, align []extract.Same, v *graph.Vocabulary) comparison {
	c := comparison{pairing: p}
	c.left, c.right = shared(align, p)
	as, bs := units(p.a.claims, c.left, v), units(p.b.claims, c.right, v)
	c.matches = matchUnits(as, bs)
	taken := map[*unit]bool{}
	for _, m := range c.matches {
		taken[m.a], taken[m.b] = true, true
	}
	c.onlyA, c.onlyB = without(as, taken), without(bs, taken)
	return c
}

// without returns the units that are not taken.
func without(all []*unit, taken map[*unit]bool) []*unit {
	var out []*unit
	for _, u := range all {
		if !taken[u] {
			out = append(out, u)
		}
	}
	return out
}

func keysOf(documents []*document) []graph.SourceKey {
	var keys []graph.SourceKey
	for _, d := range documents {
		keys = append(keys, d.source.Key)
	}
	return keys
}
