// Command graphs writes a graph for internal/peers, as everybody reads it:
//
//	nodes.tsv       a vertex: 0, 1, …
//	bare.tsv        an edge: from, to
//	edges.tsv       an edge: from, to, type, how many independent origins say so
//	rows.tsv        an edge, under names of columns: from, to, type, and which it is of several alike; internal/peers/bare.yaml makes claims of them
//	ties.tsv        from and to that some edge joins, each pair once
//	claims.jsonl    dyad JSON Lines: a claim for each edge
//	origins.jsonl   dyad JSON Lines: a claim for each origin of each edge
//	starts.tsv      where neighbourhoods begin
//	small.tsv       where those begin that have at most 500 vertices, which is a page of dyad's API
//	pairs.tsv       between which a path is looked for: two vertices 2 to 8 edges apart
//	graph.json      how many there are of each
//
// It draws R-MAT graphs, and reads the Debian dependencies and UCDP GED, which are found by path. Vertices are numbers to everybody, edges
// of a vertex with itself are left out, and so are vertices without an edge. The same arguments give the same bytes.
package main
