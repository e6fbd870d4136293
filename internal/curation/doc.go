// Package curation owns writing while a server answers: it makes changes in a store, and has an index of what is recorded ready before
// whoever made one is told so.
//
// A [Live] is a store and the index that is answered from. Readers take the index of the moment, which never changes, and keep it for as
// long as they answer: a change in the middle of an answer does not show in it. Changes come one after the other. When one has been
// made, the index is taken forward beside the old one and put in its place by one atomic step; several changes that are
// made while an index is being built share the next one. So whoever makes a change reads it afterwards, and nobody else waits.
//
// A change is tried in a draft, a Live of its own that nobody else reads. Its indexes are built in turn with those of the real one.
//
// It decides nothing about what may be changed, or by whom: the store judges the first, whoever serves the second.
package curation
