package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"dyad/graph"
)

// TestLargeLinesTellTheSame loads files one after the other into two directories, into one of them in parts. What is told, and what is there then,
// is the same: of a file that needs the built-in vocabulary and registry, one that comes again, one that has changed, one in which something is
// wrong, and the export of all of it.
func TestLargeLinesTellTheSame(t *testing.T) {
	const (
		attack = `{"kind":"claim","source":"ferry","from":"orchard","type":"attacks","to":"pakistan","gist":"It fired on a post.","batch":"ferry"}`
		rows   = `{"kind":"claim","source":"ferry","from":"orchard","type":"x:rows against","to":"pakistan","gist":"It rows.","batch":"ferry"}`
		rest   = `{"kind":"entity","key":"orchard","type":"MilitantGroup","name":"Orchard Brigade","batch":"ferry"}
{"kind":"source","key":"ferry","sourceKind":"article","genre":"reporting","publisher":"Sandgate Gazette"}
`
	)
	files := []struct{ name, lines string }{
		{"what needs the vocabulary and the registry", attack + "\n" + rows + "\n" + rest},
		{"the same again", attack + "\n" + rows + "\n" + rest},
		{"another edition", rest + rows + "\n" + strings.Replace(attack, "It fired", "They fired", 1)},
		{"without a claim", rest + rows},
		{"a field that nobody knows", rest + strings.Replace(rows, "gist", "gits", 1)},
		{"what is not there", rest + strings.Replace(rows, "pakistan", "nowhere", 1)},
	}
	dir := t.TempDir()
	var dirs [2]string
	for i := range dirs {
		dirs[i] = filepath.Join(dir, fmt.Sprint("data-", i))
	}
	both := func(t *testing.T, dry bool, lines string) {
		t.Helper()
		name := filepath.Join(dir, "lines.jsonl")
		if err := os.WriteFile(name, []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
		var told [2]string
		for i, data := range dirs {
			told[i] = loadedAs(t, data, name, dry, []int64{1 << 60, 1}[i])
		}
		if told[0] != told[1] || told[0] == "" {
			t.Errorf("whole it tells\n%s\nand in parts\n%s", told[0], told[1])
		}
		if whole, parts := exported(t, dirs[0]), exported(t, dirs[1]); whole != parts || whole == "" {
			t.Errorf("the exports differ: whole\n%s\nin parts\n%s", whole, parts)
		}
	}
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) {
			if f.name != files[0].name { // nothing is there yet
				both(t, true, f.lines)
			}
			both(t, false, f.lines)
		})
	}
	all := exported(t, dirs[0])
	dirs = [2]string{filepath.Join(dir, "copy-0"), filepath.Join(dir, "copy-1")}
	both(t, false, all)
	if got := exported(t, dirs[1]); got != all {
		t.Error("the export, loaded in parts, is exported otherwise")
	}
}

// TestLargeLinesBesideTheRegistry loads files into fresh directories that bring an entity of the built-in registry themselves, whole and in parts.
func TestLargeLinesBesideTheRegistry(t *testing.T) {
	basis, err := readBasis()
	if err != nil {
		t.Fatal(err)
	}
	var alike, otherwise graph.Entity
	for _, b := range basis {
		for _, e := range b.Entities {
			if e.Key == "pakistan" {
				alike, otherwise = e, e
			}
		}
	}
	otherwise.Description = "It is on the river."
	const rest = `{"kind":"source","key":"ferry","sourceKind":"article","genre":"reporting","publisher":"Sandgate Gazette"}
{"kind":"claim","source":"ferry","from":"taliban","type":"opposes","to":"pakistan","gist":"It opposes it."}
`
	for _, tt := range []struct {
		name   string
		entity graph.Entity
		told   string
	}{
		{"in the same words", alike, "loaded as transaction 1"},
		{"in other words", otherwise, "defines it otherwise"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.entity.Batch = ""
			data, err := graph.EncodeRecord(tt.entity)
			if err != nil {
				t.Fatal(err)
			}
			line := graph.Line{Kind: graph.EntityRecord, JSON: data}
			dir := t.TempDir()
			name := write(t, dir, "lines.jsonl", string(line.Append(nil))+rest)
			whole, parts := loadedAs(t, filepath.Join(dir, "whole"), name, false, 1<<60), loadedAs(t, filepath.Join(dir, "parts"), name, false, 1)
			if whole != parts || !strings.Contains(whole, tt.told) {
				t.Errorf("whole it tells\n%s\nand in parts\n%s\nwant %q in both", whole, parts, tt.told)
			}
		})
	}
}

// TestLargeLinesInterrupted ends the context in the midst of the first and of the second reading. What is wrong behind that place is not told.
func TestLargeLinesInterrupted(t *testing.T) {
	filler := strings.Repeat(`{"kind":"relationship","note":"`+strings.Repeat("-", 1<<15)+"\"}\n", 64) // 2 MB
	for _, tt := range []struct {
		name  string
		last  string
		asked int // how often the context is asked before it ends
	}{
		{"in the first reading", `{"kind":"entity","key":"quay","typ":"x:Port","name":"Quay"}`, 10},
		{"in the second", `{"kind":"entity","key":"quay","type":"x:Port","name":"Quay"}`, 50},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			w, err := openWorkspace(t.Context(), filepath.Join(dir, "data"), true)
			if err != nil {
				t.Fatal(err)
			}
			defer w.close()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			p := &forbearing{Context: ctx, end: cancel}
			p.left.Store(int64(tt.asked))
			var out, talk bytes.Buffer
			l := loader{ctx: p, workspace: w, talk: &talk, largeFrom: 1}
			err = l.load(&out, []string{write(t, dir, "lines.jsonl", filler+tt.last+"\n")}, false)
			if code := exitCode(ctx, err); !errors.Is(err, context.Canceled) || code != exitInterrupted || talk.Len() > 0 {
				t.Errorf("load = %v, code %d: %s; want it interrupted", err, code, &talk)
			}
			if last := w.store.Last(); last != 0 {
				t.Errorf("transaction %d was made", last)
			}
		})
	}
}

// A forbearing context ends once it was asked so often whether it has.
type forbearing struct {
	context.Context
	end  context.CancelFunc
	left atomic.Int64
}

func (p *forbearing) Err() error {
	if p.left.Add(-1) < 0 {
		p.end()
	}
	return p.Context.Err()
}

// loadedAs loads a file, in parts if it has so many bytes, and returns what is told.
func loadedAs(t *testing.T, data, name string, dry bool, largeFrom int64) string {
	t.Helper()
	w, err := openWorkspace(t.Context(), data, true)
	if err != nil {
		t.Fatal(err)
	}
	var out, talk bytes.Buffer
	l := loader{ctx: t.Context(), workspace: w, talk: &talk, largeFrom: largeFrom}
	err = l.load(&out, []string{name}, dry)
	if closing := w.close(); closing != nil {
		t.Fatal(closing)
	}
	return fmt.Sprintf("%v\n%s\n%s", err, &out, &talk)
}

// exported is the export of a directory.
func exported(t *testing.T, data string) string {
	t.Helper()
	code, out, talk := program(t, "export", "--data", data, "--format", "jsonl")
	if code != exitOK {
		t.Fatalf("dyad export = %d: %s", code, talk)
	}
	return out
}

// TestLargeLinesBesideOthers: a large file that comes with others is read whole, and that is told.
func TestLargeLinesBesideOthers(t *testing.T) {
	dir := t.TempDir()
	large, small := filepath.Join(dir, "large.jsonl"), filepath.Join(dir, "small.jsonl")
	filler := `{"kind":"relationship","note":"` + strings.Repeat("-", 1<<19) + "\"}\n"
	for name, lines := range map[string]string{
		large: strings.Repeat(filler, 9) + `{"kind":"entity","key":"quay","type":"x:Port","name":"Quay"}`,
		small: `{"kind":"entity","key":"pier","type":"x:Port","name":"Pier"}`,
	} {
		if err := os.WriteFile(name, []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const told = "large.jsonl: read whole into memory"
	if code, _, talk := program(t, "load", "--data", filepath.Join(dir, "a"), large, small); code != exitOK || !strings.Contains(talk, told) {
		t.Errorf("load of two files = %d, %s; want that the large one is read whole", code, talk)
	}
	if code, _, talk := program(t, "load", "--data", filepath.Join(dir, "b"), large); code != exitOK || strings.Contains(talk, told) {
		t.Errorf("load of the large file = %d, %s; want that it is loaded in parts", code, talk)
	}
}
