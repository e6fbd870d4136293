package graph

import (
	"cmp"
	"crypto/sha1"
	"encoding/binary"
	"errors"

	"github.com/google/uuid"
)

// An ID names one thing of kind T for ever: it comes from the keys that the annotation gave, never from what was merged
// since, and keeps answering after merges and corrections. Kinds have types of their own so that the compiler refuses a
// claim where an actor is wanted. The zero ID names nothing.
type ID[T any] uuid.UUID

// The identifiers of what dyad knows.
type (
	EntityID        = ID[Entity]
	SourceID        = ID[Source]
	MentionID       = ID[Mention]
	ClaimID         = ID[Claim]
	RelationshipID  = ID[Relationship]
	ContradictionID = ID[Contradiction]
	VerdictID       = ID[Verdict]
	SameAsID        = ID[SameAs]
	TermID          = ID[Term]
	BatchID         = ID[Batch]
)

// namespace is dyad's own, so that no other program's UUIDv5 meets ours. Never change it: every id depends on it.
var namespace = uuid.MustParse("7d1c9a52-60f3-5b0e-9a6e-2f4f64796164")

// derive returns the id of what parts describe. Every part is preceded by its length: "ab","c" and "a","bc" differ. The
// same parts give the same id on every machine, which is why loading a source twice changes nothing.
func derive[T any](kind string, parts ...string) ID[T] { return ID[T](version5(kind, parts)) }

// version5 is [uuid.NewSHA1] of the namespace and what [derive] makes of the parts, without memory of its own: a load derives
// several ids for each claim. It has no type parameter, for which the compiler would put the parts of callers in other packages
// on the heap.
func version5(kind string, parts []string) (id uuid.UUID) {
	b := append(make([]byte, 0, 512), namespace[:]...)
	b = append(binary.AppendUvarint(b, uint64(len(kind))), kind...)
	for _, p := range parts {
		b = append(binary.AppendUvarint(b, uint64(len(p))), p...)
	}
	sum := sha1.Sum(b)
	copy(id[:], sum[:])
	id[6] = id[6]&0x0f | 0x50 // the version
	id[8] = id[8]&0x3f | 0x80 // the variant of RFC 9562
	return id
}

// ParseID reads the canonical text of an id: 36 characters, lower or upper case. Other forms of a UUID are refused.
func ParseID[T any](s string) (ID[T], error) {
	if len(s) != 36 {
		return ID[T]{}, &Error{On: s, Fault: BadInput, Err: errors.New("an id has 36 characters")}
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return ID[T]{}, &Error{On: s, Fault: BadInput, Err: errors.New("not an id")}
	}
	return ID[T](u), nil
}

// String returns the canonical text: 36 characters, lower case.
func (id ID[T]) String() string { return uuid.UUID(id).String() }

// IsZero reports whether id names nothing.
func (id ID[T]) IsZero() bool { return id == ID[T]{} }

// Compare orders ids by their bytes, which is also the order of their texts.
func (id ID[T]) Compare(other ID[T]) int {
	return cmp.Compare(string(id[:]), string(other[:]))
}

// MarshalText returns the canonical text.
func (id ID[T]) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (id *ID[T]) UnmarshalText(text []byte) error {
	parsed, err := ParseID[T](string(text))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}
