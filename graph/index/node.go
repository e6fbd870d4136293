package index

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"dyad/graph"
)

// A Node is an entity, by its place in the order of keys. It is valid within one [Index] only.
type Node int32

// Nobody is no entity: the second end of a relationship of a unary type.
const Nobody Node = -1

// nodes are the entities that were ever recorded, but for those that are known under another key.
type nodes struct {
	records []graph.Version[graph.Entity]          // by key: the current version, or the last one where there is none
	past    map[Node][]graph.Version[graph.Entity] // the other versions, the latest first
	byID    []Node                                 // in the order of ids
	merged  []mergedEntity                         // by key
	current int                                    // how many have a current version
}

// A mergedEntity is known under the key of another; its names and its id find that one.
type mergedEntity struct {
	graph.Version[graph.Entity]
	into Node
}

// newNodes sorts the versions into entities.
func newNodes(versions []graph.Version[graph.Entity], id identity) (*nodes, error) {
	order := make([]int32, len(versions))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { // a version is large, and is moved once
		a, b := &versions[i], &versions[j]
		if c := strings.Compare(string(a.Value.Key), string(b.Value.Key)); c != 0 {
			return c
		}
		return cmp.Or(compareClosed(a.Closed, b.Closed), cmp.Compare(b.Opened, a.Opened), cmp.Compare(i, j))
	})
	ns := &nodes{past: map[Node][]graph.Version[graph.Entity]{}}
	var merged []graph.Version[graph.Entity]
	ns.records = make([]graph.Version[graph.Entity], 0, len(versions))
	for _, i := range order {
		v := versions[i]
		v.Value.ID = v.Value.Key.ID()
		switch last := len(ns.records) - 1; {
		case id[v.Value.Key] != "":
			merged = append(merged, v)
		case last >= 0 && ns.records[last].Value.Key == v.Value.Key:
			ns.past[Node(last)] = append(ns.past[Node(last)], v)
		default:
			ns.records = append(ns.records, v)
		}
	}
	if len(ns.records) < len(versions) {
		ns.records = tight(ns.records)
	}
	ns.index()
	return ns, ns.addMerged(merged, id)
}

// compareClosed orders the version that stands before the others, then later ones before earlier ones.
func compareClosed(a, b graph.Tx) int { return cmp.Compare(b-1, a-1) } // 0-1 is the greatest number

// index prepares the look-up by id and counts.
func (ns *nodes) index() {
	ns.byID = make([]Node, len(ns.records))
	for i := range ns.records {
		ns.byID[i] = Node(i)
		if ns.records[i].Closed == 0 {
			ns.current++
		}
	}
	slices.SortFunc(ns.byID, func(a, b Node) int {
		return ns.records[a].Value.ID.Compare(ns.records[b].Value.ID)
	})
}

// addMerged files the entities that are known under another key, and refuses a merge into one that was never recorded.
func (ns *nodes) addMerged(versions []graph.Version[graph.Entity], id identity) error {
	for _, v := range versions {
		into, ok := ns.find(id[v.Value.Key])
		if !ok {
			return &graph.Error{
				Op: "index.Build", On: "entity " + string(v.Value.Key), Fault: graph.Corrupt,
				Err: errors.New("it is merged into " + string(id[v.Value.Key]) + ", which was never recorded"),
			}
		}
		ns.merged = append(ns.merged, mergedEntity{v, into})
	}
	return nil
}

// find returns the node of that very key.
func (ns *nodes) find(key graph.EntityKey) (Node, bool) {
	i, found := slices.BinarySearchFunc(ns.records, key, func(v graph.Version[graph.Entity], k graph.EntityKey) int {
		return cmp.Compare(v.Value.Key, k)
	})
	return Node(i), found
}

// known returns the node of that key, or of the one that it was merged into.
func (ns *nodes) known(key graph.EntityKey) (Node, bool) {
	if n, ok := ns.find(key); ok {
		return n, true
	}
	i, found := slices.BinarySearchFunc(ns.merged, key, func(m mergedEntity, k graph.EntityKey) int {
		return cmp.Compare(m.Value.Key, k)
	})
	if !found {
		return Nobody, false
	}
	return ns.merged[i].into, true
}

// identified returns the node of that id, or of the one that it was merged into.
func (ns *nodes) identified(id graph.EntityID) (Node, bool) {
	i, found := slices.BinarySearchFunc(ns.byID, id, func(n Node, id graph.EntityID) int {
		return ns.records[n].Value.ID.Compare(id)
	})
	if found {
		return ns.byID[i], true
	}
	for i := range ns.merged {
		if ns.merged[i].Value.ID == id {
			return ns.merged[i].into, true
		}
	}
	return Nobody, false
}

// at returns the version of n that stood when tx had been committed, or nil; tx 0 is the present.
func (ns *nodes) at(n Node, tx graph.Tx) *graph.Entity {
	if v := &ns.records[n]; v.At(tx) {
		return &v.Value
	}
	if tx == 0 {
		return nil
	}
	for i := range ns.past[n] {
		if v := &ns.past[n][i]; v.At(tx) {
			return &v.Value
		}
	}
	return nil
}

func (ns *nodes) key(n Node) graph.EntityKey {
	if n == Nobody {
		return ""
	}
	return ns.records[n].Value.Key
}
