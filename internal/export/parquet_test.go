package export_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// TestParquet holds the tables to golden files of their schemas and rows, and to bytes that are the same again.
func TestParquet(t *testing.T) {
	w := nasty(t)
	s := everything(t, w.graph)
	s.Claims = w
	for _, file := range format(t, "parquet").Tables {
		t.Run(file.Name, func(t *testing.T) {
			data := written(t, file, s)
			if !bytes.Equal(data, written(t, file, s)) {
				t.Error("a second export differs from the first")
			}
			golden(t, filepath.Join("testdata", "parquet", file.Name+".txt"), readParquet(t, data))
		})
	}
}

// readParquet returns the schema of a file, and its rows as JSON.
func readParquet(t *testing.T, data []byte) []byte {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := bytes.NewBufferString(f.Schema().String() + "\n")
	r := parquet.NewReader(f)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	for range f.NumRows() {
		row := map[string]any{}
		if err := r.Read(&row); err != nil {
			t.Fatal(err)
		}
		if err := e.Encode(row); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// TestParquetOfNothing writes tables without rows, which a reader opens.
func TestParquetOfNothing(t *testing.T) {
	s := everything(t, empty(t))
	s.Claims = &world{}
	for _, file := range format(t, "parquet").Tables {
		if got := string(readParquet(t, written(t, file, s))); len(got) == 0 || got[len(got)-2:] != "}\n" {
			t.Errorf("%s: %q", file.Name, got)
		}
	}
}
