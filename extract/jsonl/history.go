package jsonl

import (
	"bytes"
	"io"

	"dyad/extract"
	"dyad/graph"
)

// Historical reports whether a file that begins with head, a few dozen bytes of it, is an export with its history.
func Historical(head []byte) bool {
	return bytes.HasPrefix(head, []byte(`{"kind":"`+string(graph.TransactionRecord)+`"`))
}

// History reads an export with its history: every line, in the order of the file, to be restored into an empty store. The
// lines may not be used if there is any problem; all of them are reported, in the order of lines.
func History(name string, r io.Reader) ([]graph.Line, []extract.Problem) {
	in, parser := newLineReader(name, r), newParser()
	var lines []graph.Line
	for in.next() {
		rec, flaws := parser.parse(in.line)
		if rec.Value != nil && len(flaws) == 0 {
			line, flaw := historical(rec)
			if flaw != "" {
				in.problem(0, flaw)
			}
			lines = append(lines, line)
		}
		for _, f := range flaws {
			in.problem(f.offset, f.message)
		}
	}
	return lines, in.problems
}

// unnamed is how a record begins that was given no id. The records of shares and asides have none to give.
const unnamed = `{"id":"00000000-0000-0000-0000-000000000000"`

// historical returns the line of a record, and what keeps it from being one of a history.
func historical(rec record) (line graph.Line, flaw string) {
	data, err := graph.EncodeRecord(rec.Value)
	if err != nil {
		return line, err.Error()
	}
	line = graph.Line{Kind: rec.Kind, JSON: data}
	switch {
	case rec.Kind == graph.TransactionRecord:
	case rec.Recorded == nil || rec.Recorded.Opened == 0:
		return line, `a line of a history tells when it was recorded: field "recorded" with "opened"`
	case rec.Recorded.Closed != 0 && rec.Recorded.Closed <= rec.Recorded.Opened:
		return line, "it was closed before it was opened"
	case bytes.HasPrefix(data, []byte(unnamed)):
		return line, `a line of a history has the "id" of its record`
	default:
		line.Opened, line.Closed, line.Reason = rec.Recorded.Opened, rec.Recorded.Closed, rec.Recorded.Reason
	}
	return line, ""
}
