// Package measure says how the entities of a graph lie to each other as a whole: who is central, who belongs together, what hangs
// together at all.
//
// Measures are worked out on a [Net]: the relationships that a [Selection] counts, as bare arrays. By default these are what walks
// pass through: relationships that somebody affirms, between actors. An entity that none of them touches is not in the net, so that
// one of which nobody says anything changes no figure.
//
// A net is of claims, not of the world. What nobody wrote about is not in it, and who is written about most is in its middle.
//
// Everything here is bounded, heeds its context, takes memory that grows with the net and no faster, and gives the same answer for
// the same data: vertices are numbered by their keys, and what is left to chance is drawn from a seed that the caller gives. Where
// a figure is an estimate, or a series was stopped before it came to rest, the answer says so.
package measure
