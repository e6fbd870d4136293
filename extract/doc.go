// Package extract turns annotated files into bundles of the graph.
//
// A file is YAML made for hands. Its head says what it is:
//
//	dyad: 1
//	kind: vocabulary | registry | annotations | review
//
// A vocabulary lists terms, a registry entities. An annotations file codes one source: its bibliographic data, where entities
// are named in its text, and what it claims of them. It holds offsets, digests, names and the annotator's own words, and
// never a sentence of the text.
//
// What a file brings in is a batch, and a later batch of the same key takes its place. The key is that of the source or, in
// the other kinds, that under key: at the top. The built-in vocabulary and registry have the keys vocabulary and registry: a
// file with one of these takes the place of the built-in one, and a file with any other key stands beside it.
//
// [Read] reads all files of a run together, because they refer to each other, and reports every problem of every file at
// once, with its place and with what would mend it: an annotator mends a file in one pass. [Seal] does for an annotator what
// hands should not: it turns words into spans, records digests, and moves spans that a changed text has shifted.
//
// Offsets are Unicode code points of the text file as it is, byte for byte: a no-break space, a carriage return and an emoji
// count one each, and so does a byte order mark.
//
// [SurveyText] finds in a text what can be told before anybody has read it, and begins its annotation; [ReadReview] reads what
// reviewers found of the claims.
//
// [OpenTree] lends the reader of YAML, with its checks and its words, to packages beside this one that read files of other kinds.
//
// The package opens no file but through the [io/fs.FS] it is handed for texts, reads no clock and keeps no state. It
// guesses no name: what does not resolve is reported with the nearest that would, and never taken for it.
package extract
