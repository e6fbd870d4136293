package store

import (
	"slices"
	"sync"

	"dyad/graph"
)

// mostLately is how many amendments are remembered, so that an index which is a few transactions behind can catch up without reading the store. Each
// has a whole record, a kilobyte and more.
const mostLately = 1 << 13

// lately remembers what the last transactions did to records that an index holds.
type lately struct {
	mu         sync.Mutex
	from, last graph.Tx // nothing before from is remembered, and everything from there to last
	list       []graph.Amendment
}

// Lately returns what the transactions after one did to records that an index holds, in the order in which they did it, and the last of them. known
// is false where that is not remembered: they were made before the store was opened, or did more than is remembered, or one of them came in parts.
func (s *Store) Lately(after graph.Tx) (list []graph.Amendment, last graph.Tx, known bool) {
	l := &s.remembered
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last < after || after+1 < l.from || l.from == 0 {
		return nil, 0, false
	}
	first := len(l.list)
	for first > 0 && l.list[first-1].Tx > after {
		first--
	}
	return l.list[first:len(l.list):len(l.list)], l.last, true
}

// remember notes what a transaction did.
func (l *lately) remember(tx graph.Tx, changes []change) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.from == 0 || l.last+1 != tx {
		l.list, l.from = nil, tx
	}
	if l.last = tx; len(changes) > mostLately {
		l.list, l.from = nil, tx+1
		return
	}
	for i := range changes {
		if a, held := changes[i].amendment(tx); held {
			l.list = append(l.list, a)
		}
	}
	if len(l.list) > mostLately {
		l.forget()
	}
}

// skip notes a transaction that did more than is remembered.
func (l *lately) skip(tx graph.Tx) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list, l.from, l.last = nil, tx+1, tx
}

// forget forgets the older half of what is remembered, and the rest of the transaction in the middle.
func (l *lately) forget() {
	keep := len(l.list) / 2
	for keep < len(l.list) && l.list[keep].Tx == l.list[keep-1].Tx {
		keep++
	}
	l.from = l.list[keep-1].Tx + 1
	l.list = slices.Clone(l.list[keep:]) // what was handed out goes on to be what it is
}

// amendment is a change as an index needs to know it; held is false if it holds no such records.
func (c *change) amendment(tx graph.Tx) (a graph.Amendment, held bool) {
	a = graph.Amendment{Tx: tx, Closes: c.closes.n > 0, Opens: c.opens.n > 0}
	switch r := c.record.(type) {
	case term:
		a.Record = r.Term
	case entity:
		a.Record = r.Entity
	case source:
		a.Record = r.Source
	case claim:
		a.Record = r.Claim
	case sameAs:
		a.Record = r.SameAs
	case verdict:
		a.Record = r.Verdict
	}
	return a, a.Record != nil
}
