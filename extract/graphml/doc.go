// Package graphml reads the graphs that dyad writes as GraphML.
//
// Such a file has relationships: what claims add up to under a view. Nobody's claims can be had back from a sum, and none are made up: each
// relationship becomes what the file says of it, as claims of one source of kind dataset, which is the file. Who said so, when, and how
// many did, stands in the gist of these claims and nowhere else, so that a relationship that many corroborate comes back as stated, by one.
// Entities come back with their keys, types, names, descriptions and ids in other catalogues.
package graphml
