package graph

import "time"

// A Transaction is one change of a store: when it was made, by whom and why.
type Transaction struct {
	Tx     Tx        `json:"tx"`
	Time   time.Time `json:"time"` // as the clock had it, in UTC; a later transaction may have an earlier time
	Author string    `json:"author,omitempty"`
	Reason string    `json:"reason,omitempty"`
	Undoes Tx        `json:"undoes,omitempty"` // the transaction that this one takes back; 0 for none
	// Declared tells that lines of an export said of other files what these bring (see [Bundle]), and somebody may have edited the lines.
	Declared bool `json:"declared,omitempty"`
}

// A Version is one form of a record, and when it counted.
type Version[T any] struct {
	Value  T
	Opened Tx     // the transaction that recorded it
	Closed Tx     // the transaction that replaced or retracted it; 0 while it counts
	Reason string // why it was closed
}

// At reports whether the version counted once the transaction asOf had been committed; 0 is the present.
func (v *Version[T]) At(asOf Tx) bool {
	if asOf == 0 {
		return v.Closed == 0
	}
	return v.Opened <= asOf && (v.Closed == 0 || v.Closed > asOf)
}

// A Share says that a batch defines a record too, in the same words as the batch that owns it. When the owner drops the
// record, the sharer takes it over.
type Share struct {
	Batch BatchKey   `json:"batch"`
	Kind  RecordKind `json:"of"`     // of the record
	ID    string     `json:"record"` // of the record
}
