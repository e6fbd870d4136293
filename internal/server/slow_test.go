package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"dyad/internal/server"
)

// TestSlowSenders: who sends a request byte by byte is hung up on when its time is over, in the middle of the header or of the body.
func TestSlowSenders(t *testing.T) {
	l := listen(t, nil, func(c *server.Config) {
		c.Timeouts.Header, c.Timeouts.Read = 200*time.Millisecond, 400*time.Millisecond
	})
	post := "POST /graphql HTTP/1.1\r\nHost: " + l.addr + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n"
	for name, begun := range map[string]string{"header": post, "body": post + "\r\n{"} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("tcp", l.addr)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if _, err := io.WriteString(conn, begun); err != nil {
				t.Fatal(err)
			}
			go func() { // until the connection is closed at either end
				for {
					if _, err := io.WriteString(conn, "x"); err != nil {
						return
					}
					time.Sleep(20 * time.Millisecond)
				}
			}()
			_ = conn.SetReadDeadline(time.Now().Add(30 * time.Second))
			if _, err := io.Copy(io.Discard, conn); err != nil && isTimeout(err) {
				t.Error("the connection is still open after 30 seconds")
			}
		})
	}
}

func isTimeout(err error) bool {
	timeout, ok := err.(net.Error)
	return ok && timeout.Timeout()
}

// TestWhoHangsUp: a client that leaves in the middle of an answer ends the work on it.
func TestWhoHangsUp(t *testing.T) {
	l := listen(t, nil, nil)
	ctx, leave := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, "POST", "http://"+l.addr+"/graphql", strings.NewReader(`{"query": "{ slow }"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", jsonType)
	done := make(chan error, 1)
	go func() {
		response, err := (&http.Transport{}).RoundTrip(r)
		if err == nil {
			response.Body.Close()
		}
		done <- err
	}()
	l.busy(t, 1)
	leave()
	if err := <-done; err == nil {
		t.Error("there was an answer; the question was to be left")
	}
	l.idle(t)
}

// TestSlowReaders: an answer that its client does not take is counted until the client has gone.
func TestSlowReaders(t *testing.T) {
	l := listen(t, nil, nil)
	conn, err := net.Dial("tcp", l.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET /graphql?query=%%7Btext(length:10000000)%%7D HTTP/1.1\r\nHost: %s\r\n\r\n", l.addr) // more than networks hold
	held := func() string { return fmt.Sprintf("%d bytes are held", l.Held()) }
	until(t, func() bool { return l.Held() > 10_000_000 }, held)
	conn.Close()
	until(t, func() bool { return l.Held() == 0 }, held)
}

// TestBacklog: where clients have not taken 128 MB of answers, a large one more is refused, whichever way it is asked for; a small one is not.
func TestBacklog(t *testing.T) {
	l := listen(t, nil, nil)
	release, err := l.Hold(128<<20 - 100_000)
	if err != nil {
		t.Fatal(err)
	}
	large, small := "{ text(length: 200000) }", "{ text(length: 1000) }"
	full := func(want bool) {
		t.Helper()
		status := http.StatusOK
		if want {
			status = http.StatusServiceUnavailable
		}
		r := l.ask(t, "GET", large, "Accept", jsonType)
		if body := text(t, r); r.StatusCode != status || strings.Contains(body, `"OVERLOADED"`) != want {
			t.Errorf("a large answer: %d %.200s, want %d", r.StatusCode, body, status)
		}
		if body := text(t, l.ask(t, "GET", large)); strings.Contains(body, `"OVERLOADED"`) != want {
			t.Errorf("a large answer as an event: %.200s, want it refused: %v", body, want)
		}
		c := l.begin(t)
		c.write(subscribe("a", large))
		if m, err := c.read(); err != nil || strings.Contains(m, `"OVERLOADED"`) != want {
			t.Errorf("a large answer over WebSocket: %.200s (%v), want it refused: %v", m, err, want)
		}
		if r := l.ask(t, "GET", small, "Accept", jsonType); r.StatusCode != http.StatusOK {
			t.Errorf("a small answer: %d, want 200", r.StatusCode)
		}
	}
	full(true)
	release()
	full(false)
}

// TestPreflight: a browser that asks whether a page of another site may post here is told nothing that would let it.
func TestPreflight(t *testing.T) {
	l := listen(t, nil, nil)
	conn, err := net.Dial("tcp", l.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "OPTIONS /graphql HTTP/1.1\r\nHost: %s\r\nOrigin: http://elsewhere.example\r\nAccess-Control-Request-Method: POST\r\n"+
		"Access-Control-Request-Headers: content-type, authorization\r\nConnection: close\r\n\r\n", l.addr)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("status %d, want 405", response.StatusCode)
	}
	for name := range response.Header {
		if strings.HasPrefix(name, "Access-Control-") {
			t.Errorf("header %s lets other sites in", name)
		}
	}
}
