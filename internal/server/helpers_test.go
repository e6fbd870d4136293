package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"dyad/graph"
	"dyad/internal/server"
	"dyad/schema/resolver"
	"dyad/schema/resolver/resolvertest"
)

// A served server, and what it logged.
type served struct {
	*server.Server
	http.Handler
	log *diary
}

// A diary is a log that may be read while it is written.
type diary struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.Write(p)
}

func (d *diary) Reset() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.text.Reset()
}

func (d *diary) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.String()
}

// serve returns a server over the corpus. The changes may be nil.
func serve(t testing.TB, change func(*resolver.Config), also func(*server.Config)) *served {
	t.Helper()
	rc := resolvertest.Config(t)
	if change != nil {
		change(&rc)
	}
	root, err := resolver.New(rc)
	if err != nil {
		t.Fatal(err)
	}
	log := &diary{}
	sc := server.Config{Resolvers: root, Log: slog.New(slog.NewJSONHandler(log, nil)), Random: strings.NewReader(strings.Repeat("12345678", 100))}
	if also != nil {
		also(&sc)
	}
	s, err := server.New(sc)
	if err != nil {
		t.Fatal(err)
	}
	return &served{s, s.Handler(), log}
}

// answer is an answer, as clients read it.
type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Locations  []struct{ Line, Column int }
		Extensions struct {
			Code       graph.Fault
			Candidates []string
			RequestID  string
		}
	}
	Extensions struct {
		Cost struct{ Requested, Limit int }
	}
}

// code is the code of the first error, "" if there is none.
func (a *answer) code() graph.Fault {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Extensions.Code
}

// execute runs a request without HTTP.
func (s *served) execute(t testing.TB, query string, variables map[string]any) *answer {
	t.Helper()
	return read(t, s.Execute(t.Context(), server.Request{Query: query, Variables: variables}))
}

func read(t testing.TB, a *server.Answer) *answer {
	t.Helper()
	text, err := a.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, text)
}

func parse(t testing.TB, text []byte) *answer {
	t.Helper()
	var got answer
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%s is no answer: %v", text, err)
	}
	return &got
}

// do sends a request to the handler.
func (s *served) do(method, target, body string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, "http://localhost"+target, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

// text reads a body.
func text(t testing.TB, r *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// until fails unless something comes true soon. otherwise tells what holds instead.
func until(t testing.TB, holds func() bool, otherwise func() string) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(otherwise())
		}
	}
}

// A failing records fails in a way of the test's choice.
type failing struct {
	resolver.Records
	claims func(context.Context) error
}

func (f failing) Claims(ctx context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error) {
	if err := f.claims(ctx); err != nil {
		return nil, err
	}
	return f.Records.Claims(ctx, ids, asOf)
}

// failWith makes the records of claims fail.
func failWith(claims func(context.Context) error) func(*resolver.Config) {
	return func(c *resolver.Config) { c.Records = failing{c.Records, claims} }
}
