// Package webannotation reads annotations of the W3C's Web Annotation Data Model in JSON-LD: an Annotation, a list of them, an AnnotationPage, or an
// AnnotationCollection whose pages are inside it.
//
// What the model demands is checked first, by a table of the properties of each class: see model.go. Everything that is wrong is told, with its line and
// column and the way to it, and then nothing is used. Properties that the model does not know are allowed, as in all JSON-LD; the package does not fetch contexts, and takes the
// names of the model's own context as they stand.
//
// A TextPositionSelector counts characters. That is taken as Unicode code points of the text, which is how the model defines the characters of a text;
// programs that count UTF-16 code units disagree from the first character beyond the basic plane on. No text is at hand, so spans are kept as they are stated,
// without digests.
//
// What becomes of annotations is told in read.go. The package opens no file, reads no clock and keeps no state.
package webannotation
