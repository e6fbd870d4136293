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

	about []graph.EntityKey // whom it is about, by their own keys; of a claim, the row tells
	row   row               // of a claim, the version that was recorded, or taken back
}

// A Ledger tells what each transaction did to claims, entities, sources, terms, judgements of identity and verdicts. Mentions and
// batches are no part of an index, and so not of it.
type Ledger struct {
	x      *Index
	others []Entry // all but claims, in order
	claims []claimTurn
}

// A claimTurn is an [Entry] of a claim in few bytes.
type claimTurn struct {
	tx   graph.Tx
	row  row
	turn uint8 // place in claimTurns
}

var claimTurns = [...]Turn{Added, Corrected, Retracted}

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
		return e.Key.ID().String(), []graph.EntityKey{e.Key}
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
	type turn struct {
		id string
		tx graph.Tx
	}
	opened, closed := map[turn]bool{}, map[turn]bool{}
	about := map[string][]graph.EntityKey{}
	for i := range versions {
		v := &versions[i]
		id, keys := identify(&v.Value)
		about[id] = keys
		opened[turn{id, v.Opened}] = true
		if v.Closed != 0 {
			closed[turn{id, v.Closed}] = true
		}
	}
	put := func(v turn, what Turn) {
		l.others = append(l.others, Entry{Tx: v.tx, RecordID: graph.RecordID{Kind: kind, ID: v.id}, Turn: what, about: about[v.id]})
	}
	for v := range opened {
		if closed[v] {
			put(v, Corrected)
		} else {
			put(v, Added)
		}
	}
	for v := range closed {
		if !opened[v] {
			put(v, Retracted)
		}
	}
}

// enterClaims puts down all versions of claims. They come by id, those of one claim in their order.
func (l *Ledger) enterClaims() {
	cs := &l.x.claims
	var before graph.ClaimID
	var closed graph.Tx // of the version before; 0 for none
	var last row
	retract := func() {
		if closed != 0 {
			l.claims = append(l.claims, claimTurn{closed, last, 2})
		}
	}
	for r := range cs.inOrder() {
		opened := cs.ticks[cs.opened[r]]
		turn := claimTurn{tx: opened, row: r}
		switch {
		case cs.id[r] != before || closed == 0:
			retract()
		case closed == opened:
			turn.turn = 1
		default:
			retract()
		}
		l.claims = append(l.claims, turn)
		before, last, closed = cs.id[r], r, 0
		if past := int(r) - cs.standing(); past >= 0 {
			closed = cs.closed[past]
		}
	}
	retract()
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
			counts[claimTurns[c.turn]]++
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
	return Entry{Tx: c.tx, RecordID: graph.RecordID{Kind: graph.ClaimRecord, ID: l.x.claims.id[c.row].String()}, Turn: claimTurns[c.turn], row: c.row}
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

// Concerns reports whether a transaction did something to an entity, to a judgement who it is, or to a claim that names it as an end, in
// a role or as a voice. key is that under which it is known now; what names another that was merged into it concerns it too.
func (l *Ledger) Concerns(tx graph.Tx, key graph.EntityKey) bool {
	is := func(k graph.EntityKey) bool { return k != "" && l.x.identity.of(k) == key }
	if slices.ContainsFunc(l.othersOf(tx), func(e Entry) bool { return slices.ContainsFunc(e.about, is) }) {
		return true
	}
	return slices.ContainsFunc(l.claimsOf(tx), func(t claimTurn) bool {
		c, rewritten := l.x.original[t.row]
		if !rewritten {
			c = l.x.claim(t.row, l.x.home(t.row))
		}
		return slices.ContainsFunc(named(&c), is)
	})
}

// named returns the entities that a claim names.
func named(c *graph.Claim) []graph.EntityKey {
	keys := []graph.EntityKey{c.From, c.To}
	for i := range c.Roles {
		keys = append(keys, c.Roles[i].Entities...)
	}
	for i := range c.Voices {
		keys = append(keys, c.Voices[i].Entity)
	}
	return keys
}
