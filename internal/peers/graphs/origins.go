package main

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
)

// A witnesses invents who says what, for data that doesn't tell: of ten edges of different ends or type, eight have one origin, one has
// two, one has three, by a hash of its ends and type. Edges of the same ends and type have the same origins; the second is
// said by another document of each, and so on, since one document says a thing once.
type witnesses struct {
	documents [][]int32 // by how many edges of the same ends and type came before: one of each origin
	names     []string  // by document: its origin
	before    map[triple]int
}

type triple struct {
	from, to int32
	kind     uint8
}

// give says who tells of e.
func (w *witnesses) give(e *edge) {
	t := triple{e.from, e.to, e.kind}
	n := w.before[t]
	w.before[t]++
	if n == len(w.documents) {
		w.add()
	}
	e.origins = t.origins()
	e.said = w.documents[n][:e.origins]
}

// add makes a document of each origin.
func (w *witnesses) add() {
	var three []int32
	for i := range 3 {
		three = append(three, int32(len(w.names)))
		w.names = append(w.names, fmt.Sprintf("origin %d", i+1))
	}
	w.documents = append(w.documents, three)
}

// origins is how many independent origins an edge of that kind has.
func (t triple) origins() uint8 {
	h := fnv.New64a()
	_ = binary.Write(h, binary.BigEndian, t) // a hash takes everything
	switch h.Sum64() >> 8 % 10 {
	case 8:
		return 2
	case 9:
		return 3
	}
	return 1
}

func newWitnesses(edges int) *witnesses { return &witnesses{before: make(map[triple]int, edges)} }
