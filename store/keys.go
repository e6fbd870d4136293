package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"

	"dyad/graph"

	"github.com/google/uuid"
)

// A uid is the id of anything, whatever its kind.
type uid = [16]byte

// A ref names a record, whichever version of it.
type ref struct {
	tag tag
	id  uid
}

func (r ref) String() string {
	return fmt.Sprintf("%s %s", r.tag.kind(), uuid.UUID(r.id))
}

// compare orders refs as their rows are ordered.
func (r ref) compare(other ref) int {
	return cmp.Or(cmp.Compare(r.tag, other.tag), bytes.Compare(r.id[:], other.id[:]))
}

// A version names one form that a record has had. The first is 1. It is counted and not named by its transaction so that the
// form that counts can be found by point reads, many at a time.
type version struct {
	ref
	n uint32
}

func (v version) String() string { return fmt.Sprintf("%s version %d", v.ref, v.n) }

// suffix is how a version ends a key: its id and number.
func (v version) suffix(key []byte) []byte {
	key = append(key, v.id[:]...)
	return binary.BigEndian.AppendUint32(key, v.n)
}

// recordKey is the key of the row that holds v.
func (v version) recordKey() []byte { return v.suffix(append(make([]byte, 0, 21), byte(v.tag))) }

// closingKey is the key of the row that closes v.
func (v version) closingKey() []byte {
	return v.suffix(append(make([]byte, 0, 22), byte(closingTag), byte(v.tag)))
}

// projectionKey is the key of what the index needs of v, a claim.
func (v version) projectionKey() []byte {
	return v.suffix(append(make([]byte, 0, 21), byte(projectionTag)))
}

// linkKey is the key of a row of the given tag that leads from anchor to v.
func (v version) linkKey(t tag, anchor uid) []byte {
	key := append(make([]byte, 0, 38), byte(t))
	key = append(key, anchor[:]...)
	return v.suffix(append(key, byte(v.tag)))
}

// transactionKey is the key of what is known about a transaction.
func transactionKey(tx graph.Tx) []byte {
	return binary.BigEndian.AppendUint64([]byte{byte(transactionTag)}, uint64(tx))
}

// versionAt reads the version that a record, closing, projection or link row is about from the end of its key.
func versionAt(key []byte) version {
	tail := key[len(key)-20:]
	v := version{n: binary.BigEndian.Uint32(tail[16:])}
	copy(v.id[:], tail)
	switch t := tag(key[0]); t {
	case projectionTag:
		v.tag = claimTag
	case closingTag, broughtTag, referentTag:
		v.tag = tag(key[len(key)-21])
	default:
		v.tag = t
	}
	return v
}

// prefix is the part of a key that all rows of a tag, and of an anchor and kind if given, begin with.
func prefix(t tag, more ...byte) []byte { return append([]byte{byte(t)}, more...) }

// anchorPrefix begins the links from anchor to records of one tag.
func anchorPrefix(anchor uid, records tag) []byte {
	return append(prefix(referentTag, anchor[:]...), byte(records))
}
