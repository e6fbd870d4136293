package torture

import (
	"context"
	"errors"
	"sync"
	"time"
)

// work has one writer and two readers use a server until it is gone. wait waits for them, and returns what was wrong.
func (r *killRound) work(ctx context.Context, s *server) (wait func() error) {
	var all sync.WaitGroup
	wrong := make(chan error, 3)
	again := func(do func() error) {
		all.Go(func() {
			for {
				err := do()
				var f *fault
				switch {
				case errors.Is(err, errUnanswered):
					return
				case errors.As(err, &f) && f.code == "OVERLOADED", late(err), err == nil:
					continue
				}
				wrong <- err
				return
			}
		})
	}
	again(func() error { return r.make(ctx, s, r.next(r.world)) })
	for range 2 {
		again(func() error {
			time.Sleep(readerPause)
			err := r.ask(ctx, s)
			if err == nil {
				r.answers.Add(1)
			}
			return err
		})
	}
	return func() error {
		all.Wait()
		close(wrong)
		var found []error
		for err := range wrong {
			found = append(found, err)
		}
		return errors.Join(found...)
	}
}
