// Command run starts the program on the built-in corpus, sends it every attack of [attack.List], one after the other, and
// prints what each took: the table of docs/limits.md. It fails if one was answered otherwise than it should be, or took more than
// a request may take. `make attack` calls it.
//
//	go run ./internal/attack/run bin/dyad
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"time"

	"dyad/internal/attack"
	"dyad/internal/attack/victim"
)

// What one attack may take of the server: what CPU time, and how much more memory than the server had before.
const (
	mostCPU    = 100 * time.Millisecond
	mostMemory = 50 << 20
)

// attackTime is how long an attack may go on, its own sending included.
const attackTime = 30 * time.Second

func main() {
	flag.Usage = func() { fmt.Fprintln(os.Stderr, "usage: go run ./internal/attack/run bin/dyad") }
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "attack:", err)
		os.Exit(1)
	}
}

// run attacks a server of its own, and returns an error if it was hurt.
func run(ctx context.Context, binary string) error {
	started, err := victim.Start(ctx, binary)
	if err != nil {
		return err
	}
	v := &target{Victim: started}
	defer v.Stop()
	if err := v.warm(ctx); err != nil {
		return err
	}
	fmt.Println("| attack | answer | CPU ms | memory MB | others waited ms |\n|---|---|---|---|---|")
	var hurt []error
	for _, a := range attack.List() {
		if err := one(ctx, v, &a); err != nil {
			hurt = append(hurt, fmt.Errorf("%s: %w", a.Name, err))
		}
	}
	return errors.Join(hurt...)
}

// one sends one attack, prints a row, and returns what is wrong with how it was met.
func one(ctx context.Context, v *target, a *attack.Attack) error {
	ctx, cancel := context.WithTimeout(ctx, attackTime)
	defer cancel()
	before, err := v.Usage()
	if err != nil {
		return err
	}
	others := v.bystander(ctx)
	got, err := a.Send(ctx, http.DefaultClient, v.Addr)
	waited, asked, otherErr := others()
	if err != nil {
		return err
	}
	after, err := v.Usage()
	if err != nil {
		return err
	}
	cpu := max(0, after.CPU-before.CPU-time.Duration(asked)*v.asking)
	memory := max(0, after.Peak-before.Resident)
	fmt.Printf("| %s | %s | %d | %.1f | %.1f |\n", a.Name, answered(got), cpu.Milliseconds(), float64(memory)/(1<<20), float64(waited.Microseconds())/1000)
	var wrong []error
	if differs := a.Differs(got); differs != "" {
		wrong = append(wrong, errors.New(differs))
	}
	if cpu > mostCPU {
		wrong = append(wrong, fmt.Errorf("took %v of CPU", cpu))
	}
	if memory > mostMemory {
		wrong = append(wrong, fmt.Errorf("took %d bytes of memory", memory))
	}
	return errors.Join(append(wrong, otherErr)...)
}

// answered is how an answer stands in the table.
func answered(got attack.Answer) string {
	if got.Code == "" {
		return fmt.Sprint(got.Status)
	}
	return fmt.Sprintf("%d, `%s`", got.Status, got.Code)
}
