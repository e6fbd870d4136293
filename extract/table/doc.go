// Package table reads data sets in tables, of whatever columns, by a mapping that says what the columns mean.
//
// A [Mapping] is a YAML file made by hand: which files there are and how they are read, and rules that make entities, sources and claims
// of their rows. Two ideas carry the language. Whatever is worked out from cells is a column: a piece of another one, a word for a code, a
// list that was cut. And whatever a rule says is a template over columns: "{ActorId}". docs/mapping.md describes every key.
//
// [Parse] reads a mapping and reports everything that is wrong with it, with its place. [Open] reads the files that describe somebody, without
// keeping them: it judges their rows, and learns which entities there are. A [Stream] then reads them again, and hands out what they make in
// chunks: entities and sources first, then claims. Files that only make claims are judged as their claims are handed out. A row is taken whole
// or refused whole, and each refusal is told with file, line, column, value and reason: rows read are rows imported and rows refused, always.
//
// What is held in memory are keys and digests of what was met, never rows. Files are therefore read several times; one that changes in
// between is noticed, and ends the stream with an error.
//
// The package opens nothing: whoever calls it hands in a way to open files by name. It knows no store and no clock. It merges nothing: keys
// begin with the prefix of the data set, and whether two entities are one is for a curator to judge.
package table
