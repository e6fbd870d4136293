// Package cite makes citations of claims, so that a footnote can say who says something, where, and by what a reader can check it.
//
// A citation names the voices from the inside out ("X, as quoted by Y, as quoted in …"), the source as far as it is known, the place in its
// text in Unicode code points, the claim by its id and revision, who coded it and by which codebook, and digests: that of the
// claim's own line of dyad JSON Lines, those of the words that it rests on, and that of the text they stand in. docs/citing.md tells how to check them.
//
// It holds no word of the source's text, and does not say what the claim says: that is for whoever cites it. Nothing is invented: what
// is not known of a source is left out, or said to be unknown.
package cite

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"dyad/graph"
)

// A Citation is what a citation of one claim says, in whatever form.
type Citation struct {
	Claim    graph.ClaimID
	Revision int
	Voices   []Voice // from the outside in; none: the source's own word
	Source   graph.Source
	Evidence []graph.Occurrence
	// Annotator is who or what coded the claim, who may be nobody of the source: a data set codes what papers print. "" where that is not known.
	Annotator string
	Codebook  string // "" where none is known
	// SHA256 is of the claim's line in an export of dyad JSON Lines, its line feed included: 64 lower-case hexadecimal digits.
	SHA256 string
	// Retracted is when the claim was retracted; zero while it stands.
	Retracted time.Time
	// Accessed is the day on which the claim was looked at; zero where that is not said.
	Accessed time.Time
}

// A Voice is one that stands between the source and what is said.
type Voice struct {
	Name        string // of the entity, or the label
	Affiliation string // the name of whom it belongs to; "" for none
	Mode        graph.Mode
	Stance      graph.Stance
}

// New returns the citation of a claim in its source. name returns the name of an entity, "" where none is known: then its key stands for it.
func New(c *graph.Claim, src *graph.Source, name func(graph.EntityKey) string) (*Citation, error) {
	digest, err := Digest(c)
	if err != nil {
		return nil, err
	}
	called := func(key graph.EntityKey) string {
		if known := name(key); known != "" {
			return known
		}
		return string(key)
	}
	of := &Citation{Claim: c.ID, Revision: c.Revision, Source: *src, Evidence: c.Evidence, Annotator: c.Annotator, Codebook: c.Codebook, SHA256: digest}
	for _, v := range c.Voices {
		voice := Voice{Name: v.Label, Affiliation: called(v.Affiliation), Mode: v.Mode, Stance: v.Stance}
		if v.Entity != "" {
			voice.Name = called(v.Entity)
		}
		of.Voices = append(of.Voices, voice)
	}
	return of, nil
}

// Digest returns the SHA-256 of the claim's line in an export of dyad JSON Lines, its line feed included, in lower-case hexadecimal.
func Digest(c *graph.Claim) (string, error) {
	record, err := graph.EncodeRecord(c)
	if err != nil {
		return "", err
	}
	line := graph.Line{Kind: graph.ClaimRecord, JSON: record}
	sum := sha256.Sum256(line.Append(nil))
	return hex.EncodeToString(sum[:]), nil
}

// On returns the citation as of the day on which the claim was looked at.
func (c Citation) On(day time.Time) *Citation {
	c.Accessed = day
	return &c
}

// said words who says it, from the inside out, and ends with where: "in", for what follows, or "here". It is "" for the source itself.
func (c *Citation) said(where string) string {
	var b strings.Builder
	for i := len(c.Voices) - 1; i >= 0; i-- {
		b.WriteString(c.Voices[i].words())
		if i > 0 {
			b.WriteString(" by ")
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return b.String() + " " + where
}

// words are the voice, and how whoever passes it on does so.
func (v *Voice) words() string {
	name := line(v.Name)
	if v.Affiliation != "" {
		name += " (of " + line(v.Affiliation) + ")"
	}
	how := map[graph.Mode]string{graph.Believes: "whose view is reported", graph.Document: "as cited"}[v.Mode]
	if how == "" {
		how = "as quoted"
	}
	met := map[graph.Stance]string{graph.Endorses: " and endorsed", graph.Doubts: " and doubted", graph.Rejects: " and rejected"}
	return name + ", " + how + met[v.Stance]
}

// title is the title of the source, or what stands for one.
func (c *Citation) title() string {
	if t := line(c.Source.Title); t != "" {
		return t
	}
	return "[untitled source " + string(c.Source.Key) + "]"
}

// published is when the source appeared, with how that is known where it does not say so; "" where it is not known.
func (c *Citation) published() string {
	p := c.Source.Published
	if p.EDTF.IsZero() {
		return ""
	}
	if p.Basis == "" || p.Basis == graph.StatedBasis {
		return p.EDTF.String()
	}
	return p.EDTF.String() + " (" + string(p.Basis) + ")"
}

// place says where in the text of the source it stands.
func (c *Citation) place() string {
	if len(c.Evidence) == 0 {
		return "no place in its text is recorded"
	}
	var places []string
	for _, o := range c.Evidence {
		places = append(places, o.String())
	}
	return "code points " + strings.Join(places, " and ") + " of its text"
}

// record says which record it is, whether it still stands, and whose reading of the source it is.
func (c *Citation) record() string {
	text := "claim " + c.Claim.String() + ", revision " + strconv.Itoa(c.Revision)
	if !c.Retracted.IsZero() {
		text += ", retracted " + c.Retracted.UTC().Format(time.DateOnly)
	}
	if who := line(c.Annotator); who != "" {
		text += ", coded by " + who
	}
	if c.Codebook != "" {
		text += ", codebook " + line(c.Codebook)
	}
	return text
}

// digests say by what the claim and its words can be checked.
func (c *Citation) digests() string {
	text := "SHA-256 of the claim " + c.SHA256
	for _, o := range c.Evidence {
		for _, p := range o.Parts {
			if p.SHA256 != "" {
				text += ", of the words at " + graph.Occurrence{Parts: []graph.Part{p}}.String() + " " + p.SHA256
			}
		}
	}
	if whole := c.Source.Text.SHA256; whole != "" {
		text += ", of the whole text " + whole
	}
	return text
}

// note is all that no field of a bibliography has a place for.
func (c *Citation) note() string {
	parts := []string{c.place(), c.record(), c.digests()}
	if said := c.said("here"); said != "" {
		parts = append([]string{said}, parts...)
	}
	if p := c.published(); p != "" && p != c.Source.Published.EDTF.String() {
		parts = append(parts, "date of publication "+string(c.Source.Published.Basis))
	}
	return strings.Join(parts, "; ")
}

// line is a text on one line: runs of white space and control characters become one space.
func line(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x7f && r <= 0xa0 || r == 0x2028 || r == 0x2029 }), " ")
}
