package store

import (
	"cmp"
	"slices"

	"dyad/graph"
)

// staying reports whether a record that is dropped stays if others name it: see [graph.Bundle].
func (p *plan) staying(r record) bool {
	in := p.intakes[r.owner()]
	return in != nil && in.stays
}

// haveStay takes back that records are closed which others name and whose batches have such stay, and of what these name in turn.
func (p *plan) haveStay() {
	var stay []*loss
	for _, l := range p.lost {
		if l.users > 0 && p.staying(l.record) {
			stay = append(stay, l)
		}
	}
	back := map[ref]bool{}
	for len(stay) > 0 {
		l := stay[len(stay)-1]
		stay = stay[:len(stay)-1]
		if p.lost[l.ref] == nil {
			continue
		}
		delete(p.lost, l.ref)
		back[l.ref] = true
		p.stay(l)
		for _, n := range named(l.record, p.lost) {
			if p.staying(n.record) {
				stay = append(stay, n)
				continue
			}
			if n.users == 0 {
				n.user, n.title = l.ref, l.record.title()
			}
			n.users++
		}
	}
	if len(back) > 0 {
		p.changes = slices.DeleteFunc(p.changes, func(c change) bool {
			return back[c.closes.ref] || c.record.ref().tag == asideTag && back[c.record.(aside).target()]
		})
	}
}

// stay has a record stay as it was, and counts it.
func (p *plan) stay(l *loss) {
	report, kind := p.intakes[l.record.owner()].report, l.ref.tag.kind()
	if !l.below {
		p.byRef[l.ref].after = l.record
		report.count(kind, Counts{Retracted: -1, Read: 1, Unchanged: 1})
	}
	if report.Stayed == nil {
		report.Stayed = map[graph.RecordKind]Stayed{}
	}
	s, one := report.Stayed[kind], cmp.Or(sortKey(l.record), l.record.title())
	if s.Count++; s.Count == 1 || one < s.Example {
		s.Example = one
	}
	report.Stayed[kind] = s
}
