package store

import "iter"

// ahead yields what seq yields, and has it work out the next item while the last one is used. Where the loop ends early seq is told so, and
// has ended when ahead returns.
func ahead[T any](seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	type item struct {
		value T
		err   error
	}
	return func(yield func(T, error) bool) {
		items, stop, ended := make(chan item, 1), make(chan struct{}), make(chan struct{})
		go func() {
			defer close(ended)
			defer close(items)
			for v, err := range seq {
				select {
				case items <- item{v, err}:
				case <-stop:
					return
				}
			}
		}()
		defer func() { close(stop); <-ended }()
		for i := range items {
			if !yield(i.value, i.err) {
				return
			}
		}
	}
}
