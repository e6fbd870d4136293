// Package storetest says in tests what package store says in words of a [dyad/store.KV], and holds the plainest thing that
// passes them: [Memory].
//
// An engine runs [Run] in its own tests. The suite knows nothing of the engine and reaches it through the contract alone.
package storetest
