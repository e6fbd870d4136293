package table_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"dyad/extract/table"
	"dyad/graph"
)

// TestDigest is the same for the same files and mapping, wherever they are and whether compressed or not, and no other.
func TestDigest(t *testing.T) {
	digest := func(mapping string, given files) string { return read(t, mapping, given).Batch.Digest }
	const text = "a,b\n1,2\n"
	mapping := pairs("files: [p*.csv]")
	first := digest(mapping, files{"p.csv": text})
	for name, same := range map[string]files{"another folder": {"x/p.csv": text}, "compressed": {"p.csv.gz": text}} {
		if digest(mapping, same) != first {
			t.Errorf("%s: another digest", name)
		}
	}
	for name, other := range map[string]string{
		"another row": digest(mapping, files{"p.csv": text + "3,4\n"}), "another mapping": digest(mapping+"#", files{"p.csv": text}),
		"another file beside it": digest(mapping, files{"p.csv": text, "p2.csv": text}),
	} {
		if other == first {
			t.Errorf("%s: the same digest", name)
		}
	}
}

// TestChangedFile notices that a file is another one when it is read again.
func TestChangedFile(t *testing.T) {
	given := files{"p.csv": "a,b\n1,2\n"}
	stream, _, err := table.Open(parsed(t, pairs("files: [p.csv]")), given.names(), given.open, table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	given["p.csv"] = "a,b\n1,3\n"
	var last error
	for _, err := range stream.Chunks {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "p.csv: the file was changed while it was read") {
		t.Errorf("Chunks: %v; want an error that says that the file was changed", last)
	}
}

// TestEnded tells whether all rows were judged: not before they are read, where nobody wants more, or where a file can't be read further.
func TestEnded(t *testing.T) {
	tests := []struct {
		name, text, changed string
		stop                bool // after the first chunk
		want                bool
	}{
		{name: "all is read", text: "a,b\n1,2\n", want: true},
		{name: "a row is refused", text: "a,b\n1,2\n1\n", want: true},
		{name: "nobody wants more", text: "a,b\n1,2\n", stop: true},
		{name: "the file is another one", text: "a,b\n1,2\n", changed: "a,b\n1,3\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			given := files{"p.csv": tt.text}
			stream, _, err := table.Open(parsed(t, pairs("files: [p.csv]")), given.names(), given.open, table.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if stream.Ended() {
				t.Error("it has ended before it is read")
			}
			if tt.changed != "" {
				given["p.csv"] = tt.changed
			}
			for range stream.Chunks {
				if tt.stop {
					break
				}
			}
			if stream.Ended() != tt.want {
				t.Errorf("Ended = %t, want %t", stream.Ended(), tt.want)
			}
		})
	}
}

// TestChunks hands out entities and sources before claims, some thousand at a time, and stops when nobody wants more.
func TestChunks(t *testing.T) {
	var text strings.Builder
	text.WriteString("a,b\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "%d,%d\n", i, i+1)
	}
	given := files{"p.csv": text.String()}
	stream, _, err := table.Open(parsed(t, pairs("files: [p.csv]")), given.names(), given.open, table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	known := map[graph.EntityKey]bool{}
	claims := 0
	for part, err := range stream.Chunks {
		if err != nil {
			t.Fatal(err)
		}
		if n := len(part.Entities) + len(part.Sources) + len(part.Claims); n > 4096 {
			t.Errorf("a chunk of %d records", n)
		}
		for _, e := range part.Entities {
			known[e.Key] = true
		}
		for _, c := range part.Claims {
			claims++
			if !known[c.From] || !known[c.To] {
				t.Fatalf("claim %s before its ends", c.Gist)
			}
		}
	}
	if claims != 10_000 || len(known) != 10_001 {
		t.Errorf("%d claims and %d entities; want 10000 and 10001", claims, len(known))
	}
	for range stream.Chunks {
		break // must not panic
	}
}

// An endless is a file of rows that are made as they are read.
type endless struct {
	left int
	rest []byte
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		if e.left == 0 {
			return 0, io.EOF
		}
		e.left--
		e.rest = fmt.Appendf(nil, "%d,%d,%s\n", e.left%10, e.left%7, strings.Repeat("long ", 28))
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// TestMemoryIsFlat reads 15 MB of rows about few entities. Were they held, memory would grow by as much.
func TestMemoryIsFlat(t *testing.T) {
	const rows = 100_000
	open := func(string) (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("a,b,note\n"), &endless{left: rows})), nil
	}
	stream, problems, err := table.Open(parsed(t, pairs("files: [p.csv]")), []string{"p.csv"}, open, table.Options{})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	claims, most := 0, uint64(0)
	before := heap()
	for part, err := range stream.Chunks {
		if err != nil {
			t.Fatal(err)
		}
		claims += len(part.Claims)
		if claims/4096%8 == 0 {
			most = max(most, heap())
		}
	}
	if claims != rows {
		t.Errorf("%d claims, want %d", claims, rows)
	}
	if grown := int64(most) - int64(before); grown > 4<<20 {
		t.Errorf("memory grew by %d bytes while rows were read; want less than 4 MiB", grown)
	}
}

// heap is the memory in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
