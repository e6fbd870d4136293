//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// ignoreSignals lets a write to a file that may not grow fail, which is told like a full disk, where the signal would end the process.
func ignoreSignals() { signal.Ignore(syscall.SIGXFSZ) }
