package store

import (
	"bytes"
	"fmt"

	"dyad/graph"

	"github.com/google/uuid"
)

// ref is the id of the record that was set aside: ids of different kinds differ.
func (a aside) ref() ref              { return ref{asideTag, a.target().id} }
func (a aside) owner() graph.BatchKey { return a.Batch }
func (a aside) title() string         { return fmt.Sprintf("what files say of %s", a.target()) }
func (a aside) abouts() []uid         { return nil }

// needs is empty: what is set aside may name what is no more. Whoever brings it forth again is held to that.
func (a aside) needs(list []need) []need { return list }

func (a aside) inBatch(b graph.BatchKey) record {
	c := *a.Aside
	c.Batch = b
	return aside{&c}
}

// target is the record that was set aside.
func (a aside) target() ref { return refOf(graph.RecordID{Kind: a.Kind, ID: a.ID}) }

// asideOf sets aside what a batch's file says of r, nil for nothing.
func asideOf(b graph.BatchKey, r ref, says []byte) aside {
	return aside{&graph.Aside{Batch: b, Kind: r.tag.kind(), ID: uuid.UUID(r.id).String(), Says: says}}
}

// said is the record as its file has it, nil if there is none.
func (a aside) said() (record, error) {
	if len(a.Says) == 0 {
		return nil, nil
	}
	return decode(a.target().tag, a.Says)
}

// Check implements record: what is set aside is a record of the id and in the form that it would have if it were not.
func (a aside) Check() []error {
	if !setsAside(a.target().tag) {
		return []error{fmt.Errorf("a %q is not set aside", a.Kind)}
	}
	said, err := a.said()
	switch {
	case err != nil:
		return []error{err}
	case said == nil:
		return nil
	case said.ref() != a.target():
		return []error{fmt.Errorf("it speaks of %s, and holds %s", a.target(), said.ref())}
	}
	data, err := graph.EncodeRecord(said)
	if err == nil && !bytes.Equal(data, a.Says) {
		err = fmt.Errorf("what it holds would not be written as it is")
	}
	if err != nil {
		return []error{err}
	}
	return said.Check()
}

// setsAside reports whether curators decide on records of the tag.
func setsAside(t tag) bool {
	switch t {
	case termTag, entityTag, sourceTag, mentionTag, claimTag, sameAsTag, verdictTag:
		return true
	}
	return false
}
