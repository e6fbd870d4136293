package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"dyad/client"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/server"
	"dyad/schema"
	"dyad/schema/resolver"
)

const (
	jsonType     = "application/json"
	responseType = "application/graphql-response+json"
)

// TestGraphQLOverHTTP follows the audits of the specification: MUST and SHOULD alike.
func TestGraphQLOverHTTP(t *testing.T) {
	s := serve(t, nil, nil)
	get := func(query string) string { return "/graphql?query=" + url.QueryEscape(query) }
	tests := []struct {
		name, method, target, body string
		headers                    []string
		status                     int
		mediaType                  string // of the answer
		data                       bool   // whether there is any
	}{
		{"POST", "POST", "/graphql", `{"query": "{ __typename }"}`, []string{"Content-Type", jsonType}, 200, jsonType, true},
		{"POST in UTF-8", "POST", "/graphql", `{"query": "{ __typename }"}`, []string{"Content-Type", jsonType + "; charset=UTF-8"}, 200, jsonType, true},
		{"GET", "GET", get("{ __typename }"), "", nil, 200, jsonType, true},
		{"GET with variables", "GET", get("query q($n: Int) { entities(first: $n) { totalCount } }") + "&variables=" + url.QueryEscape(`{"n": 1}`) + "&operationName=q", "", nil, 200, jsonType, true},
		{"the new type, on request", "GET", get("{ __typename }"), "", []string{"Accept", responseType}, 200, responseType, true},
		{"the new type, preferred", "GET", get("{ __typename }"), "", []string{"Accept", jsonType + ";q=0.5, " + responseType + ";charset=utf-8"}, 200, responseType, true},
		{"anything", "GET", get("{ __typename }"), "", []string{"Accept", "*/*"}, 200, jsonType, true},
		{"a type that there is not", "GET", get("{ __typename }"), "", []string{"Accept", "text/html"}, 406, jsonType, false},
		{"null for what is optional", "POST", "/graphql", `{"query": "{ __typename }", "variables": null, "operationName": null, "extensions": null}`, []string{"Content-Type", jsonType}, 200, jsonType, true},
		{"extensions", "POST", "/graphql", `{"query": "{ __typename }", "extensions": {"a": 1}}`, []string{"Content-Type", jsonType}, 200, jsonType, true},

		{"a document that can't be read is 200 as JSON", "GET", get("{"), "", nil, 200, jsonType, false},
		{"and 400 as the new type", "GET", get("{"), "", []string{"Accept", responseType}, 400, responseType, false},
		{"a field that there is not is 200 as JSON", "GET", get("{ x }"), "", nil, 200, jsonType, false},
		{"and 400 as the new type", "GET", get("{ x }"), "", []string{"Accept", responseType}, 400, responseType, false},
		{"a variable that does not fit is 200 as JSON", "POST", "/graphql", `{"query": "query q($i: ID!) { node(id: $i) { id } }"}`, []string{"Content-Type", jsonType}, 200, jsonType, false},
		{"and 400 as the new type", "POST", "/graphql", `{"query": "query q($i: ID!) { node(id: $i) { id } }"}`, []string{"Content-Type", jsonType, "Accept", responseType}, 400, responseType, false},
		{"an error of a field is 200 in either", "GET", get(`{ __typename node(id: "x") { id } }`), "", []string{"Accept", responseType}, 200, responseType, true},

		{"no query", "POST", "/graphql", `{}`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"a query that is misspelt", "POST", "/graphql", `{"qeury": "{ __typename }"}`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"a query that is no text", "POST", "/graphql", `{"query": 1}`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"variables that are no object", "POST", "/graphql", `{"query": "{ __typename }", "variables": [1]}`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"an operation's name that is no text", "POST", "/graphql", `{"query": "{ __typename }", "operationName": {}}`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"extensions that are no object", "POST", "/graphql", `{"query": "{ __typename }", "extensions": "x"}`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"variables in a URL that are no JSON", "GET", get("{ __typename }") + "&variables=x", "", nil, 400, jsonType, false},
		{"a body that is no JSON", "POST", "/graphql", `{`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"a list of requests", "POST", "/graphql", `[{"query": "{ __typename }"}]`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"null", "POST", "/graphql", `null`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"two bodies in one", "POST", "/graphql", `{"query": "{ __typename }"} {}`, []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"a body that is not UTF-8", "POST", "/graphql", "{\"query\": \"{ __typename } #\xff\"}", []string{"Content-Type", jsonType}, 400, jsonType, false},
		{"no content type", "POST", "/graphql", `{"query": "{ __typename }"}`, nil, 415, jsonType, false},
		{"a form, as another site could post it", "POST", "/graphql", `query={__typename}`, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, jsonType, false},
		{"another charset", "POST", "/graphql", `{"query": "{ __typename }"}`, []string{"Content-Type", jsonType + "; charset=latin1"}, 415, jsonType, false},
		{"another method", "PUT", "/graphql", ``, nil, 405, jsonType, false},
		{"nothing is there", "GET", "/nothing", ``, nil, 404, jsonType, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := s.do(tt.method, tt.target, tt.body, tt.headers...)
			body := text(t, r)
			if want := tt.mediaType + "; charset=utf-8"; r.StatusCode != tt.status || r.Header.Get("Content-Type") != want {
				t.Errorf("%d %s, want %d %s: %s", r.StatusCode, r.Header.Get("Content-Type"), tt.status, want, body)
			}
			if got := strings.Contains(body, `"data":`); got != tt.data {
				t.Errorf("data: %v, want %v: %s", got, tt.data, body)
			}
			if a := parse(t, []byte(body)); tt.status >= 400 && a.code() == "" {
				t.Errorf("an error without a code: %s", body)
			}
		})
	}
}

func TestMethods(t *testing.T) {
	s := serve(t, nil, nil)
	if got := s.do("DELETE", "/graphql", "").Header.Get("Allow"); got != "GET, HEAD, POST" {
		t.Errorf("Allow %q, want GET, HEAD, POST", got)
	}
	if r := s.do("HEAD", "/graphql?query=%7B__typename%7D", ""); r.StatusCode != 200 || text(t, r) != "" {
		t.Errorf("HEAD: %d with a body, want 200 without", r.StatusCode)
	}
	if r := s.do("POST", "/healthz", ""); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST /healthz: %d, Allow %q; want 405 and GET, HEAD", r.StatusCode, r.Header.Get("Allow"))
	}
}

func TestPages(t *testing.T) {
	s := serve(t, nil, nil)
	for target, want := range map[string]string{
		"/healthz": "ok\n", "/readyz": "ready\n", "/schema.graphql": schema.SDL(), "/explorer.css": "color-scheme",
		"/client/dyad.py": string(client.Python()),
		"/explorer.svg":   "<svg",
	} {
		if r := s.do("GET", target, ""); r.StatusCode != 200 || !strings.Contains(text(t, r), want) {
			t.Errorf("GET %s: %d, want 200 and %.40q", target, r.StatusCode, want)
		}
	}
	notYet := serve(t, func(c *resolver.Config) { c.Snapshot = func() *index.Index { return nil } }, nil)
	if r := notYet.do("GET", "/readyz", ""); r.StatusCode != 503 {
		t.Errorf("GET /readyz before the data is loaded: %d, want 503", r.StatusCode)
	}
	if r := notYet.do("GET", "/healthz", ""); r.StatusCode != 200 {
		t.Errorf("GET /healthz before the data is loaded: %d, want 200", r.StatusCode)
	}
	if r := notYet.do("GET", "/graphql?query=%7B__typename%7D", ""); r.StatusCode != 503 || r.Header.Get("Retry-After") == "" {
		t.Errorf("GET /graphql before the data is loaded: %d, want 503 with Retry-After", r.StatusCode)
	}
}

// TestHosts: a name of another site that points here is not answered.
func TestHosts(t *testing.T) {
	s := serve(t, nil, func(c *server.Config) { c.Hosts = []string{"dyad.example.org"} })
	for host, want := range map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "127.0.0.1": 200, "127.0.0.1:1": 200, "127.9.9.9": 200, "[::1]:8080": 200, "dyad.example.org": 200,
		"dyad.example.org:443": 200, "evil.example.org": 403, "localhost.evil.example.org": 403, "127.0.0.1.evil.example.org": 403, "10.0.0.1": 403,
		"[::2]": 403, "": 403, "localhost:80:80": 403,
	} {
		r := httptest.NewRequest("GET", "/healthz", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestHeaders(t *testing.T) {
	s := serve(t, nil, nil)
	for _, target := range []string{"/", "/graphql?query=%7B__typename%7D", "/nothing", "/healthz"} {
		h := s.do("GET", target, "", "Origin", "https://evil.example.org").Header
		if csp := h.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: Content-Security-Policy %q", target, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Request-Id") == "" {
			t.Errorf("%s: headers %v", target, h)
		}
		for name := range h {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: another site may read it: %s", target, name)
			}
		}
	}
}

func TestGzip(t *testing.T) {
	s := serve(t, nil, nil)
	r := s.do("GET", "/schema.graphql", "", "Accept-Encoding", "gzip")
	if r.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(r.Header.Get("Vary"), "Accept-Encoding") {
		t.Fatalf("headers %v, want gzip", r.Header)
	}
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != schema.SDL() {
		t.Errorf("unpacked: %d bytes, %v; want %d", len(got), err, len(schema.SDL()))
	}
}

// TestLargeBody: who sends too much gets to read why, while still sending.
func TestLargeBody(t *testing.T) {
	s := serve(t, nil, nil)
	h := httptest.NewServer(s)
	defer h.Close()
	body := `{"query": "{ __typename }", "extensions": {"x": "` + strings.Repeat("x", 8<<20) + `"}}`
	r, err := http.Post(h.URL+"/graphql", jsonType, strings.NewReader(body))
	if err != nil {
		t.Fatalf("the client could not read the answer: %v", err)
	}
	defer r.Body.Close()
	if got := parse(t, []byte(text(t, r))); r.StatusCode != 413 || got.code() != graph.CostLimit || !strings.Contains(got.Errors[0].Message, "1048576") {
		t.Errorf("%d %v, want 413 with the limit", r.StatusCode, got.Errors)
	}
	exact := `{"query": "{ __typename }"}`
	exact += strings.Repeat(" ", 1<<20-len(exact))
	if r := s.do("POST", "/graphql", exact, "Content-Type", jsonType); r.StatusCode != 200 {
		t.Errorf("a body of the greatest size: %d, want 200", r.StatusCode)
	}
	if r := s.do("POST", "/graphql", exact+" ", "Content-Type", jsonType); r.StatusCode != 413 {
		t.Errorf("one byte more: %d, want 413", r.StatusCode)
	}
}

// TestNothingLeaks: what went wrong here is told to the log, and to the client its number.
func TestNothingLeaks(t *testing.T) {
	secret := "open /srv/secret/000001.vlog: disk on fire"
	query := `{ claims(first: 1) { nodes { gist } } }`
	tests := []struct {
		name  string
		err   error
		fault graph.Fault
	}{
		{"a foreign error", errors.New(secret), graph.Internal},
		{"an internal error", &graph.Error{Op: "store.Claims", Fault: graph.Internal, Err: errors.New(secret)}, graph.Internal},
		{"damage", &graph.Error{Op: "store.Claims", Fault: graph.Corrupt, Err: errors.New(secret)}, graph.Corrupt},
		{"a conflict", &graph.Error{Op: "store.Claims", On: secret, Fault: graph.Conflict}, graph.Internal},
		{"an internal error in another's clothes", &graph.Error{Fault: graph.NotFound, Err: &graph.Error{Fault: graph.Internal, Err: errors.New(secret)}}, graph.Internal},
		{"a panic", nil, graph.Internal},
	}
	fails := func(err error) func(*resolver.Config) {
		return failWith(func(context.Context) error {
			if err == nil {
				panic(secret)
			}
			return err
		})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, fails(tt.err), nil)
			r := s.do("GET", "/graphql?query="+url.QueryEscape(query), "")
			body := text(t, r)
			a := parse(t, []byte(body))
			if strings.Contains(body, "secret") || strings.Contains(body, "store.Claims") || a.code() != tt.fault {
				t.Fatalf("the client is told %s, want %v and no more", body, tt.fault)
			}
			id := a.Errors[0].Extensions.RequestID
			if id == "" || id != r.Header.Get("X-Request-Id") || !strings.Contains(s.log.String(), id) || !strings.Contains(s.log.String(), secret) {
				t.Errorf("request %q, header %q, log %s", id, r.Header.Get("X-Request-Id"), s.log)
			}
			own := serve(t, fails(tt.err), func(c *server.Config) { c.Candid = true }).execute(t, query, nil)
			if own.code() != tt.fault || !strings.Contains(own.Errors[0].Message, secret) || strings.Contains(own.Errors[0].Message, "log knows") || own.Errors[0].Extensions.RequestID != "" {
				t.Errorf("whoever asks of a directory of their own is told %v, want %v and why", own.Errors, tt.fault)
			}
		})
	}
}

// TestPanics: one outside of any field is answered like any other error of ours.
func TestPanics(t *testing.T) {
	s := serve(t, func(c *resolver.Config) { c.Snapshot = func() *index.Index { panic("secret") } }, nil)
	for _, target := range []string{"/graphql?query=%7B__typename%7D", "/readyz"} {
		r := s.do("GET", target, "")
		body := text(t, r)
		if a := parse(t, []byte(body)); r.StatusCode != 500 || a.code() != graph.Internal || strings.Contains(body, "secret") {
			t.Errorf("GET %s: %d %s, want 500 %v", target, r.StatusCode, body, graph.Internal)
		}
	}
	if log := s.log.String(); strings.Count(log, "secret") < 2 || strings.Count(log, `"status":500`) != 2 {
		t.Errorf("log %s: want both panics and both requests", log)
	}
}

// TestDeadline: a request whose time is over ends, and says so.
func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, failWith(func(ctx context.Context) error { <-ctx.Done(); return fmt.Errorf("read: %w", ctx.Err()) }), nil)
		start := time.Now()
		r := s.do("GET", "/graphql?query="+url.QueryEscape(`{ claims { nodes { gist } } }`), "")
		if a := parse(t, []byte(text(t, r))); r.StatusCode != 504 || a.code() != graph.Deadline || a.Data != nil {
			t.Errorf("%d %v, want 504 %v", r.StatusCode, a.Errors, graph.Deadline)
		}
		if took := time.Since(start); took != 10*time.Second {
			t.Errorf("it took %v, want 10 s", took)
		}
	})
}

// TestOverload: who comes when all hands are full is sent away, not kept waiting.
func TestOverload(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		slow := failWith(func(context.Context) error { <-release; return nil })
		s := serve(t, func(c *resolver.Config) { slow(c); c.Limits.InFlight = 1 }, nil)
		first := make(chan *server.Answer)
		go func() {
			first <- s.Execute(t.Context(), server.Request{Query: `{ claims(first: 1) { nodes { id } } }`})
		}()
		synctest.Wait()
		r := s.do("GET", "/graphql?query=%7B__typename%7D", "")
		if a := parse(t, []byte(text(t, r))); r.StatusCode != 503 || a.code() != graph.Overloaded {
			t.Errorf("%d %v, want 503 %v", r.StatusCode, a.Errors, graph.Overloaded)
		}
		close(release)
		if a := <-first; len(a.Errors) > 0 {
			t.Errorf("the first request: %v", a.Errors)
		}
		if r := s.do("GET", "/graphql?query=%7B__typename%7D", ""); r.StatusCode != 200 {
			t.Errorf("afterwards: %d, want 200", r.StatusCode)
		}
	})
}

// TestQueue: a request waits for its turn, but not for long.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		running := 2 * runtime.GOMAXPROCS(0)
		release := make(chan struct{})
		slow := failWith(func(context.Context) error { <-release; return nil })
		s := serve(t, func(c *resolver.Config) { slow(c); c.Limits.InFlight = running + 1 }, func(c *server.Config) { c.Random = nil })
		answers := make(chan *server.Answer, running+1)
		ask := func() {
			answers <- s.Execute(t.Context(), server.Request{Query: `{ claims(first: 1) { nodes { id } } }`})
		}
		for range running {
			go ask()
		}
		synctest.Wait()
		start := time.Now()
		ask() // waits, in vain
		if a := <-answers; a.Fault() != graph.Overloaded || time.Since(start) != 2*time.Second {
			t.Errorf("one that waited for %v: %v, want %v after 2s", time.Since(start), a.Errors, graph.Overloaded)
		}
		go ask() // waits until the others are done
		synctest.Wait()
		if a := s.execute(t, "{ __typename }", nil); a.code() != graph.Overloaded || time.Since(start) != 2*time.Second {
			t.Errorf("one too many, after %v: %v, want %v at once", time.Since(start), a.Errors, graph.Overloaded)
		}
		close(release)
		for range running + 1 {
			if a := <-answers; len(a.Errors) > 0 {
				t.Errorf("one that had its turn: %v", a.Errors)
			}
		}
	})
}

// TestLateBody: a body that does not arrive in time is no fault of the request.
func TestLateBody(t *testing.T) {
	s := serve(t, nil, nil)
	r := httptest.NewRequest("POST", "http://localhost/graphql", iotest.ErrReader(os.ErrDeadlineExceeded))
	r.Header.Set("Content-Type", jsonType)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if a := parse(t, w.Body.Bytes()); w.Code != 503 || a.code() != graph.Overloaded || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %v, want 503 %v with Retry-After", w.Code, a.Errors, graph.Overloaded)
	}
}

// TestLargeAnswer: an answer that grows too large ends early, and there is none of it.
func TestLargeAnswer(t *testing.T) {
	s := serve(t, func(c *resolver.Config) { c.Limits.AnswerBytes = 1000 }, nil)
	if a := s.execute(t, `{ server { version } }`, nil); len(a.Errors) > 0 {
		t.Errorf("a small answer: %v", a.Errors)
	}
	a := s.execute(t, `{ claims { nodes { id gist from { id name } to { id name } source { id key title } } } }`, nil)
	if a.code() != graph.CostLimit || a.Data != nil || !strings.Contains(a.Errors[0].Message, "more than 1000 bytes: select fewer fields") {
		t.Errorf("a large answer: %v and %d bytes of data, want %v and how to ask for less", a.Errors, len(a.Data), graph.CostLimit)
	}
}

// TestServe: told to stop, the server finishes what it has begun.
func TestServe(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	s := serve(t, failWith(func(context.Context) error { close(begun); <-release; return nil }), nil)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	got := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + l.Addr().String() + "/graphql?query=" + url.QueryEscape(`{ claims(first: 1) { totalCount nodes { revision } } }`))
		if err != nil {
			got <- err.Error()
			return
		}
		defer r.Body.Close()
		var b bytes.Buffer
		_, _ = b.ReadFrom(r.Body)
		got <- b.String()
	}()
	<-begun
	stop()
	close(release)
	if answer := <-got; !strings.Contains(answer, `"totalCount":8`) {
		t.Errorf("the request under way: %s", answer)
	}
	if err := <-done; err != nil {
		t.Errorf("Serve: %v, want nil", err)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("a stopped server still listens")
	}
}

// TestLog: one line for each request, with what it cost and not what it asked.
func TestLog(t *testing.T) {
	s := serve(t, nil, nil)
	s.do("POST", "/graphql", `{"query": "query Who { entity(by: {key: \"red-harbour\"}) { key } }", "operationName": "Who"}`, "Content-Type", jsonType)
	line := s.log.String()
	for _, want := range []string{`"operation":"Who"`, `"price":1`, `"status":200`, `"path":"/graphql"`, `"request":"`} {
		if !strings.Contains(line, want) {
			t.Errorf("log %s lacks %s", line, want)
		}
	}
	if strings.Contains(line, "red-harbour") || strings.Count(line, "\n") != 1 {
		t.Errorf("log %s: want one line, without the question", line)
	}
}

func TestNoResolvers(t *testing.T) {
	if _, err := server.New(server.Config{}); graph.FaultOf(err) != graph.Internal {
		t.Errorf("New of an empty config: %v, want %v", err, graph.Internal)
	}
}

// FuzzRequests: whatever is posted, the answer is JSON in the one shape, and never a fault of ours.
func FuzzRequests(f *testing.F) {
	s := serve(f, nil, nil)
	for _, seed := range []string{
		`{"query": "{ __typename }"}`, `{"query": "query ($v: View) { claims(view: $v) { totalCount } }", "variables": {"v": {"sources": []}}}`, `[]`, `{"query": 1}`,
		`{"query": "{ entity(by: {key: \"a\"}) { names { text } } }"}`, `{"query": "{ ...f } fragment f on Query { ...f }"}`,
		`{"query": "query ($f: RelationshipFilter) { relationships(filter: $f) { totalCount } }", "variables": {"f": {"or": [{"sign": "zero"}]}}}`,
		`{"query": "{ claims(first: 99999999999999999999) { totalCount } }"}`,
		`{"query": "query ($n: Int!) { claims(first: $n) { totalCount } }", "variables": {"n": 1e99}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		r := s.do("POST", "/graphql", string(body), "Content-Type", jsonType)
		a := parse(t, []byte(text(t, r)))
		for _, e := range a.Errors {
			if e.Extensions.Code == graph.Internal || e.Extensions.Code == graph.Corrupt || e.Extensions.Code == "" {
				t.Errorf("%s: %+v\n%s", body, e, s.log)
			}
		}
		s.log.Reset()
	})
}
