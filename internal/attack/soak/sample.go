package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// A sample is what the server takes at a moment.
type sample struct {
	resident, heap          int64 // bytes
	goroutines, descriptors int
}

// String tells it in a line.
func (s sample) String() string {
	return fmt.Sprintf("%d MB resident, %d MB heap in use, %d goroutines, %d descriptors", s.resident>>20, s.heap>>20, s.goroutines, s.descriptors)
}

var (
	heapInUse  = regexp.MustCompile(`(?m)^go_memstats_heap_inuse_bytes (\S+)$`)
	goroutines = regexp.MustCompile(`(?m)^go_goroutines (\S+)$`)
)

// sample reads what the server takes, from Linux and from its own metrics.
func (s *soak) sample(ctx context.Context) (sample, error) {
	u, err := s.v.Usage()
	if err != nil {
		return sample{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.v.Addr+"/metrics", nil)
	if err != nil {
		return sample{}, err
	}
	response, err := s.client.Do(r)
	if err != nil {
		return sample{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return sample{}, err
	}
	value := func(of *regexp.Regexp) float64 {
		found := of.FindSubmatch(text)
		if found == nil {
			err = fmt.Errorf("/metrics has no line %s", of)
			return 0
		}
		v, _ := strconv.ParseFloat(string(found[1]), 64)
		return v
	}
	got := sample{resident: u.Resident, heap: int64(value(heapInUse)), goroutines: int(value(goroutines)), descriptors: u.Descriptors}
	return got, err
}

// samplesOf is how many samples there are of a soak.
const samplesOf = 30

// watch takes samples for so long, after the server has been used for a while.
func (s *soak) watch(ctx context.Context, first, length time.Duration) (samples []sample, err error) {
	start := time.Now()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(first):
	}
	ticks := time.NewTicker(length / samplesOf)
	defer ticks.Stop()
	for range samplesOf - 1 { // the last tick is when everybody stops
		select {
		case <-ctx.Done():
			return samples, ctx.Err()
		case <-ticks.C:
		}
		got, err := s.sample(ctx)
		if err != nil {
			return samples, err
		}
		fmt.Printf("%6.0fs  %s\n", time.Since(start).Seconds(), got)
		samples = append(samples, got)
	}
	return samples, nil
}

// How much more is no growth: a heap is of one size only after it has been collected, the log of changes does grow, and how many
// connections there are is a matter of who has just hung up.
const (
	slackShare = 1.2
	slackBytes = 16 << 20
	slackCount = 10
)

// A measure is something that a server must not take ever more of.
type measure struct {
	name  string
	of    func(sample) int64
	slack int64 // besides the share
}

var measures = []measure{
	{"resident memory", func(s sample) int64 { return s.resident }, slackBytes},
	{"the heap", func(s sample) int64 { return s.heap }, slackBytes},
	{"goroutines", func(s sample) int64 { return int64(s.goroutines) }, slackCount},
	{"descriptors", func(s sample) int64 { return int64(s.descriptors) }, slackCount},
}

// grown compares the median of the last third of the samples with that of the middle one. Fewer than three samples tell nothing, which
// is an error too.
func grown(samples []sample) error {
	third := len(samples) / 3
	if third == 0 {
		return fmt.Errorf("%d samples are too few to tell growth", len(samples))
	}
	var problems []error
	for _, m := range measures {
		before, after := median(samples[third:2*third], m.of), median(samples[2*third:], m.of)
		if float64(after) > slackShare*float64(before)+float64(m.slack) {
			problems = append(problems, fmt.Errorf("%s grew: the median of the last third is %d, that of the middle one %d", m.name, after, before))
		}
	}
	return errors.Join(problems...)
}

// kept compares an idle server with itself afterwards.
func kept(before, after sample) error {
	var problems []error
	if after.goroutines > before.goroutines+slackCount {
		problems = append(problems, fmt.Errorf("%d goroutines are left, there were %d", after.goroutines, before.goroutines))
	}
	if after.descriptors > before.descriptors+slackCount {
		problems = append(problems, fmt.Errorf("%d descriptors are open, there were %d", after.descriptors, before.descriptors))
	}
	return errors.Join(problems...)
}

// median returns the middle one of what some samples say of a measure; of an even number the greater of the two. There is at least one.
func median(samples []sample, of func(sample) int64) int64 {
	var values []int64
	for _, s := range samples {
		values = append(values, of(s))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
