package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"dyad/graph"
)

// A projectionReader decodes projections. It keeps each text and date that it met, so that a million claims about a thousand
// actors hold a thousand keys. It is not safe for use by several goroutines.
type projectionReader struct {
	texts map[string]string
	dates map[string]graph.EDTF

	source, kind string // of the claim before, which most claims share

	b   []byte // what is left of the projection at hand
	err error
}

func newProjectionReader() *projectionReader {
	return &projectionReader{texts: map[string]string{}, dates: map[string]graph.EDTF{}}
}

var errShort = errors.New("it ends too soon")

// decode reads what appendProjection wrote. It refuses anything else without a panic.
func (r *projectionReader) decode(id graph.ClaimID, data []byte) (graph.Claim, error) {
	r.b, r.err = data, nil
	c := graph.Claim{ID: id}
	if codec := r.byte(); r.err == nil && codec != projectionCodec {
		return c, fmt.Errorf("codec %d, and only %d is known", codec, projectionCodec)
	}
	c.Source, c.From = graph.SourceKey(r.again(&r.source)), graph.EntityKey(r.text())
	c.Type, c.To = graph.TermKey(r.again(&r.kind)), graph.EntityKey(r.text())
	c.Revision = int(r.uint() & math.MaxInt32)
	c.Credibility = int(r.byte())
	c.Polarity = decoded(r, polarityCodes)
	c.Modality = decoded(r, modalityCodes)
	c.Outcome = decoded(r, outcomeCodes)
	c.Voices = list(r, r.voice)
	c.When = r.when()
	c.Number = r.number()
	c.Roles = list(r, r.role)
	c.Disputes = list(r, r.claim)
	c.Reconciles = list(r, r.claim)
	if r.err == nil && len(r.b) > 0 {
		r.err = fmt.Errorf("%d bytes too many", len(r.b))
	}
	return c, r.err
}

// take returns the next n bytes, and nil if there are fewer.
func (r *projectionReader) take(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.fail(errShort)
		return nil
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}

// fail keeps the first error and leaves nothing more to read.
func (r *projectionReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.b = nil
}

func (r *projectionReader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *projectionReader) uint() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.fail(errShort)
		return 0
	}
	r.b = r.b[size:]
	return n
}

func (r *projectionReader) text() string { return r.kept(r.take(r.uint())) }

// again is text where it is often the same as last time.
func (r *projectionReader) again(last *string) string {
	if b := r.take(r.uint()); string(b) != *last {
		*last = r.kept(b)
	}
	return *last
}

func (r *projectionReader) kept(b []byte) string {
	if s, known := r.texts[string(b)]; known {
		return s
	}
	s := string(b)
	r.texts[s] = s
	return s
}

// list reads a count and so many items. A count beyond the bytes that are left is refused before anything is made for it.
func list[T any](r *projectionReader, item func() T) []T {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.fail(errShort)
	}
	if n == 0 || r.err != nil {
		return nil
	}
	out := make([]T, 0, min(n, 64))
	for range n {
		if r.err != nil {
			return nil
		}
		out = append(out, item())
	}
	return out
}

// decoded reads the place of a value in its closed set.
func decoded[T ~string](r *projectionReader, codes []T) T {
	i := int(r.byte())
	if i >= len(codes) {
		r.fail(fmt.Errorf("value %d of a set of %d", i, len(codes)))
		return ""
	}
	return codes[i]
}

func (r *projectionReader) voice() graph.Voice {
	return graph.Voice{
		Entity: graph.EntityKey(r.text()), Label: r.text(), Affiliation: graph.EntityKey(r.text()),
		Mode: decoded(r, modeCodes), Stance: decoded(r, stanceCodes),
	}
}

func (r *projectionReader) when() graph.When {
	return graph.When{
		EDTF: r.date(), Basis: decoded(r, basisCodes), Bound: decoded(r, boundCodes), Extent: decoded(r, extentCodes),
	}
}

func (r *projectionReader) date() graph.EDTF {
	s := r.text()
	if d, known := r.dates[s]; known || s == "" {
		return d
	}
	d, err := graph.ParseEDTF(s)
	if err != nil {
		r.fail(err)
		return d
	}
	r.dates[s] = d
	return d
}

func (r *projectionReader) number() *graph.Number {
	bits := r.byte()
	if bits == 0 {
		return nil
	}
	n := &graph.Number{Low: r.bound(bits & hasLow), Best: r.bound(bits & hasBest), High: r.bound(bits & hasHigh)}
	n.Unit, n.Worded = r.text(), r.text()
	return n
}

// bound reads a bound of a number, if it is there.
func (r *projectionReader) bound(there byte) *float64 {
	if there == 0 {
		return nil
	}
	b := r.take(8)
	if b == nil {
		return nil
	}
	v := math.Float64frombits(binary.BigEndian.Uint64(b))
	return &v
}

func (r *projectionReader) role() graph.Role {
	return graph.Role{
		Name:     graph.TermKey(r.text()),
		Entities: list(r, func() graph.EntityKey { return graph.EntityKey(r.text()) }),
		Claims:   list(r, r.claim),
		Terms:    list(r, func() graph.TermKey { return graph.TermKey(r.text()) }),
	}
}

func (r *projectionReader) claim() graph.ClaimID {
	var id graph.ClaimID
	copy(id[:], r.take(uint64(len(id))))
	return id
}
