package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dyad/store/badgerkv"
)

// head is the beginning of a sound annotation file of an invented source; claims follow.
const head = `dyad: 1
kind: annotations
source:
  key: odd
  kind: report
  genre: reporting
  language: en
  text: {file: odd.txt, sha256: "0000000000000000000000000000000000000000000000000000000000000000", codepoints: 100}
annotator: a
codebook: "0"
entities:
  - {key: red-harbour, type: State, name: Red Harbour}
  - {key: blue-valley, type: State, name: Blue Valley}
claims:
`

// TestFaultyFiles loads files that can't be loaded, over a store that holds something. Each is refused with its place, exit
// code 4, and nothing stored is lost or changed.
func TestFaultyFiles(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	if code, _, talk := program(t, "load", "--data", data); code != exitOK {
		t.Fatalf("dyad load = %d: %s", code, talk)
	}
	_, before, _ := program(t, "dump", "--data", data)

	tests := []struct {
		name, file, text string
		talk             string // what standard error has to say
	}{
		{"malformed YAML", "a.yaml", head + "  - {claim: [\n", "a.yaml:16:1: not YAML"},
		{"an alias bomb", "b.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "b.yaml:1:4: "},
		{"invalid UTF-8", "c.yaml", head + "  - {claim: red-harbour attacks blue-valley, at: 0-10, gist: \"\xff\"}\n", "c.yaml:15:"},
		{"a NUL", "d.yaml", head + "  - {claim: red-harbour attacks blue-valley, at: 0-10, gist: \"a\x00b\"}\n", "d.yaml:15:"},
		{"an empty file", "e.yaml", "", "e.yaml"},
		{"an unknown key", "f.yaml", head + "  - {claim: red-harbour attacks blue-valley, at: 0-10, jist: It attacked.}\n", `did you mean "gist"`},
		{"a span outside the text", "g.yaml", head + "  - {claim: red-harbour attacks blue-valley, at: 90-101, gist: It attacked.}\n", "g.yaml:15:"},
		{"JSON Lines that are none", "h.jsonl", "{\"kind\":\"claim\"\n", "h.jsonl:1:"},
		{"a line of an unknown kind", "i.jsonl", `{"kind":"clam"}` + "\n", `did you mean "claim"`},
		{"JSON Lines with a claim about nobody", "j.jsonl", `{"kind":"entity","id":"00000000-0000-5000-8000-000000000000","key":"x","type":"State","name":"X"}` + "\n", "j.jsonl:1:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(dir, tt.file)
			if err := os.WriteFile(name, []byte(tt.text), 0o644); err != nil {
				t.Fatal(err)
			}
			code, _, talk := program(t, "load", name, "--data", data)
			if code != exitInvalid || !strings.Contains(talk, tt.talk) || !strings.Contains(talk, "nothing was loaded") {
				t.Errorf("dyad load %s = %d, %q; want %d, %q and that nothing was loaded", tt.file, code, talk, exitInvalid, tt.talk)
			}
			if strings.Contains(talk, "\x00") || strings.Contains(talk, "panic") {
				t.Errorf("dyad load %s says %q", tt.file, talk)
			}
		})
	}
	if _, after, _ := program(t, "dump", "--data", data); after != before {
		t.Error("a refused load changed the store")
	}
}

// TestHugeFile refuses a file by its size, unread. The file is sparse: it takes no room.
func TestHugeFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "huge.yaml")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(100 << 20); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", name}, {"load", name, "--data", filepath.Join(dir, "data")}} {
		code, _, talk := program(t, args...)
		if code != exitInvalid || !strings.Contains(talk, "huge.yaml: the file has 104857600 bytes") {
			t.Errorf("dyad %s = %d, %q; want %d and its size", args[0], code, talk, exitInvalid)
		}
	}
}

// TestDirectoryInUse asks a directory that another process has.
func TestDirectoryInUse(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	db, err := badgerkv.Open(data, badgerkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, args := range [][]string{{"load"}, {"show", "iskp"}, {"serve", "--listen", "127.0.0.1:0"}, {"export", "--format", "csv"}} {
		code, _, talk := program(t, append(args, "--data", data)...)
		if code != exitFailure || !strings.Contains(talk, "--server") {
			t.Errorf("dyad %s = %d, %q; want %d and the way round", args[0], code, talk, exitFailure)
		}
	}
}

// TestKilledLoads kills loads at many moments and looks at what is left: all of a load or nothing, and always sound.
func TestKilledLoads(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a dozen processes")
	}
	program := os.Args[0] // this test binary is the program too, see TestMain
	dir := t.TempDir()
	file := filepath.Join(dir, "many.yaml")
	if err := os.WriteFile(file, manyClaims(2_000), 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "dyad")
	if err := os.Symlink(program, link); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	for i := range 12 {
		cmd := exec.Command(link, "load", file, "--data", data)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(i)*40*time.Millisecond, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // killed, or done
		timer.Stop()
		inspect(t, link, data)
	}
}

// inspect verifies a directory and counts what it holds.
func inspect(t *testing.T, program, data string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(data, "MANIFEST")); err != nil {
		return // killed before it began
	}
	if out, err := exec.Command(program, "verify", "--data", data).CombinedOutput(); err != nil {
		t.Fatalf("dyad verify after a killed load: %v\n%s", err, out)
	}
	out, err := exec.Command(program, "query", "--data", data, "{ stats { claims } }").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(out, []byte(`"claims": 0`)) && !bytes.Contains(out, []byte(`"claims": 2000`)) {
		t.Errorf("after a killed load there are neither none nor all of its claims: %s", out)
	}
}

// manyClaims is a sound file with n claims.
func manyClaims(n int) []byte {
	var b bytes.Buffer
	b.WriteString(head)
	for i := range n {
		b.WriteString("  - {claim: red-harbour attacks blue-valley, at: 0-10, gist: It attacked., when: ")
		b.WriteString(time.Date(2031, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		b.WriteString("}\n")
	}
	return b.Bytes()
}
