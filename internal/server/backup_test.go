package server_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/internal/server"
)

// serveBackups serves backups to vale, made by write.
func serveBackups(t *testing.T, write func(io.Writer, server.BackupBase, func() error) error) *served {
	t.Helper()
	return serve(t, nil, func(c *server.Config) {
		c.Curator = func(token string) (string, bool) { return "vale", token == "dyad_vale" }
		c.Backup = func(_ context.Context, w io.Writer, onto server.BackupBase, pause func() error) error {
			return write(w, onto, pause)
		}
	})
}

const digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestBackupOverHTTP(t *testing.T) {
	tests := []struct {
		name, query string
		want        server.BackupBase
	}{
		{"a full one", "", server.BackupBase{}},
		{"by number", "?after=7", server.BackupBase{After: 7}},
		{"onto an earlier one", "?after=7&sha256=" + digits + "&previous=" + digits, server.BackupBase{After: 7, Tip: digits, Previous: digits}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var asked server.BackupBase
			s := serveBackups(t, func(w io.Writer, onto server.BackupBase, pause func() error) error {
				asked = onto
				_, err := io.WriteString(w, "rows")
				return errors.Join(err, pause())
			})
			r := s.do(http.MethodGet, "/backup"+tt.query, "", "Authorization", "Bearer dyad_vale")
			if got := text(t, r); r.StatusCode != http.StatusOK || got != "rows" || asked != tt.want {
				t.Errorf("GET /backup%s = %d, %q, asked for %+v; want 200, rows, %+v", tt.query, r.StatusCode, got, asked, tt.want)
			}
			if kind := r.Header.Get("Content-Type"); kind != "application/octet-stream" {
				t.Errorf("its media type is %q", kind)
			}
		})
	}
}

func TestBackupRefused(t *testing.T) {
	tests := []struct {
		name, method, target string
		headers              []string
		status               int
		code                 graph.Fault
		words                string
	}{
		{"nobody asks", "GET", "/backup", nil, 401, graph.Unauthenticated, "who is asking?"},
		{"a token that nobody holds", "GET", "/backup", []string{"Authorization", "Bearer dyad_reed"}, 401, graph.Unauthenticated, "nobody holds this token"},
		{"a page of another site", "GET", "/backup", []string{"Authorization", "Bearer dyad_vale", "Origin", "http://elsewhere.example"}, 403, graph.Forbidden, "elsewhere"},
		{"posted", "POST", "/backup", []string{"Authorization", "Bearer dyad_vale"}, 405, graph.BadInput, "GET"},
		{"a parameter that there is not", "GET", "/backup?afetr=1", []string{"Authorization", "Bearer dyad_vale"}, 400, graph.BadInput, "afetr: there is no such parameter"},
		{"no number", "GET", "/backup?after=x", []string{"Authorization", "Bearer dyad_vale"}, 400, graph.BadInput, "after: it takes the number of a transaction"},
		{"a number below zero", "GET", "/backup?after=-1", []string{"Authorization", "Bearer dyad_vale"}, 400, graph.BadInput, "after"},
		{"twice", "GET", "/backup?after=1&after=2", []string{"Authorization", "Bearer dyad_vale"}, 400, graph.BadInput, "given 2 times"},
		{"no digest", "GET", "/backup?after=1&sha256=abc", []string{"Authorization", "Bearer dyad_vale"}, 400, graph.BadInput, "sha256: it takes the 64"},
		{"a digest of nothing", "GET", "/backup?sha256=" + digits, []string{"Authorization", "Bearer dyad_vale"}, 400, graph.BadInput, "after: it is missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serveBackups(t, func(io.Writer, server.BackupBase, func() error) error {
				t.Error("a backup was made")
				return nil
			})
			r := s.do(tt.method, tt.target, "", tt.headers...)
			got := text(t, r)
			if a := parse(t, []byte(got)); r.StatusCode != tt.status || a.code() != tt.code || !strings.Contains(got, tt.words) {
				t.Errorf("%s %s = %d %s, want %d, %s and %q", tt.method, tt.target, r.StatusCode, got, tt.status, tt.code, tt.words)
			}
			if tt.status == http.StatusUnauthorized && r.Header.Get("WWW-Authenticate") == "" {
				t.Error("status 401 without a challenge")
			}
		})
	}
}

// TestBackupWithoutCurators asks a server that has none.
func TestBackupWithoutCurators(t *testing.T) {
	s := serve(t, nil, nil)
	r := s.do(http.MethodGet, "/backup", "", "Authorization", "Bearer dyad_vale")
	if got := text(t, r); r.StatusCode != http.StatusForbidden || !strings.Contains(got, "--tokens") {
		t.Errorf("GET /backup = %d %s, want 403 and the way", r.StatusCode, got)
	}
}

// TestBackupThatFails fails before anything was sent, which is answered, and after, which breaks off.
func TestBackupThatFails(t *testing.T) {
	refused := &graph.Error{Fault: graph.BadInput, Err: errors.New("there is no transaction 9")}
	s := serveBackups(t, func(io.Writer, server.BackupBase, func() error) error { return refused })
	r := s.do(http.MethodGet, "/backup?after=9", "", "Authorization", "Bearer dyad_vale")
	if got := text(t, r); r.StatusCode != http.StatusBadRequest || !strings.Contains(got, "there is no transaction 9") {
		t.Errorf("GET /backup?after=9 = %d %s, want 400 and why", r.StatusCode, got)
	}
	s = serveBackups(t, func(w io.Writer, _ server.BackupBase, _ func() error) error {
		_, err := w.Write(make([]byte, 1<<20))
		return errors.Join(err, refused)
	})
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Error("a backup that fails on the way does not break off")
		}
	}()
	s.do(http.MethodGet, "/backup", "", "Authorization", "Bearer dyad_vale")
}
