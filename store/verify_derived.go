package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"dyad/graph"
)

// inspectDerived finds rows that follow from no record. Since every row that does follow was met before, it need only look
// where there are more than those.
func (in *inspection) inspectDerived(ctx context.Context) error {
	for _, t := range []tag{closingTag, projectionTag, broughtTag, referentTag} {
		if in.met[t] == in.expected[t] {
			continue
		}
		for row, err := range in.kv.Scan(ctx, prefix(t), PrefixEnd(prefix(t))) {
			if err != nil {
				return err
			}
			if err := in.inspectFollower(ctx, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// inspectFollower expects the row to follow from the record that its key names. Where that record can't be read, it has been
// found before.
func (in *inspection) inspectFollower(ctx context.Context, row Row) error {
	d, err := declared(row.Key)
	if err != nil {
		return nil
	}
	v := versionAt(row.Key)
	value, err := in.kv.Get(ctx, v.recordKey())
	if err != nil {
		return err
	}
	if value == nil {
		in.find(row.Key, "there is no such record")
		return nil
	}
	opened, data, err := unstamped(Row{v.recordKey(), value})
	if err != nil || d.tag == closingTag {
		return nil
	}
	r, err := decode(v.tag, data)
	if err != nil {
		return nil
	}
	derived, err := derivedRows(opened, v, r)
	follows := slices.ContainsFunc(derived, func(d Row) bool { return bytes.Equal(d.Key, row.Key) })
	if err == nil && !follows {
		in.find(row.Key, "it does not follow from its record")
	}
	return nil
}

// nameAll notes what a record names, and that it is the one that does, unless another was met before.
func nameAll(naming map[ref][]byte, key []byte, r record) {
	for _, n := range r.needs(nil) {
		if naming[n.ref] == nil {
			naming[n.ref] = key
		}
	}
}

// inspectNames expects that everything that is named is there, and that what versions named that count no more was there once.
func (in *inspection) inspectNames(ctx context.Context) error {
	return errors.Join(
		in.inspectNaming(ctx, in.naming, func(s *stored) bool { return s.open() }, "there is none"),
		in.inspectNaming(ctx, in.named, func(s *stored) bool { return s.n > 0 }, "there never was one"),
	)
}

func (in *inspection) inspectNaming(ctx context.Context, naming map[ref][]byte, there func(*stored) bool, otherwise string) error {
	refs := slices.SortedFunc(maps.Keys(naming), func(a, b ref) int { return cmp.Or(bytes.Compare(naming[a], naming[b]), a.compare(b)) })
	counts, err := in.holding(ctx, refs, there)
	if err != nil {
		return err
	}
	for i, r := range refs {
		if !counts[i] {
			in.find(naming[r], "it names %s, and %s", r, otherwise)
		}
	}
	return nil
}

// holding tells of the last version of each record whether something holds. One that can't be read was found before, and passes.
func (in *inspection) holding(ctx context.Context, refs []ref, what func(*stored) bool) ([]bool, error) {
	holds := make([]bool, len(refs))
	found, err := in.latest(ctx, refs)
	for i := range found {
		holds[i] = what(&found[i])
	}
	if graph.FaultOf(err) != graph.Corrupt {
		return holds, err
	}
	for i, r := range refs {
		s, err := in.one(ctx, r)
		holds[i] = what(&s) || graph.FaultOf(err) == graph.Corrupt
	}
	return holds, nil
}
