package export

import (
	"errors"

	"dyad/graph"
	"dyad/graph/index"
)

// A Wanted says which part of a graph somebody wants, in their words: keys, ids or names. At most one of Around, Between and Pair is given.
type Wanted struct {
	Around  []string
	Depth   int // with Around
	Between []string
	Length  int // with Between
	Pair    []string
}

// The usual distances, where nobody says how far.
const (
	DefaultDepth  = 1 // of what is around entities
	DefaultLength = 3 // of paths between two
)

// In finds the part in a graph. What is asked is what the manifest tells of it: keys, those of wholes where g counts parts as them.
func (w *Wanted) In(g *index.Graph) (Request, Asked, error) {
	r, asked := Request{Depth: w.Depth, Length: w.Length}, Asked{}
	if err := check(len(w.Around), len(w.Between), len(w.Pair)); err != nil {
		return r, asked, err
	}
	for _, part := range []struct {
		name  string
		refs  []string
		nodes *[]index.Node
		keys  *[]graph.EntityKey
	}{
		{"around", w.Around, &r.Around, &asked.Around}, {"between", w.Between, &r.Between, &asked.Between}, {"dyad", w.Pair, &r.Pair, &asked.Dyad},
	} {
		for _, ref := range part.refs {
			n, err := g.Find(ref)
			if err != nil {
				return r, asked, named(part.name, err)
			}
			n = g.Whole(n)
			*part.nodes = append(*part.nodes, n)
			*part.keys = append(*part.keys, g.Key(n))
		}
	}
	if len(w.Around) > 0 {
		asked.Depth = &w.Depth
	}
	if len(w.Between) > 0 {
		asked.Length = w.Length
	}
	return r, asked, nil
}

// named is an error that says for what somebody was looked for.
func named(part string, err error) error {
	e, is := errors.AsType[*graph.Error](err)
	if !is {
		return err
	}
	said := *e
	said.Op, said.On = "", part
	if e.On != "" {
		said.On += " " + e.On
	}
	return &said
}
