//go:build !unix

package main

import "math"

// dataLimit knows of none here.
func dataLimit() (uint64, error) { return math.MaxUint64, nil }
