// Package stix reads STIX 2.0 and 2.1: a bundle, several of them, or one object a line.
//
// What dyad wrote it reads back: records stand whole in an extension, and come out as they went in, but for what a bundle does not
// hold. Everything else becomes the claims of a dataset. An object is an entity under a key made of its id, so that another
// edition of the file names it alike. A relationship is a claim that the dataset asserts, a sighting too; an opinion of a
// relationship is a claim that affirms or negates it. Types that dyad's vocabulary does not have in just that sense are kept as
// "x:…".
//
// Nothing is left out in silence: each kind of thing that could not be taken is noted with how often. What a relationship names
// and the file does not hold is not made up: whoever loads the files finds it in another, or not.
package stix
