package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"dyad/graph"
)

// TestBackupOfAServer backs a server up while a curator changes what it serves, and once more onto that when it is quiet. What is restored
// is, byte for byte, what the directory held then.
func TestBackupOfAServer(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	_, entry, talk := program(t, "token", "vale")
	token := regexp.MustCompile(`dyad_\S{43}`).FindString(talk)
	s := serveFor(t, "--data", at("data"), "--tokens", write(t, dir, "curators", entry))
	code, _, talk := program(t, "backup", "--server", s.url, "-o", at("nobody"))
	if code != exitFailure || !strings.Contains(talk, "who is asking?") {
		t.Errorf("dyad backup without a token = %d, %s; want %d and that one is needed", code, talk, exitFailure)
	}
	if _, err := os.Stat(at("nobody")); err == nil {
		t.Error("a refused backup left a file")
	}
	t.Setenv("DYAD_TOKEN", token)

	var changes sync.WaitGroup
	quiet := make(chan struct{})
	changes.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-quiet:
				return
			default:
			}
			key := "lake-" + strings.Repeat("i", n+1)
			add := `mutation { addEntity(input: {key: "` + key + `", type: "Place", name: "Lake ` + key + `"}, reason: "new") { transaction userErrors { message } } }`
			if code, out, talk := program(t, "query", "--server", s.url, add); code != exitOK || !strings.Contains(out, `"userErrors": []`) {
				t.Errorf("dyad query = %d, %s, %s", code, out, talk)
				return
			}
		}
	})
	backups := []string{at("1"), at("2"), at("3")}
	for i, name := range backups {
		args := []string{"backup", "--server", s.url, "-o", name}
		if i > 0 {
			args = append(args, "--onto", backups[i-1])
		}
		if i == len(backups)-1 {
			close(quiet)
			changes.Wait()
		}
		if code, _, talk := program(t, args...); code != exitOK {
			t.Fatalf("dyad backup = %d: %s", code, talk)
		}
	}
	s.stop()
	t.Setenv("DYAD_TOKEN", "")
	if code, _, talk := program(t, append([]string{"restore", "--data", at("again")}, backups...)...); code != exitOK {
		t.Fatalf("dyad restore = %d: %s", code, talk)
	}
	if code, _, talk := program(t, "verify", "--data", at("again")); code != exitOK {
		t.Errorf("dyad verify = %d: %s", code, talk)
	}
	var histories [2][]byte
	for i, data := range []string{"data", "again"} {
		code, out, talk := program(t, "export", "--format", "jsonl", "--history", "--data", at(data))
		if code != exitOK {
			t.Fatalf("dyad export = %d: %s", code, talk)
		}
		histories[i] = []byte(out)
	}
	if !bytes.Equal(histories[0], histories[1]) || !bytes.Contains(histories[0], []byte("lake-i")) {
		t.Error("the history that was restored is not the one that was backed up")
	}
}

// An impatient reader interrupts the program when it says something.
type impatient struct {
	bytes.Buffer
	word string
	stop func()
}

func (i *impatient) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte(i.word)) {
		i.stop()
	}
	return i.Buffer.Write(p)
}

// TestInterruptedBeforeTheIndex: whoever interrupts the last part of a command is told that what it was for is done.
func TestInterruptedBeforeTheIndex(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, args := range [][]string{{"load", "--data", at("data")}, {"backup", "--data", at("data"), "-o", at("one.backup")}} {
		if code, _, talk := program(t, args...); code != exitOK {
			t.Fatalf("dyad %s = %d: %s", args[0], code, talk)
		}
	}
	for _, tt := range []struct{ says, data string }{{"restored 1 backup up to transaction 1", "restored"}, {"loaded as transaction 1", "loaded"}} {
		ctx, cancel := context.WithCancel(t.Context())
		talk := &impatient{word: tt.says, stop: cancel}
		cmd := newRoot()
		cmd.SetArgs([]string{"load", "--data", at(tt.data)})
		if tt.data == "restored" {
			cmd.SetArgs([]string{"restore", at("one.backup"), "--data", at(tt.data)})
		}
		cmd.SetOut(io.Discard)
		cmd.SetErr(talk)
		if err := cmd.ExecuteContext(ctx); graph.FaultOf(err) != graph.Deadline {
			t.Errorf("%s: the error = %v, want fault %q", tt.data, err, graph.Deadline)
		}
		if !strings.HasSuffix(talk.String(), "the index was not saved, and is to be built at the next opening\n") {
			t.Errorf("%s: dyad says %s", tt.data, talk)
		}
		if code, out, _ := program(t, "verify", "--data", at(tt.data)); code != exitOK {
			t.Errorf("%s: dyad verify = %d: %s", tt.data, code, out)
		}
	}
}
