// Package store keeps a graph on disk: its records, every form that they ever had, and who recorded them when.
//
// A record belongs to the batch that brought it. [Store.Load] takes bundles and makes the store hold what they bring, in one
// transaction that readers see whole or not at all. Transactions are numbered from 1. Nothing is overwritten: a correction
// closes one version of a record and opens the next, a retraction closes the last one, each with its reason, so
// that every read can be made as of any transaction. What counts is what had been opened, and not closed, by then.
//
// A curator's change ([Store.Curate]) is a batch of its own. Where it decides on what a file brought, the file's word is set aside:
// later loads of the file change only that, and [Store.Undo], which takes any transaction back that nothing later builds on, brings
// it forth again.
//
// What a change would do can be tried in a draft ([Store.Draft]): a store over this one that keeps in memory what is written to it.
//
// It knows nothing of what claims add up to. That is the work of an index, which [Store.Feed] supplies with everything that it
// holds in memory; full claims are read here by their ids.
//
// # Layout
//
// The rows lie in a [KV]. A key is a tag and then parts of fixed width, big endian, without separators:
//
//	tag  name         key                                    value         answers
//	0    layout       -                                      number        which version of this table is it?
//	1    last         -                                      number        which transaction is the last that counts?
//	2    staging      -                                      number        which transaction was being written?
//	a    transaction  tx 8                                   rows 8, JSON  when, by whom and why?
//	t    term         id 16, version 4                       JSON          what does a word of the vocabulary mean?
//	e    entity       id 16, version 4                       JSON          who or what is it?
//	s    source       id 16, version 4                       JSON          which document?
//	m    mention      id 16, version 4                       JSON          whom does a span name?
//	c    claim        id 16, version 4                       JSON          what was said?
//	i    sameas       id 16, version 4                       JSON          are two the same?
//	v    verdict      id 16, version 4                       JSON          what did an analyst find?
//	b    batch        id 16, version 4                       JSON          which file was loaded?
//	h    share        id 16, version 4                       JSON          which batch defines it as well?
//	d    aside        id 16, version 4                       JSON          what do files say of what a curator decided?
//	x    closing      kind 1, id 16, version 4               reason        since when does a version count no more, and why?
//	p    projection   id 16, version 4                       binary claim  what does the index need of a claim?
//	k    brought      batch 16, kind 1, id 16, version 4     nothing       what did a batch bring?
//	r    referent     referent 16, kind 1, id 16, version 4  nothing       which records are about it?
//
// TestLayoutDoc holds this table to the rows declared in rows.go. The value of every row but the first three begins with a
// stamp: the transaction that wrote it (8 bytes) and a CRC-32C over key, transaction and the rest (4). The table gives what
// follows. JSON is that of dyad JSON Lines. A kind is the tag of the record's row. Versions count from 1 for each record, so
// that the one that counts is found by point reads. A transaction tells how many other rows it wrote, so that none is lost
// unnoticed.
//
// The last three rows follow from records, which they are written with. [Store.Verify] works them out anew and compares.
//
// # Backups
//
// [Store.Backup] writes the rows of the transactions after one up to another as they are, which is one scan, and a moment like any
// other that is read; [Store.Rebuild] takes them back. docs/backup.md describes the file.
//
// # All or nothing
//
// A load writes the staging row, then its rows, in as many writes as they need, under the next transaction number, and then
// sets last and removes the staging row in one small write. Readers pass over what transactions after the last wrote. Where
// a load was cut short, the staging row tells the next load or opening to remove what it left.
package store
