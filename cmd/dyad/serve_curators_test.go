package main

import (
	"bytes"
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// A serving process in this one: what it said, and how it is stopped.
type servingCurators struct {
	url  string
	stop func() string // waits for its end, and returns what it said
}

// serveFor starts 'dyad serve' on a port of its choice, and waits for its greeting.
func serveFor(t *testing.T, args ...string) *servingCurators {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	talk := &greeting{done: make(chan struct{})}
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), strings.NewReader(""), &bytes.Buffer{}, talk)
	}()
	select {
	case <-talk.done:
	case code := <-ended:
		t.Fatalf("dyad serve = %d: %s", code, talk)
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(talk.String())
	return &servingCurators{url, func() string {
		cancel()
		if code := <-ended; code != exitOK && code != exitInterrupted {
			t.Errorf("dyad serve = %d: %s", code, talk)
		}
		return talk.String()
	}}
}

// A greeting is what a server says, and closes done at the last word of how it greets.
type greeting struct {
	mu   sync.Mutex
	text bytes.Buffer
	once sync.Once
	done chan struct{}
}

func (g *greeting) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.text.Write(p)
	if strings.Contains(g.text.String(), "Stop with Ctrl-C.") {
		g.once.Do(func() { close(g.done) })
	}
	return len(p), nil
}

func (g *greeting) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.text.String()
}

// TestServeForCurators makes a token and a server that knows its hash, changes the graph with it from the command line, undoes that, and
// finds both recorded in the directory once the server has stopped.
func TestServeForCurators(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	code, entry, talk := program(t, "token", "vale")
	token := regexp.MustCompile(`dyad_\S{43}`).FindString(talk)
	if code != exitOK || token == "" || strings.Contains(entry, token) {
		t.Fatalf("dyad token = %d, %q, %q; want a token in the second, and not in the first", code, entry, talk)
	}
	file := write(t, dir, "curators", entry)
	s := serveFor(t, "--data", data, "--tokens", file)
	add := `mutation { addEntity(input: {key: "lakes-council", type: "InternationalOrganization", name: "Lakes Council"}, reason: "new")
		{ transaction entity { key } userErrors { code message field } } }`
	ask := func(want int, wantOut, wantTalk string, args ...string) {
		t.Helper()
		code, out, talk := program(t, append(args, "--server", s.url)...)
		if code != want || !strings.Contains(out, wantOut) || !strings.Contains(talk, wantTalk) {
			t.Errorf("dyad %s = %d, %q, %q; want %d, %q and %q", strings.Join(args, " "), code, out, talk, want, wantOut, wantTalk)
		}
	}
	ask(exitFailure, "", "UNAUTHENTICATED", "query", add)
	ask(exitFailure, "", "UNAUTHENTICATED", "query", add, "--token", token+"x")
	t.Setenv("DYAD_TOKEN", token)
	ask(exitOK, `"transaction": 2`, "", "query", add)
	ask(exitFailure, "", "there is one already (at input) [CONFLICT]", "query", add)
	ask(exitOK, "Lakes Council", "", "show", "lakes-council")
	ask(exitOK, `"undone": 2`, "", "query", `mutation { undoBatch(input: {transaction: 2}, reason: "a slip") { undone userErrors { message } } }`)
	ask(exitNotFound, "", "lakes-council", "show", "lakes-council")
	said := s.stop()
	if !strings.Contains(said, "1 token of "+file) || !strings.Contains(said, "curator=vale") || strings.Contains(said, token) {
		t.Errorf("the server said: %s\nwant how many tokens there are, who asked, and no token", said)
	}
	if code, out, talk := program(t, "export", "--format", "jsonl", "--history", "--data", data); code != exitOK ||
		!strings.Contains(out, `{"kind":"transaction","tx":3,`) || !strings.Contains(out, `"author":"vale","reason":"a slip","undoes":2}`) {
		t.Errorf("the history: %d, %s, want the undoing in it", code, talk)
	}
	if code, _, talk := program(t, "verify", "--data", data); code != exitOK {
		t.Errorf("dyad verify = %d: %s", code, talk)
	}
}
