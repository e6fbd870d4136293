package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The benchmarks run the program as its users do: a process of its own, over loopback. docs/performance.md has their figures.

// benchProgram returns the program: this test binary under its name.
func benchProgram(b *testing.B) string {
	b.Helper()
	link := filepath.Join(b.TempDir(), "dyad")
	if err := os.Symlink(os.Args[0], link); err != nil {
		b.Fatal(err)
	}
	return link
}

// BenchmarkFirstLoad loads the built-in corpus into a new directory, process start and end included.
func BenchmarkFirstLoad(b *testing.B) {
	program := benchProgram(b)
	for b.Loop() {
		data := filepath.Join(b.TempDir(), "data")
		if out, err := exec.Command(program, "load", "--data", data).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
}

// BenchmarkStart starts a server on a directory that holds the corpus and waits until it is ready. It reports the memory that
// the process holds then, from /proc where there is one.
func BenchmarkStart(b *testing.B) {
	program, data := benchProgram(b), filepath.Join(b.TempDir(), "data")
	if out, err := exec.Command(program, "load", "--data", data).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var resident float64
	for b.Loop() {
		s := startServer(b, program, data)
		resident = s.resident()
		s.stop(b)
	}
	b.ReportMetric(resident/(1<<20), "MB-resident")
}

// BenchmarkEntity asks a running server for an entity with all its relationships and their claims, one request after the other.
func BenchmarkEntity(b *testing.B) {
	program, data := benchProgram(b), filepath.Join(b.TempDir(), "data")
	s := startServer(b, program, data)
	defer s.stop(b)
	body, err := json.Marshal(request{Query: `{ entity(by: {key: "iskp"}) { key name names { text kind } relationships { nodes {
		from { key } type { term } to { key } status sign support { claims origins }
		claims { nodes { gist polarity modality voices { entity { key } label } source { key } evidence { parts { start end } } } } } } } }`})
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		s.ask(b, body)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1e3, "ms-p50")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1e3, "ms-p99")
}

// A serverProcess is a server in a process of its own.
type serverProcess struct {
	cmd  *exec.Cmd
	base string
}

// startServer starts a server and waits until it is ready.
func startServer(b *testing.B, program, data string) *serverProcess {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	cmd := exec.Command(program, "serve", "--quiet", "--data", data, "--listen", addr)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	s := &serverProcess{cmd, "http://" + addr}
	ctx, cancel := context.WithTimeout(b.Context(), 30*time.Second)
	defer cancel()
	for !s.ready(ctx) {
		if ctx.Err() != nil {
			b.Fatal("the server does not become ready")
		}
		time.Sleep(time.Millisecond) // between two attempts to connect; nothing tells when a port opens
	}
	return s
}

func (s *serverProcess) ready(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/readyz", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// ask posts a request and reads the whole answer.
func (s *serverProcess) ask(b *testing.B, body []byte) {
	b.Helper()
	res, err := http.Post(s.base+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	data, err := io.ReadAll(res.Body)
	res.Body.Close()
	if err != nil || res.StatusCode != http.StatusOK || bytes.Contains(data, []byte(`"errors"`)) {
		b.Fatalf("%s: %s (%v)", res.Status, data, err)
	}
}

// resident returns the bytes of memory that the process holds; 0 where the system doesn't tell.
func (s *serverProcess) resident() float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), "VmRSS:")
	var kilobytes float64
	fmt.Sscan(rest, &kilobytes)
	return kilobytes * 1024
}

func (s *serverProcess) stop(b *testing.B) {
	b.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		b.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		b.Errorf("the server did not stop cleanly: %v", err)
	}
}
