// Command soak starts the program on the built-in corpus with a curator, and for some minutes has it read, written, followed, left and
// attacked at the same time. It prints what the server takes, and fails if that grows, or if anything is answered by a fault of the
// server. `make soak` calls it.
//
//	go run ./internal/attack/soak -for 10m bin/dyad
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"dyad/internal/attack/victim"
)

// longest is how long a soak may take.
const longest = time.Hour

func main() {
	length := flag.Duration("for", 10*time.Minute, "how long, at most an hour")
	flag.Usage = func() { fmt.Fprintln(os.Stderr, "usage: go run ./internal/attack/soak [-for 10m] bin/dyad") }
	flag.Parse()
	if flag.NArg() != 1 || *length <= 0 || *length > longest {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Arg(0), *length); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

// run soaks a server of its own, and returns an error if it grew or failed.
func run(ctx context.Context, binary string, length time.Duration) error {
	dir, err := os.MkdirTemp("", "dyad-soak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	token, file, err := curator(binary, dir)
	if err != nil {
		return err
	}
	v, err := victim.Start(ctx, binary, "--tokens", file)
	if err != nil {
		return err
	}
	defer v.Stop()
	s := &soak{v: v, token: token, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}}
	return s.run(ctx, length)
}

// shown is the token that `dyad token` shows.
var shown = regexp.MustCompile(`dyad_\S+`)

// curator makes a token and the file that lets its holder in.
func curator(binary, dir string) (token, file string, err error) {
	cmd := exec.Command(binary, "token", "soak")
	var entry, talk bytes.Buffer // the line of the file, and the token for its holder
	cmd.Stdout, cmd.Stderr = &entry, &talk
	if err := cmd.Run(); err != nil {
		return "", "", fmt.Errorf("%s: %w: %s", cmd, err, &talk)
	}
	file = filepath.Join(dir, "curators")
	return shown.FindString(talk.String()), file, os.WriteFile(file, entry.Bytes(), 0o600)
}

// A soak is a server and who uses it.
type soak struct {
	v      *victim.Victim
	token  string
	client *http.Client

	mu     sync.Mutex
	counts map[string]int // what was done, by its name
	faults []error
}

// mostFaults is how many faults are kept.
const mostFaults = 10

// did counts something that was done, and keeps what was wrong with it.
func (s *soak) did(what string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[what]++
	if err != nil && len(s.faults) < mostFaults {
		s.faults = append(s.faults, fmt.Errorf("%s: %w", what, err))
	}
}

// every does something again and again until ctx is done.
func (s *soak) every(ctx context.Context, wait time.Duration, what string, do func(context.Context) error) {
	for ctx.Err() == nil {
		if err := do(ctx); ctx.Err() == nil {
			s.did(what, err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// warmUp is how long the server is used before its first sample, so that the heap has the size that it keeps.
const warmUp = 10 * time.Second

// settle is how long what has been left may take to end.
const settle = 5 * time.Second

func (s *soak) run(ctx context.Context, length time.Duration) error {
	s.counts = map[string]int{}
	idle, err := s.sample(ctx)
	if err != nil {
		return err
	}
	working, stop := context.WithTimeout(ctx, min(warmUp, length/10)+length)
	defer stop()
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() { s.every(working, 10*time.Millisecond, "question", asker(s, uint64(i))) })
	}
	for i := range 2 {
		all.Go(func() { s.every(working, 100*time.Millisecond, "stream", follower(s, uint64(i))) })
	}
	all.Go(func() { s.every(working, 300*time.Millisecond, "change and undoing", s.change) })
	all.Go(func() { s.every(working, 50*time.Millisecond, "question that nobody waited for", leaver(s)) })
	all.Go(func() { s.every(working, 250*time.Millisecond, "attack", attacker(s)) })
	samples, err := s.watch(working, min(warmUp, length/10), length)
	all.Wait()
	if err != nil {
		return err
	}
	s.client.CloseIdleConnections()
	http.DefaultClient.CloseIdleConnections()
	time.Sleep(settle)
	after, err := s.sample(ctx)
	if err != nil {
		return err
	}
	fmt.Println("idle before:", idle)
	fmt.Println("idle after: ", after)
	for what, n := range s.counts {
		fmt.Printf("%d × %s\n", n, what)
	}
	if n := s.v.Cries(); n > 0 {
		s.faults = append(s.faults, fmt.Errorf("the server told of %d data races or panics", n))
	}
	return errors.Join(append(s.faults, grown(samples), kept(idle, after))...)
}
