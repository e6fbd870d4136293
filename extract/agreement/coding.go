package agreement

import (
	"dyad/extract"
	"dyad/graph"
)

// A Coding is what one coder made of some sources. It must not change while it is compared.
type Coding struct {
	Bundles []graph.Bundle
	Places  map[graph.ClaimID]extract.ClaimPlace // where the claims are written; may lack any
}

// Names reports whether the coding knows an entity of that key: one of its files defines, mentions or codes it.
func (c *Coding) Names(key graph.EntityKey) bool {
	for i := range c.Bundles {
		if bundleNames(&c.Bundles[i], key) {
			return true
		}
	}
	return false
}

func bundleNames(b *graph.Bundle, key graph.EntityKey) bool {
	for i := range b.Entities {
		if b.Entities[i].Key == key {
			return true
		}
	}
	for i := range b.Mentions {
		if b.Mentions[i].Entity == key {
			return true
		}
	}
	for i := range b.Claims {
		for _, k := range b.Claims[i].Entities() {
			if k == key {
				return true
			}
		}
	}
	return false
}

// A document is a source with what one coder made of it.
type document struct {
	source   *graph.Source
	claims   []*graph.Claim
	mentions []*graph.Mention
}

// documents returns the sources of the coding, in its order.
func (c *Coding) documents() []*document {
	var all []*document
	byKey := map[graph.SourceKey]*document{}
	for i := range c.Bundles {
		for j := range c.Bundles[i].Sources {
			d := &document{source: &c.Bundles[i].Sources[j]}
			byKey[d.source.Key] = d
			all = append(all, d)
		}
	}
	for i := range c.Bundles {
		b := &c.Bundles[i]
		for j := range b.Claims {
			if d := byKey[b.Claims[j].Source]; d != nil {
				d.claims = append(d.claims, &b.Claims[j])
			}
		}
		for j := range b.Mentions {
			if d := byKey[b.Mentions[j].Source]; d != nil {
				d.mentions = append(d.mentions, &b.Mentions[j])
			}
		}
	}
	return all
}

// A pairing is one source as two coders have it.
type pairing struct{ a, b *document }

// sameText reports whether both annotated the same text, so that their spans can be compared.
func (p pairing) sameText() bool { return p.a.source.Text.SHA256 == p.b.source.Text.SHA256 }

// pair finds the sources that both have: those of one text, the ones of one key first, then those of one key. The others are
// returned as they are. The order is that of each coding.
func pair(a, b *Coding) (both []pairing, onlyA, onlyB []*document) {
	left, right := a.documents(), b.documents()
	partner := map[*document]*document{}
	taken := map[*document]bool{}
	for _, same := range []func(x, y *graph.Source) bool{
		func(x, y *graph.Source) bool { return sameDigest(x, y) && x.Key == y.Key },
		sameDigest,
		func(x, y *graph.Source) bool { return x.Key == y.Key },
	} {
		for _, x := range left {
			for _, y := range right {
				if partner[x] == nil && !taken[y] && same(x.source, y.source) {
					partner[x], taken[y] = y, true
				}
			}
		}
	}
	for _, x := range left {
		if y := partner[x]; y != nil {
			both = append(both, pairing{x, y})
			continue
		}
		onlyA = append(onlyA, x)
	}
	for _, y := range right {
		if !taken[y] {
			onlyB = append(onlyB, y)
		}
	}
	return both, onlyA, onlyB
}

func sameDigest(x, y *graph.Source) bool {
	return x.Text.SHA256 != "" && x.Text.SHA256 == y.Text.SHA256
}
