// Package badgerkv keeps the rows of a store in a directory, by means of Badger, a log-structured merge tree in Go. It is the
// only package that knows Badger, and it implements [dyad/store.KV].
//
// # What it adds to Badger
//
// Badger alone falls short of the contract in seven places, found by reading it (v4.9.6) and held by tests here.
//
//   - Damage. A block that fails its checksum is skipped by reads, as if its rows had never been, and compaction then drops
//     them for good; a damaged footer ends the process. So Open checks every block of every table before Badger sees one, and
//     [DB.Verify] does so again at any time. Nor does Open let Badger start afresh where the list of its tables is missing.
//   - Holes. Where an older log is damaged, or the list of tables has lost its end, Badger goes on with what is later. Open refuses that.
//   - A table that can't be created. Compaction leaves it out and removes what it was to replace, without a word. So writes are refused
//     while there are fewer descriptors, or less address space, than compaction may need. What else in the process opens files has to leave
//     these alone.
//   - A full disk. Badger writes to mapped sparse files: without room on disk the process dies of SIGBUS. So writes are refused
//     while there is still room for what Badger does in the background. Another program that eats that room in an instant can
//     still end the process. Nothing acknowledged is lost then.
//   - Failure behind one's back. Badger only logs that a table could not be written, and tries again for ever. Here the first
//     such failure stops all further writes, and Close reports it instead of waiting for ever.
//   - A failed write. Once Badger could not start a new log it aborts on the next write and on most reads. Here the store refuses
//     both until it is opened again.
//   - Leftovers. A log file of no bytes, which a kill at the wrong instant leaves behind, keeps Badger from opening. It held
//     nothing, and Open removes it.
//
// # What it promises
//
// One process at a time opens a directory for writing; several may read it at once, when no one writes, and change nothing in it. A
// store is begun only where there is nothing else, and one that was begun in vain can be discarded. What was acknowledged
// survives kill -9 and loss of power. If the end of the newest log was damaged, its intact beginning is kept: an earlier state, cut
// between two writes. At rest it takes some 20 MB; the pages of tables that were read count as the process's too, but the system
// takes them back when it needs them. A long Stage takes up to 150 MB. While it writes tables, which is seconds for each gigabyte, reads
// wait for it, and don't look at their contexts until then.
//
// # What it won't do
//
// It keeps no old versions, no expiry times, no values apart from their keys. It starts no network service and writes nothing to
// standard output or standard error.
package badgerkv
