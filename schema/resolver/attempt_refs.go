package resolver

import (
	"errors"
	"fmt"
	"strconv"

	"dyad/graph"
)

// at is a place in a place of the input.
func at(field []string, more ...string) []string {
	return append(append([]string{}, field...), more...)
}

// nth is the place of an element of a list.
func nth(i int) string { return strconv.Itoa(i) }

// entity returns the key of an entity, from its id or any key of it. A key is kept as it is written, so that a merge that is undone
// leaves no trace in what was said meanwhile.
func (a *attempt) entity(ref string, field ...string) graph.EntityKey {
	n, err := a.g.Locate(ref)
	if err != nil {
		a.refuse(err, field...)
		return ""
	}
	if graph.ValidKey(ref) {
		return graph.EntityKey(ref)
	}
	return a.g.Key(n)
}

// present returns the key that an entity goes by now, from its id or any key of it.
func (a *attempt) present(ref string, field ...string) graph.EntityKey {
	n, err := a.g.Locate(ref)
	if err != nil {
		a.refuse(err, field...)
		return ""
	}
	return a.g.Key(n)
}

// entities is entity of a list.
func (a *attempt) entities(refs []string, field ...string) []graph.EntityKey {
	var keys []graph.EntityKey
	for i, ref := range refs {
		keys = append(keys, a.entity(ref, at(field, nth(i))...))
	}
	return keys
}

// optionalEntity is entity of what may be missing.
func (a *attempt) optionalEntity(ref *string, field ...string) graph.EntityKey {
	if ref == nil {
		return ""
	}
	return a.entity(*ref, field...)
}

// source returns the source of an id or key, nil if there is none.
func (a *attempt) source(ref string, field ...string) *graph.Source {
	s, err := findSource(a.g, ref)
	if err != nil {
		a.refuse(err, field...)
		return nil
	}
	return s
}

// claim returns the id of a claim that is recorded now.
func (a *attempt) claim(ref string, field ...string) (graph.ClaimID, bool) {
	id, err := graph.ParseID[graph.Claim](ref)
	if err != nil {
		a.refuse(err, field...)
		return id, false
	}
	if _, ok := a.g.Claim(id); !ok {
		a.refuse(&graph.Error{On: "claim " + ref, Fault: graph.NotFound, Err: errors.New("there is none, or it has been retracted")}, field...)
		return id, false
	}
	return id, true
}

// claims is claim of a list.
func (a *attempt) claims(refs []string, field ...string) []graph.ClaimID {
	var ids []graph.ClaimID
	for i, ref := range refs {
		if id, ok := a.claim(ref, at(field, nth(i))...); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// term passes on a term that the vocabulary has, or that is kept though none does.
func (a *attempt) term(kind graph.TermKind, key graph.TermKey, field ...string) graph.TermKey {
	v := a.d.x.Vocabulary()
	mayBeUnknown := kind == graph.RelationTerm || kind == graph.EntityTypeTerm
	if v.Term(kind, key) != nil || mayBeUnknown && key.Unknown() {
		return key
	}
	known := func(yield func(string) bool) {
		for _, k := range v.Keys(kind) {
			if !yield(string(k)) {
				return
			}
		}
	}
	why := fmt.Errorf("no vocabulary has it")
	if mayBeUnknown {
		why = fmt.Errorf("no vocabulary has it: define it, or write it as %s%s to keep it without", graph.UnknownPrefix, key)
	}
	a.refuse(&graph.Error{On: string(key), Fault: graph.NotFound, Err: why, Candidates: graph.Nearest(string(key), known, offered)}, field...)
	return key
}

// terms is term of a list.
func (a *attempt) terms(kind graph.TermKind, keys []graph.TermKey, field ...string) []graph.TermKey {
	for i, k := range keys {
		a.term(kind, k, at(field, nth(i))...)
	}
	return keys
}
