package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"math"

	"dyad/graph"
)

// An imageWriter writes the parts of an image and sums them up. The first error is kept, and nothing is written after it.
type imageWriter struct {
	w   io.Writer
	sum hash.Hash32
	buf []byte
	err error
}

// imageChunk is how much is gathered before it is written.
const imageChunk = 1 << 18

func newImageWriter(w io.Writer) *imageWriter {
	return &imageWriter{w: w, sum: crc32.New(crc32.MakeTable(crc32.Castagnoli)), buf: make([]byte, 0, imageChunk+1<<12)}
}

// room writes what was gathered if it is enough.
func (w *imageWriter) room() {
	if len(w.buf) >= imageChunk {
		w.flush()
	}
}

func (w *imageWriter) flush() {
	if w.err == nil {
		w.sum.Write(w.buf)
		_, w.err = w.w.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

func (w *imageWriter) count(n int) {
	w.buf = binary.AppendUvarint(w.buf, uint64(n))
	w.room()
}

func (w *imageWriter) text(s string) {
	w.count(len(s))
	w.buf = append(w.buf, s...)
	w.room()
}

func (w *imageWriter) bytes(b []byte) {
	w.buf = append(w.buf, b...)
	w.room()
}

// column writes whole numbers of one width, the least significant byte first, behind how many there are.
func column[T ~int32 | ~uint32 | ~uint16 | ~uint64](w *imageWriter, values []T) {
	w.count(len(values))
	width := binary.Size(T(0))
	for _, v := range values {
		switch width {
		case 2:
			w.buf = binary.LittleEndian.AppendUint16(w.buf, uint16(v))
		case 4:
			w.buf = binary.LittleEndian.AppendUint32(w.buf, uint32(v))
		default:
			w.buf = binary.LittleEndian.AppendUint64(w.buf, uint64(v))
		}
		w.room()
	}
}

func textColumn[T ~string](w *imageWriter, values []T) {
	w.count(len(values))
	for _, v := range values {
		w.text(string(v))
	}
}

func (w *imageWriter) ids(ids []graph.ClaimID) {
	w.count(len(ids))
	for i := range ids {
		w.bytes(ids[i][:])
	}
}

func (w *imageWriter) number(n *graph.Number) {
	if n == nil {
		w.count(0)
		return
	}
	w.count(1)
	w.text(n.Unit)
	w.text(n.Worded)
	for _, v := range []*float64{n.Low, n.Best, n.High} {
		if v == nil {
			w.count(0)
			continue
		}
		w.count(1)
		w.bytes(binary.LittleEndian.AppendUint64(nil, math.Float64bits(*v)))
	}
}

// errImage is what is wrong with an image that can't be read.
var errImage = errors.New("the image is damaged")

// An imageReader reads what an imageWriter wrote, from the bytes behind one another. After the first error it reads nothing but zeros.
type imageReader struct {
	b   []byte
	err error
}

func (r *imageReader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", errImage, what)
	}
	r.b = nil
}

func (r *imageReader) bytes(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.fail("it ends early")
		return nil
	}
	b := r.b[:n:n]
	r.b = r.b[n:]
	return b
}

// count reads a number of things of at least so many bytes each, which have to be there.
func (r *imageReader) count(size int) int {
	n, used := binary.Uvarint(r.b)
	if used <= 0 || size > 0 && n > uint64(len(r.b)/size) || n > math.MaxInt32 {
		r.fail("a length is wrong")
		return 0
	}
	r.b = r.b[used:]
	return int(n)
}

func (r *imageReader) text() string { return string(r.bytes(r.count(1))) }

func readColumn[T ~int32 | ~uint32 | ~uint16 | ~uint64](r *imageReader) []T {
	width := binary.Size(T(0))
	values := make([]T, r.count(width))
	b := r.bytes(width * len(values))
	if r.err != nil {
		return nil
	}
	switch width {
	case 2:
		for i := range values {
			values[i] = T(binary.LittleEndian.Uint16(b[2*i:]))
		}
	case 4:
		for i := range values {
			values[i] = T(binary.LittleEndian.Uint32(b[4*i:]))
		}
	default:
		for i := range values {
			values[i] = T(binary.LittleEndian.Uint64(b[8*i:]))
		}
	}
	return values
}

func readTexts[T ~string](r *imageReader) []T {
	n := r.count(1)
	if n == 0 {
		return nil
	}
	values := make([]T, n)
	for i := range values {
		values[i] = T(r.text())
	}
	return values
}

func (r *imageReader) ids() []graph.ClaimID {
	n := r.count(16)
	if n == 0 {
		return nil
	}
	ids := make([]graph.ClaimID, n)
	for i := range ids {
		copy(ids[i][:], r.bytes(16))
	}
	return ids
}

func (r *imageReader) number() *graph.Number {
	if r.count(0) == 0 {
		return nil
	}
	n := &graph.Number{Unit: r.text(), Worded: r.text()}
	for _, v := range []**float64{&n.Low, &n.Best, &n.High} {
		if r.count(0) == 0 {
			continue
		}
		if b := r.bytes(8); b != nil {
			f := math.Float64frombits(binary.LittleEndian.Uint64(b))
			*v = &f
		}
	}
	return n
}
