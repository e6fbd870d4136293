//go:build unix

package badgerkv_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"dyad/graph"
	"dyad/store/badgerkv"
)

// The tests of this file let a child process, this test binary run again, write a ledger under conditions that would harm the
// test itself. The child prints the number of each write once it is acknowledged.

const (
	childDir   = "BADGERKV_CHILD_DIR"   // where the child writes; set in a child only
	childLimit = "BADGERKV_CHILD_LIMIT" // greatest size in bytes of a file it may make grow, if set
)

// TestChild is not a test: it is what the child runs.
func TestChild(t *testing.T) {
	dir := os.Getenv(childDir)
	if dir == "" {
		t.Skip("runs in a child process of other tests")
	}
	db := open(t, dir)
	if limit := os.Getenv(childLimit); limit != "" {
		limitFiles(t, limit)
	}
	var err error
	for n := 0; err == nil; n++ {
		if err = enter(t, db, n); err == nil {
			fmt.Println(n)
		}
	}
	report(t, db, err)
}

// limitFiles makes the system refuse to make a file longer than limit, as a full disk would.
func limitFiles(t *testing.T, limit string) {
	signal.Ignore(syscall.SIGXFSZ)
	bytes, err := strconv.ParseUint(limit, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bytes, Max: bytes}); err != nil {
		t.Fatal(err)
	}
}

// report prints what a store says once a write has failed.
func report(t *testing.T, db *badgerkv.DB, err error) {
	fmt.Println("write", graph.FaultOf(err), err)
	again := enter(t, db, 0)
	fmt.Println("again", graph.FaultOf(again), again)
	closing := db.Close()
	fmt.Println("close", graph.FaultOf(closing), closing)
}

func TestNothingAcknowledgedIsLostByKill(t *testing.T) {
	for _, writes := range []int{1, 50, 500} {
		dir := t.TempDir()
		cmd := child(dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; n < writes && lines.Scan(); n++ {
			if lines.Text() != strconv.Itoa(n) {
				t.Errorf("child says %q, want %d", lines.Text(), n)
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			writes++ // acknowledged between the last line read and the kill
		}
		cmd.Wait()
		if got := entries(t, keep(t, open(t, dir))); got < writes {
			t.Errorf("after kill -9 there are %d writes, want the %d acknowledged", got, writes)
		}
	}
}

// With a limit below the size of a log the store can't go on once the first is full: neither a table nor another log fits.
func TestFilesThatMayNotGrow(t *testing.T) {
	dir := t.TempDir()
	cmd := child(dir)
	cmd.Env = append(cmd.Env, childLimit+"=1000000")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("child: %v\n%s", err, tail(out))
	}
	acknowledged := strings.Count(string(out[:strings.Index(string(out), "write ")]), "\n")
	for _, want := range []string{
		"write " + string(graph.Overloaded), "again " + string(graph.Overloaded), "close " + string(graph.Overloaded),
	} {
		if !strings.Contains(string(out), "\n"+want) {
			t.Errorf("child doesn't say %q, but:\n%s", want, tail(out))
		}
	}
	if got := entries(t, keep(t, open(t, dir))); got < acknowledged {
		t.Errorf("after files could not grow there are %d writes, want the %d acknowledged", got, acknowledged)
	}
}

// child returns this binary, about to write a ledger into dir.
func child(dir string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestChild$")
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	return cmd
}

// tail returns the last lines of out.
func tail(out []byte) string {
	lines := strings.Split(string(out), "\n")
	return strings.Join(lines[max(0, len(lines)-40):], "\n")
}
