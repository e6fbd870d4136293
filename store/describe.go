package store

import (
	"encoding/binary"
	"fmt"
	"strings"

	"dyad/graph"

	"github.com/google/uuid"
)

// describe puts a key in words: the row, then each part with its name. What is no key of ours comes in hexadecimal digits.
func describe(key []byte) string {
	d, err := declared(key)
	if err != nil {
		return fmt.Sprintf("key %x", key)
	}
	words := []string{d.name}
	for i, field := range d.split(key) {
		words = append(words, d.parts[i].name+"="+d.parts[i].format(field))
	}
	return strings.Join(words, " ")
}

// format writes the bytes of a part as people read it.
func (p part) format(b []byte) string {
	switch p.size {
	case 1:
		if kind := tag(b[0]).kind(); kind != "" {
			return string(kind)
		}
		return fmt.Sprintf("%q", b[0])
	case 4:
		return fmt.Sprint(binary.BigEndian.Uint32(b))
	case 8:
		return fmt.Sprint(binary.BigEndian.Uint64(b))
	}
	return uuid.UUID(b).String()
}

// describeValue puts the value of a row in words.
func describeValue(row Row, projections *projectionReader) string {
	d, err := declared(row.Key)
	switch {
	case err != nil:
		return fmt.Sprintf("%x", row.Value)
	case d.bare && len(row.Value) == 8:
		return fmt.Sprint(binary.BigEndian.Uint64(row.Value))
	case d.bare:
		return fmt.Sprintf("damaged: %x", row.Value)
	}
	tx, payload, err := unstamped(row)
	if err != nil {
		return fmt.Sprintf("damaged: %x", row.Value)
	}
	words := fmt.Sprintf("tx=%d", tx)
	switch {
	case d.tag == projectionTag:
		return words + " " + describeProjection(row.Key, payload, projections)
	case d.tag == closingTag:
		return words + fmt.Sprintf(" reason=%q", payload)
	case d.tag == transactionTag:
		return words + " " + describeTransaction(row)
	case len(payload) > 0:
		return words + " " + strings.ToValidUTF8(string(payload), "\uFFFD")
	}
	return words
}

// describeTransaction is a transaction as JSON, with the number of rows that it wrote.
func describeTransaction(row Row) string {
	t, written, err := transactionIn(row)
	if err != nil {
		return err.Error()
	}
	data, err := graph.EncodeRecord(t)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("rows=%d %s", written, data)
}

// describeProjection is a projection as the JSON of what it holds.
func describeProjection(key, payload []byte, projections *projectionReader) string {
	c, err := projections.decode(graph.ClaimID(versionAt(key).id), payload)
	if err != nil {
		return fmt.Sprintf("unreadable (%s): %x", err, payload)
	}
	data, err := graph.EncodeRecord(c)
	if err != nil {
		return fmt.Sprintf("unreadable (%s): %x", err, payload)
	}
	return string(data)
}
