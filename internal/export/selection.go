package export

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// A Claims hands out full records of claims: those of ids, in their order, as of a transaction (0: now), nil where there is none.
type Claims interface {
	Claims(ctx context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error)
}

// A Texts knows the words of sources. Words returns what a span covers, whether its digest fits, and whether the text is there.
type Texts interface {
	Words(src *graph.Source, p graph.Part) (words string, verified, ok bool)
}

// A Selection is what an export writes of a graph.
type Selection struct {
	Graph  *index.Graph
	Claims Claims // needed by formats that write claims, and by [Selection.Census]
	Texts  Texts  // nil: no words are written

	Mentions Mentioning // needed by formats of [Standoff]

	Options Options

	// Pause is called now and then by a format that works long before it writes, and lets others go on meanwhile. Its error ends the
	// export. nil: nobody waits.
	Pause func() error

	part      *part            // nil: everything
	standings *index.Standings // nil until somebody asks
}

// A part is less than a whole graph, in the order of keys.
type part struct {
	edges []index.Edge
	nodes []index.Node
	kept  edgeSet
}

// An edgeSet has a bit for each edge.
type edgeSet []uint64

func (s *edgeSet) add(e index.Edge) {
	for len(*s) <= int(e>>6) {
		*s = append(*s, 0)
	}
	(*s)[e>>6] |= 1 << (e & 63)
}

func (s edgeSet) has(e index.Edge) bool { return int(e>>6) < len(s) && s[e>>6]&(1<<(e&63)) != 0 }

// Nodes yields the entities selected.
func (s *Selection) Nodes() iter.Seq[index.Node] {
	if s.part == nil {
		return s.Graph.Entities(index.Window[graph.EntityKey]{})
	}
	return slices.Values(s.part.nodes)
}

// Edges yields the relationships selected.
func (s *Selection) Edges() iter.Seq[index.Edge] {
	if s.part == nil {
		return s.Graph.Relationships(index.Window[index.Triple]{}, nil)
	}
	return slices.Values(s.part.edges)
}

// pause lets others go on, and stops with the error of ctx.
func (s *Selection) pause(ctx context.Context) error {
	if s.Pause != nil {
		if err := s.Pause(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// holds reports whether the selection contains the relationship.
func (s *Selection) holds(e index.Edge) bool { return s.part == nil || s.part.kept.has(e) }

// claimBatch is how many full claims are fetched at a time.
const claimBatch = 500

// FullClaims yields the claims that back a selected relationship, whole, each once, in the order of ids. An error is yielded
// last, with a nil claim.
func (s *Selection) FullClaims(ctx context.Context) iter.Seq2[*graph.Claim, error] {
	return func(yield func(*graph.Claim, error) bool) {
		var ids []graph.ClaimID
		flush := func() bool {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return false
			}
			claims, err := s.Claims.Claims(ctx, ids, s.Transaction())
			if err != nil {
				yield(nil, err)
				return false
			}
			ids = ids[:0]
			for _, c := range claims {
				if c != nil && !yield(c, nil) {
					return false
				}
			}
			return true
		}
		for c := range s.Graph.Claims(index.Window[graph.ClaimID]{}) {
			if s.backs(c.ID) {
				ids = append(ids, c.ID)
			}
			if len(ids) == claimBatch && !flush() {
				return
			}
		}
		if len(ids) > 0 {
			flush()
		}
	}
}

// resolved is a claim under the keys that the view has for whom it names, without its batch. Ends and roles are of one form, that in which the
// claim backs its relationships: under other keys the end and the filler of a projecting role may have changed places. Who speaks stays who
// spoke: no rollup says whom they belong to.
func (s *Selection) resolved(full *graph.Claim) *graph.Claim {
	c := *full
	c.Batch = ""
	if p, known := s.Graph.Claim(c.ID); known {
		c.From, c.To, c.Roles = p.From, p.To, p.Roles
	}
	c.Voices = s.speakers(c.Voices)
	return &c
}

// speakers are voices under present keys.
func (s *Selection) speakers(voices []graph.Voice) []graph.Voice {
	voices = slices.Clone(voices)
	for i := range voices {
		v := &voices[i]
		v.Entity, v.Affiliation = graph.EntityKey(s.present(v.Entity)), graph.EntityKey(s.present(v.Affiliation))
	}
	return voices
}

// concerning yields the contradictions that a claim behind a selected relationship is part of, in the order of
// [index.Graph.Contradictions].
func (s *Selection) concerning() iter.Seq[*graph.Contradiction] {
	return func(yield func(*graph.Contradiction) bool) {
		all := s.Graph.Contradictions()
		for i := range all {
			concerns := slices.ContainsFunc(all[i].Sides, func(of graph.Side) bool { return slices.ContainsFunc(of.Claims, s.backs) })
			if concerns && !yield(&all[i]) {
				return
			}
		}
	}
}

// Transaction is the last one that counts for the selection: what is recorded while it is written does not belong to it.
func (s *Selection) Transaction() graph.Tx {
	return cmp.Or(s.Graph.View().AsOf, s.Graph.Index().Last())
}

// backs reports whether a claim backs a selected relationship.
func (s *Selection) backs(id graph.ClaimID) bool {
	for _, b := range s.Graph.Edges(id) {
		if s.holds(b.Edge) {
			return true
		}
	}
	return false
}

// filed returns the records of the entities of these keys, and of those that they are filed under, which a reader needs as well; but for those that were
// written, and adds them to these.
func (s *Selection) filed(written map[graph.EntityKey]bool, keys ...graph.EntityKey) []graph.Entity {
	var all []graph.Entity
	for len(keys) > 0 {
		n, known := s.Graph.Node(keys[0])
		keys = keys[1:]
		if !known || written[s.Graph.Key(n)] {
			continue
		}
		e := *s.Graph.Entity(n)
		e.Batch = ""
		written[e.Key] = true
		all = append(all, e)
		keys = append(keys, e.Parent)
	}
	return all
}
