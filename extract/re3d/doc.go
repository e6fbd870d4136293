// Package re3d reads annotated documents in the form of the Relationship and Entity Extraction Evaluation Dataset (re3d) of Dstl: a folder with three
// files, each of one JSON object a line in spite of its name.
//
//	documents.json   _id, text, title, sourceName, sourceUrl
//	entities.json    _id, documentId, begin, end, type, value, confidence
//	relations.json   _id, documentId, begin, end, type, value, confidence; sourceBegin, sourceEnd, source; targetBegin, targetEnd, target
//
// Offsets are UTF-16 code units, as the Java program counts that made the form; where a text has no character beyond the basic plane they are code
// points too. Each span of an entity, and both ends of each relation, are held against the text: one that covers other words than the file has for it
// is a problem. Where the words differ in white space alone it is read, and noted. What lies between the ends of a relation is taken as evidence if
// it is what the file says.
//
// The format does not tell who is who. Annotations of one document that have the same type and the very same words are one entity, in another
// document they are another one.
//
// The package opens no file but through the io/fs.FS it is handed, reads no clock and keeps no state.
package re3d
