package graph

import (
	"cmp"
	"slices"
)

// A point says which part of an event a date dates.
type point int8

const (
	happening point = iota // some day of it, or all of it
	beginning
	ending
)

// A moment is when a point of an event was: on no day outside outer, and of a happening on every day of sure.
type moment struct {
	point point
	outer Span
	sure  Span
	vague bool
}

// A dating is a claim that dates an event.
type dating struct {
	event EntityKey
	moment
	claim *Claim
}

// checkDates finds, for each event, affirmed dates that can't all be right: two beginnings, or two ends, that don't meet;
// anything that happened in the event certainly before its beginning or certainly after its end; an end certainly before the
// beginning. What happened in it is what `happened` says of it, and every dated claim that names it in the role event. Two
// days on which it happened contradict nothing: it went on.
func (f *finder) checkDates() {
	for about := range runs(f.datings(), func(a, b dating) bool { return a.event == b.event }) {
		groups := datesOf(about)
		sets := newDisjointSets(len(groups))
		for i, a := range groups {
			if a.says.point == happening {
				break // these come last, and never oppose each other
			}
			for j, b := range groups[i+1:] {
				if a.says.opposes(b.says) {
					sets.join(i, i+1+j, a.says.surely(b.says), true)
				}
			}
		}
		for _, c := range clashesOf(sets, groups) {
			f.reportDates(c)
		}
	}
}

// datings lists what dates the events of which some beginning or end is dated, by event.
func (f *finder) datings() []dating {
	var all []dating
	limited := map[EntityKey]bool{}
	for p := range f.affirming(TypeBegan, TypeHappened, TypeEnded) {
		if m, ok := p.moment(f.pointOf(p.Claim)); ok {
			all = append(all, dating{p.Claim.From, m, p.Claim})
			limited[p.Claim.From] = limited[p.Claim.From] || m.point != happening
		}
	}
	for i := range f.Positions {
		p := &f.Positions[i]
		for _, e := range p.Claim.Roles.Entities(RoleEvent) {
			if m, ok := p.moment(happening); ok && limited[e] {
				all = append(all, dating{e, m, p.Claim})
			}
		}
	}
	all = slices.DeleteFunc(all, func(d dating) bool { return !limited[d.event] })
	slices.SortFunc(all, func(a, b dating) int { return cmp.Compare(a.event, b.event) })
	return all
}

// pointOf returns what a claim that something began, happened or ended dates. That it happened from some date on dates its
// beginning, and that it did until then its end.
func (f *finder) pointOf(c *Claim) point {
	switch {
	case f.entails(c.Type, TypeBegan):
		return beginning
	case f.entails(c.Type, TypeEnded):
		return ending
	case c.When.Bound == StartBound:
		return beginning
	case c.When.Bound == EndBound:
		return ending
	}
	return happening
}

// moment returns when an affirming position puts a point of an event, and whether it does. Of a beginning or an end in the
// course of the event, as of the point itself, nothing is known but that it lies in its date.
func (p *Position) moment(of point) (m moment, ok bool) {
	w := p.Claim.When
	if w.EDTF.IsZero() || !p.Has(Affirms) {
		return moment{}, false
	}
	m = moment{point: of, outer: w.EDTF.Bounds(), sure: Never(), vague: vague(w.EDTF)}
	if of == happening && w.Bound == Whole {
		m.sure = p.Pieces[0].Sure
	}
	return m, true
}

// datesOf puts the datings of one event into groups, beginnings and ends first.
func datesOf(about []dating) []*group[moment] {
	known := map[moment]*group[moment]{}
	var groups []*group[moment]
	for _, d := range about {
		if known[d.moment] == nil {
			known[d.moment] = &group[moment]{says: d.moment}
			groups = append(groups, known[d.moment])
		}
		known[d.moment].claims = append(known[d.moment].claims, d.claim)
	}
	slices.SortFunc(groups, func(a, b *group[moment]) int { return cmp.Compare(b.says.point, a.says.point) })
	return groups
}

// opposes reports whether m, a beginning or an end, and another moment of the same event can't both be right.
func (m moment) opposes(other moment) bool {
	switch {
	case m.point == other.point:
		return !m.outer.Meets(other.outer)
	case m.point == beginning:
		return min(other.sure.From, other.outer.To) < m.outer.From
	}
	return max(other.sure.To, other.outer.From) > m.outer.To
}

// surely tells how sure it is that two moments oppose each other: a date that is marked uncertain or approximate may be off.
func (m moment) surely(other moment) Overlap {
	if m.vague || other.vague {
		return PossibleOverlap
	}
	return CertainOverlap
}

// reportDates writes up a clash. Beginnings that share a day are one side, and so are such ends; all that happened is one.
func (f *finder) reportDates(c clash[moment]) {
	points := map[point]map[bounded[Day]][]*Claim{beginning: {}, ending: {}}
	var happened []*Claim
	span := Never()
	for m, claims := range c.said {
		if m.point == happening {
			happened, span = append(happened, claims...), span.Hull(m.outer)
			continue
		}
		b := bounded[Day]{m.outer.From, m.outer.To}
		points[m.point][b] = append(points[m.point][b], claims...)
	}
	var sides []side
	if len(happened) > 0 {
		sides = append(sides, side{f.labels(happened) + " " + span.EDTF(), happened})
	}
	for point, label := range map[point]TermKey{beginning: TypeBegan, ending: TypeEnded} {
		for _, s := range sharing(points[point]) {
			sides = append(sides, side{f.label(label) + " " + Span{s.low, s.high}.EDTF(), s.claims})
		}
	}
	guessed := func(s side) bool { return slices.ContainsFunc(s.claims, f.inferred) }
	f.report(DateRule, c.overlap, slices.ContainsFunc(sides, guessed), sides...)
}
