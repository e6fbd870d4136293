package store

import "context"

// mostCounted is how many records of a kind are counted beforehand, at most. Of more it costs less to look for those that come.
const mostCounted = 1 << 17

// count lists the records that the store has of the kinds that come by the thousand, so that what is new is not looked for one by one.
func (st *stream) count(ctx context.Context) error {
	for _, t := range []tag{claimTag, entityTag, sourceTag, mentionTag} {
		all, err := st.countOf(ctx, t)
		if err != nil {
			return err
		}
		st.counted[t] = all
	}
	return nil
}

// countOf lists the records of a tag, and reports whether it did so to the end.
func (st *stream) countOf(ctx context.Context, t tag) (bool, error) {
	rows := t
	if t == claimTag {
		rows = projectionTag // smaller, and one for each version
	}
	left := mostCounted
	for row, err := range st.before.kv.Scan(ctx, prefix(rows), PrefixEnd(prefix(rows))) {
		if err != nil {
			return false, err
		}
		if left--; left < 0 {
			return false, nil
		}
		if _, err := declared(row.Key); err != nil {
			return false, corrupt(describe(row.Key), err)
		}
		st.there[versionAt(row.Key).id] = struct{}{}
	}
	return true, nil
}

// latest is [moment.latest], without asking for records that there are not.
func (st *stream) latest(ctx context.Context, refs []ref) ([]stored, error) {
	var places []int
	var asked []ref
	for i, r := range refs {
		if _, there := st.there[r.id]; there || !st.counted[r.tag] {
			places, asked = append(places, i), append(asked, r)
		}
	}
	found, err := st.before.latest(ctx, asked)
	if err != nil {
		return nil, err
	}
	all := make([]stored, len(refs))
	for i, at := range places {
		all[at] = found[i]
	}
	return all, nil
}
