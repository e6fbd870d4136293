package graph

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A SourceKey is the name by which annotations call a source: a slug (see [ValidKey]).
type SourceKey string

// ID returns the id that the key stands for.
func (k SourceKey) ID() SourceID { return derive[Source]("source", string(k)) }

// A Source is a document with claims. Its text is not part of dyad: it belongs to its publisher.
type Source struct {
	ID        SourceID   `json:"id"`
	Key       SourceKey  `json:"key"`
	Kind      SourceKind `json:"sourceKind,omitempty"`
	Genre     Genre      `json:"genre,omitempty"`
	Title     string     `json:"title,omitempty"`
	Publisher string     `json:"publisher,omitempty"` // empty: unknown
	Author    string     `json:"author,omitempty"`    // empty: unknown
	Published Published  `json:"published,omitzero"`
	Language  string     `json:"language,omitempty"` // BCP 47
	URL       string     `json:"url,omitempty"`
	Text      Text       `json:"text,omitzero"`
	// Reliability of the source by the Admiralty scale, A to F; empty where nobody judged it.
	Reliability string   `json:"reliability,omitempty"`
	Note        string   `json:"note,omitempty"` // what an annotator found about the document itself
	Batch       BatchKey `json:"batch,omitempty"`
}

// IsData reports whether a source is a data set, whose rows are its claims, and no text that somebody annotated.
func (s *Source) IsData() bool { return s.Kind == Dataset && s.Text == Text{} }

// A SourceKind is what sort of document a source is.
type SourceKind string

// The kinds of sources.
const (
	Article SourceKind = "article"
	Report  SourceKind = "report"
	Dataset SourceKind = "dataset"
	Post    SourceKind = "post"
)

// SourceKinds lists every kind of source.
func SourceKinds() []SourceKind { return []SourceKind{Article, Report, Dataset, Post} }

// A Genre is how a source speaks. Reporting and opinion are counted apart.
type Genre string

// The genres.
const (
	Reporting Genre = "reporting"
	Opinion   Genre = "opinion"
	Data      Genre = "data"
)

// Genres lists every genre.
func Genres() []Genre { return []Genre{Reporting, Opinion, Data} }

// A Published is when a source appeared, and how that is known.
type Published struct {
	EDTF  EDTF  `json:"edtf,omitzero"`
	Basis Basis `json:"basis,omitempty"`
}

// Day returns the last day on which the source can have appeared, and whether there is one.
func (p Published) Day() (Day, bool) {
	if p.EDTF.IsZero() {
		return 0, false
	}
	last := p.EDTF.Bounds().To
	return last, last < DistantFuture
}

// A Text identifies the words that a source was annotated from, without holding them.
type Text struct {
	File       string `json:"file,omitempty"` // the name it had when it was annotated; a hint, not an identity
	SHA256     string `json:"sha256"`         // of the file's bytes, 64 lower-case hexadecimal digits
	Codepoints int    `json:"codepoints"`     // length in Unicode code points
}

// Origin returns who stands behind what the source says in its own voice.
func (s *Source) Origin() Origin {
	o := Origin{Publisher: oneWriting(s.Publisher), Author: oneWriting(s.Author)}
	if o == (Origin{}) {
		return Origin{Source: s.Key}
	}
	return o
}

// oneWriting returns a name in a form that is the same for writings of it that differ in case, in white space, or in how Unicode composes
// letters. One publisher written in two ways must not corroborate itself.
func oneWriting(name string) string {
	lower := strings.Map(func(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }, norm.NFC.String(name))
	return norm.NFC.String(strings.Join(strings.Fields(lower), " "))
}

// An Origin is somebody whose word counts once, however often it is repeated: a named voice, or the publisher and author of
// a source. A source without either counts as itself, and independence from others is then unknown. Origins are for comparing:
// names in them are in lower case.
type Origin struct {
	Entity    EntityKey
	Publisher string
	Author    string
	Source    SourceKey
}

// Unknown reports whether nothing but the document itself stands for the origin.
func (o Origin) Unknown() bool { return o.Source != "" }

// A Mention is a span of a source's text that names an entity: a proper name in any form, the longest match, never nested.
type Mention struct {
	ID     MentionID `json:"id"`
	Source SourceKey `json:"source"`
	Entity EntityKey `json:"entity"`
	Form   string    `json:"form"` // the name as it stands in the text
	Part
	Batch BatchKey `json:"batch,omitempty"`
}

// DerivedID returns the id of the mention: that of its span.
func (m *Mention) DerivedID() MentionID {
	return derive[Mention]("mention", string(m.Source), itoa(m.Start), itoa(m.End))
}

// A BatchKey names what one file brought in: the key of its source, or a name of its own.
type BatchKey string

// ID returns the id of the batch whose content has the given digest.
func (k BatchKey) ID(digest string) BatchID { return derive[Batch]("batch", string(k), digest) }

// A Batch records what one file brought in. It carries no clock: loading the same file elsewhere makes the same batch.
type Batch struct {
	ID     BatchID  `json:"id"`
	Key    BatchKey `json:"key"`
	Digest string   `json:"digest,omitempty"` // SHA-256 of the file's bytes
}

// A Verdict is an analyst's finding on a contradiction. It stands beside the contradiction, never in its place.
type Verdict struct {
	ID            VerdictID       `json:"id"`
	Contradiction ContradictionID `json:"contradiction"`
	Finding       Finding         `json:"finding"`
	Prefers       []ClaimID       `json:"prefers,omitempty"` // the claims that the analyst follows, if any
	Reason        string          `json:"reason"`
	Annotator     string          `json:"annotator,omitempty"`
	Batch         BatchKey        `json:"batch,omitempty"`
}

// A Finding is what an analyst makes of a contradiction.
type Finding string

// The findings.
const (
	Stands   Finding = "stands"   // the claims can't both be right
	Apparent Finding = "apparent" // the claims can both be right
	Decided  Finding = "decided"  // one side is right; Prefers says which
)

// Findings lists every finding.
func Findings() []Finding { return []Finding{Stands, Apparent, Decided} }

// Compare orders the verdicts on a contradiction, the last one last: what files say, then what curators found, by the time and the
// transaction that their batches tell. It goes by what an export carries, so that whoever loads it has the same verdict last.
func (v *Verdict) Compare(w *Verdict) int {
	vAt, vTx := v.Batch.Curation()
	wAt, wTx := w.Batch.Curation()
	return cmp.Or(vAt.Compare(wAt), cmp.Compare(vTx, wTx), v.ID.Compare(w.ID))
}

// DerivedID returns the id of the verdict: that of its content.
func (v *Verdict) DerivedID() VerdictID {
	parts := []string{v.Contradiction.String(), string(v.Finding), v.Reason, v.Annotator}
	for _, c := range sortedClaims(v.Prefers) {
		parts = append(parts, c.String())
	}
	return derive[Verdict]("verdict", parts...)
}
