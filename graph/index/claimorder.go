package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"dyad/graph"
)

// sortIDs orders the rows of the claims that stand now by id, and refuses an id that stands twice. Rows that come in order,
// as a store that keeps claims by id gives them, cost nothing.
func (cs *claims) sortIDs(rows []row) error {
	cs.byID = rows
	byID := func(a, b row) int { return cs.id[a].Compare(cs.id[b]) }
	if !slices.IsSortedFunc(cs.byID, byID) {
		cs.sortByHeads()
	}
	for i := 1; i < len(cs.byID); i++ {
		if id := cs.id[cs.byID[i]]; id == cs.id[cs.byID[i-1]] {
			return twice(id)
		}
	}
	return nil
}

func twice(id graph.ClaimID) error {
	return &graph.Error{
		Op: "index.Build", On: "claim " + id.String(), Fault: graph.Corrupt,
		Err: errors.New("two versions of it stand at once"),
	}
}

// sortByHeads sorts byID. The first bytes of ids nearly always tell them apart, and lie side by side while they are compared.
func (cs *claims) sortByHeads() {
	type headed struct {
		head uint64
		row  row
	}
	order := make([]headed, len(cs.byID))
	for i, r := range cs.byID {
		order[i] = headed{binary.BigEndian.Uint64(cs.id[r][:]), r}
	}
	slices.SortFunc(order, func(a, b headed) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return cs.id[a.row].Compare(cs.id[b.row])
	})
	for i, h := range order {
		cs.byID[i] = h.row
	}
}
