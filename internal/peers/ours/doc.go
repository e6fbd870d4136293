// Command ours answers the rows of internal/peers from within: as dyad, from a store that was loaded, or, with -csr, as the bare
// adjacency array that is the yardstick. It speaks as the peers do: see python/peer.py.
//
//	ours [-csr] GRAPH STORE ROW...
package main
