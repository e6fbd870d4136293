package graph

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// An Aside keeps what files say of a record that a curator has decided otherwise. As long as it stands, loading a file changes
// what it says and leaves the record as the curator has it, which may be to have none; undoing the curator's change brings back
// what it says by then.
type Aside struct {
	Batch BatchKey   `json:"batch"`  // of the curator's change that decided last
	Kind  RecordKind `json:"of"`     // of the record
	ID    string     `json:"record"` // of the record
	// Says is the record as its file has it, in the form of [EncodeRecord]; absent where no file brings it (any more).
	Says json.RawMessage `json:"says,omitempty"`
}

// curated begins the keys of batches that curators make. No file can have such a key: a key of a file has no colon.
const curated = "curation:"

// CurationBatch returns the key of what a curator brings in by one transaction. The time tells it from the batch of another
// store in which the same curator made a transaction of the same number.
func CurationBatch(author string, tx Tx, at time.Time) BatchKey {
	return BatchKey(curated + author + ":" + strconv.FormatUint(uint64(tx), 10) + ":" + at.UTC().Format(curatedAt))
}

// curatedAt is how the key of a curator's batch has its time.
const curatedAt = "20060102T150405Z"

// Curation returns when a curator made the batch, to the second, and by which transaction of that store: what [CurationBatch] wrote.
// Both are zero for a batch of a file.
func (k BatchKey) Curation() (at time.Time, tx Tx) {
	parts := strings.Split(string(k), ":") // an author's name may have colons: the last two tell
	if n := len(parts); k.Curated() && n >= 4 {
		number, errTx := strconv.ParseUint(parts[n-2], 10, 64)
		made, errAt := time.Parse(curatedAt, parts[n-1])
		if errTx == nil && errAt == nil {
			return made, Tx(number)
		}
	}
	return time.Time{}, 0
}

// Curated reports whether a curator made the batch.
func (k BatchKey) Curated() bool { return strings.HasPrefix(string(k), curated) }
