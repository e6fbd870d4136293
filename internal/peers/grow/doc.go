// Command grow has a store loaded and says, on a line of JSON, what it takes: to load, to open, in memory, on disk by kind of row, and for
// a walk. The command table makes a table of such lines. Linux only: what a process holds is read from /proc.
//
//	grow -relationships N -graph GRAPH -store STORE -program bin/dyad LOAD COMMAND...
package main
