package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"sync"
)

// A RecordKind is the kind of a line of dyad JSON Lines.
type RecordKind string

// The kinds of lines. Never change one: files hold them.
const (
	TermRecord         RecordKind = "term"
	EntityRecord       RecordKind = "entity"
	SourceRecord       RecordKind = "source"
	MentionRecord      RecordKind = "mention"
	ClaimRecord        RecordKind = "claim"
	SameAsRecord       RecordKind = "sameas"
	VerdictRecord      RecordKind = "verdict"
	BatchRecord        RecordKind = "batch"
	ShareRecord        RecordKind = "share"        // only where two batches define the same thing
	AsideRecord        RecordKind = "aside"        // only where a curator has decided otherwise than a file
	TransactionRecord  RecordKind = "transaction"  // only with the history
	RelationshipRecord RecordKind = "relationship" // derived: ignored when lines are loaded
)

// RecordKinds lists every kind, in the order in which an export has them. Transactions come first, since the rest of a history
// speaks of them.
func RecordKinds() []RecordKind {
	return []RecordKind{
		TransactionRecord, TermRecord, EntityRecord, SourceRecord, MentionRecord, ClaimRecord, SameAsRecord,
		VerdictRecord, BatchRecord, ShareRecord, AsideRecord, RelationshipRecord,
	}
}

// A Line is one record as a line of dyad JSON Lines.
type Line struct {
	Kind RecordKind
	JSON []byte // the record alone, as [EncodeRecord] writes it

	// With the history: the transactions that opened and closed this form of the record, and why it was closed. Opened is 0
	// in an export of the present.
	Opened, Closed Tx
	Reason         string
}

// recorded is the history of a line, as JSON.
type recorded struct {
	Opened Tx     `json:"opened"`
	Closed Tx     `json:"closed,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// Append appends the line to dst: the record with its kind in front, its history behind, and a line feed.
func (l *Line) Append(dst []byte) []byte {
	dst = append(dst, `{"kind":`...)
	dst = strconv.AppendQuote(dst, string(l.Kind))
	if fields := bytes.TrimSuffix(bytes.TrimPrefix(l.JSON, []byte("{")), []byte("}")); len(fields) > 0 {
		dst = append(append(dst, ','), fields...)
	}
	if l.Opened != 0 {
		history, _ := EncodeRecord(recorded{l.Opened, l.Closed, l.Reason}) // numbers and a text always encode
		dst = append(append(dst, `,"recorded":`...), history...)
	}
	return append(dst, '}', '\n')
}

// EncodeRecord writes a record as one JSON object: its fields in the order of the type, absent where they are empty, without
// white space, with nothing escaped that need not be. The same record always gives the same bytes. Text that is not
// UTF-8 is refused as [BadInput], and so is a number that JSON has no form for.
func EncodeRecord(record any) ([]byte, error) {
	b := encodings.Get().(*bytes.Buffer)
	defer encodings.Put(b)
	b.Reset()
	if data, ok := appendRecord(b.AvailableBuffer(), record); ok {
		b.Write(data) // where it stands already, if there was room
	} else {
		e := json.NewEncoder(b)
		e.SetEscapeHTML(false)
		if err := e.Encode(record); err != nil {
			return nil, &Error{Fault: BadInput, Err: err}
		}
	}
	data := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if replaced(data) {
		return nil, &Error{Fault: BadInput, Err: errors.New("a text is not valid UTF-8")}
	}
	return bytes.Clone(data), nil
}

// encodings are buffers to encode into: a load encodes a record for each of a million claims.
var encodings = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// replaced reports whether the encoder met bytes that are not UTF-8. It writes \ufffd for them, and the character of that
// number, where a text has it, as it is.
func replaced(data []byte) bool {
	for {
		i := bytes.IndexByte(data, '\\')
		if i < 0 || i+1 >= len(data) {
			return false
		}
		if bytes.HasPrefix(data[i:], []byte(`\ufffd`)) {
			return true
		}
		data = data[i+2:]
	}
}
