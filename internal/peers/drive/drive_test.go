package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test program be a peer: one that does "quick", hangs at "slow", dies at "dead", and is never ready where it is told so.
func TestMain(m *testing.M) {
	if kind := os.Getenv("DRIVE_PEER"); kind != "" {
		play(kind, os.Args[1:])
		return
	}
	os.Exit(m.Run())
}

func play(kind string, rows []string) {
	if kind == "never ready" {
		hang()
	}
	fmt.Println(`{"ready":"toy 1"}`)
	for _, row := range rows {
		switch row {
		case "slow":
			hang()
		case "dead":
			fmt.Fprintln(os.Stderr, "out of oil")
			os.Exit(3)
		case "pagerank":
			fmt.Printf(`{"row":"pagerank","seconds":[1],"ranks":%q}`+"\n", os.Getenv("DRIVE_RANKS"))
		default:
			fmt.Printf(`{"row":%q,"seconds":[1,2],"answer":"5 ab"}`+"\n", row)
		}
	}
}

// hang waits for a signal that doesn't come.
func hang() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	<-c
}

// driven has the toy do rows and returns its results by row.
func driven(t *testing.T, d driver, kind string, rows ...string) map[string]result {
	t.Helper()
	t.Setenv("DRIVE_PEER", kind)
	d.command, d.file = []string{os.Args[0]}, filepath.Join(t.TempDir(), "results")
	d.result = result{Run: "now", Graph: "ring", Peer: "toy"}
	if err := d.drive(rows, false); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(d.file)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]result{}
	for l := range strings.Lines(string(text)) {
		var r result
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Fatal(err)
		}
		found[r.Row] = r
	}
	return found
}

// TestRows: what hangs or dies is told, and the rows behind it are done.
func TestRows(t *testing.T) {
	d := driver{limit: time.Second, patience: time.Minute}
	got := driven(t, d, "quick", "slow", "load", "first", "dead", "open", "last")
	for row, want := range map[string]string{"slow": "more than 1 s", "dead": "broke down: out of oil", "first": "", "last": "", "load": "", "open": ""} {
		r, there := got[row]
		if !there || r.Cannot != want || r.Graph != "ring" || r.Version != "toy 1" {
			t.Errorf("row %s: %+v; want it of toy 1, not done for the reason %q", row, r, want)
		}
	}
	if s := got["first"].Seconds; len(s) != 2 || s[0] != 1 {
		t.Errorf("seconds of a row: %v, want those that the peer told", s)
	}
	if s := got["open"].Seconds; len(s) != 3 || s[0] <= 0 {
		t.Errorf("seconds of opening: %v, want three that were measured", s)
	}
}

func TestNeverReady(t *testing.T) {
	got := driven(t, driver{limit: time.Minute, patience: 50 * time.Millisecond}, "never ready", "first", "last")
	if len(got) != 2 || got["first"].Cannot != "not ready within 0.05 s" {
		t.Errorf("%v, want both rows not done, since it was not ready", got)
	}
}

// TestPageRank: two vertices, each a quarter off.
func TestPageRank(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Setenv("DRIVE_RANKS", write("toy", "0.25\n0.75\n"))
	got := driven(t, driver{limit: time.Minute, patience: time.Minute, yardstick: write("array", "0.5\n0.5\n")}, "quick", "pagerank")
	if d := got["pagerank"].Difference; d == nil || *d != 0.5 {
		t.Errorf("the difference is %v, want 0.5", d)
	}
}
