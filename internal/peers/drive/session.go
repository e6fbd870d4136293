package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// A session is one process of a peer.
type session struct {
	cmd   *exec.Cmd
	lines chan line // closed at the end
	wrong *strings.Builder
}

// start runs the peer on rows.
func (d *driver) start(rows ...string) (*session, error) {
	s := &session{cmd: exec.Command(d.command[0], append(d.command[1:len(d.command):len(d.command)], rows...)...), lines: make(chan line), wrong: &strings.Builder{}}
	s.cmd.Stderr = s.wrong
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go s.read(out)
	return s, nil
}

// read hands on what the peer says, as far as it is of the protocol.
func (s *session) read(out io.Reader) {
	defer close(s.lines)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var l line
		if json.Unmarshal(lines.Bytes(), &l) == nil {
			s.lines <- l
		}
	}
}

var errLate = errors.New("too late")

// next waits for what the peer says next. io.EOF is the end.
func (s *session) next(limit time.Duration) (line, error) {
	select {
	case l, more := <-s.lines:
		if !more {
			return l, io.EOF
		}
		return l, nil
	case <-time.After(limit):
		return line{}, errLate
	}
}

// end kills the peer, if it is there yet, and returns the last thing that it complained about.
func (s *session) end() string {
	_ = s.cmd.Process.Kill() // or it has ended
	for range s.lines {
	}
	if err := s.cmd.Wait(); err != nil && s.wrong.Len() == 0 {
		return err.Error()
	}
	said := strings.Split(strings.TrimSpace(s.wrong.String()), "\n")
	return said[len(said)-1]
}

// session has one process do rows, and returns those that are left once it was killed or broke down: all but the one that it was at.
func (d *driver) session(rows []string, limit time.Duration) (left []string, err error) {
	s, err := d.start(rows...)
	if err != nil {
		return nil, err
	}
	defer s.end()
	l, err := s.next(d.patience)
	switch {
	case errors.Is(err, errLate):
		return nil, d.cannot(rows, "not ready within "+strings.TrimPrefix(late(d.patience), "more than "))
	case err != nil || l.Ready == "":
		return nil, d.cannot(rows, "did not begin: "+s.end())
	}
	d.result.Version = l.Ready
	for i, row := range rows {
		l, err := s.next(limit)
		if err != nil {
			why := late(limit)
			if !errors.Is(err, errLate) {
				why = "broke down: " + s.end()
			}
			return rows[i+1:], d.cannot(rows[i:i+1], why)
		}
		if err := d.take(row, l); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// take keeps what a peer said of a row.
func (d *driver) take(row string, l line) error {
	r := l.result
	r.Row = row
	if l.Ranks != "" {
		difference, err := d.compare(l.Ranks)
		if err != nil {
			return err
		}
		r.Difference = difference
	}
	return d.keep(r)
}

func (d *driver) cannot(rows []string, why string) error {
	for _, row := range rows {
		if err := d.keep(result{Row: row, Cannot: why}); err != nil {
			return err
		}
	}
	return nil
}

// open starts the peer three times and waits for its first answer.
func (d *driver) open() error {
	r := result{Row: "open"}
	for range 3 {
		why, err := d.begin(&r)
		switch {
		case err != nil:
			return err
		case why != "":
			return d.cannot([]string{r.Row}, why)
		}
	}
	return d.keep(r)
}

// begin starts the peer and adds to r what it takes until its answer, or says why there is none.
func (d *driver) begin(r *result) (why string, err error) {
	begun := time.Now()
	s, err := d.start(r.Row)
	if err != nil {
		return "", err
	}
	for {
		l, err := s.next(d.patience)
		switch {
		case errors.Is(err, errLate):
			s.end()
			return late(d.patience), nil
		case err != nil:
			return "did not answer: " + s.end(), nil
		case l.Ready != "":
			r.Version = l.Ready
		case l.Cannot != "":
			s.end()
			return l.Cannot, nil
		default:
			r.Seconds, r.Answer = append(r.Seconds, time.Since(begun).Seconds()), l.Answer
			if err := s.cmd.Wait(); err != nil {
				return fmt.Sprint("did not end well: ", err), nil
			}
			r.Megabytes = peak(s.cmd.ProcessState)
			return "", nil
		}
	}
}

// time runs the command up to three times, as long as a quarter of the patience lasts.
func (d *driver) time(row string) error {
	r := result{Row: row, Version: d.result.Peer}
	begun := time.Now()
	for len(r.Seconds) < 3 && (len(r.Seconds) == 0 || time.Since(begun) < d.limit/4) {
		cmd := exec.Command(d.command[0], d.command[1:]...)
		cmd.Stdout, cmd.Stderr = io.Discard, os.Stderr
		start := time.Now()
		if err := cmd.Start(); err != nil {
			return err
		}
		stop := time.AfterFunc(d.patience, func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		if !stop.Stop() {
			return d.cannot([]string{row}, late(d.patience))
		}
		if err != nil {
			return d.cannot([]string{row}, fmt.Sprint("failed: ", err))
		}
		r.Seconds, r.Megabytes = append(r.Seconds, time.Since(start).Seconds()), peak(cmd.ProcessState)
	}
	return d.keep(r)
}
