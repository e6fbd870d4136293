package index

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"dyad/graph"
)

// Compare returns an error that tells the first difference between two indexes of the same records: in who is connected by what, in what that adds up
// to, in what backs it, in what is found by an id or a former one, or in what a claim was before identity rewrote it. It compares what is written out of
// them, not how they hold it.
func Compare(a, b *Index) error {
	if a.last != b.last || len(a.nodes.records) != len(b.nodes.records) || len(a.sources.records) != len(b.sources.records) {
		return fmt.Errorf("transaction %d with %d entities and %d sources, and transaction %d with %d and %d",
			a.last, len(a.nodes.records), len(a.sources.records), b.last, len(b.nodes.records), len(b.sources.records))
	}
	if len(a.edges.from) != len(b.edges.from) || a.edges.present != b.edges.present || len(a.claims.id) != len(b.claims.id) {
		return fmt.Errorf("%d relationships, %d of them present, of %d versions of claims, and %d, %d, %d",
			len(a.edges.from), a.edges.present, len(a.claims.id), len(b.edges.from), b.edges.present, len(b.claims.id))
	}
	for e := range Edge(len(a.edges.from)) {
		if err := compareEdge(a, b, e); err != nil {
			return err
		}
	}
	if err := compareFormer(a, b); err != nil {
		return err
	}
	if len(a.original) != len(b.original) {
		return fmt.Errorf("%d claims that identity rewrote, and %d", len(a.original), len(b.original))
	}
	if err := compareByID(a, b, a.claims.byID, b.claims.byID); err != nil {
		return err
	}
	return compareByID(a, b, a.claims.pastByID, b.claims.pastByID)
}

// compareFormer compares what former ids lead to.
func compareFormer(a, b *Index) error {
	if len(a.former) != len(b.former) {
		return fmt.Errorf("%d former ids of relationships, and %d", len(a.former), len(b.former))
	}
	for _, id := range slices.SortedFunc(maps.Keys(a.former), graph.RelationshipID.Compare) {
		e, found := b.former[id]
		if !found {
			return fmt.Errorf("former id %s leads to %v, and nowhere", id, a.triple(a.former[id]))
		}
		if e != a.former[id] {
			return fmt.Errorf("former id %s leads to %v, and to %v", id, a.triple(a.former[id]), b.triple(e))
		}
	}
	return nil
}

// compareByID compares versions of claims in the order in which they are looked up.
func compareByID(a, b *Index, one, other []row) error {
	if len(one) != len(other) {
		return fmt.Errorf("%d versions of claims by their ids, and %d", len(one), len(other))
	}
	for i := range one {
		p, q := a.written(via{row: one[i]}), b.written(via{row: other[i]})
		if p.claim.ID != q.claim.ID || p.opened != q.opened || p.closed != q.closed {
			return fmt.Errorf("by its id is found claim %s of transaction %d, and %s of %d", p.claim.ID, p.opened, q.claim.ID, q.opened)
		}
		was, rewritten := a.original[one[i]]
		is, too := b.original[other[i]]
		if rewritten != too || !reflect.DeepEqual(was, is) {
			return fmt.Errorf("claim %s of transaction %d was not the same before identity rewrote it", p.claim.ID, p.opened)
		}
	}
	return nil
}

// compareEdge compares one relationship, which both number alike since both order them by their keys.
func compareEdge(a, b *Index, e Edge) error {
	if a.triple(e) != b.triple(e) {
		return fmt.Errorf("relationship %v, and %v", a.triple(e), b.triple(e))
	}
	if int(e) < a.edges.present && a.standings[e] != b.standings[e] {
		return fmt.Errorf("relationship %v is %s, and %s", a.triple(e), a.standings[e].standing().status(), b.standings[e].standing().status())
	}
	one, other := a.backed(e), b.backed(e)
	if len(one) != len(other) {
		return fmt.Errorf("relationship %v has %d claims, and %d", a.triple(e), len(one), len(other))
	}
	for i := range one {
		if !reflect.DeepEqual(one[i], other[i]) {
			return fmt.Errorf("relationship %v: claim %s is not the same", a.triple(e), one[i].claim.ID)
		}
	}
	return nil
}

// A behind is a version of a claim that backs a relationship.
type behind struct {
	claim          graph.Claim
	opened, closed graph.Tx
	role           graph.TermKey
}

// backed writes out what backs a relationship, open and closed, in the order of ids and then of opening.
func (x *Index) backed(e Edge) []behind {
	var all []behind
	note := func(v via) { all = append(all, x.written(v)) }
	if int(e) < x.edges.present {
		for r := x.edges.rows[e]; r < x.edges.rows[e+1]; r++ {
			note(via{row: r})
		}
	}
	for _, v := range x.edges.projected[e] {
		note(v)
	}
	for _, v := range x.edges.past[e] {
		note(v)
	}
	slices.SortStableFunc(all, func(a, b behind) int {
		if c := a.claim.ID.Compare(b.claim.ID); c != 0 {
			return c
		}
		return int(a.opened) - int(b.opened)
	})
	return all
}

// written writes out a version of a claim.
func (x *Index) written(v via) behind {
	cs := &x.claims
	b := behind{claim: x.claim(v.row, x.home(v.row)), opened: cs.ticks[cs.opened[v.row]], role: x.roles[v.role]}
	if past := int(v.row) - cs.standing(); past >= 0 {
		b.closed = cs.closed[past]
	}
	return b
}
