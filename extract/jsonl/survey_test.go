package jsonl_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"dyad/extract/jsonl"
	"dyad/graph"

	gocmp "github.com/google/go-cmp/cmp"
)

// opensWell surveys lines in which nothing is wrong.
func opensWell(t *testing.T, file string) *jsonl.Survey {
	t.Helper()
	s, problems := jsonl.Open("valley.jsonl", strings.NewReader(file))
	if len(problems) > 0 {
		t.Fatalf("Open: %v", problems)
	}
	return s
}

// keysInParts lists the entities of each part.
func keysInParts(t *testing.T, s *jsonl.Survey, most int) [][]string {
	t.Helper()
	var parts [][]string
	for part, err := range s.Parts(most) {
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, b := range part {
			for _, e := range b.Entities {
				keys = append(keys, string(e.Key))
			}
		}
		parts = append(parts, keys)
	}
	return parts
}

// TestPartsPutWhatIsNamedFirst: what others name comes before them, a circle comes at once, and so does all that redirects.
func TestPartsPutWhatIsNamedFirst(t *testing.T) {
	var file strings.Builder
	for _, e := range []graph.Entity{
		{Key: "village", Parent: "district"},
		{Key: "old-town", MergedInto: "town"},
		{Key: "district", Parent: "state"},
		{Key: "hen", Parent: "egg"},
		{Key: "quarter", Parent: "old-town"},
		{Key: "state"},
		{Key: "egg", Parent: "hen"},
		{Key: "town"},
	} {
		e.Type, e.Name = "State", string(e.Key)
		data, err := graph.EncodeRecord(e)
		if err != nil {
			t.Fatal(err)
		}
		line := graph.Line{Kind: graph.EntityRecord, JSON: data}
		file.Write(line.Append(nil))
	}
	want := [][]string{{"state"}, {"town"}, {"district"}, {"village"}, {"hen", "egg"}, {"old-town", "quarter"}}
	if diff := gocmp.Diff(want, keysInParts(t, opensWell(t, file.String()), 1)); diff != "" {
		t.Errorf("the parts (-want +got):\n%s", diff)
	}
	want = [][]string{{"state", "town", "district"}, {"village", "hen", "egg"}, {"old-town", "quarter"}}
	if diff := gocmp.Diff(want, keysInParts(t, opensWell(t, file.String()), 3)); diff != "" {
		t.Errorf("the parts of three (-want +got):\n%s", diff)
	}
}

// TestPartsFollowLongChains: each of many thousand entities is below the next one of the file. Their lines lie in several blocks, and across the
// bounds of them.
func TestPartsFollowLongChains(t *testing.T) {
	const n = 50000
	var file bytes.Buffer
	for i := range n {
		fmt.Fprintf(&file, `{"kind":"entity","key":"e%d","type":"State","name":"E","parent":"e%d"}`+"\n", i, min(i+1, n-1))
	}
	at := n
	for _, keys := range keysInParts(t, opensWell(t, file.String()), 4096) {
		for _, k := range keys {
			if at--; k != fmt.Sprint("e", at) {
				t.Fatalf("%s comes where e%d should", k, at)
			}
		}
	}
	if at != 0 {
		t.Errorf("%d entities are missing", at)
	}
}

// TestPartsOfLongLines: a line of a megabyte lies in many blocks.
func TestPartsOfLongLines(t *testing.T) {
	long := strings.Repeat("é", (jsonl.MaxLine-200)/2)
	file := `{"kind":"entity","key":"a","type":"State","name":"A"}` + "\n" +
		`{"kind":"entity","key":"b","type":"State","name":"` + long + `"}` + "\r\n\n" +
		`{"kind":"entity","key":"c","type":"State","name":"C"}`
	for part, err := range opensWell(t, file).Parts(10) {
		if err != nil {
			t.Fatal(err)
		}
		got := part[0].Entities
		if len(part) != 1 || len(got) != 3 || got[1].Name != long || got[2].Name != "C" {
			t.Errorf("Parts = %d entities, want three, the second with the long name", len(got))
		}
	}
}

// TestPartsOfManyLongLines: what comes at once takes a few megabytes, however long the lines, unless it has to come together.
func TestPartsOfManyLongLines(t *testing.T) {
	const n = 12
	for _, tt := range []struct {
		name, parent string
		want         int // most entities in a part
	}{
		{"each by itself", "", 5},
		{"in a circle", `,"parent":"e%d"`, n},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var file strings.Builder
			for i := range n {
				parent := tt.parent
				if parent != "" {
					parent = fmt.Sprintf(parent, (i+1)%n)
				}
				fmt.Fprintf(&file, `{"kind":"entity","key":"e%d","type":"State","name":"%s"%s}`+"\n", i, strings.Repeat("E", 1_000_000), parent)
			}
			met, most := 0, 0
			for part, err := range opensWell(t, file.String()).Parts(4096) {
				if err != nil {
					t.Fatal(err)
				}
				met, most = met+len(part[0].Entities), max(most, len(part[0].Entities))
			}
			if met != n || most != tt.want {
				t.Errorf("Parts = %d entities, up to %d at once; want %d and %d", met, most, n, tt.want)
			}
		})
	}
}

// A changing file is changed between two readings.
type changing struct{ *bytes.Reader }

// TestPartsOfAFileThatChanges: a file that was written to after it was found in order is refused, wherever that was.
func TestPartsOfAFileThatChanges(t *testing.T) {
	var file bytes.Buffer
	file.WriteString(`{"kind":"term","termKind":"role","key":"guest","label":"guest","definition":"who came","holds":"entity"}` + "\n")
	file.WriteString(`{"kind":"relationship","note":"` + strings.Repeat("-", 200<<10) + `"}` + "\n") // blocks that are not read again
	for i := range 5000 {
		fmt.Fprintf(&file, `{"kind":"entity","key":"e%d","type":"State","name":"E"}`+"\n", i)
	}
	was := file.Bytes()
	tests := []struct {
		name   string
		change func(b []byte) []byte
	}{
		{"a letter of a record", func(b []byte) []byte { b[len(b)-4] = 'F'; return b }},
		{"what is not read again", func(b []byte) []byte { b[100<<10] = '='; return b }},
		{"the first byte", func(b []byte) []byte { b[0] = '['; return b }},
		{"a line more", func(b []byte) []byte {
			return append(b, `{"kind":"entity","key":"late","type":"State","name":"E"}`+"\n"...)
		}},
		{"its end is gone", func(b []byte) []byte { return b[:len(b)-1] }},
		{"all of it is gone", func(b []byte) []byte { return nil }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := changing{bytes.NewReader(was)}
			s, problems := jsonl.Open("valley.jsonl", f)
			if len(problems) > 0 {
				t.Fatalf("Open: %v", problems)
			}
			f.Reset(tt.change(bytes.Clone(was)))
			var last error
			for _, err := range s.Parts(100) {
				last = err
			}
			if last == nil || graph.FaultOf(last) != graph.Conflict || !strings.Contains(last.Error(), "valley.jsonl: it changed while it was read") {
				t.Errorf("Parts = %v, want that the file has changed", last)
			}
		})
	}
	s := opensWell(t, string(was))
	for range 2 { // as often as one likes
		n := 0
		for part, err := range s.Parts(100) {
			if err != nil {
				t.Fatal(err)
			}
			n += len(part[0].Entities)
		}
		if n != 5000 {
			t.Errorf("Parts has %d entities, want 5000", n)
		}
	}
}
