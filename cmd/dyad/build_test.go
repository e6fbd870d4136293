package main

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"dyad/schema/resolver"

	"github.com/google/go-cmp/cmp"
)

func TestBuildOf(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	tests := []struct {
		name     string
		settings []debug.BuildSetting
		want     resolver.Build
	}{
		{"outside of a checkout", []debug.BuildSetting{setting("-trimpath", "true")}, resolver.Build{GoVersion: "go1.99"}},
		{
			"a commit",
			[]debug.BuildSetting{setting("vcs.revision", "c0ffee"), setting("vcs.time", "2031-06-01T10:00:00Z"), setting("vcs.modified", "false")},
			resolver.Build{Commit: "c0ffee", Time: time.Date(2031, 6, 1, 10, 0, 0, 0, time.UTC), GoVersion: "go1.99"},
		},
		{
			"changes that were not committed",
			[]debug.BuildSetting{setting("vcs.revision", "c0ffee"), setting("vcs.modified", "true")},
			resolver.Build{Commit: "c0ffee", GoVersion: "go1.99", Modified: true},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := buildOf(&debug.BuildInfo{GoVersion: "go1.99", Settings: tt.settings})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrintVersion(t *testing.T) {
	june := time.Date(2031, 6, 1, 12, 0, 0, 0, time.FixedZone("", 2*60*60))
	tests := []struct {
		name  string
		build resolver.Build
		want  string // behind the first line
	}{
		{"no commit known", resolver.Build{GoVersion: "go1.99"}, ""},
		{"a commit", resolver.Build{GoVersion: "go1.99", Commit: "c0ffee", Time: june}, "commit c0ffee of 2031-06-01T10:00:00Z\n"},
		{
			"a commit, and more",
			resolver.Build{GoVersion: "go1.99", Commit: "c0ffee", Time: june, Modified: true},
			"commit c0ffee of 2031-06-01T10:00:00Z, and changes that were not committed\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			if err := printVersion(&out, "v1", tt.build); err != nil {
				t.Fatal(err)
			}
			want := "dyad v1 (go1.99, " + runtime.GOOS + "/" + runtime.GOARCH + ")\n" + tt.want
			if diff := cmp.Diff(want, out.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
