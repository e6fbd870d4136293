package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"time"
)

// A result is a line of the file of results. The command table reads it too.
type result struct {
	Run        string    `json:"run"`
	Graph      string    `json:"graph"`
	Peer       string    `json:"peer"`
	Version    string    `json:"version,omitempty"`
	Row        string    `json:"row"`
	Seconds    []float64 `json:"seconds,omitempty"` // of each round
	Answer     string    `json:"answer,omitempty"`
	Difference *float64  `json:"difference,omitempty"` // PageRank: from the yardstick's, all vertices together
	Bytes      int64     `json:"bytes,omitempty"`      // export: written
	Megabytes  int64     `json:"megabytes,omitempty"`  // open: the most that the process held
	Cannot     string    `json:"cannot,omitempty"`     // why it wasn't done
}

// A line is what a peer says.
type line struct {
	Ready string `json:"ready"`
	Ranks string `json:"ranks"`
	result
}

// keep appends a result to the file.
func (d *driver) keep(r result) error {
	r.Run, r.Graph, r.Peer = d.result.Run, d.result.Graph, d.result.Peer
	if r.Version == "" {
		r.Version = d.result.Version
	}
	fmt.Fprintf(os.Stderr, "%s\t%s\t%s\t%s\n", r.Graph, r.Peer, r.Row, r.told())
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(d.file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(append(text, '\n'))
	return errors.Join(err, f.Close())
}

// told is the result for somebody who waits.
func (r *result) told() string {
	if r.Cannot != "" {
		return r.Cannot
	}
	least := math.Inf(1)
	for _, s := range r.Seconds {
		least = min(least, s)
	}
	return time.Duration(least * float64(time.Second)).String()
}

// late is why a row that ran out of time was not done.
func late(limit time.Duration) string { return fmt.Sprintf("more than %g s", limit.Seconds()) }

// compare reads the PageRank of a peer and says how far it is from the yardstick's.
func (d *driver) compare(name string) (*float64, error) {
	if d.yardstick == "" {
		return nil, errors.New("there is no PageRank of the yardstick to compare with: do that row of the array first")
	}
	want, err1 := numbers(d.yardstick)
	got, err2 := numbers(name)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	if len(want) != len(got) {
		return nil, fmt.Errorf("%s has %d values, and %s has %d", name, len(got), d.yardstick, len(want))
	}
	sum := 0.0
	for v := range want {
		sum += math.Abs(want[v] - got[v])
	}
	return &sum, nil
}

// numbers reads a number from each line.
func numbers(name string) (values []float64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		v, err := strconv.ParseFloat(lines.Text(), 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		values = append(values, v)
	}
	return values, lines.Err()
}
