package store

import (
	"encoding/json"
	"fmt"
	"strings"

	"dyad/graph"
)

// A record is one thing that a batch brought: the graph's own type, and what the store must know of it. Records are values:
// once made, one is not changed.
type record interface {
	ref() ref
	// owner is the batch that it belongs to.
	owner() graph.BatchKey
	// title is what people call the record.
	title() string
	// inBatch returns the record as one that the batch owns.
	inBatch(graph.BatchKey) record
	// abouts are the ids under which a scan finds the record, apart from its batch, each once.
	abouts() []uid
	// needs appends the records without which it makes no sense to a list, which may be one that was used before.
	needs(list []need) []need
	// Check returns what is wrong with the record by itself.
	Check() []error
}

// A need is a record that another one names.
type need struct {
	ref
	kind string // of record, or, for a term, of term
	name string // by which the other one calls it
}

// String is the need as people would call it.
func (n need) String() string {
	return fmt.Sprintf("%s %q", strings.ReplaceAll(n.kind, "_", " "), n.name)
}

// The records, each with the fields, and so the JSON, of the graph's type.
type (
	term        struct{ *graph.Term }
	entity      struct{ *graph.Entity }
	source      struct{ *graph.Source }
	mention     struct{ *graph.Mention }
	claim       struct{ *graph.Claim }
	sameAs      struct{ *graph.SameAs }
	verdict     struct{ *graph.Verdict }
	batchRecord struct{ *graph.Batch }
	share       struct{ *graph.Share }
	aside       struct{ *graph.Aside }
)

// encoded writes a record as JSON: as the graph's own type where that has an encoder of its own, which no other type is taken for.
func encoded(r record) ([]byte, error) {
	switch r := r.(type) {
	case claim:
		return graph.EncodeRecord(r.Claim)
	case entity:
		return graph.EncodeRecord(r.Entity)
	}
	return graph.EncodeRecord(r)
}

// decode reads the JSON of a record's row.
func decode(t tag, data []byte) (record, error) {
	switch t {
	case termTag:
		v, err := read[graph.Term](data)
		return term{v}, err
	case entityTag:
		v, err := read[graph.Entity](data)
		return entity{v}, err
	case sourceTag:
		v, err := read[graph.Source](data)
		return source{v}, err
	case mentionTag:
		v, err := read[graph.Mention](data)
		return mention{v}, err
	case claimTag:
		v, err := read[graph.Claim](data)
		return claim{v}, err
	case sameAsTag:
		v, err := read[graph.SameAs](data)
		return sameAs{v}, err
	case verdictTag:
		v, err := read[graph.Verdict](data)
		return verdict{v}, err
	case batchTag:
		v, err := read[graph.Batch](data)
		return batchRecord{v}, err
	case shareTag:
		v, err := read[graph.Share](data)
		return share{v}, err
	case asideTag:
		v, err := read[graph.Aside](data)
		return aside{v}, err
	}
	return nil, fmt.Errorf("rows of tag %q hold no record", byte(t))
}

func read[T any](data []byte) (*T, error) {
	v := new(T)
	return v, json.Unmarshal(data, v)
}
