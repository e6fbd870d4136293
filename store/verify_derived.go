package store

import (
	"bytes"
	"cmp"
	"context"
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
	derived, err := appendDerived(nil, opened, v, r)
	follows := slices.ContainsFunc(derived, func(d Row) bool { return bytes.Equal(d.Key, row.Key) })
	if err == nil && !follows {
		in.find(row.Key, "it does not follow from its record")
	}
	return nil
}

// nameAll notes what a record that counts names, and that it is the one that does, unless another was met before.
func (in *inspection) nameAll(key []byte, r record) {
	for _, n := range r.needs() {
		if in.naming[n.ref] == nil {
			in.naming[n.ref] = key
		}
	}
}

// inspectNames expects that everything that is named is there.
func (in *inspection) inspectNames(ctx context.Context) error {
	var refs []ref
	for r := range in.naming {
		refs = append(refs, r)
	}
	slices.SortFunc(refs, func(a, b ref) int {
		return cmp.Or(bytes.Compare(in.naming[a], in.naming[b]), a.compare(b))
	})
	counts, err := in.counting(ctx, refs)
	if err != nil {
		return err
	}
	for i, r := range refs {
		if !counts[i] {
			in.find(in.naming[r], "it names %s, and there is none", r)
		}
	}
	return nil
}

// counting tells of each record whether it counts. One that can't be read was found before, and passes.
func (in *inspection) counting(ctx context.Context, refs []ref) ([]bool, error) {
	counts := make([]bool, len(refs))
	found, err := in.latest(ctx, refs)
	for i := range found {
		counts[i] = found[i].open()
	}
	if graph.FaultOf(err) != graph.Corrupt {
		return counts, err
	}
	for i, r := range refs {
		s, err := in.one(ctx, r)
		counts[i] = s.open() || graph.FaultOf(err) == graph.Corrupt
	}
	return counts, nil
}
