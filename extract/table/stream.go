package table

import (
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
	// The files are read while they are ranged over, each time anew. An error ends them.
	Chunks iter.Seq2[graph.Bundle, error]
	// Partial are entities of which the files do not say all that others may know.
	Partial map[graph.EntityKey]bool
	Report  Report
}

// Refused is how many rows were left out.
func (s *Stream) Refused() int {
	n := 0
	for _, t := range s.Report.Tables {
		n += t.Refused
	}
	return n
}

// stream hands out what the rows make.
func (r *reading) stream() *Stream {
	s := &Stream{Batch: r.batch(), Partial: map[graph.EntityKey]bool{}, Report: *r.report}
	for key, m := range r.entities {
		if m.partial {
			s.Partial[key] = true
		}
	}
	for key := range r.dangling {
		s.Partial[key] = true
	}
	s.Chunks = func(yield func(graph.Bundle, error) bool) {
		e := &emitter{reading: r, yield: yield, batch: s.Batch, going: true}
		e.emit()
	}
	return s
}

// An emitter gathers records until they make a chunk.
type emitter struct {
	*reading
	yield func(graph.Bundle, error) bool
	batch graph.Batch
	part  graph.Bundle
	going bool
}

// A stopped says that nobody wants more.
type stopped struct{}

func (stopped) Error() string { return "stopped" }

func (e *emitter) emit() {
	for _, m := range e.entities {
		m.emitted = false
	}
	for _, m := range e.sources {
		m.emitted = false
	}
	e.part.Sources = append(e.part.Sources, e.m.Dataset.Source)
	err := e.pass((*Table).describes, e.describe, nil)
	if err == nil {
		err = e.placeholders()
	}
	if err == nil {
		err = e.flush()
	}
	if err == nil {
		err = e.pass((*Table).makesClaims, e.state, nil)
	}
	if err == nil {
		err = e.flush()
	}
	if err != nil && e.going {
		problems, err := e.problems(err)
		if err == nil && len(problems) > 0 {
			err = &graph.Error{On: problems[0].File, Fault: graph.BadInput, Err: problemError(problems[0])}
		}
		e.yield(graph.Bundle{}, err)
	}
}

// A problemError is a problem where an error is wanted.
type problemError extract.Problem

func (p problemError) Error() string { return p.Message }

// room hands a chunk on if it is full.
func (e *emitter) room() error {
	if len(e.part.Entities)+len(e.part.Sources)+len(e.part.Claims) < chunk {
		return nil
	}
	return e.flush()
}

// flush hands on what was gathered.
func (e *emitter) flush() error {
	part := e.part
	part.Batch = e.batch
	e.part = graph.Bundle{}
	if len(part.Entities)+len(part.Sources)+len(part.Claims) > 0 && !e.yield(part, nil) {
		e.going = false
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
	return e.room()
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
func (e *emitter) placeholders() error {
	for _, key := range slices.Sorted(maps.Keys(e.dangling)) {
		e.part.Entities = append(e.part.Entities, graph.Entity{ID: key.ID(), Key: key, Type: graph.Untyped, Name: e.dangling[key]})
		if err := e.room(); err != nil {
			return err
		}
	}
	return nil
}

// state hands on the claims of a row.
func (e *emitter) state(one *row) error {
	if e.part.Claims == nil {
		e.part.Claims = make([]graph.Claim, 0, chunk)
	}
	for _, u := range one.table.claims {
		f := e.m.Dataset.claim(u, one, func(c *made) { e.part.Claims = append(e.part.Claims, c.Claim) })
		if f != nil {
			return f.failure()
		}
	}
	return e.room()
}
