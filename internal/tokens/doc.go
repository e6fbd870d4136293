// Package tokens tells who is asking, by a file that names each curator and the hash of a token.
//
//	# who may change the graph
//	vale   9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
//
// A token has 256 random bits, so SHA-256 is the right hash for it: a slow hash protects what people make up, which can be guessed from
// the hash; of 2^256 tokens none can, and a hash that is slow on purpose would let anybody who sends wrong ones occupy the server.
// No salt is needed either: no two tokens are the same. The file is no secret, but whoever may write to it may make curators.
//
// Tokens are never kept, logged or quoted in an error. What is presented is compared with every hash in a time that does not depend on
// how much of it is right, or on whose it is.
package tokens
