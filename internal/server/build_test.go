package server_test

import (
	"testing"
	"time"

	"dyad/schema/resolver"
)

// TestBuild: what is not known of a build is null, all of it together.
func TestBuild(t *testing.T) {
	june := time.Date(2031, 6, 1, 12, 0, 0, 0, time.FixedZone("", 2*60*60))
	tests := []struct {
		name  string
		build resolver.Build
		want  string
	}{
		{"nothing but Go", resolver.Build{GoVersion: "go1.99"}, `{"commit":null,"time":null,"goVersion":"go1.99","modified":null}`},
		{
			"a commit",
			resolver.Build{GoVersion: "go1.99", Commit: "c0ffee", Time: june},
			`{"commit":"c0ffee","time":"2031-06-01T10:00:00Z","goVersion":"go1.99","modified":false}`,
		},
		{
			"a commit, and more",
			resolver.Build{GoVersion: "go1.99", Commit: "c0ffee", Time: june, Modified: true},
			`{"commit":"c0ffee","time":"2031-06-01T10:00:00Z","goVersion":"go1.99","modified":true}`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, func(c *resolver.Config) { c.Build = tt.build }, nil)
			a := s.execute(t, `{ server { build { commit time goVersion modified } } }`, nil)
			if got, want := string(a.Data), `{"server":{"build":`+tt.want+`}}`; got != want || len(a.Errors) > 0 {
				t.Errorf("build %s, %v; want %s", got, a.Errors, want)
			}
		})
	}
}
