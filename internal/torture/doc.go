// Package torture puts the built program through what data has to survive: kills, losses of power, flipped bits, full disks, missing
// rights, two processes at once, little memory, and half an hour of everything. `make torture` runs it, and it prints a table.
//
// It knows the program from outside only: commands, GraphQL over HTTP, files in a directory. What the program has to answer it knows from
// a model, which is maps in memory: the state after each change that was acknowledged, and after the one that was under way. Whatever is
// found later has to be one of these states, whole, and not one before the last acknowledged, unless a torment took away what was on disk.
// To be refused is an outcome too, where something was damaged, if what is said names it. An answer that is in no state is a lie, and fails
// the run.
//
// It needs Linux. A seed makes the same choices again; when a kill strikes is a matter of the machine.
package torture
