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

// inBatches puts what seq yields together by so many, for whoever hands it to another goroutine. An error comes behind what was yielded before it. A
// batch lasts until three more were yielded.
func inBatches[T any](seq iter.Seq2[T, error], size int) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		var batches [4][]T
		nth, batch := 0, make([]T, 0, size)
		for v, err := range seq {
			if err != nil {
				if yield(batch, nil) {
					yield(nil, err)
				}
				return
			}
			if batch = append(batch, v); len(batch) == size {
				if !yield(batch, nil) {
					return
				}
				batches[nth%len(batches)] = batch
				nth++
				if batch = batches[nth%len(batches)][:0]; cap(batch) == 0 {
					batch = make([]T, 0, size)
				}
			}
		}
		yield(batch, nil)
	}
}

// apart yields what seq yields, which works in a goroutine of its own meanwhile: while it fills one batch, one is done, one waits, and one is read.
func apart[T any](seq iter.Seq2[T, error], size int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for batch, err := range ahead(inBatches(seq, size)) {
			if err != nil {
				yield(none, err)
				return
			}
			for _, v := range batch {
				if !yield(v, nil) {
					return
				}
			}
		}
	}
}
