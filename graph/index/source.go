package index

import (
	"cmp"
	"iter"
	"slices"

	"dyad/graph"
)

// sources are the sources that were ever recorded.
type sources struct {
	records []graph.Version[graph.Source]           // by key: the current version, or the last one where there is none
	past    map[int32][]graph.Version[graph.Source] // the other versions, the latest first
	byID    map[graph.SourceID]int32
	current int
}

// newSources sorts the versions into sources.
func newSources(versions []graph.Version[graph.Source]) *sources {
	ordered := slices.Clone(versions)
	slices.SortStableFunc(ordered, func(a, b graph.Version[graph.Source]) int {
		return cmp.Or(cmp.Compare(a.Value.Key, b.Value.Key), compareClosed(a.Closed, b.Closed), cmp.Compare(b.Opened, a.Opened))
	})
	ss := &sources{past: map[int32][]graph.Version[graph.Source]{}, byID: map[graph.SourceID]int32{}}
	for _, v := range ordered {
		v.Value.ID = v.Value.Key.ID()
		last := int32(len(ss.records) - 1)
		if last >= 0 && ss.records[last].Value.Key == v.Value.Key {
			ss.past[last] = append(ss.past[last], v)
			continue
		}
		ss.byID[v.Value.ID] = last + 1
		ss.records = append(ss.records, v)
		if v.Closed == 0 {
			ss.current++
		}
	}
	ss.records = tight(ss.records)
	return ss
}

// at returns the version of source s that stood when tx had been committed, or nil; tx 0 is the present.
func (ss *sources) at(s int32, tx graph.Tx) *graph.Source {
	if v := &ss.records[s]; v.At(tx) {
		return &v.Value
	}
	for i := range ss.past[s] {
		if v := &ss.past[s][i]; v.At(tx) {
			return &v.Value
		}
	}
	return nil
}

// find returns the place of the first source whose key is not less than key, and whether it is that one.
func (ss *sources) find(key graph.SourceKey) (int32, bool) {
	i, found := slices.BinarySearchFunc(ss.records, key, func(v graph.Version[graph.Source], k graph.SourceKey) int {
		return cmp.Compare(v.Value.Key, k)
	})
	return int32(i), found
}

// Source returns the source of that key as the view's time knows it. The value is shared: do not change it.
func (g *Graph) Source(key graph.SourceKey) (*graph.Source, bool) {
	i, found := g.x.sources.find(key)
	if !found {
		return nil, false
	}
	s := g.x.sources.at(i, g.view.AsOf)
	return s, s != nil
}

// SourceOf returns the source of that id as the view's time knows it.
func (g *Graph) SourceOf(id graph.SourceID) (*graph.Source, bool) {
	i, found := g.x.sources.byID[id]
	if !found {
		return nil, false
	}
	s := g.x.sources.at(i, g.view.AsOf)
	return s, s != nil
}

// Sources yields the sources that the view's time knows and its conditions admit, in the order of keys.
func (g *Graph) Sources(w Window[graph.SourceKey]) iter.Seq[*graph.Source] {
	return func(yield func(*graph.Source) bool) {
		low, high := w.bounds(len(g.x.sources.records), func(k graph.SourceKey) (int, bool) {
			i, found := g.x.sources.find(k)
			return int(i), found
		})
		for i := range w.walk(low, high) {
			if s := g.x.sources.at(int32(i), g.view.AsOf); s != nil && g.admits.source(int32(i)) && !yield(s) {
				return
			}
		}
	}
}

// CountSources returns how many sources [Graph.Sources] yields.
func (g *Graph) CountSources() int {
	if g.usual() {
		return g.x.sources.current
	}
	n := 0
	for range g.Sources(Window[graph.SourceKey]{}) {
		n++
	}
	return n
}
