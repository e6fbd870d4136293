// Package walk asks what lies between and around entities: neighbourhoods, bounded subgraphs, shortest paths.
//
// A walk passes through relationships that somebody affirms, corroborated, stated, alleged or contested, and through actors;
// places and events may begin or end it but are not passed through, since two actors who were once in one city are not
// connected by it. [Options] widen or narrow both. Every walk is bounded, heeds its context, and gives the same answer each
// time; where a bound cut it short, the answer or an error says so.
package walk
