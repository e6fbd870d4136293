// Package graph defines what dyad knows: actors, and the claims of sources about them.
//
// The unit is the [Claim]: one statement, by one voice, in one source. A relationship between two actors states nothing by
// itself. It is what the claims about it add up to, and it disappears with the last of them. Claims that disagree are all
// kept; deciding between them is left to the reader.
//
// A claim is read in three steps. [Claim.Positions] tells who holds what: the innermost voice holds the claim, and a voice
// that rejects another holds its opposite. Each [Position] lies in time as one or two [Piece] values, so that a state that
// ended affirms before its end and negates after it. [StatusOf] and the contradiction rules then compare positions, never
// claims, and never ask which actor they concern.
//
// The package holds values and pure functions. It opens no file, starts no goroutine, reads no clock, and imports no other
// package of dyad.
package graph
