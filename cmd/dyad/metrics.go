package main

import (
	"time"

	"dyad/internal/metrics"
)

// state returns what a server tells at each scrape of what it does not know by itself.
func (w *workspace) state(build time.Duration) func() metrics.State {
	return func() metrics.State {
		s := metrics.State{BuildSeconds: build.Seconds()}
		size, err := w.kv.Size()
		if err != nil { // no line is better than a wrong one; an alert on its absence says so
			return s
		}
		s.Store = &metrics.Store{Bytes: size, Transaction: uint64(w.store.Last())}
		if free, known := w.kv.Free(); known {
			s.Store.Free = &free
		}
		return s
	}
}
