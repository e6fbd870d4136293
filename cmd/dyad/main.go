// Command dyad keeps and serves a knowledge graph of actors, built from what sources say of them.
//
// Each file holds one command. Only this package knows every other one: it wires the annotations to the store, the store to
// the index, and the index to the server. Standard output is data, standard error is talk.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"dyad/graph"
)

// version is set by the linker; a plain `go build` leaves it.
var version = "unknown"

// The exit codes. Scripts rely on them; never renumber.
const (
	exitOK          = 0
	exitFailure     = 1
	exitUsage       = 2
	exitNotFound    = 3
	exitInvalid     = 4
	exitInterrupted = 130
)

func main() {
	ignoreSignals()
	fitMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: it returns the exit code and leaves the process standing.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	code := exitCode(ctx, err)
	if ctx.Err() != nil && err != nil && err.Error() == context.Canceled.Error() {
		err = context.Cause(ctx) // says by what
	}
	if err != nil && !errors.Is(err, errReported) {
		fmt.Fprintln(stderr, "dyad:", err)
	}
	return code
}

// errReported ends a command whose findings have been printed already.
var errReported = errors.New("reported")

// A usageError is a command line that can't be followed.
type usageError struct{ error }

// exitCode turns how a command ended into the number that scripts see.
func exitCode(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, new(usageError)):
		return exitUsage
	case errors.Is(err, errReported):
		return exitInvalid
	}
	switch graph.FaultOf(err) {
	case graph.NotFound, graph.Ambiguous:
		return exitNotFound
	case graph.BadInput, graph.CursorInvalid, graph.CostLimit:
		return exitInvalid
	}
	return exitFailure
}
