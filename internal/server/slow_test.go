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
