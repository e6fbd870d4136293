package store

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"dyad/graph"
)

// projectionCodec begins every projection, so that another form can be told from this one.
const projectionCodec = 1

// The closed sets, each value by its place. The places are on disk: never reorder, only append. Place 0 is the empty value.
var (
	polarityCodes = []graph.Polarity{"", graph.Affirmed, graph.Negated}
	modalityCodes = []graph.Modality{
		"", graph.Asserted, graph.Alleged, graph.Hypothetical, graph.Planned, graph.Demanded, graph.Counterfactual,
	}
	outcomeCodes = []graph.Outcome{
		"", graph.NoOutcome, graph.Succeeded, graph.Failed, graph.Refused, graph.Inconclusive,
	}
	modeCodes   = []graph.Mode{"", graph.Says, graph.Believes, graph.Document}
	stanceCodes = []graph.Stance{"", graph.Neutral, graph.Endorses, graph.Doubts, graph.Rejects}
	basisCodes  = []graph.Basis{"", graph.StatedBasis, graph.RelativeBasis, graph.InferredBasis}
	boundCodes  = []graph.Bound{"", graph.Whole, graph.StartBound, graph.EndBound}
	extentCodes = []graph.Extent{"", graph.Throughout, graph.Sometime}
)

// The bits that tell which bounds of a number follow.
const (
	hasNumber = 1 << iota
	hasLow
	hasBest
	hasHigh
)

// appendProjection writes what the index needs of a claim: all but its id, which is in the key, its evidence, gist, annotator,
// codebook and batch. It refuses a value outside a closed set.
func appendProjection(b []byte, c *graph.Claim) ([]byte, error) {
	w := projectionWriter{b: append(b, projectionCodec)}
	w.text(string(c.Source))
	w.text(string(c.From))
	w.text(string(c.Type))
	w.text(string(c.To))
	w.uint(uint64(c.Revision))
	w.byte(byte(c.Credibility))
	code(&w, polarityCodes, c.Polarity)
	code(&w, modalityCodes, c.Modality)
	code(&w, outcomeCodes, c.Outcome)
	w.voices(c.Voices)
	w.text(c.When.EDTF.String())
	code(&w, basisCodes, c.When.Basis)
	code(&w, boundCodes, c.When.Bound)
	code(&w, extentCodes, c.When.Extent)
	w.number(c.Number)
	w.roles(c.Roles)
	w.claims(c.Disputes)
	w.claims(c.Reconciles)
	return w.b, w.err
}

// A projectionWriter appends fields to b. The first error is kept.
type projectionWriter struct {
	b   []byte
	err error
}

func (w *projectionWriter) byte(b byte)   { w.b = append(w.b, b) }
func (w *projectionWriter) uint(n uint64) { w.b = binary.AppendUvarint(w.b, n) }

func (w *projectionWriter) text(s string) {
	w.uint(uint64(len(s)))
	w.b = append(w.b, s...)
}

// code writes the place of a value in its closed set.
func code[T ~string](w *projectionWriter, codes []T, value T) {
	i := slices.Index(codes, value)
	if i < 0 && w.err == nil {
		w.err = fmt.Errorf("%q is none of %q", value, codes[1:])
	}
	w.byte(byte(max(i, 0)))
}

func (w *projectionWriter) voices(voices []graph.Voice) {
	w.uint(uint64(len(voices)))
	for _, v := range voices {
		w.text(string(v.Entity))
		w.text(v.Label)
		w.text(string(v.Affiliation))
		code(w, modeCodes, v.Mode)
		code(w, stanceCodes, v.Stance)
	}
}

func (w *projectionWriter) number(n *graph.Number) {
	if n == nil {
		w.byte(0)
		return
	}
	bits, bounds := byte(hasNumber), []byte(nil)
	for i, v := range []*float64{n.Low, n.Best, n.High} {
		if v != nil {
			bits |= hasLow << i
			bounds = binary.BigEndian.AppendUint64(bounds, math.Float64bits(*v))
		}
	}
	w.byte(bits)
	w.b = append(w.b, bounds...)
	w.text(n.Unit)
	w.text(n.Worded)
}

func (w *projectionWriter) roles(roles graph.Roles) {
	w.uint(uint64(len(roles)))
	for _, r := range roles {
		w.text(string(r.Name))
		texts(w, r.Entities)
		w.claims(r.Claims)
		texts(w, r.Terms)
	}
}

func texts[T ~string](w *projectionWriter, list []T) {
	w.uint(uint64(len(list)))
	for _, s := range list {
		w.text(string(s))
	}
}

func (w *projectionWriter) claims(ids []graph.ClaimID) {
	w.uint(uint64(len(ids)))
	for _, id := range ids {
		w.b = append(w.b, id[:]...)
	}
}
