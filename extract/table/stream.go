package table

import (
	"errors"
	"iter"
	"maps"
	"slices"

	"dyad/extract"
	"dyad/graph"
)

// chunk is how many records go together.
const chunk = 4096

// A Stream is a data set as it is read: one batch, in parts.
type Stream struct {
	Batch graph.Batch
	// Chunks are parts of the one bundle of the batch, in the order in which they can be taken: no claim comes before an entity or a source that it names.
	// The files are read while they are ranged over, which may be done once. Rows of files that describe nobody are judged then. An error ends them: it
	// is [Unreadable] where a file can't be read further, and [ErrRefused] at the end of the last file where rows were refused and the others are not
	// wanted without them; nothing is handed out any more once one was.
	Chunks iter.Seq2[graph.Bundle, error]
	// Partial are entities of which the files do not say all that others may know. Those that only claims name join it before the chunk that they come in.
	Partial map[graph.EntityKey]bool
	// Report counts the rows that were judged so far, which are all of them once [Stream.Ended].
	Report *Report

	reading *reading
	ended   bool
}

// ErrRefused ends the chunks of a stream of which rows were refused, and nothing is wanted without them. Why was told row by row.
var ErrRefused = errors.New("rows were refused")

// An Unreadable is why a file can't be read further, which is the end of a stream.
type Unreadable []extract.Problem

// Error is the first of the problems.
func (u Unreadable) Error() string { return u[0].String() }

// Ended reports whether Chunks have come to the end of the last file. They have not where who ranges over them wants no more, or a file can't be read.
func (s *Stream) Ended() bool { return s.ended }

// Refused is how many rows were refused so far.
func (s *Stream) Refused() int { return len(s.reading.refused) }

// SkipsRefused reports whether the other rows are taken where some are refused.
func (s *Stream) SkipsRefused() bool { return s.reading.options.SkipRefused }

// Describes reports whether a row says who an entity is.
func (s *Stream) Describes(key graph.EntityKey) bool { return s.reading.entities[key] != nil }

// stream hands out what the rows make.
func (r *reading) stream() *Stream {
	s := &Stream{Batch: r.batch(), Partial: map[graph.EntityKey]bool{}, Report: r.report, reading: r}
	for key, m := range r.entities {
		if m.partial {
			s.Partial[key] = true
		}
	}
	for key := range r.dangling {
		s.Partial[key] = true
	}
	s.Chunks = func(yield func(graph.Bundle, error) bool) {
		e := &emitter{reading: r, yield: yield, batch: s.Batch, partial: s.Partial}
		err := e.emit()
		s.ended = err == nil || errors.Is(err, ErrRefused)
		if err != nil && !errors.As(err, new(stopped)) {
			yield(graph.Bundle{}, err)
		}
	}
	return s
}

// An emitter gathers records until they make a chunk.
type emitter struct {
	*reading
	yield   func(graph.Bundle, error) bool
	batch   graph.Batch
	partial map[graph.EntityKey]bool
	part    graph.Bundle
}

// A stopped says that nobody wants more.
type stopped struct{}

func (stopped) Error() string { return "stopped" }

// emit reads the files, and hands out what they make as long as it is wanted.
func (e *emitter) emit() error {
	e.part.Sources = append(e.part.Sources, e.m.Dataset.Source)
	err := e.describeAll()
	if err == nil {
		err = e.pass(e.left, e.state, e.judgeUnread)
	}
	if err == nil {
		err = e.flush()
	}
	if err != nil {
		problems, err := e.problems(err)
		if err == nil {
			err = Unreadable(problems)
		}
		return err
	}
	e.total()
	if e.unwanted() {
		return ErrRefused
	}
	return nil
}

// unwanted reports whether nothing is to be handed out, because rows were refused.
func (e *emitter) unwanted() bool { return len(e.refused) > 0 && !e.options.SkipRefused }

// left reports whether a table is to be read once all is described: for its claims, or to be judged.
func (e *emitter) left(t *Table) bool { return !t.describes() || t.makesClaims() && !e.unwanted() }

// describeAll hands on all entities and sources, unless nothing is wanted; then rows are only read on to be judged.
func (e *emitter) describeAll() error {
	if e.unwanted() {
		return nil
	}
	if err := e.pass((*Table).describes, e.describe, nil); err != nil {
		return err
	}
	if err := e.placeholders(e.dangling); err != nil {
		return err
	}
	return e.flush()
}

// room hands on what was gathered if so many more records make more than a chunk.
func (e *emitter) room(more int) error {
	if len(e.part.Entities)+len(e.part.Sources)+len(e.part.Claims)+more <= chunk {
		return nil
	}
	return e.flush()
}

// flush hands on what was gathered, if it is wanted.
func (e *emitter) flush() error {
	part := e.part
	part.Batch = e.batch
	e.part = graph.Bundle{}
	if len(part.Entities)+len(part.Sources)+len(part.Claims) > 0 && !e.unwanted() && !e.yield(part, nil) {
		return stopped{}
	}
	return nil
}

// describe hands on the entities and sources of a row that were not handed on yet.
func (e *emitter) describe(one *row) error {
	for _, u := range one.table.entities {
		f := e.m.Dataset.entity(u, one, func(n graph.Entity) {
			if m := e.entities[n.Key]; !m.emitted {
				m.emitted = true
				e.mark(&n)
				e.part.Entities = append(e.part.Entities, n)
			}
		})
		if f != nil {
			return f.failure()
		}
	}
	for _, u := range one.table.sources {
		s, f := e.m.Dataset.source(u, one)
		if f != nil {
			return f.failure()
		}
		if s != nil && !e.sources[s.Key].emitted {
			e.sources[s.Key].emitted = true
			e.part.Sources = append(e.part.Sources, *s)
		}
	}
	return e.room(1)
}

// failure is a fault in a row that was sound when it was judged.
func (f *fault) failure() error { return &broken{f.line, f.column, f.why} }

// mark tells of each name of an entity whether another one has it.
func (e *emitter) mark(n *graph.Entity) {
	several := func(text string) bool { return e.names[hash(graph.Fold(text))].many }
	for i := range n.Names {
		n.Names[i].Ambiguous = several(n.Names[i].Text)
	}
	if several(n.Name) {
		n.Names = append([]graph.Name{{Text: n.Name, Kind: graph.Preferred, Ambiguous: true}}, n.Names...)
	}
}

// placeholders hands on entities that claims name by their ids alone.
func (e *emitter) placeholders(named map[graph.EntityKey]string) error {
	for _, key := range slices.Sorted(maps.Keys(named)) {
		if err := e.room(1); err != nil {
			return err
		}
		e.partial[key] = true
		e.part.Entities = append(e.part.Entities, graph.Entity{ID: key.ID(), Key: key, Type: graph.Untyped, Name: named[key]})
	}
	return nil
}

// state hands on the claims of a row: of one that was judged before, all; of one of a file that describes nobody, if it can be taken.
func (e *emitter) state(one *row) error {
	if !one.table.describes() {
		in := e.judgeRow(one)
		if in == nil {
			return nil
		}
		if err := e.placeholders(in.dangling); err != nil {
			return err
		}
		return e.say(in.made)
	}
	var claims []graph.Claim
	for _, u := range one.table.claims {
		if f := e.m.Dataset.claim(u, one, func(c *made) { claims = append(claims, c.Claim) }); f != nil {
			return f.failure()
		}
	}
	return e.say(claims)
}

// say hands on the claims of a row.
func (e *emitter) say(claims []graph.Claim) error {
	if err := e.room(len(claims)); err != nil {
		return err
	}
	if e.part.Claims == nil {
		e.part.Claims = make([]graph.Claim, 0, chunk)
	}
	e.part.Claims = append(e.part.Claims, claims...)
	return nil
}
