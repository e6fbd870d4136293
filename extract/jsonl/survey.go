package jsonl

import (
	"cmp"
	"io"
	"math"
	"slices"

	"dyad/extract"
	"dyad/graph"

	"github.com/google/uuid"
)

// A Survey is what is kept of a file of lines that was read and found in order, and need not fit into memory: where each record is, which records
// name others of their kind, and what does not come in parts. [Survey.Parts] reads the file again.
//
// It takes about 25 bytes for each line, and twice as much while the file is read; about a hundred more for each claim that names claims, entity
// that names entities, and share.
type Survey struct {
	file  *twice
	kept  *bundler // what comes at once
	kinds map[graph.RecordKind]*met
	ties  map[graph.RecordKind][]tie

	digest string
	counts map[graph.BatchKey]map[graph.RecordKind]int // of what comes in parts
	shares []shared
	sharer map[uint32][]graph.BatchKey // who shares a line, by its number
}

// A shared is a share of a record that comes in parts.
type shared struct {
	kind  graph.RecordKind
	id    uuid.UUID
	line  uint32
	batch graph.BatchKey
}

// inParts are the kinds of records that come in parts.
func inParts(k graph.RecordKind) bool {
	switch k {
	case graph.EntityRecord, graph.SourceRecord, graph.MentionRecord, graph.ClaimRecord, graph.SameAsRecord, graph.VerdictRecord:
		return true
	}
	return false
}

// Open reads a file of lines as [Read] does, and finds the same problems; nothing may be used if there is any. The file has to stay open, and as it
// is, for as long as its parts are read.
func Open(name string, file io.ReaderAt) (*Survey, []extract.Problem) {
	again := newTwice(name, file)
	s := &Survey{
		file: again, kept: newBundler(name, again.first()),
		kinds: map[graph.RecordKind]*met{}, ties: map[graph.RecordKind][]tie{},
		counts: map[graph.BatchKey]map[graph.RecordKind]int{}, sharer: map[uint32][]graph.BatchKey{},
	}
	lines := s.kept.lines
	lines.met = again.lines.add
	s.kept.each(s.add)
	if lines.number > math.MaxUint32 {
		lines.problemAt(lines.number, "the file has more lines than can be told apart")
	}
	s.findTwice()
	s.share()
	s.digest = lines.sum()
	if problems := lines.sorted(); len(problems) > 0 {
		return nil, problems
	}
	s.loosen()
	for _, m := range s.kinds {
		m.forget()
	}
	return s, nil
}

// add notes where a record is, or keeps it.
func (s *Survey) add(rec record, sound bool) {
	if v, ok := rec.Value.(*shareLine); ok && sound && inParts(v.Kind) {
		s.addShare(v)
		return
	}
	if !inParts(rec.Kind) {
		s.kept.add(rec, sound)
		return
	}
	line := uint32(s.kept.lines.number)
	id := idOf(rec)
	s.of(rec.Kind).add(id, line)
	s.count(s.kept.owner(rec.Value), rec.Kind)
	if t := tieOf(rec, id, line); t != nil {
		s.ties[rec.Kind] = append(s.ties[rec.Kind], *t)
	}
}

// addShare notes a share of a record that comes in parts. Ids are told apart by how they are written, like those of other lines.
func (s *Survey) addShare(v *shareLine) {
	id, err := uuid.Parse(v.ID)
	if err != nil || id.String() != v.ID {
		s.kept.lines.problem(0, unshared(v))
		return
	}
	s.shares = append(s.shares, shared{v.Kind, id, uint32(s.kept.lines.number), v.Batch})
}

// of returns where the records of a kind are.
func (s *Survey) of(k graph.RecordKind) *met {
	if s.kinds[k] == nil {
		s.kinds[k] = &met{}
	}
	return s.kinds[k]
}

// count counts a record, and begins the bundle of its batch.
func (s *Survey) count(b graph.BatchKey, k graph.RecordKind) {
	s.kept.bundle(b)
	if s.counts[b] == nil {
		s.counts[b] = map[graph.RecordKind]int{}
	}
	s.counts[b][k]++
}

// findTwice reports records that two lines have.
func (s *Survey) findTwice() {
	for k, m := range s.kinds {
		for before, again := range m.twice() {
			s.kept.lines.problemAt(int(again), twiceMet(int(before), k))
		}
	}
}

// share finds the lines that batches share.
func (s *Survey) share() {
	for _, one := range s.kept.shares {
		s.kept.share(one)
	}
	for _, one := range s.shares {
		line, there := s.of(one.kind).find(one.id)
		if !there {
			s.kept.lines.problemAt(int(one.line), unshared(&shareLine{graph.Share{Batch: one.batch, Kind: one.kind, ID: one.id.String()}}))
			continue
		}
		s.sharer[line] = append(s.sharer[line], one.batch)
		s.count(one.batch, one.kind)
	}
	s.shares, s.kept.shares = nil, nil
}

// loosen ties all claims that name claims together, if one of them names a claim that no line has by this id, and another has none: an id follows
// from the form that the vocabulary gives a claim, which is not known here.
func (s *Survey) loosen() {
	ties := s.ties[graph.ClaimRecord]
	if !slices.ContainsFunc(ties, func(t tie) bool { return t.unsure }) {
		return
	}
	here := s.of(graph.ClaimRecord)
	for _, t := range ties {
		for _, name := range t.names {
			if _, there := here.find(name); !there {
				s.ties[graph.ClaimRecord] = knotted(ties)
				return
			}
		}
	}
}

// Whole returns a bundle for each batch, in the order of their keys, with what comes at once: terms and asides.
func (s *Survey) Whole() []graph.Bundle { return s.kept.sorted(s.digest) }

// Counts returns how many records of each kind a batch brings.
func (s *Survey) Counts(b graph.BatchKey) map[graph.RecordKind]int {
	counts := map[graph.RecordKind]int{graph.BatchRecord: 1}
	for k, n := range s.counts[b] {
		counts[k] = n
	}
	if kept := s.kept.held[b]; kept != nil {
		for k, n := range map[graph.RecordKind]int{graph.TermRecord: len(kept.Terms), graph.AsideRecord: len(kept.Asides)} {
			if n > 0 {
				counts[k] = n
			}
		}
	}
	return counts
}

// A met is where the records of a kind are: their lines, and for as long as these are needed their ids, in parts by the first byte, each of
// which is sorted by itself.
type met struct {
	ids   [256][]place
	lines []uint32 // in the order of the file, once the ids are forgotten
}

// A place is the line of a record.
type place struct {
	id   uuid.UUID
	line uint32
}

func (m *met) add(id uuid.UUID, line uint32) { m.ids[id[0]] = append(m.ids[id[0]], place{id, line}) }

// twice sorts the ids, and yields for every line that has the record of one before it the first of these, and itself.
func (m *met) twice() func(yield func(before, again uint32) bool) {
	return func(yield func(before, again uint32) bool) {
		for _, ids := range m.ids {
			slices.SortFunc(ids, func(a, b place) int { return cmp.Or(compare(a.id, b.id), cmp.Compare(a.line, b.line)) })
			first := 0
			for i := range ids {
				if ids[i].id != ids[first].id {
					first = i
				}
				if i > first && !yield(ids[first].line, ids[i].line) {
					return
				}
			}
		}
	}
}

// find returns the first line of a record. The ids have to be sorted.
func (m *met) find(id uuid.UUID) (uint32, bool) {
	ids := m.ids[id[0]]
	i, there := slices.BinarySearchFunc(ids, id, func(p place, id uuid.UUID) int { return compare(p.id, id) })
	if !there {
		return 0, false
	}
	return ids[i].line, true
}

// forget keeps the lines alone.
func (m *met) forget() {
	n := 0
	for _, ids := range m.ids {
		n += len(ids)
	}
	m.lines = make([]uint32, 0, n)
	for i, ids := range m.ids {
		for _, p := range ids {
			m.lines = append(m.lines, p.line)
		}
		m.ids[i] = nil
	}
	slices.Sort(m.lines)
}

func compare(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) }
