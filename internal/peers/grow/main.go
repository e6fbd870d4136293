package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// A growth is what is told.
type growth struct {
	Grown     int     `json:"grown"` // relationships
	Claims    int     `json:"claims"`
	Load      float64 `json:"load"`     // seconds
	LoadPeak  int64   `json:"loadPeak"` // bytes that the process held at most
	Open      float64 `json:"open"`     // seconds from the start of the process to /readyz
	Resident  int64   `json:"resident"` // bytes that it holds then
	Index     float64 `json:"index"`    // bytes a relationship
	ThreeHops float64 `json:"threeHops"`
	Disk      int64   `json:"disk"` // bytes of files
	Rows      []kind  `json:"rows"`
}

func main() {
	var g growth
	var graph, store, program string
	flag.IntVar(&g.Grown, "relationships", 0, "how many there are")
	flag.StringVar(&graph, "graph", "", "folder of the graph")
	flag.StringVar(&store, "store", "", "folder of the store that the command makes")
	flag.StringVar(&program, "program", "", "the program dyad")
	flag.Parse()
	if err := g.measure(context.Background(), graph, store, program, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	// Nothing in a growth can fail to be written.
	_ = json.NewEncoder(os.Stdout).Encode(g)
}

// measure loads, serves and opens.
func (g *growth) measure(ctx context.Context, graph, store, program string, load []string) (err error) {
	if len(load) == 0 {
		return errors.New("the command that loads is missing: grow -relationships N -graph GRAPH -store STORE -program PROGRAM COMMAND")
	}
	if err := g.load(load); err != nil {
		return err
	}
	if g.Disk, err = size(store); err != nil {
		return err
	}
	if err := g.serve(program, store); err != nil {
		return err
	}
	return g.within(ctx, graph, store)
}

// load runs the command that loads, and watches what it holds.
func (g *growth) load(command []string) error {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stderr = os.Stderr
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	var most atomic.Int64
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			now, err := held(cmd.Process.Pid, "VmHWM:")
			if err != nil {
				return // it has ended
			}
			most.Store(max(most.Load(), now))
			time.Sleep(5 * time.Millisecond)
		}
	}()
	err := cmd.Wait()
	g.Load = time.Since(begun).Seconds()
	<-done
	g.LoadPeak = most.Load()
	return err
}

// held reads what a process holds.
func held(pid int, what string) (int64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(data), what)
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0, fmt.Errorf("process %d tells no %s", pid, what)
	}
	kilobytes, err := strconv.ParseInt(fields[0], 10, 64)
	return kilobytes << 10, err
}

// size adds up the files of a folder.
func size(dir string) (bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return bytes, err
}
