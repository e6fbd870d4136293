// Package match proposes which entities of one list may be one, or may be entities of another list, by their names alone.
//
// A proposal is a pair and the reason why it was made: names that are the same, that are the same once folded ([graph.Fold]), that one of
// the two has beside its own, an acronym and what it may stand for, or names that differ by a letter or two. Nothing is decided: two who
// share a name are often one, and often not, and only somebody who looks can tell. Pairs that were judged already are left out, and so are
// pairs that are one by what was judged of others.
//
// The package keeps no state and takes time for the names there are, not for their pairs: near names are compared only where they begin
// or end alike, beside the words that they share.
package match
