// Package csr is the yardstick of internal/peers: a graph as nothing but adjacency arrays, in both directions, over vertices numbered
// from 0, and the least code that answers each question from them. It knows no names, no attributes but a number for each edge, no
// bounds and no deadlines: what dyad takes beyond it is the price of these.
//
// It also answers first. Every peer is held to its answers, so a test holds it to graphs worked out by hand.
package csr
