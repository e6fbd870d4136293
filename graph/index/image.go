package index

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"maps"
	"slices"

	"dyad/graph"
)

// imageForm begins every image. Change its number with what an image holds, never what it means: images of another form are not read. It changes too
// with every rule by which claims make relationships: see [Index.WriteImage].
const imageForm = "dyad index image 1\n"

// ErrStale is what errors.Is finds where an image was not made of what is recorded now, or by this form of it.
var ErrStale = errors.New("the image is of something else")

// WriteImage writes the claims and relationships of an index as [ReadImage] takes them, so that they need not be read one by one and sorted again.
// stamp is the caller's text for what is recorded: where it is the same, ReadImage takes the image for that of the input. The same index gives the same
// bytes.
//
// An image holds numbers of entities and sources, which are not in it: it is of use beside the store that it was made of, and nowhere else. Of what is
// worked out it holds what claims make: each under the present identities and in its normal form, the relationships that they and their projecting
// roles back, former ids, and the order of all. How claims count, and what that adds up to, is worked out anew by who reads it. It refuses an index of
// another time than the present, or one with parts as their wholes.
func (x *Index) WriteImage(w io.Writer, stamp string) error {
	if x.base != nil || x.up != nil {
		return errors.New("only the index of what is recorded now has an image")
	}
	out := newImageWriter(w)
	out.bytes([]byte(imageForm))
	out.text(stamp)
	out.count(len(x.nodes.records))
	out.count(len(x.sources.records))
	textColumn(out, x.types)
	textColumn(out, x.roles)
	out.attitudes(x.attitudes)
	out.whens(x.whens)
	out.extras(x.extras)
	x.writeClaims(out)
	x.writeEdges(out)
	out.originals(slices.Sorted(maps.Keys(x.original)), x.original)
	x.writeFormer(out)
	out.flush()
	if out.err == nil {
		_, out.err = w.Write(binary.LittleEndian.AppendUint32(nil, out.sum.Sum32()))
	}
	return out.err
}

func (x *Index) writeClaims(out *imageWriter) {
	cs := &x.claims
	out.ids(cs.id)
	column(out, cs.source)
	column(out, cs.attitude)
	column(out, cs.when)
	column(out, cs.extra)
	column(out, cs.opened)
	column(out, cs.byID)
	column(out, cs.edge)
	column(out, cs.closed)
	column(out, cs.pastByID)
	column(out, cs.ticks)
}

func (x *Index) writeEdges(out *imageWriter) {
	es := &x.edges
	column(out, es.from)
	far := make([]Node, len(es.to))
	for e := range far {
		far[e] = es.end(Edge(e))
	}
	column(out, far)
	column(out, es.typ)
	column(out, es.rows)
	out.count(es.present)
	for _, backed := range []map[Edge][]via{es.projected, es.past} {
		out.count(len(backed))
		for _, e := range slices.Sorted(maps.Keys(backed)) {
			out.count(int(e))
			out.count(len(backed[e]))
			for _, v := range backed[e] {
				out.count(int(v.row))
				out.count(int(v.role))
			}
		}
	}
}

func (x *Index) writeFormer(out *imageWriter) {
	ids := slices.SortedFunc(maps.Keys(x.former), graph.RelationshipID.Compare)
	out.count(len(ids))
	for _, id := range ids {
		out.bytes(id[:])
		out.count(int(x.former[id]))
	}
}

// ReadImage returns the index of the input, whose claims it takes from an image and not from there. The error is [ErrStale] if the image has
// another stamp or form, says that it is damaged, or is one of [Build]; then [Build] is what is left.
func ReadImage(in Input, image []byte, stamp string) (*Index, error) {
	r, err := openImage(image, stamp)
	if err != nil {
		return nil, err
	}
	x, err := newIndex(&in, 0)
	if err != nil {
		return nil, err
	}
	if r.count(0) != len(x.nodes.records) || r.count(0) != len(x.sources.records) {
		return nil, ErrStale
	}
	x.readTables(r)
	x.readClaims(r)
	x.readEdges(r)
	x.original = r.originals()
	x.readFormer(r)
	x.checkImage(r)
	if r.err != nil {
		return nil, r.err
	}
	x.complete()
	return x, nil
}

// openImage checks that an image is whole, and of what it should be.
func openImage(image []byte, stamp string) (*imageReader, error) {
	if len(image) < len(imageForm)+4 || string(image[:len(imageForm)]) != imageForm {
		return nil, ErrStale
	}
	body, sum := image[:len(image)-4], binary.LittleEndian.Uint32(image[len(image)-4:])
	r := &imageReader{b: body[len(imageForm):]}
	if r.text() != stamp && r.err == nil {
		return nil, ErrStale
	}
	if crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)) != sum {
		r.fail("its checksum is wrong")
	}
	return r, r.err
}

// StampOf returns the stamp of an image, "" if it has none; whether the image is whole is for [ReadImage] to say.
func StampOf(image []byte) string {
	if len(image) < len(imageForm) || string(image[:len(imageForm)]) != imageForm {
		return ""
	}
	r := &imageReader{b: image[len(imageForm):]}
	return r.text()
}

func (x *Index) readTables(r *imageReader) {
	x.types, x.roles = readTexts[graph.TermKey](r), readTexts[graph.TermKey](r)
	for _, t := range x.types {
		x.terms = append(x.terms, x.vocabulary.Relation(t))
	}
	x.attitudes = r.attitudes(func(key graph.EntityKey) Node {
		n, found := x.nodes.known(key)
		if !found {
			return Nobody
		}
		return n
	})
	x.whens, x.extras = r.whens(), r.extras()
}

func (x *Index) readClaims(r *imageReader) {
	cs := &x.claims
	cs.id = r.ids()
	cs.source, cs.attitude, cs.when, cs.extra = readColumn[int32](r), readColumn[int32](r), readColumn[int32](r), readColumn[int32](r)
	cs.opened = readColumn[uint32](r)
	cs.byID = readColumn[row](r)
	cs.edge, cs.closed, cs.pastByID = readColumn[Edge](r), readColumn[graph.Tx](r), readColumn[row](r)
	cs.ticks = readColumn[graph.Tx](r)
}

func (x *Index) readEdges(r *imageReader) {
	es := &x.edges
	es.from, es.to, es.typ, es.rows = readColumn[Node](r), readColumn[Node](r), readColumn[uint16](r), readColumn[row](r)
	es.present = r.count(0)
	es.projected, es.past = r.backed(), r.backed()
}

func (r *imageReader) backed() map[Edge][]via {
	n := r.count(2)
	all := make(map[Edge][]via, n)
	for range n {
		e := Edge(r.count(0))
		vias := make([]via, r.count(2))
		for i := range vias {
			vias[i] = via{row(r.count(0)), uint16(r.count(0))}
		}
		all[e] = vias
	}
	return all
}

func (x *Index) readFormer(r *imageReader) {
	n := r.count(17)
	x.former = make(map[graph.RelationshipID]Edge, n)
	for range n {
		var id graph.RelationshipID
		copy(id[:], r.bytes(16))
		x.former[id] = Edge(r.count(0))
	}
}
