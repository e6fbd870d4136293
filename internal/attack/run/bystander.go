package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"dyad/internal/attack"
	"dyad/internal/attack/victim"
)

// A target is a server that is attacked, and what a question of a bystander takes of it.
type target struct {
	*victim.Victim
	asking time.Duration // CPU time
}

// warm asks often enough that the heap has grown to what it stays at, and measures what a bystander's question takes.
func (v *target) warm(ctx context.Context) error {
	const asked = 500
	var took time.Duration
	for range 2 {
		before, err := v.Usage()
		if err != nil {
			return err
		}
		for range asked {
			if err := v.ask(ctx); err != nil {
				return err
			}
		}
		after, err := v.Usage()
		if err != nil {
			return err
		}
		took = after.CPU - before.CPU
	}
	v.asking = took / asked
	return nil
}

// ask is what somebody asks who means no harm.
func (v *target) ask(ctx context.Context) error {
	a := attack.Bystander()
	got, err := a.Send(ctx, http.DefaultClient, v.Addr)
	if err != nil {
		return err
	}
	if differs := a.Differs(got); differs != "" {
		return fmt.Errorf("a bystander was answered %s", differs)
	}
	return nil
}

// bystander asks again and again until what it returns is called, which tells the longest that an answer took, and how many
// there were; at least one.
func (v *target) bystander(ctx context.Context) func() (longest time.Duration, asked int, err error) {
	var (
		longest time.Duration
		asked   int
		failed  error
		wait    sync.WaitGroup
		done    = make(chan struct{})
	)
	wait.Go(func() {
		for {
			start := time.Now()
			failed = errors.Join(failed, v.ask(ctx))
			longest, asked = max(longest, time.Since(start)), asked+1
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	})
	return func() (time.Duration, int, error) {
		close(done)
		wait.Wait()
		return longest, asked, failed
	}
}
