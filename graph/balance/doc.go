// Package balance reads a graph as a signed net of actors, and asks how far it is balanced in the sense of Heider, Cartwright and
// Harary, and Davis: whether a friend's friends are friends and a friend's enemies enemies.
//
// A [Net] is made of pairs of actors. A pair is positive or negative where all that counts between the two has one sign, and
// [Ambivalent] where it has both, or where each relationship that counts is contested: such a pair is never averaged into a sign,
// takes no part in any figure, and is listed apart. Mediation does not count, whatever sign a vocabulary gives it, nor does what nobody
// affirms as a fact; what is only alleged counts if asked for.
//
// [Net.Census] counts triads, [Net.Frustration] finds how few pairs keep the whole from being balanced and the two camps that this
// leaves, [Net.Tensions] says at whom the contradictions meet. Every figure leads back to pairs, and every pair to its relationships
// and claims.
//
// The package judges nobody and predicts nothing: it reads what sources claim. It heeds its context, bounds its work, gives the same
// answer each time, and says where an answer is a bound and not exact.
package balance
