package index

import (
	"sync/atomic"

	"dyad/graph"
)

// An Index is everything that a store has recorded, ready to be read. It never changes.
type Index struct {
	vocabulary *graph.Vocabulary // of the time of the index
	words      []graph.Version[graph.Term]
	last       graph.Tx

	identity identity
	sameAs   []graph.Version[graph.SameAs]
	verdicts map[graph.ContradictionID][]graph.Version[graph.Verdict]
	judged   map[graph.VerdictID]graph.ContradictionID

	nodes   *nodes
	classes []uint8 // by node: the place of its class
	sources *sources
	origins []int32         // by source: a number for who stands behind it, that of no node
	types   []graph.TermKey // relation types in use, sorted
	terms   []*graph.Term   // likewise
	roles   []graph.TermKey // projecting roles in use; the first is ""

	attitudes []attitude
	whens     []moment
	extras    []extra // the first is that of a plain claim

	claims    claims
	edges     edges
	original  map[row]graph.Claim           // claims that identity rewrote, as annotated
	former    map[graph.RelationshipID]Edge // edges by their ids as annotated, where these differ
	standings []mark                        // of present edges, in the present
	naming    *naming

	present   *Graph
	ids       edgeIDs
	backers   backers
	carried   carried
	chronicle chronicle
	book      ledgerBook

	epochs epochs

	up     *rollup // how claims were put between wholes; nil in an index of what was recorded
	base   *Index  // that this one was made from: for another time, or with claims between wholes
	inner  []inner // claims that are within one whole, and so back nothing
	parts  atomic.Pointer[Index]
	states atomic.Pointer[Index]
}

// Vocabulary returns the terms in which the graph is to be read: those of its time.
func (x *Index) Vocabulary() *graph.Vocabulary { return x.vocabulary }

// Last returns the number of the last transaction that the index knows; 0 if there is none.
func (x *Index) Last() graph.Tx { return x.last }

// Present returns the graph of all that is recorded now.
func (x *Index) Present() *Graph { return x.present }
