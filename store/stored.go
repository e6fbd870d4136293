package store

import (
	"context"

	"dyad/graph"
)

// A moment is the store as it was once a transaction had been committed. Since nothing is overwritten, it stays readable, and
// reads the same, whatever is written later.
type moment struct {
	kv KV
	tx graph.Tx
}

// stored is a version of a record as it lies on disk.
type stored struct {
	version
	opened, closed graph.Tx // closed is 0 if it counts at the moment
	reason         string
	json           []byte
}

// found reports whether there is such a record at all.
func (s *stored) found() bool { return s.n > 0 }

// open reports whether it counts at the moment.
func (s *stored) open() bool { return s.found() && s.closed == 0 }

// record decodes what is stored.
func (s *stored) record() (record, error) {
	r, err := decode(s.tag, s.json)
	if err != nil {
		return nil, corrupt(s.version.String(), err)
	}
	return r, nil
}

// pointReads bounds how many records one read of the engine asks for.
const pointReads = 1000

// latest returns the last version of each record that had been opened by the moment, in the order of refs. It may be closed; a
// record that never was is not found.
func (m moment) latest(ctx context.Context, refs []ref) ([]stored, error) {
	out := make([]stored, len(refs))
	for start := 0; start < len(refs); start += pointReads {
		end := min(start+pointReads, len(refs))
		if err := m.advance(ctx, refs[start:end], out[start:end]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// advance moves each record on from version to version until one counts or there is none after it.
func (m moment) advance(ctx context.Context, refs []ref, out []stored) error {
	pending := make([]int, len(refs))
	for i := range refs {
		pending[i] = i
	}
	for n := uint32(1); len(pending) > 0; n++ {
		versions := make([]version, len(pending))
		for j, i := range pending {
			versions[j] = version{refs[i], n}
		}
		found, err := m.exactly(ctx, versions)
		if err != nil {
			return err
		}
		var again []int
		for j, i := range pending {
			if !found[j].found() {
				continue
			}
			if out[i] = found[j]; out[i].closed != 0 {
				again = append(again, i)
			}
		}
		pending = again
	}
	return nil
}

// exactly returns the versions asked for, with one read; not found are those that had not been opened by the moment.
func (m moment) exactly(ctx context.Context, versions []version) ([]stored, error) {
	keys := make([][]byte, 0, 2*len(versions))
	for _, v := range versions {
		keys = append(keys, v.recordKey(), v.closingKey())
	}
	values, err := m.kv.MultiGet(ctx, keys)
	if err != nil {
		return nil, err
	}
	found := make([]stored, len(versions))
	for i := range versions {
		found[i], err = m.version(Row{keys[2*i], values[2*i]}, Row{keys[2*i+1], values[2*i+1]})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// version puts together a row of a record, or of the projection of one, and its closing, as they count at the moment. A row
// that is not there has no value.
func (m moment) version(row, closing Row) (stored, error) {
	if row.Value == nil {
		return stored{}, nil
	}
	opened, data, err := unstamped(row)
	if err != nil || opened > m.tx {
		return stored{}, err
	}
	s := stored{version: versionAt(row.Key), opened: opened, json: data}
	if closing.Value == nil {
		return s, nil
	}
	closed, reason, err := unstamped(closing)
	if err == nil && closed <= m.tx {
		s.closed, s.reason = closed, string(reason)
	}
	return s, err
}

// one returns the last version of one record.
func (m moment) one(ctx context.Context, r ref) (stored, error) {
	found, err := m.latest(ctx, []ref{r})
	if err != nil {
		return stored{}, err
	}
	return found[0], nil
}

// linked returns the records of one tag, as they count at the moment, that the links of a tag lead to from anchor, in the
// order of their ids.
func (m moment) linked(ctx context.Context, anchor uid, records tag) ([]stored, error) {
	refs, err := m.linkedRefs(ctx, anchorPrefix(anchor, records))
	if err != nil {
		return nil, err
	}
	found, err := m.latest(ctx, refs)
	if err != nil {
		return nil, err
	}
	open := found[:0]
	for _, s := range found {
		if s.open() {
			open = append(open, s)
		}
	}
	return open, nil
}

// linkedRefs lists the records that links lead to, each once. Some of them may count no more, or be about something else now.
func (m moment) linkedRefs(ctx context.Context, start []byte) ([]ref, error) {
	var refs []ref
	for row, err := range m.kv.Scan(ctx, start, PrefixEnd(start)) {
		if err != nil {
			return nil, err
		}
		if _, err := declared(row.Key); err != nil {
			return nil, corrupt(describe(row.Key), err)
		}
		v := versionAt(row.Key)
		if len(refs) == 0 || refs[len(refs)-1] != v.ref {
			refs = append(refs, v.ref)
		}
	}
	return refs, nil
}

func corrupt(on string, err error) error {
	return &graph.Error{On: on, Fault: graph.Corrupt, Err: err}
}
