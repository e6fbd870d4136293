package index

import (
	"maps"
	"slices"

	"dyad/graph"
)

// A Link is a relationship along which a part is counted as its whole.
type Link struct {
	Part, Whole graph.EntityKey
	// Times are the spans of days in one of which it can have held, in their order. A claim whose date meets none of them stays
	// with the part. A single [graph.Always] is no limit.
	Times  []graph.Span
	Claims []graph.ClaimID // that affirm and assert it, in their order
}

// holds reports whether the link can have held on some day of a time.
func (l *Link) holds(when graph.Span) bool {
	return slices.ContainsFunc(l.Times, when.Meets)
}

// Lasting reports whether the link is told without a date, and so counts for all times.
func (l *Link) Lasting() bool { return slices.Contains(l.Times, graph.Always()) }

func (l *Link) equal(m Link) bool {
	return l.Part == m.Part && l.Whole == m.Whole && slices.Equal(l.Times, m.Times) && slices.Equal(l.Claims, m.Claims)
}

// A Refusal is a part that is left as it is, at least for some times, since dyad does not choose.
type Refusal struct {
	Part   graph.EntityKey
	Wholes []graph.EntityKey // those between which it would have to choose, in their order
	Doubt  graph.Doubt
	Claims []graph.ClaimID // that say so, in their order
}

// A rollup maps parts to their wholes, for the time of each claim.
type rollup struct {
	links    []Link // by part, then whole
	disputed []Link
	by       map[graph.EntityKey][]int // places in links, by part

	lasting identity // parts that have one whole at all times
	dates   map[graph.Span]identity
	epochs  map[string]identity // by which links hold: dates that differ in nothing else share one
	taken   []bool              // by link: it is followed at some time
	refused map[doubted]*Refusal
}

// doubted names a refusal.
type doubted struct {
	part  graph.EntityKey
	doubt graph.Doubt
}

func newRollup(links, disputed []Link) *rollup {
	u := &rollup{
		links: links, disputed: disputed, by: map[graph.EntityKey][]int{}, dates: map[graph.Span]identity{}, epochs: map[string]identity{},
		taken: make([]bool, len(links)), refused: map[doubted]*Refusal{},
	}
	for i := range links {
		u.by[links[i].Part] = append(u.by[links[i].Part], i)
	}
	for i := range disputed {
		u.refuse(graph.Disputed, &disputed[i])
	}
	always, whole := u.at(graph.When{}), identity{}
	for part, into := range u.climb(func(l *Link) bool { return l.Lasting() }).tops {
		if always[part] == into && part != into {
			whole[part] = into
		}
	}
	u.lasting = whole
	return u
}

// refuse notes that a part is not counted as the whole of a link.
func (u *rollup) refuse(why graph.Doubt, l *Link) {
	key := doubted{l.Part, why}
	r := u.refused[key]
	if r == nil {
		r = &Refusal{Part: l.Part, Doubt: why}
		u.refused[key] = r
	}
	r.Wholes, r.Claims = append(r.Wholes, l.Whole), append(r.Claims, l.Claims...)
}

// at returns the wholes at the time of a claim: at some day of its date, or at any time if it has none.
func (u *rollup) at(w graph.When) identity {
	when := spanOf(w)
	wholes, known := u.dates[when]
	if !known {
		wholes = u.epoch(when)
		u.dates[when] = wholes
	}
	return wholes
}

// spanOf returns the days of the date of a claim; all days if it has none.
func spanOf(w graph.When) graph.Span {
	if w.EDTF.IsZero() {
		return graph.Always()
	}
	return w.EDTF.Bounds()
}

// epoch returns the wholes at some day of a time.
func (u *rollup) epoch(when graph.Span) identity {
	live := make([]byte, len(u.links))
	for i := range u.links {
		if u.links[i].holds(when) {
			live[i] = 1
		}
	}
	if wholes, known := u.epochs[string(live)]; known {
		return wholes
	}
	c := u.climb(func(l *Link) bool { return l.holds(when) })
	c.report()
	wholes := identity{}
	for part, top := range c.tops {
		if part != top {
			wholes[part] = top
		}
	}
	u.epochs[string(live)] = wholes
	return wholes
}

// report returns what was rolled up and what was not, by part, then whole or doubt.
func (u *rollup) report() RolledUp {
	var r RolledUp
	for i, taken := range u.taken {
		if taken {
			r.Merged = append(r.Merged, u.links[i])
		}
	}
	for _, part := range slices.Sorted(maps.Keys(u.parts())) {
		for _, d := range graph.RollupDoubts() {
			if no := u.refused[doubted{part, d}]; no != nil {
				r.Refused = append(r.Refused, Refusal{part, sortedOnce(no.Wholes), d, sortedIDs(no.Claims)})
			}
		}
	}
	return r
}

// parts are those of which something was refused.
func (u *rollup) parts() map[graph.EntityKey]bool {
	parts := map[graph.EntityKey]bool{}
	for key := range u.refused {
		parts[key.part] = true
	}
	return parts
}

func sortedOnce(keys []graph.EntityKey) []graph.EntityKey {
	return slices.Compact(slices.Sorted(slices.Values(keys)))
}

func sortedIDs(ids []graph.ClaimID) []graph.ClaimID {
	return slices.Compact(slices.SortedFunc(slices.Values(ids), graph.ClaimID.Compare))
}
