package index

import (
	"fmt"
	"reflect"
	"slices"

	"dyad/graph"
)

// Compare returns an error that tells the first difference between two indexes of the same records: in who is connected by what, in what that adds up
// to, or in what backs it. It compares what is written out of them, not how they hold it.
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
	note := func(v via) {
		cs := &x.claims
		b := behind{claim: x.claim(v.row, x.home(v.row)), opened: cs.ticks[cs.opened[v.row]], role: x.roles[v.role]}
		if past := int(v.row) - cs.standing(); past >= 0 {
			b.closed = cs.closed[past]
		}
		all = append(all, b)
	}
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
