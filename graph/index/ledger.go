package index

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"sync"

	"dyad/graph"
)

// A Turn is what a transaction can do to a record.
type Turn string

// The turns.
const (
	Added     Turn = "ADDED"     // it was not on record before
	Corrected Turn = "CORRECTED" // it has another form since
	Retracted Turn = "RETRACTED" // it is not on record any more
)

// An Entry is a record that a transaction did something to.
type Entry struct {
	Tx graph.Tx
	graph.RecordID
	Turn Turn

	about []graph.EntityKey // whom it is about, before and after, by their own keys; of a claim, its versions tell
}

// A Ledger tells what each transaction did to claims, entities, sources, terms, judgements of identity and verdicts. Mentions and
// batches are no part of an index, and so not of it.
type Ledger struct {
	x      *Index
	others []Entry // all but claims, in order
	claims []claimTurn
}

// A claimTurn is an [Entry] of a claim in few bytes: the version that was taken back, and the one that was recorded.
type claimTurn struct {
	tx            graph.Tx
	before, after row // noRow: it was not on record
}

const noRow row = -1

func (c claimTurn) turn() Turn { return turnOf(c.after != noRow, c.before != noRow) }

// turnOf tells what became of a record of which a transaction opened a version, closed one, or both.
func turnOf(opened, closed bool) Turn {
	switch {
	case !closed:
		return Added
	case !opened:
		return Retracted
	}
	return Corrected
}

// A ledgerBook makes the ledger of an index when it is first asked for.
type ledgerBook struct {
	once   sync.Once
	ledger *Ledger
}

// Ledger returns what each transaction did. It is made when it is first asked for, in time that grows with all that was ever recorded.
func (x *Index) Ledger() *Ledger {
	x = x.root()
	x.book.once.Do(func() { x.book.ledger = x.newLedger() })
	return x.book.ledger
}

func (x *Index) newLedger() *Ledger {
	l := &Ledger{x: x}
	in := x.input()
	enter(l, graph.TermRecord, in.Terms, func(t *graph.Term) (string, []graph.EntityKey) { return t.DerivedID().String(), nil })
	enter(l, graph.EntityRecord, in.Entities, func(e *graph.Entity) (string, []graph.EntityKey) {
		return e.Key.ID().String(), []graph.EntityKey{e.Key, e.MergedInto}
	})
	enter(l, graph.SourceRecord, in.Sources, func(s *graph.Source) (string, []graph.EntityKey) { return s.Key.ID().String(), nil })
	enter(l, graph.SameAsRecord, in.SameAs, func(s *graph.SameAs) (string, []graph.EntityKey) {
		return s.DerivedID().String(), []graph.EntityKey{s.From, s.Into}
	})
	enter(l, graph.VerdictRecord, in.Verdicts, func(v *graph.Verdict) (string, []graph.EntityKey) { return v.DerivedID().String(), nil })
	slices.SortFunc(l.others, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Tx, b.Tx), cmp.Compare(kindRank(a.Kind), kindRank(b.Kind)), cmp.Compare(a.ID, b.ID))
	})
	l.enterClaims()
	return l
}

// kindRank is the place of a kind in the order in which an export has them.
func kindRank(kind graph.RecordKind) int { return slices.Index(graph.RecordKinds(), kind) }

// enter puts down all versions of the records of one kind. identify returns the id of a record, and the entities that it is about.
func enter[T any](l *Ledger, kind graph.RecordKind, versions []graph.Version[T], identify func(*T) (string, []graph.EntityKey)) {
	type act struct {
		id string
		tx graph.Tx
	}
	type deed struct {
		opened, closed bool
		about          []graph.EntityKey
	}
	deeds := map[act]*deed{}
	of := func(id string, tx graph.Tx, about []graph.EntityKey) *deed {
		d := deeds[act{id, tx}]
		if d == nil {
			d = &deed{}
			deeds[act{id, tx}] = d
		}
		d.about = append(d.about, about...)
		return d
	}
	for i := range versions {
		v := &versions[i]
		id, about := identify(&v.Value)
		of(id, v.Opened, about).opened = true
		if v.Closed != 0 {
			of(id, v.Closed, about).closed = true
		}
	}
	for a, d := range deeds {
		record := graph.RecordID{Kind: kind, ID: a.id}
		l.others = append(l.others, Entry{Tx: a.tx, RecordID: record, Turn: turnOf(d.opened, d.closed), about: d.about})
	}
}

// enterClaims puts down all versions of claims. They come by id, those of one claim in their order.
func (l *Ledger) enterClaims() {
	cs := &l.x.claims
	end := claimTurn{} // of the version before; of no transaction: it stands, or there is none
	put := func(c claimTurn) {
		if c.tx != 0 {
			l.claims = append(l.claims, c)
		}
	}
	for r := range cs.inOrder() {
		begin := claimTurn{tx: cs.ticks[cs.opened[r]], before: noRow, after: r}
		if end.tx == begin.tx && cs.id[end.before] == cs.id[r] {
			begin.before = end.before
		} else {
			put(end)
		}
		put(begin)
		end = claimTurn{}
		if past := int(r) - cs.standing(); past >= 0 {
			end = claimTurn{tx: cs.closed[past], before: r, after: noRow}
		}
	}
	put(end)
	slices.SortStableFunc(l.claims, func(a, b claimTurn) int { return cmp.Compare(a.tx, b.tx) })
}

// A Place is the place of an entry among those of its transaction.
type Place struct {
	Kind graph.RecordKind
	ID   string
}

// Compare orders places: by kind, as an export has them, then by id.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(kindRank(p.Kind), kindRank(q.Kind)), cmp.Compare(p.ID, q.ID))
}

// Place returns the place of the entry among those of its transaction.
func (e Entry) Place() Place { return Place(e.RecordID) }

// Count returns how many records of a kind a transaction did each thing to.
func (l *Ledger) Count(tx graph.Tx, kind graph.RecordKind) map[Turn]int {
	counts := map[Turn]int{}
	if kind == graph.ClaimRecord {
		for _, c := range l.claimsOf(tx) {
			counts[c.turn()]++
		}
		return counts
	}
	for _, e := range l.othersOf(tx) {
		if e.Kind == kind {
			counts[e.Turn]++
		}
	}
	return counts
}

// Entries yields what a transaction did, in the order of [Place].
func (l *Ledger) Entries(tx graph.Tx, w Window[Place]) iter.Seq[Entry] {
	others, claims := l.othersOf(tx), l.claimsOf(tx)
	head := sort.Search(len(others), func(i int) bool { return kindRank(others[i].Kind) > kindRank(graph.ClaimRecord) })
	size := len(others) + len(claims)
	at := func(i int) Entry {
		switch {
		case i < head:
			return others[i]
		case i < head+len(claims):
			return l.entry(claims[i-head])
		}
		return others[i-len(claims)]
	}
	low, high := 0, size
	if w.After != nil {
		low = sort.Search(size, func(i int) bool { return at(i).Place().Compare(*w.After) > 0 })
	}
	if w.Before != nil {
		high = sort.Search(size, func(i int) bool { return at(i).Place().Compare(*w.Before) >= 0 })
	}
	return func(yield func(Entry) bool) {
		for i := low; i < high; i++ {
			place := i
			if w.Backward {
				place = low + high - 1 - i
			}
			if !yield(at(place)) {
				return
			}
		}
	}
}

func (l *Ledger) entry(c claimTurn) Entry {
	id := l.x.claims.id[max(c.before, c.after)] // of either: they are of one claim
	return Entry{Tx: c.tx, RecordID: graph.RecordID{Kind: graph.ClaimRecord, ID: id.String()}, Turn: c.turn()}
}

func (l *Ledger) claimsOf(tx graph.Tx) []claimTurn {
	from := sort.Search(len(l.claims), func(i int) bool { return l.claims[i].tx >= tx })
	to := sort.Search(len(l.claims), func(i int) bool { return l.claims[i].tx > tx })
	return l.claims[from:to]
}

func (l *Ledger) othersOf(tx graph.Tx) []Entry {
	from := sort.Search(len(l.others), func(i int) bool { return l.others[i].Tx >= tx })
	to := sort.Search(len(l.others), func(i int) bool { return l.others[i].Tx > tx })
	return l.others[from:to]
}

// Concerns reports whether a transaction did something to an entity, to who it is, or to a claim that named it before or after: as an end,
// in a role, as a voice or as whose voice it is. key is that under which it is known now; what names another that was merged into it
// concerns it too.
func (l *Ledger) Concerns(tx graph.Tx, key graph.EntityKey) bool {
	is := func(k graph.EntityKey) bool { return k != "" && l.x.identity.of(k) == key }
	if slices.ContainsFunc(l.othersOf(tx), func(e Entry) bool { return slices.ContainsFunc(e.about, is) }) {
		return true
	}
	names := func(r row) bool {
		if r == noRow {
			return false
		}
		c, rewritten := l.x.original[r]
		if !rewritten {
			c = l.x.claim(r, l.x.home(r))
		}
		return slices.ContainsFunc(c.Entities(), is)
	}
	return slices.ContainsFunc(l.claimsOf(tx), func(c claimTurn) bool { return names(c.before) || names(c.after) })
}
