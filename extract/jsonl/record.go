package jsonl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"dyad/graph"
)

// A record is what one line holds.
type record struct {
	Kind  graph.RecordKind
	Value checked // of the type of the kind, by pointer
	// Recorded is only there in a history.
	Recorded *recorded
}

// recorded is when a line of a history counted.
type recorded struct {
	Opened graph.Tx `json:"opened"`
	Closed graph.Tx `json:"closed"`
	Reason string   `json:"reason"`
}

// checked is a record that knows what is wrong with it.
type checked interface{ Check() []error }

// empty returns a record of a kind to be filled, nil for kinds that are not read.
func empty(kind graph.RecordKind) checked {
	switch kind {
	case graph.TermRecord:
		return new(graph.Term)
	case graph.EntityRecord:
		return new(graph.Entity)
	case graph.SourceRecord:
		return new(graph.Source)
	case graph.MentionRecord:
		return new(graph.Mention)
	case graph.ClaimRecord:
		return new(graph.Claim)
	case graph.SameAsRecord:
		return new(graph.SameAs)
	case graph.VerdictRecord:
		return new(graph.Verdict)
	case graph.BatchRecord:
		return new(graph.Batch)
	case graph.ShareRecord:
		return new(shareLine)
	case graph.AsideRecord:
		return new(asideLine)
	case graph.TransactionRecord:
		return new(transactionLine)
	}
	return nil
}

// A parser reads lines into records.
type parser struct {
	shapes map[graph.RecordKind]*shape
}

// newParser works out the shape of each kind of line.
func newParser() *parser {
	p := &parser{shapes: map[graph.RecordKind]*shape{}}
	for _, kind := range graph.RecordKinds() {
		v := empty(kind)
		if v == nil {
			continue
		}
		s := shapeOf(reflect.TypeOf(v))
		s.fields["kind"] = &shape{}
		s.fields["recorded"] = shapeOf(reflect.TypeFor[recorded]())
		p.shapes[kind] = s
	}
	return p
}

// parse reads one line. A record without a value is one that is to be skipped.
func (p *parser) parse(line []byte) (record, []flaw) {
	var flaws []flaw
	r, plain := p.plainly(line)
	if !plain {
		if r, flaws = p.closely(line); r.Value == nil {
			return r, flaws
		}
	}
	if bytes.Contains(line, []byte("recorded")) || bytes.IndexByte(line, '\\') >= 0 { // or the name of the field may be escaped
		history := struct {
			Recorded **recorded `json:"recorded"`
		}{&r.Recorded}
		if err := json.Unmarshal(line, &history); err != nil {
			return record{}, []flaw{mismatch(err)}
		}
	}
	if a, ok := r.Value.(*asideLine); ok {
		flaws = p.readAside(a)
	}
	if r.Recorded != nil && r.Recorded.Closed != 0 {
		return r, flaws // it was judged by the rules of its time
	}
	for _, fault := range r.Value.Check() {
		flaws = append(flaws, flaw{0, fault.Error()})
	}
	return r, flaws
}

// closely reads a line of which anything may be wrong. The record has no value where something is, or where it is to be skipped.
func (p *parser) closely(line []byte) (record, []flaw) {
	kind, flaws := p.kindOf(line)
	if len(flaws) > 0 || kind == graph.RelationshipRecord {
		return record{Kind: kind}, flaws
	}
	if flaws := flawsOf(line, p.shapes[kind]); len(flaws) > 0 {
		return record{}, flaws
	}
	r := record{Kind: kind, Value: empty(kind)}
	if err := json.Unmarshal(line, r.Value); err != nil {
		return record{}, []flaw{mismatch(err)}
	}
	return r, nil
}

// kindOf reads the kind of a line. A line that is no JSON, or no object, is reported as that.
func (p *parser) kindOf(line []byte) (graph.RecordKind, []flaw) {
	var head struct {
		Kind *graph.RecordKind `json:"kind"`
	}
	err := json.Unmarshal(line, &head)
	switch {
	case err != nil:
		return "", []flaw{mismatch(err)}
	case head.Kind == nil:
		return "", []flaw{{0, `a line needs a field "kind"`}}
	case p.shapes[*head.Kind] == nil && *head.Kind != graph.RelationshipRecord:
		var known []string
		for _, k := range graph.RecordKinds() {
			known = append(known, string(k))
		}
		return "", []flaw{{0, unknown("kind of record", string(*head.Kind), known)}}
	}
	return *head.Kind, nil
}

// mismatch says why a line can't be decoded: it is no JSON, or a value is of the wrong type.
func mismatch(err error) flaw {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return flaw{max(int(syntax.Offset)-1, 0), syntax.Error()}
	}
	var wrong *json.UnmarshalTypeError
	switch {
	case !errors.As(err, &wrong):
		return flaw{0, err.Error()}
	case wrong.Field == "":
		return flaw{0, "a line holds one object; this is: " + wrong.Value}
	}
	return flaw{max(int(wrong.Offset)-1, 0), fmt.Sprintf("field %q can't be: %s", wrong.Field, wrong.Value)}
}
