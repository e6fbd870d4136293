// Package brat reads annotations in brat's standoff format: FILE.ann, with the text it is of beside it in FILE.txt.
//
// A line is one annotation. Its columns are separated by tabs, the words within a column by spaces:
//
//	T1	Label 0 5;10 15	covered words     a span of the text, of one part or several
//	R1	Label Arg1:T1 Arg2:T2             a relation of two annotations
//	E1	Label:T3 Role:T1 Role2:E2         an event: its trigger, and who takes part in it
//	A1	Label T1 value                    an attribute, with a value or without; M1 is the same in older files
//	N1	Label T1 Scheme:Entry	words     what a catalogue calls it
//	#1	Label T1	words                 a note
//	*	Label T1 T2                       what is one and the same
//
// Offsets count Unicode code points of the text from 0, the end is exclusive. Parts of covered words are joined by a space, and line ends
// in them may be written as spaces. Parts with nothing but line ends between them are one span. Every span is held against the text, and every id has to be there: what does not fit is listed with its line and
// column, and then nothing of the file is used. The text itself is not kept.
//
// brat knows spans, not identities. Two spans are one entity if the file says so (Equiv), or if they have one label and the very same words,
// and no references that differ; never across files. Each event is an entity of its own.
//
// What dyad wrote itself comes back from notes that begin with "dyad": the same entities, sources and claims, under the same ids.
package brat
