// Package client holds what other programs ask a dyad server with: a module for Python, which the server hands out itself, so that it fits the
// server. Beside it lie example notebooks and a script in R, which are for reading and for conformance.
package client

import _ "embed"

//go:embed python/dyad.py
var python []byte

// Python returns the source of the Python module dyad.
func Python() []byte { return python }
