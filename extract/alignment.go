package extract

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// A Same says that two coders mean one entity by different keys.
type Same struct {
	Left, Right graph.EntityKey
	Source      graph.SourceKey // only there; "" for everywhere
	Line        int             // of the file, from 1
}

// ReadAlignment reads which keys of two codings mean the same entity:
//
//	align:
//	  - {a: gunmen, b: attackers}
//	  - {a: first-raid, b: dawn-raid, source: ferry}
//
// left and right are the words for the two sides, "a" and "b" above. In one source, and likewise everywhere, a key of one side
// has at most one partner: two keys of one coder that are one to the other are a disagreement, and no matter of naming. An
// empty list is none. The pairs are usable only if [Usable] says so of the problems.
func ReadAlignment(f File, left, right string) ([]Same, []Problem) {
	d, problems := openTree(f)
	if d == nil {
		return nil, problems
	}
	top, ok := d.mapping(d.root, "an alignment", "align")
	if !ok {
		return nil, d.problems
	}
	if top.keys["align"] == nil {
		top.required("align")
	}
	var all []Same
	for _, n := range top.list("align") {
		all = append(all, d.same(n, left, right, all)...)
	}
	return all, sorted(d.problems)
}

// same reads one pair, and none if something is wrong with it. The pairs before it tell which keys have their partners.
func (d *document) same(n *yaml.Node, left, right string, before []Same) []Same {
	m, ok := d.mapping(n, "a pair", left, right, "source")
	if !ok {
		return nil
	}
	s := Same{Left: graph.EntityKey(m.slug(left)), Right: graph.EntityKey(m.slug(right)), Line: n.Line}
	if m.values["source"] != nil {
		if s.Source = graph.SourceKey(m.slug("source")); s.Source == "" {
			return nil
		}
	}
	if s.Left == "" || s.Right == "" {
		return nil
	}
	i := slices.IndexFunc(before, func(o Same) bool {
		return o.Source == s.Source && (o.Left == s.Left || o.Right == s.Right)
	})
	if i < 0 {
		return []Same{s}
	}
	key, side, partner := s.Left, left, before[i].Right
	if before[i].Left != s.Left {
		key, side, partner = s.Right, right, before[i].Left
	}
	d.report(m.at(side), "%s %q is the same as %q by line %d: a key has one partner", side, key, partner, before[i].Line)
	return nil
}
