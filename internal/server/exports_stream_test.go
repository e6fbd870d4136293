package server_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dyad/graph"
	"dyad/internal/export"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

// A mill is a format that writes as a test wants it to.
type mill struct {
	most   int   // bytes; 0: without end
	fails  error // behind the last byte
	panics bool
	going  atomic.Int64
}

// format is the mill as a format.
func (m *mill) format() export.Format {
	return export.Format{Name: "mill", Extension: "txt", MediaType: "text/plain; charset=utf-8", Write: m.write}
}

func (m *mill) write(_ context.Context, w io.Writer, _ *export.Selection) error {
	m.going.Add(1)
	defer m.going.Add(-1)
	line := bytes.Repeat([]byte("x"), 1000)
	for n := 0; m.most == 0 || n < m.most; n += len(line) {
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	if m.panics {
		panic("the mill")
	}
	return m.fails
}

// grind serves a mill on loopback.
func grind(t *testing.T, m *mill, change func(*resolver.Config), also func(*server.Config)) *listening {
	t.Helper()
	l := listen(t, change, also)
	l.WithFormats(m.format())
	return l
}

// fetch asks for the mill's export. Nothing that was compressed is taken apart.
func (l *listening) fetch(t *testing.T, headers ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", "http://"+l.addr+"/export/mill", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := (&http.Transport{DisableCompression: true}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return response
}

// TestExportWhole: a large export comes whole, plain and compressed.
func TestExportWhole(t *testing.T) {
	l := grind(t, &mill{most: 3_000_000}, nil, nil)
	if n, err := io.Copy(io.Discard, l.fetch(t).Body); n != 3_000_000 || err != nil {
		t.Errorf("%d bytes, %v; want 3,000,000", n, err)
	}
	r := l.fetch(t, "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(r.Body)
	if err != nil || r.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("it is %q: %v", r.Header.Get("Content-Encoding"), err)
	}
	if n, err := io.Copy(io.Discard, z); n != 3_000_000 || err != nil {
		t.Errorf("unpacked %d bytes, %v; want 3,000,000", n, err)
	}
}

// TestExportBreaks: an export that fails on the way does not look whole, and the log knows why; one that fails before anything was sent is
// refused.
func TestExportBreaks(t *testing.T) {
	secret := &graph.Error{Op: "read", On: "/a/file", Fault: graph.Corrupt, Err: errors.New("bad block")}
	for name, m := range map[string]*mill{"an error": {most: 3_000_000, fails: secret}, "a panic": {most: 3_000_000, panics: true}} {
		for _, encoding := range []string{"identity", "gzip"} {
			t.Run(name+", "+encoding, func(t *testing.T) {
				l := grind(t, m, nil, nil)
				r := l.fetch(t, "Accept-Encoding", encoding)
				if _, err := io.Copy(io.Discard, r.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
					t.Errorf("the end of what broke off: %v, want %v", err, io.ErrUnexpectedEOF)
				}
				until(t, func() bool { return strings.Contains(l.log.String(), `"msg":"request"`) }, func() string { return "no line of the request" })
				if got := l.log.String(); !strings.Contains(got, "bad block") && !strings.Contains(got, "the mill") {
					t.Errorf("the log does not say why:\n%s", got)
				}
			})
		}
	}
	l := grind(t, &mill{most: 1000, fails: secret}, nil, nil)
	r := l.fetch(t)
	if body := text(t, r); r.StatusCode != 500 || !strings.Contains(body, `"CORRUPT"`) || strings.Contains(body, "bad block") || r.Header.Get("ETag") != "" {
		t.Errorf("what failed at once: %d %s %v, want 500 and CORRUPT, and nothing else", r.StatusCode, body, r.Header)
	}
}

// TestExportAndQuestions: exports that their clients do not take keep nobody from asking.
func TestExportAndQuestions(t *testing.T) {
	m := &mill{}
	l := grind(t, m, func(c *resolver.Config) { c.Limits.Exports = 20 }, nil)
	for range 20 { // more than are worked on at once
		conn, err := net.Dial("tcp", l.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "GET /export/mill HTTP/1.1\r\nHost: %s\r\n\r\n", l.addr)
	}
	until(t, func() bool { return m.going.Load() == 20 && l.Working() == 0 },
		func() string {
			return fmt.Sprintf("%d exports, %d are worked on; want 20 that wait for their clients", m.going.Load(), l.Working())
		})
	if r := l.ask(t, "GET", "{ hello }", "Accept", jsonType); r.StatusCode != 200 {
		t.Errorf("a question meanwhile: %d %s", r.StatusCode, text(t, r))
	}
}

// TestExportPauses: exports that work long before they write keep nobody from asking, and end when their clients leave.
func TestExportPauses(t *testing.T) {
	var working atomic.Int64
	everyWorker := 2 * runtime.GOMAXPROCS(0)
	l := listen(t, func(c *resolver.Config) { c.Limits.Exports = everyWorker }, nil)
	l.WithFormats(export.Format{
		Name: "mill", Extension: "txt", MediaType: "text/plain", Write: func(_ context.Context, _ io.Writer, s *export.Selection) error {
			working.Add(1)
			defer working.Add(-1)
			for {
				if err := s.Pause(); err != nil {
					return err
				}
			}
		},
	})
	var clients []net.Conn
	for range everyWorker {
		conn, err := net.Dial("tcp", l.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "GET /export/mill HTTP/1.1\r\nHost: %s\r\n\r\n", l.addr)
		clients = append(clients, conn)
	}
	until(t, func() bool { return working.Load() == int64(everyWorker) }, func() string { return "not all exports have begun" })
	if r := l.ask(t, "GET", "{ hello }", "Accept", jsonType); r.StatusCode != 200 {
		t.Errorf("a question meanwhile: %d %s", r.StatusCode, text(t, r))
	}
	for _, conn := range clients {
		conn.Close()
	}
	until(t, func() bool { return working.Load() == 0 && l.Exporting() == 0 && l.Working() == 0 }, func() string { return "they go on though nobody wants them" })
}

// TestExportLeft: a client that leaves ends the work, and that is no fault of the server's.
func TestExportLeft(t *testing.T) {
	m := &mill{}
	l := grind(t, m, nil, nil)
	r := l.fetch(t)
	if _, err := io.CopyN(io.Discard, r.Body, 1_000_000); err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	until(t, func() bool { return m.going.Load() == 0 && l.Exporting() == 0 && l.Working() == 0 }, func() string { return "it goes on though nobody wants it" })
	l.wantLog(t, `"code":"DEADLINE_EXCEEDED"`)
	if got := l.log.String(); strings.Contains(got, `"level":"ERROR"`) {
		t.Errorf("it is logged as a fault here:\n%s", got)
	}
}

// TestExportsAtOnce: one more than may be under way is turned away.
func TestExportsAtOnce(t *testing.T) {
	m := &mill{}
	l := grind(t, m, func(c *resolver.Config) { c.Limits.Exports = 1 }, nil)
	first := l.fetch(t)
	second := l.fetch(t)
	if body := text(t, second); second.StatusCode != 503 || !strings.Contains(body, `"OVERLOADED"`) || second.Header.Get("Retry-After") == "" {
		t.Errorf("a second export: %d %s, want 503", second.StatusCode, body)
	}
	first.Body.Close()
	until(t, func() bool { return l.Exporting() == 0 }, func() string { return "the first goes on" })
	if third := l.fetch(t); third.StatusCode != 200 {
		t.Errorf("an export after it: %d, want 200", third.StatusCode)
	}
}

// TestExportPace: a download that is slow but moves goes on beyond the time for a write and for reading a request; one that stands still
// is hung up on.
func TestExportPace(t *testing.T) {
	m := &mill{most: 40_000_000} // more than networks hold
	l := grind(t, m, nil, func(c *server.Config) {
		c.Timeouts.Read, c.Timeouts.Write = 300*time.Millisecond, 300*time.Millisecond
	})
	r, begun, n := l.fetch(t), time.Now(), int64(0)
	for {
		some, err := io.CopyN(io.Discard, r.Body, 2_000_000)
		if n += some; errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("after %d bytes: %v", n, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
	if took := time.Since(begun); n != 40_000_000 || took < 900*time.Millisecond {
		t.Fatalf("%d bytes in %v, want 40,000,000 in more than three times what a write has", n, took)
	}
	still := l.fetch(t)
	until(t, func() bool { return m.going.Load() == 0 }, func() string { return "an export that nobody takes goes on" })
	if _, err := io.Copy(io.Discard, still.Body); err == nil {
		t.Error("what was cut off looks whole")
	}
}

// TestExportStop: a server that is told to stop cuts an export off that has no end, and does not return before it has noticed.
func TestExportStop(t *testing.T) {
	m := &mill{}
	l := grind(t, m, nil, func(c *server.Config) { c.Timeouts.Shutdown = 100 * time.Millisecond })
	r := l.fetch(t)
	go func() { _, _ = io.Copy(io.Discard, r.Body) }()
	until(t, func() bool { return m.going.Load() == 1 }, func() string { return "it has not begun" })
	l.stop()
	err := <-l.done
	l.done <- nil
	if !errors.Is(err, context.DeadlineExceeded) || m.going.Load() != 0 {
		t.Errorf("Serve: %v with %d exports under way; want %v and none", err, m.going.Load(), context.DeadlineExceeded)
	}
}

// TestExportKept: who has an export is not sent it again until the data or the question is another.
func TestExportKept(t *testing.T) {
	s := serve(t, nil, nil)
	first := s.do("GET", "/export/csv?type=attacks&around=red-harbour", "")
	tag := first.Header.Get("ETag")
	same := s.do("GET", "/export/csv?around=red-harbour&depth=1&type=attacks", "", "If-None-Match", `"x", `+tag)
	if body := text(t, same); same.StatusCode != 304 || body != "" || same.Header.Get("ETag") != tag {
		t.Errorf("the same question: %d %q with tag %s, want 304 with %s", same.StatusCode, body, same.Header.Get("ETag"), tag)
	}
	for _, other := range []string{"/export/csv?type=attacks", "/export/dot?type=attacks&around=red-harbour", "/export/csv/manifest?type=attacks&around=red-harbour", "/export/csv?type=attacks&around=red-harbour&as-of=1"} {
		if r := s.do("GET", other, "", "If-None-Match", tag); r.StatusCode != 200 || r.Header.Get("ETag") == tag {
			t.Errorf("%s: %d with tag %s, want another answer than %s", other, r.StatusCode, r.Header.Get("ETag"), tag)
		}
	}
	head := s.do("HEAD", "/export/csv?type=attacks&around=red-harbour", "")
	if body := text(t, head); head.StatusCode != 200 || body != "" || head.Header.Get("ETag") != tag || head.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("HEAD: %d %q %v", head.StatusCode, body, head.Header)
	}
	again := serve(t, nil, func(c *server.Config) { c.Random = strings.NewReader(strings.Repeat("87654321", 100)) })
	if r := again.do("GET", "/export/csv?type=attacks&around=red-harbour", "", "If-None-Match", tag); r.StatusCode != 200 {
		t.Errorf("a server that was started anew: %d, want 200: its data may be other", r.StatusCode)
	}
}

// TestExportAsked: how an export is asked for.
func TestExportAsked(t *testing.T) {
	s := serve(t, nil, nil)
	if r := s.do("POST", "/export/csv", ""); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d, Allow %q; want 405", r.StatusCode, r.Header.Get("Allow"))
	}
	if r := s.do("GET", "/export/csv", "", "Origin", "http://elsewhere.example"); r.StatusCode != 403 {
		t.Errorf("a page of another site: %d, want 403", r.StatusCode)
	}
	l := grind(t, &mill{most: 1000}, nil, nil)
	conn, err := net.Dial("tcp", l.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET /export/mill HTTP/1.0\r\nHost: %s\r\n\r\n", l.addr)
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != 505 {
		t.Errorf("HTTP/1.0: %d, want 505: there is no telling whether it is whole", r.StatusCode)
	}
}

// TestExportCounts: an export is an operation, by its format, and a line of the log.
func TestExportCounts(t *testing.T) {
	s := counted(t, nil, nil)
	n := len(text(t, s.do("GET", "/export/csv?type=attacks", "")))
	s.do("GET", "/export/csv?type=atacks", "") // found out when it is worked on
	s.do("GET", "/export/csv?typ=attacks", "") // and before
	s.wantSamples(t,
		`dyad_operation_seconds_count{class="csv",kind="export"} 2`,
		`dyad_price_charged_total{class="csv",kind="export"} 20060`, // a look at the whole graph, three objects and lists in the filter
		fmt.Sprintf(`dyad_answer_bytes_sum %d`, n),
		`dyad_refusals_total{code="NOT_FOUND"} 1`, `dyad_refusals_total{code="BAD_USER_INPUT"} 1`,
		`dyad_http_requests_total{route="/export/{format}",status="200"} 1`,
		`dyad_http_requests_total{route="/export/{format}",status="404"} 1`,
	)
	if got := s.log.String(); !strings.Contains(got, `"path":"/export/csv","status":200`) || !strings.Contains(got, `"price":10030`) || strings.Contains(got, "attacks") {
		t.Errorf("the log:\n%s", got)
	}
}
