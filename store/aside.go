package store

import (
	"bytes"
	"context"
	"slices"

	"dyad/graph"
)

// layers are the two words on a record that there may be: what files say of it, and above that what a curator decided. Two rows hold
// them, and follow from them: the record itself is what the curator decided, or, where none did, what files say; the aside keeps what
// files say below a decision, and the decision that there is to be no record.
type layers struct {
	files   []byte // the record as its file has it; nil if no file brings it
	decided bool
	curator []byte         // the record as the curator has it; nil if there is to be none
	by      graph.BatchKey // of the curator's change
}

// layersOf reads the layers from the rows of a record and of its aside, as they count at some moment.
func layersOf(main, beside stored) (layers, error) {
	if beside.open() {
		r, err := beside.record()
		if err != nil {
			return layers{}, err
		}
		a := r.(aside)
		l := layers{files: a.Says, decided: true, by: a.Batch}
		if main.open() {
			l.curator = main.json
		}
		return l, nil
	}
	if !main.open() {
		return layers{}, nil
	}
	if !setsAside(main.tag) {
		return layers{files: main.json}, nil
	}
	r, err := main.record()
	if err != nil {
		return layers{}, err
	}
	if r.owner().Curated() {
		return layers{decided: true, curator: main.json, by: r.owner()}, nil
	}
	return layers{files: main.json}, nil
}

// rows returns the record and its aside as the layers make them, nil where there is to be none.
func (l *layers) rows(of ref) (main, beside []byte, err error) {
	if !l.decided {
		return l.files, nil, nil
	}
	if l.files != nil || l.curator == nil {
		beside, err = graph.EncodeRecord(asideOf(l.by, of, l.files))
	}
	return l.curator, beside, err
}

// sameFiles and sameDecision compare the layers one by one.
func (l *layers) sameFiles(m *layers) bool { return bytes.Equal(l.files, m.files) }

func (l *layers) sameDecision(m *layers) bool {
	return l.decided == m.decided && l.by == m.by && bytes.Equal(l.curator, m.curator)
}

// become plans whatever has to change for the layers of a record to be as given. main and beside are its rows as they are stored.
func (p *plan) become(f *fate, main, beside stored, next layers, reason string) error {
	now, aside, err := next.rows(f.ref)
	if err != nil {
		return err
	}
	if f.after, err = p.turn(f.ref, main, now, reason); err != nil {
		return err
	}
	_, err = p.turn(ref{asideTag, f.id}, beside, aside, reason)
	return err
}

// turn plans that a row is as given from now on, nil being that it is not there, and returns its record.
func (p *plan) turn(r ref, was stored, data []byte, reason string) (record, error) {
	var next, old record
	var err error
	if data != nil {
		if next, err = decode(r.tag, data); err != nil {
			return nil, corrupt(r.String(), err)
		}
	}
	if was.open() {
		if old, err = was.record(); err != nil {
			return nil, err
		}
	}
	c := change{record: next, json: data}
	switch {
	case next == nil && old == nil, next != nil && old != nil && bytes.Equal(data, was.json):
		return next, nil
	case next == nil:
		c.record = old
	default:
		c.opens = version{r, was.n + 1}
	}
	if old != nil {
		c.closes, c.reason = was.version, reason
	}
	p.changes = append(p.changes, c)
	return next, nil
}

// asides returns all that stand. There are as many as records of files that curators decided on.
func (m moment) asides(ctx context.Context) ([]aside, error) {
	var all []aside
	err := m.eachOpen(ctx, asideTag, func(_ stored, r record) { all = append(all, r.(aside)) })
	return all, err
}

// recallAsides reads all asides that stand, by what they are of, and learns of which records there ever were any.
func (p *plan) recallAsides(ctx context.Context) error {
	for s, err := range p.before.versions(ctx, asideTag, asideTag) {
		if err != nil {
			return err
		}
		p.asideForms[s.id] = s.n
		if !s.open() {
			continue
		}
		r, err := s.record()
		if err != nil {
			return err
		}
		p.asides[r.(aside).target()] = r.(aside)
	}
	return nil
}

// A lower is the layer of a record that a load decides on where a curator decided on the record, with the upper one.
type lower struct {
	layers
	versions uint32 // that the record had
	dropped  record // as its file had it, which brings it no more; nil if it does, or never did
}

// keeps reports whether the decision of a curator on a record outlives the load: lines of an export may bring the very batch of the
// decision anew, and then tell everything themselves.
func (p *plan) keeps(l *layers) bool { return l.decided && p.intakes[l.by] == nil }

// decideBelow works out what files will say of a record that a curator decided on. The record itself stays. What another curator's batch
// has in it, as older lines of an export may, is no word of a file: the later decision took its place.
func (p *plan) decideBelow(ctx context.Context, f *fate, beside stored, l layers) error {
	main := f.before
	said := stored{}
	if l.files != nil {
		said = stored{version: version{f.ref, 1}, opened: beside.opened, json: l.files}
	}
	old, err := said.standing()
	if err != nil {
		return err
	}
	f.below, f.before = &lower{layers: l, versions: main.n}, said
	p.tellKept(f, old, Kept{By: l.by, Gone: l.curator == nil})
	arrivals := f.arrivals
	f.arrivals = f.ofFiles()
	if len(f.arrivals) != 1 || !p.unchanged(f) {
		if err := p.decideOn(ctx, f, old); err != nil {
			return err
		}
	}
	f.before, f.arrivals = main, arrivals
	if f.below.files == nil {
		f.below.dropped = old
	}
	return p.become(f, main, beside, f.below.layers, p.reason("brought by a load"))
}

// ofFiles returns the arrivals that no curator's batch brings.
func (f *fate) ofFiles() []arrival {
	return slices.DeleteFunc(slices.Clone(f.arrivals), func(a arrival) bool { return a.batch.Key.Curated() })
}

// tellKept tells every batch of the load that has to do with the record that it stays.
func (p *plan) tellKept(f *fate, said record, k Kept) {
	told := map[*BatchReport]bool{}
	if said != nil && p.intakes[said.owner()] != nil {
		k.Record = said.title()
		told[p.intakes[said.owner()].report] = true
	}
	for _, a := range f.arrivals {
		k.Record = a.title()
		told[a.report] = true
	}
	for report := range told {
		report.Kept = append(report.Kept, k)
		report.count(f.tag.kind(), Counts{Kept: 1})
	}
}

// count counts what a load does with a record, unless the record stays as a curator has it, which is counted by itself.
func (f *fate) count(report *BatchReport, c Counts) {
	if f.below == nil {
		report.count(f.tag.kind(), c)
	}
}
