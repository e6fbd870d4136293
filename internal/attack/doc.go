// Package attack holds requests that mean harm, and sends them.
//
// Each says how it is answered: refused with a code and in words that name the limit, or answered, where it only looks like
// harm. [List] has all of them. The tests of the server send them to a server in their own process and count what it allocates;
// the command in internal/attack/run starts the program, sends them to it, and prints what each took, which is the table of
// docs/limits.md.
//
// The package knows HTTP and GraphQL and nothing else of dyad: what it sends, anybody could.
package attack
