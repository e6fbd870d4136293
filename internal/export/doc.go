// Package export writes parts of the graph in formats that other programs read, one file per format.
//
// What is written is a [Selection]: the relationships that a view shows and a filter admits, and the entities at their ends.
// Every writer streams, in the order of keys or ids, so that the same data gives the same bytes; nothing is averaged, and a
// contested relationship stays contested in every format. What a format has no place for is listed in [Format.Lacks].
//
// Words of the sources are written only where the caller hands in the texts.
package export
