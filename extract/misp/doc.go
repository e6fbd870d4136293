// Package misp reads clusters of MISP galaxies: lists of actors, or of whatever else, with synonyms, notes and relations.
//
// Each entry becomes an entity, each relation a claim of one source of kind dataset, which is the cluster. What the cluster says of how
// likely a relation is becomes its modality. Relations may lead to entries of other clusters, which whoever loads the files finds, or not.
//
// Keys are made of the UUIDs of entries, which are the same everywhere: an entry that another cluster or a later version speaks of is the
// same entity. Names decide nothing: two entries of one name are two entities, and the name is marked as ambiguous.
package misp
