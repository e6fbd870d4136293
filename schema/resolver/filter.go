package resolver

import (
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// matcher compiles a filter of relationships for g; nil for none.
func matcher(g *index.Graph, w *exec.RelationshipFilter) (*index.Matcher, error) {
	if w == nil {
		return nil, nil
	}
	f, err := relationshipFilter(lookup{g}, w)
	if err != nil {
		return nil, err
	}
	return g.Matcher(f)
}

// relationshipFilter reads a filter. The conditions that index.Filter has no field for become And, Or and Not of such that it
// has. As there, an absent list is no condition, and an empty one can't be met.
func relationshipFilter(in lookup, w *exec.RelationshipFilter) (index.Filter, error) {
	f := index.Filter{Status: w.Status, Sign: w.Sign, Contradicted: w.Contradicted}
	if w.MinOrigins != nil {
		if f.MinOrigins = *w.MinOrigins; f.MinOrigins < 0 {
			return f, refused("minOrigins", "%d is negative; it is 0 or more", f.MinOrigins)
		}
	}
	f.And = append(f.And, typesFilter(w.Types)...)
	var err error
	if f.Between, err = in.entityKeys(w.Between); err != nil {
		return f, err
	}
	if f.From, err = entityFilter(in, w.From); err != nil {
		return f, err
	}
	if f.To, err = entityFilter(in, w.To); err != nil {
		return f, err
	}
	if err := involve(in, &f, w.Involving); err != nil {
		return f, err
	}
	return f, combine(in, &f, w)
}

// involve asks that one end be among the entities.
func involve(in lookup, f *index.Filter, refs []string) error {
	keys, err := in.entityKeys(refs)
	if err != nil || keys == nil {
		return err
	}
	ends := &index.EntityFilter{Keys: keys}
	f.And = append(f.And, index.Filter{Or: []index.Filter{{From: ends}, {To: ends}}})
	return nil
}

// combine reads and, or and not.
func combine(in lookup, f *index.Filter, w *exec.RelationshipFilter) error {
	for _, part := range w.And {
		and, err := relationshipFilter(in, part)
		if err != nil {
			return err
		}
		f.And = append(f.And, and)
	}
	if w.Or != nil {
		f.Or = []index.Filter{}
	}
	for _, part := range w.Or {
		or, err := relationshipFilter(in, part)
		if err != nil {
			return err
		}
		f.Or = append(f.Or, or)
	}
	if w.Not == nil {
		return nil
	}
	not, err := relationshipFilter(in, w.Not)
	f.Not = &not
	return err
}

// typesFilter is a filter of terms as conditions that all have to hold.
func typesFilter(w *exec.TermFilter) []index.Filter {
	if w == nil {
		return nil
	}
	var all []index.Filter
	exact := !narrower(w)
	if w.In != nil {
		all = append(all, index.Filter{Types: w.In, Exact: exact})
	}
	if w.NotIn != nil {
		all = append(all, index.Filter{Not: &index.Filter{Types: w.NotIn, Exact: exact}})
	}
	return all
}

// narrower reports whether terms stand for their narrower ones too, which they do unless told otherwise.
func narrower(w *exec.TermFilter) bool { return w.Narrower == nil || *w.Narrower }

// entityFilter reads a filter of entities; nil for none.
func entityFilter(in lookup, w *exec.EntityFilter) (*index.EntityFilter, error) {
	if w == nil {
		return nil, nil
	}
	keys, err := in.entityKeys(w.Entities)
	if err != nil {
		return nil, err
	}
	return &index.EntityFilter{Keys: keys, Types: w.Types, Classes: w.Classes}, nil
}

// wantsType returns whether a claim's type is one of those that w lets through. Unknown terms are refused by the index, with
// the nearest ones.
func wantsType(g *index.Graph, w *exec.TermFilter) (func(graph.TermKey) bool, error) {
	if w == nil {
		return func(graph.TermKey) bool { return true }, nil
	}
	if _, err := g.Matcher(index.Filter{And: typesFilter(w)}); err != nil {
		return nil, err
	}
	vocabulary := g.Vocabulary()
	fits := func(t graph.TermKey, list []graph.TermKey) bool {
		return slices.ContainsFunc(list, func(wide graph.TermKey) bool {
			return t == wide || narrower(w) && vocabulary.Entails(t, wide)
		})
	}
	return func(t graph.TermKey) bool {
		return (w.In == nil || fits(t, w.In)) && !fits(t, w.NotIn)
	}, nil
}
