// Package victim starts the program as a server in a process of its own, and reads what that process takes. It needs Linux.
package victim

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
	"sync/atomic"
	"time"
)

// A Victim is a server in a process of its own, with the built-in corpus in a directory that goes with it.
type Victim struct {
	Addr string // host and port

	cmd  *exec.Cmd
	dir  string
	done chan struct{} // closed when the process has ended

	cries atomic.Int64 // lines in which it told of a data race or a panic
}

// Cries returns how many data races (of a binary built to find them) and panics the server has told of.
func (v *Victim) Cries() int { return int(v.cries.Load()) }

// address is how the server prints where it can be asked.
var address = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)`)

// Start starts a server on a free port of loopback, with further flags, and returns when it answers. It ends with ctx, or with
// [Victim.Stop].
func Start(ctx context.Context, binary string, flags ...string) (*Victim, error) {
	dir, err := os.MkdirTemp("", "dyad-victim-")
	if err != nil {
		return nil, err
	}
	args := append([]string{"serve", "--data", filepath.Join(dir, "data"), "--listen", "127.0.0.1:0", "--quiet"}, flags...)
	v := &Victim{cmd: exec.CommandContext(ctx, binary, args...), dir: dir, done: make(chan struct{})}
	v.cmd.Cancel = func() error { return v.cmd.Process.Signal(os.Interrupt) }
	out, in := io.Pipe()
	v.cmd.Stdout, v.cmd.Stderr = in, in
	if err := v.cmd.Start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	go func() {
		defer close(v.done)
		_ = v.cmd.Wait() // how it ended is seen by who asks it
		in.Close()
	}()
	var said []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if found := address.FindStringSubmatch(lines.Text()); found != nil {
			v.Addr = found[1]
			go v.listen(lines, out)
			if err := v.ready(ctx); err != nil {
				v.Stop()
				return nil, err
			}
			return v, nil
		}
		said = append(said, lines.Text())
	}
	v.Stop()
	return nil, fmt.Errorf("%s printed no address: %s", binary, strings.Join(said, "; "))
}

// listen reads what the server says until it says nothing more, so that it never waits for somebody to listen.
func (v *Victim) listen(lines *bufio.Scanner, out io.Reader) {
	defer io.Copy(io.Discard, out) // lines ends at one that is too long for it
	for lines.Scan() {
		if strings.Contains(lines.Text(), "WARNING: DATA RACE") || strings.Contains(lines.Text(), "panic") {
			v.cries.Add(1)
		}
	}
}

// ready waits until the server answers.
func (v *Victim) ready(ctx context.Context) error {
	for range 100 {
		r, err := http.Get("http://" + v.Addr + "/readyz")
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

// Stop ends the server, and removes its data.
func (v *Victim) Stop() {
	_ = v.cmd.Process.Signal(os.Interrupt)
	<-v.done
	_ = os.RemoveAll(v.dir)
}

// A Usage is what the process has taken so far.
type Usage struct {
	CPU         time.Duration
	Resident    int64 // bytes of memory
	Peak        int64 // the most since the last look
	Descriptors int   // that are open
}

// tick is the unit of CPU times in /proc: USER_HZ, which is 100 on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// Usage reads what the server has taken, as Linux tells it, and begins a new peak.
func (v *Victim) Usage() (Usage, error) {
	proc := fmt.Sprintf("/proc/%d/", v.cmd.Process.Pid)
	stat, err := os.ReadFile(proc + "stat")
	if err != nil {
		return Usage{}, fmt.Errorf("what a server takes can only be measured on Linux, while it runs: %w", err)
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	status, err := os.ReadFile(proc + "status")
	if err != nil {
		return Usage{}, err
	}
	open, err := os.ReadDir(proc + "fd")
	if err != nil {
		return Usage{}, err
	}
	u := Usage{
		CPU: time.Duration(user+system) * tick, Resident: kilobytes(status, "VmRSS:"), Peak: kilobytes(status, "VmHWM:"), Descriptors: len(open),
	}
	return u, os.WriteFile(proc+"clear_refs", []byte("5"), 0)
}

// kilobytes reads a line of /proc/PID/status, in bytes.
func kilobytes(status []byte, name string) int64 {
	_, rest, _ := strings.Cut(string(status), name)
	n, _ := strconv.ParseInt(strings.Fields(rest + " 0")[0], 10, 64)
	return n << 10
}
