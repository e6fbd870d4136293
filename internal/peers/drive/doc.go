// Command drive has a peer of internal/peers do rows on a graph, within a time for each, and appends what came of each to a file of JSON
// Lines, which the command table reads. Nothing goes missing: a row that took too long, failed, or can't be done is a line too.
//
// A peer that hangs is killed and begun anew with the rows that are left. Loading is a process of its own, and so is each time of the
// row "open", which runs from the start of the process to its answer. With -timed, the command is no peer, but a program whose whole run
// is the one row.
package main
