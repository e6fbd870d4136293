// Package index holds the graph in memory, ready to be read: who is connected with whom, by what, and which claims say so.
//
// An [Index] is built once from everything that a store has recorded, closed records included, and never changes. Any number
// of goroutines may read it without a lock. [Index.Under] gives the [Graph] that a view shows: every answer about entities,
// relationships, claims and contradictions is asked of a Graph, so that "according to X", "as of last year" and "without this
// article" are one mechanism. The graph of the present without conditions, [Index.Present], answers from what was worked out
// when the index was built; any other view is evaluated as it is asked, relationship by relationship.
//
// # Numbers
//
// Inside one Index an entity is a [Node] and a relationship an [Edge]: small numbers in the order of their keys, so that
// lists need no sorting and a list can start anywhere. They mean nothing in another Index; ids and keys do.
//
// # Identity
//
// Entities judged to be the same, and entities that the registry merged, are one node under the key they were merged into.
// Claims are projected onto those keys; the keys, ids and relationship ids of before keep answering. A view of the past sees
// the identities of its time.
//
// # Wholes
//
// A view with a rollup is answered from another index, built from the same records with each claim between the wholes of its ends. The
// entities are the same, with the same numbers: only claims move, and only for the time in which a part belongs to its whole. The
// first such question pays for the building; the present pays nothing.
//
// # What it does not hold
//
// The words of claims (gist, evidence, annotator) and mentions stay in the store: claims here are projections that carry what
// status, sign, support, spells and contradictions depend on. The index opens no file and reads no clock.
package index
