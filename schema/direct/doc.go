// Package direct writes the plain part of an answer straight into bytes.
//
// What gqlgen generates resolves each field through a context and a marshaler of its own, and each element of a list in a goroutine.
// That is what a field needs that is looked up, and most fields are not: they are fields of a struct that is at hand. For objects of
// which a request selects nothing else, the generated code asks this package for a [Plan], follows it, and has the bytes; see
// decision 0023. internal/generate writes that code.
//
// An attempt may be given up at any point: nothing has been told to anybody by then, and gqlgen's own way is taken from the start of
// the object or list. So whatever is out of the ordinary (a null where the schema allows none, a panic, a request that is over) is
// dealt with by gqlgen alone, and its answer is the same byte by byte.
package direct
