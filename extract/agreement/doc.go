// Package agreement measures how far two annotations of the same texts agree.
//
// It compares two [Coding] values, what two coders made of some sources. Sources pair by the digest of their texts, else by
// their keys. Keys of entities are the same if they are equal, and where the coders named somebody differently an alignment
// says so ([extract.Same]).
//
// # Matching
//
// In each source the claims of the two are matched one to one. Two claims may be matched if they share an end or the type, and
// their evidence overlaps, or else, wherever they stand, if type and both ends are the same. A pair scores
//
//	2   for the same from
//	2   for the same to, or for neither having one
//	2   for the same type
//	1   for the same polarity
//	3d  for evidence, d being the Dice coefficient of the code points that it covers: 1 if they are the same, 0 if apart
//	12  more for a pair whose from, to, type and polarity are the same and whose evidence overlaps: it is not given up for two
//	    pairs that differ
//
// and the pairs with the greatest sum are taken. The scores are exact, in thousandths. Of equal sums the one is taken in which
// more of the other fields are equal, so that two claims of one sentence that differ only in voice or modality find their own
// partners. What is then still equal is decided by what the claims say, and by their order only where they say the same. If one of
// two types is symmetric the ends are compared in the order in which more of them agree.
//
// # Figures
//
// [Compare] counts what is matched, and measures every field of the matched pairs by per cent and by Krippendorff's alpha for
// nominal data. Leaving a field out is a value like any other. Alpha is undefined where only one value occurs: agreement can
// then not be told from habit.
//
// [Recalled] asks something else: how much of what both list a third coding has.
//
// Exchanging the two codings exchanges the sides of the figures and changes none. The package reads no file, and holds and
// returns no text of a source but names, numbers as worded, and labels of voices.
package agreement
