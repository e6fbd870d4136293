package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"dyad/internal/attack"
)

// A victim is a server in a process of its own.
type victim struct {
	addr   string
	cmd    *exec.Cmd
	dir    string
	asking time.Duration // CPU time that one question of the bystander takes
}

// address is how the server prints where it can be asked.
var address = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)`)

// start starts the program on a free port of loopback, with the built-in corpus in a directory that goes with it.
func start(ctx context.Context, binary string) (*victim, error) {
	dir, err := os.MkdirTemp("", "dyad-attack-")
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, binary, "serve", "--data", filepath.Join(dir, "data"), "--listen", "127.0.0.1:0", "--quiet")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	out, in := io.Pipe()
	cmd.Stdout, cmd.Stderr = in, in
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	v := &victim{cmd: cmd, dir: dir}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if found := address.FindStringSubmatch(lines.Text()); found != nil {
			v.addr = found[1]
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return v, v.ready(ctx)
		}
	}
	v.stop()
	return nil, fmt.Errorf("%s printed no address", binary)
}

// ready waits until the server answers.
func (v *victim) ready(ctx context.Context) error {
	for range 100 {
		r, err := http.Get("http://" + v.addr + "/readyz")
		if err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("the server did not become ready within 10 seconds")
}

// stop ends the server.
func (v *victim) stop() {
	_ = v.cmd.Process.Signal(os.Interrupt)
	_ = v.cmd.Wait()
	_ = os.RemoveAll(v.dir)
}

// warm asks often enough that the heap has grown to what it stays at, and measures what a bystander's question takes.
func (v *victim) warm(ctx context.Context) error {
	const asked = 500
	var took time.Duration
	for range 2 {
		before, err := v.usage()
		if err != nil {
			return err
		}
		for range asked {
			if err := v.ask(ctx); err != nil {
				return err
			}
		}
		after, err := v.usage()
		if err != nil {
			return err
		}
		took = after.cpu - before.cpu
	}
	v.asking = took / asked
	return nil
}

// ask is what somebody asks who means no harm.
func (v *victim) ask(ctx context.Context) error {
	a := attack.Bystander()
	got, err := a.Send(ctx, http.DefaultClient, v.addr)
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
func (v *victim) bystander(ctx context.Context) func() (longest time.Duration, asked int, err error) {
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

// A usage is what a process has taken so far.
type usage struct {
	cpu      time.Duration
	resident int64 // bytes of memory
	peak     int64 // the most since the last look
}

// tick is the unit of CPU times in /proc: USER_HZ, which is 100 on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// usage reads what the server has taken, as Linux tells it, and begins a new peak.
func (v *victim) usage() (usage, error) {
	proc := fmt.Sprintf("/proc/%d/", v.cmd.Process.Pid)
	stat, err := os.ReadFile(proc + "stat")
	if err != nil {
		return usage{}, fmt.Errorf("what an attack takes can only be measured on Linux: %w", err)
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	status, err := os.ReadFile(proc + "status")
	if err != nil {
		return usage{}, err
	}
	u := usage{cpu: time.Duration(user+system) * tick, resident: kilobytes(status, "VmRSS:"), peak: kilobytes(status, "VmHWM:")}
	return u, os.WriteFile(proc+"clear_refs", []byte("5"), 0)
}

// kilobytes reads a line of /proc/PID/status, in bytes.
func kilobytes(status []byte, name string) int64 {
	_, rest, _ := strings.Cut(string(status), name)
	n, _ := strconv.ParseInt(strings.Fields(rest + " 0")[0], 10, 64)
	return n << 10
}
