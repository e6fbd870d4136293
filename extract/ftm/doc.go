// Package ftm reads entities of FollowTheMoney, one JSON object a line.
//
// A line that dyad wrote carries dyad's own record, which is taken as it is. Of others' files the things become entities, and the links
// and references between them claims of one source of kind dataset, which is the file. What a schema or property means is taken over
// only where a word of dyad's vocabulary means the same; everything else is kept under its own name with x: in front. What has no place
// is counted, property by property.
//
// Ids of FollowTheMoney are unique within a dataset. Keys are made of the file's name and the id, so that two files never meet in one
// entity: whether they speak of the same is for a curator to say.
package ftm
