package store

import (
	"errors"
	"fmt"
	"slices"

	"dyad/graph"
)

// A tag is the first byte of a key and tells its row. The numbers are on disk: never renumber, never reuse.
type tag byte

const (
	layoutTag      tag = '0'
	lastTag        tag = '1'
	stagingTag     tag = '2'
	transactionTag tag = 'a'
	batchTag       tag = 'b'
	claimTag       tag = 'c'
	entityTag      tag = 'e'
	shareTag       tag = 'h'
	sameAsTag      tag = 'i'
	mentionTag     tag = 'm'
	sourceTag      tag = 's'
	termTag        tag = 't'
	verdictTag     tag = 'v'
	asideTag       tag = 'd'
	closingTag     tag = 'x'
	projectionTag  tag = 'p'
	broughtTag     tag = 'k'
	referentTag    tag = 'r'
)

// A part is one fixed-width piece of a key, big endian.
type part struct {
	name string
	size int
}

var (
	txPart      = part{"tx", 8}
	idPart      = part{"id", 16}
	versionPart = part{"version", 4}
	kindPart    = part{"kind", 1} // the tag of a record's row
)

// A declaration says what one sort of row is. Dump, verify and the table of the package comment follow the declarations.
type declaration struct {
	tag     tag
	name    string
	parts   []part
	value   string           // what it holds, after the stamp unless it is bare
	answers string           // the question that it is for
	record  graph.RecordKind // the kind of a record's row
	bare    bool             // the value is a number alone: not stamped, and never swept
}

// declarations are those of every row, in the order of the table in the package comment. Nothing changes them.
var declarations = []declaration{
	{tag: layoutTag, name: "layout", value: "number", answers: "which version of this table is it?", bare: true},
	{tag: lastTag, name: "last", value: "number", answers: "which transaction is the last that counts?", bare: true},
	{tag: stagingTag, name: "staging", value: "number", answers: "which transaction was being written?", bare: true},
	{
		tag: transactionTag, name: "transaction", parts: []part{txPart}, record: graph.TransactionRecord,
		value: "rows 8, JSON", answers: "when, by whom and why?",
	},
	recordRow(termTag, graph.TermRecord, "what does a word of the vocabulary mean?"),
	recordRow(entityTag, graph.EntityRecord, "who or what is it?"),
	recordRow(sourceTag, graph.SourceRecord, "which document?"),
	recordRow(mentionTag, graph.MentionRecord, "whom does a span name?"),
	recordRow(claimTag, graph.ClaimRecord, "what was said?"),
	recordRow(sameAsTag, graph.SameAsRecord, "are two the same?"),
	recordRow(verdictTag, graph.VerdictRecord, "what did an analyst find?"),
	recordRow(batchTag, graph.BatchRecord, "which file was loaded?"),
	recordRow(shareTag, graph.ShareRecord, "which batch defines it as well?"),
	recordRow(asideTag, graph.AsideRecord, "what do files say of what a curator decided?"),
	{
		tag: closingTag, name: "closing", parts: []part{kindPart, idPart, versionPart},
		value: "reason", answers: "since when does a version count no more, and why?",
	},
	{
		tag: projectionTag, name: "projection", parts: []part{idPart, versionPart},
		value: "binary claim", answers: "what does the index need of a claim?",
	},
	linkRow(broughtTag, "brought", "batch", "what did a batch bring?"),
	linkRow(referentTag, "referent", "referent", "which records are about it?"),
}

func recordRow(t tag, kind graph.RecordKind, answers string) declaration {
	return declaration{
		tag: t, name: string(kind), parts: []part{idPart, versionPart},
		value: "JSON", answers: answers, record: kind,
	}
}

func linkRow(t tag, name, anchor, answers string) declaration {
	return declaration{
		tag: t, name: name, parts: []part{{anchor, 16}, kindPart, idPart, versionPart},
		value: "nothing", answers: answers,
	}
}

// rowOf returns the declaration of a tag, nil if there is none.
func rowOf(t tag) *declaration {
	if i := slices.IndexFunc(declarations, func(d declaration) bool { return d.tag == t }); i >= 0 {
		return &declarations[i]
	}
	return nil
}

// tagOf returns the tag of the rows that hold records of a kind, 0 if there are none.
func tagOf(kind graph.RecordKind) tag {
	if i := slices.IndexFunc(declarations, func(d declaration) bool { return d.record == kind }); i >= 0 && kind != "" {
		return declarations[i].tag
	}
	return 0
}

// kind returns the kind of record that rows of the tag hold, "" if they hold none.
func (t tag) kind() graph.RecordKind {
	if r := rowOf(t); r != nil {
		return r.record
	}
	return ""
}

// size is the length of every key of the row.
func (d *declaration) size() int {
	n := 1
	for _, p := range d.parts {
		n += p.size
	}
	return n
}

// declared returns the declaration of the row that has the key. It refuses what is no key of ours.
func declared(key []byte) (*declaration, error) {
	if len(key) == 0 {
		return nil, errors.New("an empty key")
	}
	d := rowOf(tag(key[0]))
	switch {
	case d == nil:
		return nil, fmt.Errorf("no row has the tag %q", key[0])
	case len(key) != d.size():
		return nil, fmt.Errorf("a key of %d bytes, and a %s has %d", len(key), d.name, d.size())
	}
	return d, nil
}

// split takes a key, which is that of a row declared so, apart into its parts.
func (d *declaration) split(key []byte) [][]byte {
	fields, rest := make([][]byte, len(d.parts)), key[1:]
	for i, p := range d.parts {
		fields[i], rest = rest[:p.size], rest[p.size:]
	}
	return fields
}
