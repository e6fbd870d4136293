// Package jsonl reads dyad JSON Lines: one record a line, as dyad exports them or as another program writes them.
//
// It promises to report every problem of a file at once, each with its line and column: a file that is empty or was cut short
// within a line, text that is not JSON or not UTF-8, a kind or field that nobody knows (with the nearest that is known), a value
// outside a closed set, an impossible date, an id that does not follow from what it identifies, two lines for one record. What a
// line names it does not look for: that is for whoever holds the other records. Relationships are derived, and skipped unread.
//
// [Read] gives the records that count as bundles, one for each batch; [Open] finds the same problems in a file that need not fit into memory, and
// [Survey.Parts] its records in parts; [History] gives all lines, to be restored into an empty store.
package jsonl
