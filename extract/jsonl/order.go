package jsonl

import (
	"slices"

	"dyad/graph"

	"github.com/google/uuid"
)

// A tie is a record that names others of its kind, and so has to come with them or later.
type tie struct {
	line      uint32
	id        uuid.UUID
	names     []uuid.UUID
	unsure    bool // its id may become another
	redirects bool // it redirects an entity
}

// tieOf returns the tie of a record, nil if it has none.
func tieOf(rec record, id uuid.UUID, line uint32) *tie {
	t := &tie{line: line, id: id}
	switch v := rec.Value.(type) {
	case *graph.Entity:
		for _, k := range []graph.EntityKey{v.Parent, v.MergedInto} {
			if k != "" {
				t.names = append(t.names, uuid.UUID(k.ID()))
			}
		}
		t.redirects = v.MergedInto != ""
	case *graph.Claim:
		for _, c := range v.References() {
			t.names = append(t.names, uuid.UUID(c))
		}
		t.unsure = v.ID.IsZero()
	}
	if len(t.names) == 0 {
		return nil
	}
	return t
}

// knotted ties records in a circle, which then come together.
func knotted(ties []tie) []tie {
	for i := range ties {
		ties[i].names = append(ties[i].names, ties[(i+1)%len(ties)].id)
	}
	return ties
}

// A stretch is lines of one kind, in the order in which they are to come.
type stretch struct {
	kind   graph.RecordKind
	lines  []uint32
	joined []bool // which of them come in the same part as the one before; nil: none has to
}

// stretches puts the lines of a file into an order in which nothing comes before what it names.
//
// Whatever redirects an entity, and what names such an entity as its parent, comes in one part: whether redirections go in circles is only seen
// where they are together.
func (s *Survey) stretches() []stretch {
	plain, early, late := s.entities()
	return slices.Concat([]stretch{plain, early}, s.redirections(late), []stretch{
		{kind: graph.SourceRecord, lines: s.of(graph.SourceRecord).lines},
		{kind: graph.MentionRecord, lines: s.of(graph.MentionRecord).lines},
	}, s.claims(), []stretch{{kind: graph.VerdictRecord, lines: s.of(graph.VerdictRecord).lines}})
}

// claims puts claims in order: those that name none come first.
func (s *Survey) claims() []stretch {
	ties := s.ties[graph.ClaimRecord]
	tied := stretch{kind: graph.ClaimRecord}
	for _, group := range groups(ties) {
		for i, at := range group {
			tied.lines, tied.joined = append(tied.lines, ties[at].line), append(tied.joined, i > 0)
		}
	}
	return []stretch{{kind: graph.ClaimRecord, lines: without(s.of(graph.ClaimRecord).lines, ties)}, tied}
}

// entities puts entities in order: those that name none, those that do, and the lines of those that redirections depend on or that depend on them.
func (s *Survey) entities() (plain, early stretch, late []uint32) {
	ties := s.ties[graph.EntityRecord]
	plain = stretch{kind: graph.EntityRecord, lines: without(s.of(graph.EntityRecord).lines, ties)}
	early.kind = graph.EntityRecord
	behind := map[uuid.UUID]bool{} // those that come late
	for _, group := range groups(ties) {
		comesLate := slices.ContainsFunc(group, func(at int) bool {
			return ties[at].redirects || slices.ContainsFunc(ties[at].names, func(n uuid.UUID) bool { return behind[n] })
		})
		for i, at := range group {
			if comesLate {
				behind[ties[at].id], late = true, append(late, ties[at].line)
				continue
			}
			early.lines, early.joined = append(early.lines, ties[at].line), append(early.joined, i > 0)
		}
	}
	return plain, early, late
}

// redirections joins the late entities and the judgements in one part.
func (s *Survey) redirections(late []uint32) []stretch {
	joined := func(k graph.RecordKind, lines []uint32, first bool) stretch {
		j := make([]bool, len(lines))
		for i := range j {
			j[i] = i > 0 || !first
		}
		return stretch{k, lines, j}
	}
	return []stretch{joined(graph.EntityRecord, late, true), joined(graph.SameAsRecord, s.of(graph.SameAsRecord).lines, len(late) == 0)}
}

// without returns lines without those of ties. Both are in the order of the file.
func without(lines []uint32, ties []tie) []uint32 {
	if len(ties) == 0 {
		return lines
	}
	rest := make([]uint32, 0, len(lines)-len(ties))
	for _, l := range lines {
		if len(ties) > 0 && ties[0].line == l {
			ties = ties[1:]
			continue
		}
		rest = append(rest, l)
	}
	return rest
}

// groups puts ties into groups, by their places: those that name each other in a circle come together, and before those that name them. They are
// the strongly connected components of the graph of names, in the order in which Tarjan's algorithm finds them, which is that.
func groups(ties []tie) [][]int {
	g := &grouping{
		ties: ties, of: make(map[uuid.UUID]int, len(ties)),
		found: make([]int, len(ties)), least: make([]int, len(ties)), open: make([]bool, len(ties)),
	}
	for i := range ties {
		g.of[ties[i].id] = i
	}
	for i := range ties {
		if g.found[i] == 0 {
			g.walk(i)
		}
	}
	return g.groups
}

// A grouping is Tarjan's algorithm at work.
type grouping struct {
	ties   []tie
	of     map[uuid.UUID]int
	found  []int // when a tie was met, from 1
	least  []int // the earliest met of those that it leads back to
	open   []bool
	stack  []int
	met    int
	groups [][]int
}

// A step is how far the names of a tie were followed.
type step struct{ at, name int }

// walk follows names from a tie on. Chains of names may be as long as the file, so it keeps its own stack.
func (g *grouping) walk(from int) {
	steps := []step{g.enter(from)}
	for len(steps) > 0 {
		s := &steps[len(steps)-1]
		if s.name == len(g.ties[s.at].names) {
			steps = steps[:len(steps)-1]
			g.leave(s.at)
			if len(steps) > 0 {
				up := steps[len(steps)-1].at
				g.least[up] = min(g.least[up], g.least[s.at])
			}
			continue
		}
		to, there := g.of[g.ties[s.at].names[s.name]]
		s.name++
		switch {
		case !there:
		case g.found[to] == 0:
			steps = append(steps, g.enter(to))
		case g.open[to]:
			g.least[s.at] = min(g.least[s.at], g.found[to])
		}
	}
}

func (g *grouping) enter(at int) step {
	g.met++
	g.found[at], g.least[at], g.open[at] = g.met, g.met, true
	g.stack = append(g.stack, at)
	return step{at: at}
}

// leave closes the group of a tie, if it was the first of it to be met.
func (g *grouping) leave(at int) {
	if g.least[at] != g.found[at] {
		return
	}
	start := len(g.stack) - 1
	for g.stack[start] != at {
		start--
	}
	group := slices.Clone(g.stack[start:])
	for _, i := range group {
		g.open[i] = false
	}
	g.stack = g.stack[:start]
	g.groups = append(g.groups, group)
}
