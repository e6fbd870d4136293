// Package webanno reads WebAnno TSV 3.x, the form in which WebAnno and INCEpTION hand on annotated documents.
//
//	#FORMAT=WebAnno TSV 3.3
//	#T_SP=LAYER|FEATURE|…             a layer of spans; ROLE_…|TYPE is a slot: labels, and what fills it
//	#T_RL=LAYER|FEATURE|…|BT_TYPE     a layer of relations between spans of a layer
//	#T_CH=LAYER|FEATURE|FEATURE       a layer of chains
//
//	#Text=the words of a sentence
//	1-1	0-3	The	value[1]|value[2]	…
//
// A line is a token (1-1: the first of the first sentence) or a part of one (1-1.1), with its span, its words, and a column for each feature. A column has
// "_" for nothing, "*" for an annotation without a value, several annotations parted by "|", and [n] where one has several lines or there is more than one
// at a place. In features, and in sentences from version 3.2 on, a backslash takes the meaning from what follows; sentences of version 3.1 are written as in
// Java, those of version 3 as they are, and so are tokens.
//
// Offsets count UTF-16 code units of the document; they are turned into code points. The document itself is not in the file, only its sentences: the words of each
// line are held against them, what lies between two sentences is taken for one unit a character, and the source has no digest. Spans within a sentence have one.
//
// The package opens no file, reads no clock and keeps no state.
package webanno
