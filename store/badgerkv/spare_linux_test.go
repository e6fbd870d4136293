package badgerkv_test

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"dyad/graph"
	"dyad/store/badgerkv"
)

const (
	childFiles = "BADGERKV_CHILD_FILES" // how many files a child may have open
	childMore  = "BADGERKV_CHILD_MORE"  // how many files beyond the reserve a child may have open when it writes tables
)

// TestFewFiles is not a test: it is what a child of TestWithoutDescriptors runs.
func TestFewFiles(t *testing.T) {
	files, err := strconv.ParseUint(os.Getenv(childFiles), 10, 64)
	if err != nil {
		t.Skip("runs in a child process of another test")
	}
	db := open(t, os.Getenv(childDir))
	put(t, db, "k", "v")
	var usual syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &usual); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: files, Max: usual.Max}); err != nil {
		t.Fatal(err)
	}
	defer syscall.Setrlimit(syscall.RLIMIT_NOFILE, &usual) // so that the test can tidy up
	if err := enter(t, db, 0); graph.FaultOf(err) != graph.Overloaded || !strings.Contains(err.Error(), "ulimit -n") {
		t.Errorf("a write with %d descriptors = %v, want fault %q and the limit", files, err, graph.Overloaded)
	}
	wantValue(t, db, "k", "v")
	_, err = badgerkv.Open(t.TempDir(), badgerkv.Options{})
	if graph.FaultOf(err) != graph.Overloaded {
		t.Errorf("opening with %d descriptors = %v, want fault %q", files, err, graph.Overloaded)
	}
}

// TestWithoutDescriptors writes where a compaction might be refused a file: that is refused at once, and reading goes on.
func TestWithoutDescriptors(t *testing.T) {
	for _, files := range []string{"3", "64", "190"} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFewFiles$")
		cmd.Env = append(os.Environ(), childDir+"="+t.TempDir(), childFiles+"="+files)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("with %s descriptors: %v\n%s", files, err, tail(out))
		}
	}
}

// TestFewFilesForTables is not a test: it is what a child of TestBulkWithoutDescriptors runs.
func TestFewFilesForTables(t *testing.T) {
	more, err := strconv.Atoi(os.Getenv(childMore))
	if err != nil {
		t.Skip("runs in a child process of another test")
	}
	db := open(t, os.Getenv(childDir)).InRunsOf(4 << 20)
	put(t, db, "k", "v")
	before := db.Version()
	var usual syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &usual); err != nil {
		t.Fatal(err)
	}
	const runs, reserve = 3, 192
	open := len(names(t, "/proc/self/fd")) - 1 // without the one that was looked with
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: uint64(open + runs + reserve + more), Max: usual.Max}); err != nil {
		t.Fatal(err)
	}
	err = db.Stage(t.Context(), wide())
	if errors.Join(err, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &usual)) != nil {
		t.Fatal(err)
	}
	if atOnce := db.Version() == before+1; atOnce != (more > 0) {
		t.Errorf("with %d descriptors beyond the reserve: written at once %t, by %d transactions", more, atOnce, db.Version()-before)
	}
	shut(t, db)
}

// TestBulkWithoutDescriptors writes many rows where the tables that are made of them at once might be refused a file: they go the way of others.
func TestBulkWithoutDescriptors(t *testing.T) {
	for _, more := range []string{"0", "3"} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFewFilesForTables$")
		cmd.Env = append(os.Environ(), childDir+"="+t.TempDir(), childMore+"="+more)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("with %s descriptors beyond the reserve: %v\n%s", more, err, tail(out))
		}
	}
}

// TestTableThatEndsWithZeros is what a file system may leave of one: the sum of nothing is right, and there is no index.
func TestTableThatEndsWithZeros(t *testing.T) {
	origin := t.TempDir()
	db := open(t, origin)
	put(t, db, "k", "v")
	shut(t, db)
	for _, zeros := range []int{8, 100} {
		dir := copyDir(t, origin)
		path := newest(t, dir, "*.sst")
		truncate(t, path, len(read(t, path))-4)
		truncate(t, path, len(read(t, path))+zeros)
		if _, err := badgerkv.Open(dir, badgerkv.Options{}); graph.FaultOf(err) != graph.Corrupt {
			t.Errorf("a table with %d zeros at its end: Open = %v, want fault %q", zeros, err, graph.Corrupt)
		}
	}
}
