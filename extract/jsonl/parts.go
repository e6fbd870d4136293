package jsonl

import (
	"encoding/json"
	"iter"

	"dyad/graph"
)

// partBytes is how many bytes of lines end a part, however few they are: lines may be long, and several parts are in memory at once.
const partBytes = 4 << 20

// Parts reads the file again and yields its records, other than terms and asides, in parts of about so many, or of 4 MB of lines, in an order in which a record comes in
// the same part as what it names of the file, or in a later one. A part has a bundle for each batch of which it has anything, in the order of
// their keys. More come together where they name each other in a circle; all that redirects entities comes together.
//
// An error is yielded once, last. The fault of one that says that the file has changed since it was read first is Conflict: nothing that was
// yielded may be used then.
func (s *Survey) Parts(most int) iter.Seq2[[]graph.Bundle, error] {
	return func(yield func([]graph.Bundle, error) bool) {
		part := s.part()
		for _, st := range s.stretches() {
			for i, line := range st.lines {
				if part.full(most) && (st.joined == nil || !st.joined[i]) {
					if !yield(part.bundles(), nil) {
						return
					}
					part = s.part()
				}
				if err := part.add(st.kind, line); err != nil {
					yield(nil, err)
					return
				}
			}
		}
		if part.records > 0 && !yield(part.bundles(), nil) {
			return
		}
		if err := s.file.rest(); err != nil {
			yield(nil, err)
		}
	}
}

// A part is a part in the making.
type part struct {
	survey  *Survey
	pieces  *bundler
	records int
	bytes   int // of the lines
}

func (s *Survey) part() *part {
	return &part{survey: s, pieces: &bundler{batch: s.kept.batch, held: map[graph.BatchKey]*graph.Bundle{}}}
}

func (p *part) full(most int) bool { return p.records >= most || p.bytes >= partBytes }

// add reads a line again, and files its record under its batch and those that share it.
func (p *part) add(kind graph.RecordKind, number uint32) error {
	line, err := p.survey.file.line(number)
	if err != nil {
		return err
	}
	rec := record{Kind: kind, Value: empty(kind)}
	if err := json.Unmarshal(line, rec.Value); err != nil { // which it was found to be free of
		return &graph.Error{On: p.survey.file.name, Fault: graph.Internal, Err: err}
	}
	if c, ok := rec.Value.(*graph.Claim); ok {
		c.Normalize(&graph.Term{})
	}
	p.pieces.file(rec.Value, "")
	p.records++
	p.bytes += len(line)
	for _, b := range p.survey.sharer[number] {
		p.pieces.file(rec.Value, b)
		p.records++
	}
	return nil
}

// bundles returns the pieces, each of its batch.
func (p *part) bundles() []graph.Bundle {
	for k, b := range p.pieces.held {
		b.Batch, b.Declared = p.survey.kept.held[k].Batch, p.survey.kept.held[k].Declared
	}
	return p.pieces.sorted(p.survey.digest)
}
