package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestHook puts a hook where exactly one line fits, and complains about none and about two.
func TestHook(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"one line", "func f(a int) {\n\treturn\n}\n", "func f(a int) {\n\tlook()\n\treturn\n}\n"},
		{"none", "func g(a int) {\n}\n", ""},
		{"two", "func f(a int) {\n}\nfunc f(b int) {\n}\n", ""},
		{"one that only has it within", "// func f(a int) {\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "f.go")
			if err := os.WriteFile(path, []byte(tt.file), 0o600); err != nil {
				t.Fatal(err)
			}
			err := hook(path, []hookAt{{"func f(", "look()\n"}})
			got, readErr := os.ReadFile(path)
			if readErr != nil {
				t.Fatal(readErr)
			}
			want := tt.want
			if want == "" {
				want = tt.file
			}
			if (err == nil) != (tt.want != "") || string(got) != want {
				t.Errorf("hook = %v and leaves %q, want %q", err, got, want)
			}
		})
	}
}

// TestLeaveOut takes out what fits as often as is told, and complains where that is not so.
func TestLeaveOut(t *testing.T) {
	const file = "a\n\tm := make(\n\t\tf,\n\t)\n\tb)\n\tuse(m)\n\t\tuse(m)\n"
	tests := []struct {
		name, want string
		parts      []part
	}{
		{"a part, and lines", "a\n\tb)\n", []part{{"m := make(", ")", 1}, {"use(m)", "", 2}}},
		{"fewer than told", "", []part{{"use(m)", "", 3}}},
		{"more than told", "", []part{{"use(m)", "", 1}}},
		{"none", "", []part{{"make(", ")", 1}}},
		{"without an end", "", []part{{"m := make(", "}", 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "f.go")
			if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
				t.Fatal(err)
			}
			err := leaveOut(path, tt.parts)
			got, readErr := os.ReadFile(path)
			if readErr != nil {
				t.Fatal(readErr)
			}
			want := tt.want
			if want == "" {
				want = file
			}
			if (err == nil) != (tt.want != "") || string(got) != want {
				t.Errorf("leaveOut = %v and leaves %q, want %q", err, got, want)
			}
		})
	}
}
