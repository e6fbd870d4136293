package main

import (
	"os"
	"strconv"
	"time"
)

// The clock is that of python/peer.py: a row is asked in rounds, until there are enough or a quarter of its time has gone, and a round is
// of as many repetitions as take the shortest.
const shortest = 20 * time.Millisecond

// setting reads a setting of the script run.
func setting(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func enough() time.Duration { return time.Duration(setting("PEERS_SECONDS", 60)) * time.Second / 4 }

// rounds asks so many questions in each round, and returns the seconds of one in each.
func rounds(questions int, ask func(i int) error) ([]float64, error) {
	begun := time.Now()
	for i := range questions {
		if err := ask(i); err != nil {
			return nil, err
		}
	}
	first := time.Since(begun)
	times := max(1, int(shortest/max(first, 1)))
	var taken []float64
	if times == 1 {
		taken = append(taken, first.Seconds()/float64(questions))
	}
	for len(taken) < setting("PEERS_ROUNDS", 5) && (len(taken) == 0 || time.Since(begun) < enough()) {
		start := time.Now()
		for range times {
			for i := range questions {
				if err := ask(i); err != nil {
					return nil, err
				}
			}
		}
		taken = append(taken, time.Since(start).Seconds()/float64(questions*times))
	}
	return taken, nil
}

// once does long work up to three times, and returns the seconds of each.
func once(do func() error) ([]float64, error) {
	begun := time.Now()
	var taken []float64
	for len(taken) < 3 && (len(taken) == 0 || time.Since(begun) < enough()) {
		start := time.Now()
		if err := do(); err != nil {
			return nil, err
		}
		taken = append(taken, time.Since(start).Seconds())
	}
	return taken, nil
}
