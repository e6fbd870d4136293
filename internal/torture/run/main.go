// Command run puts the program to the torture and prints a table of what was found. It exits with 1 if anything was found that must not
// be. `make torture` calls it.
//
//	go run ./internal/torture/run [-seed 1] [-kills 200] [-powers 400] [-flips 200] [-claims 1000000] [-mixed 30m] [-short] bin/dyad
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"dyad/internal/torture"
)

func main() {
	o, short := torture.Full(), torture.Short()
	flag.Uint64Var(&o.Seed, "seed", o.Seed, "makes the same choices again")
	flag.IntVar(&o.Kills, "kills", o.Kills, "kills, of all sorts together; 0 of anything leaves it out")
	flag.IntVar(&o.Powers, "powers", o.Powers, "damaged copies of what a loss of power leaves")
	flag.IntVar(&o.Flips, "flips", o.Flips, "flipped bits")
	flag.IntVar(&o.Claims, "claims", o.Claims, "claims of the load in little memory")
	flag.DurationVar(&o.Mixed, "mixed", o.Mixed, "how long everything goes on at once")
	flag.StringVar(&o.Dir, "dir", "", "folder for data; that of the system for what is temporary without it")
	brief := flag.Bool("short", false, "some seconds of each, where no other flag says how much")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/torture/run [flags] bin/dyad")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if *brief {
		full := torture.Full()
		shorten(&o.Kills, full.Kills, short.Kills)
		shorten(&o.Powers, full.Powers, short.Powers)
		shorten(&o.Flips, full.Flips, short.Flips)
		shorten(&o.Claims, full.Claims, short.Claims)
		shorten(&o.Mixed, full.Mixed, short.Mixed)
		o.Quick = short.Quick
	}
	if err := run(o, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}

// shorten takes the short value, unless another than the full one was asked for.
func shorten[T comparable](value *T, full, short T) {
	if *value == full {
		*value = short
	}
}

func run(o torture.Options, binary string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	if o.Binary, err = filepath.Abs(binary); err != nil {
		return err
	}
	o.Talk = os.Stderr
	fmt.Printf("seed %d, kills %d, powers %d, flips %d, claims %d, mixed %s\n\n", o.Seed, o.Kills, o.Powers, o.Flips, o.Claims, o.Mixed)
	return torture.Run(ctx, o, func(format string, args ...any) { fmt.Printf(format, args...) })
}
