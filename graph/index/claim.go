package index

import (
	"slices"

	"dyad/graph"
)

// A row is a version of a claim, by its place in the tables. Versions that stand now come first, in the order of the
// relationships that they back and then of ids; closed ones follow.
type row int32

// claims are the versions of all claims, in columns.
type claims struct {
	id       []graph.ClaimID
	source   []int32
	attitude []int32
	when     []int32
	extra    []int32  // 0: none
	opened   []uint32 // place in ticks
	byID     []row    // those that stand now, in the order of ids

	// Of closed versions only; the first is of row len(byID).
	edge     []Edge
	closed   []graph.Tx
	pastByID []row // in the order of ids, then of opening

	ticks []graph.Tx // the transactions that opened claims, in order
}

// standing returns how many versions stand now: these are the first rows.
func (cs *claims) standing() int { return len(cs.byID) }

// recorded reports whether row r stood when tx had been committed; tx 0 is the present.
func (cs *claims) recorded(r row, tx graph.Tx) bool {
	var closed graph.Tx
	if past := int(r) - cs.standing(); past >= 0 {
		closed = cs.closed[past]
	}
	return recordedAt(cs.ticks[cs.opened[r]], closed, tx)
}

// find returns the place in byID of the first id that is not less, and whether it is that one.
func (cs *claims) find(id graph.ClaimID) (int, bool) {
	return slices.BinarySearchFunc(cs.byID, id, func(r row, id graph.ClaimID) int { return cs.id[r].Compare(id) })
}

// findPast is find among the closed versions.
func (cs *claims) findPast(id graph.ClaimID) (int, bool) {
	return slices.BinarySearchFunc(cs.pastByID, id, func(r row, id graph.ClaimID) int { return cs.id[r].Compare(id) })
}

// at returns the row of the claim as it stood when tx had been committed.
func (cs *claims) at(id graph.ClaimID, tx graph.Tx) (row, bool) {
	if i, found := cs.find(id); found && cs.recorded(cs.byID[i], tx) {
		return cs.byID[i], true
	}
	if tx == 0 {
		return 0, false
	}
	for i, _ := cs.findPast(id); i < len(cs.pastByID) && cs.id[cs.pastByID[i]] == id; i++ {
		if r := cs.pastByID[i]; cs.recorded(r, tx) {
			return r, true
		}
	}
	return 0, false
}

// home returns the relationship of the row's own ends.
func (x *Index) home(r row) Edge {
	if past := int(r) - x.claims.standing(); past >= 0 {
		return x.claims.edge[past]
	}
	return x.edges.owner(r)
}

// claim writes out the projection of row r, on present keys. What its slices hold is shared.
func (x *Index) claim(r row, home Edge) graph.Claim {
	cs := &x.claims
	a := &x.attitudes[cs.attitude[r]]
	t := x.triple(home)
	e := &x.extras[cs.extra[r]]
	return graph.Claim{
		ID: cs.id[r], Revision: e.revision, Source: x.sources.records[cs.source[r]].Value.Key,
		From: t.From, Type: t.Type, To: t.To, Roles: e.roles, Disputes: e.disputes, Reconciles: e.reconciles,
		Polarity: a.polarity, Modality: a.modality, Outcome: a.outcome, Voices: a.voices,
		When: x.whens[cs.when[r]].when, Number: e.number,
	}
}
