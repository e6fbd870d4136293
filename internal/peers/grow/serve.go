package main

import (
	"bufio"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"time"
)

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serve starts a server on a store, waits until it is ready, and looks what it holds then.
func (g *growth) serve(program, store string) (err error) {
	cmd := exec.Command(program, "serve", "--data", store, "--listen", "127.0.0.1:0", "--quiet", "--metrics", "off")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = cmd.Stdout
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(out)
	base := ""
	for base == "" && lines.Scan() {
		base = address.FindString(lines.Text())
	}
	defer func() { err = errors.Join(err, stop(cmd)) }()
	if base == "" {
		return fmt.Errorf("%s serve tells no address", program)
	}
	for !ready(base) {
		time.Sleep(time.Millisecond)
		if time.Since(begun) > 10*time.Minute {
			return fmt.Errorf("%s serve is not ready after ten minutes", program)
		}
	}
	g.Open = time.Since(begun).Seconds()
	g.Resident, err = held(cmd.Process.Pid, "VmRSS:")
	return err
}

func ready(base string) bool {
	r, err := http.Get(base + "/readyz")
	if err != nil {
		return false
	}
	return r.Body.Close() == nil && r.StatusCode == http.StatusOK
}

// stop ends the server as its users do, so that it leaves nothing to be finished.
func stop(cmd *exec.Cmd) error {
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return cmd.Wait()
}
