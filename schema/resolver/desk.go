package resolver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"dyad/graph"
	"dyad/graph/index"
)

// A desk is what one request works on: the index that it is answered from, the views it was asked under, and the records it
// has fetched. Fields of an answer are resolved at the same time, so everything on it is guarded.
//
// Whoever makes a page notes the claims that its fields may ask for ([desk.want]). The first field that asks for one of them
// fetches them all, and nobody fetches if none does.
type desk struct {
	x *index.Index
	c Config

	records *recordCache
	shown   gallery

	mu        sync.Mutex
	views     map[string]*graph.View // by how the request wrote them
	graphs    map[*graph.View]*index.Graph
	disputed  map[*index.Graph]map[graph.ClaimID]bool
	wanted    map[graph.Tx]map[graph.ClaimID]bool
	claims    map[recorded]*graph.Claim
	histories map[graph.ClaimID][]graph.Version[graph.Claim]
	times     []graph.Transaction // nil until somebody asks
}

// recorded names a claim as it stood at some transaction.
type recorded struct {
	id   graph.ClaimID
	asOf graph.Tx
}

// A seat holds the desk that a request works at. It is another one after each mutation, whose answer shows what was changed; other
// fields of a mutation are not resolved meanwhile, and questions keep the one that they began at.
type seat struct {
	at   atomic.Pointer[desk]
	late func() *desk // where an event of a subscription is answered: the one desk, made when somebody first works at it
}

// seatKey is the key of the seat in a request's context.
type seatKey struct{}

// seated returns a context with a seat at a desk.
func seated(ctx context.Context, d *desk) context.Context {
	s := &seat{}
	s.at.Store(d)
	return context.WithValue(ctx, seatKey{}, s)
}

func seatOf(ctx context.Context) *seat { return ctx.Value(seatKey{}).(*seat) }

// deskOf returns the desk of a request that was begun by [Root.Begin], or of an event by [Root.BeginLate].
func deskOf(ctx context.Context) *desk {
	s := seatOf(ctx)
	if s.late != nil {
		return s.late()
	}
	return s.at.Load()
}

func newDesk(x *index.Index, c Config, records *recordCache) *desk {
	return &desk{
		x: x, c: c, records: records, shown: newGallery(),
		views:     map[string]*graph.View{},
		graphs:    map[*graph.View]*index.Graph{},
		disputed:  map[*index.Graph]map[graph.ClaimID]bool{},
		wanted:    map[graph.Tx]map[graph.ClaimID]bool{},
		claims:    map[recorded]*graph.Claim{},
		histories: map[graph.ClaimID][]graph.Version[graph.Claim]{},
	}
}

// tx returns the transaction that records are read at under v: the present is that of the index, so that a load in the middle
// of a request does not show.
func (d *desk) tx(v *graph.View) graph.Tx {
	if v.AsOf != 0 {
		return v.AsOf
	}
	return d.x.Last()
}

// want notes claims that may be asked for.
func (d *desk) want(v *graph.View, ids ...graph.ClaimID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	tx := d.tx(v)
	for _, id := range ids {
		if _, have := d.claims[recorded{id, tx}]; have {
			continue
		}
		if d.wanted[tx] == nil {
			d.wanted[tx] = map[graph.ClaimID]bool{}
		}
		d.wanted[tx][id] = true
	}
}

// recordsOf returns the claims as they stood under v, in the order of ids, nil where there was none. It fetches whatever is
// wanted and not here yet.
func (d *desk) recordsOf(ctx context.Context, v *graph.View, ids []graph.ClaimID) ([]*graph.Claim, error) {
	d.want(v, ids...)
	d.mu.Lock()
	defer d.mu.Unlock()
	tx := d.tx(v)
	if err := d.fetch(ctx, tx, ids); err != nil {
		return nil, err
	}
	found := make([]*graph.Claim, len(ids))
	for i, id := range ids {
		found[i] = d.claims[recorded{id, tx}]
	}
	return found, nil
}

// fetch makes sure that the claims are here, and with them all others that are wanted.
func (d *desk) fetch(ctx context.Context, tx graph.Tx, ids []graph.ClaimID) error {
	if !d.lacks(tx, ids) {
		return nil
	}
	wanted := keysOf(d.wanted[tx])
	claims, err := d.records.claims(ctx, d.c.Records, wanted, tx)
	if err != nil {
		return err
	}
	for i, id := range wanted {
		d.claims[recorded{id, tx}] = claims[i]
	}
	delete(d.wanted, tx)
	return nil
}

// lacks reports whether one of the claims has not been asked for yet.
func (d *desk) lacks(tx graph.Tx, ids []graph.ClaimID) bool {
	for _, id := range ids {
		if _, have := d.claims[recorded{id, tx}]; !have {
			return true
		}
	}
	return false
}

// history returns every version of a claim, the oldest first.
func (d *desk) history(ctx context.Context, id graph.ClaimID) ([]graph.Version[graph.Claim], error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if versions, have := d.histories[id]; have {
		return versions, nil
	}
	versions, err := d.c.Records.History(ctx, id)
	if err != nil {
		return nil, err
	}
	d.histories[id] = versions
	return versions, nil
}

// errUntimed is a transaction that the journal does not know.
var errUntimed = errors.New("something was recorded by it, and it is not in the journal")

// committedAt returns when a transaction was committed, as RFC 3339 in UTC.
func (d *desk) committedAt(ctx context.Context, tx graph.Tx) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.times == nil {
		times, err := d.c.Journal.Transactions(ctx)
		if err != nil {
			return "", err
		}
		d.times = times
	}
	i, found := slices.BinarySearchFunc(d.times, tx, func(t graph.Transaction, tx graph.Tx) int { return cmp.Compare(t.Tx, tx) })
	if !found {
		return "", &graph.Error{On: fmt.Sprintf("transaction %d", tx), Fault: graph.Corrupt, Err: errUntimed}
	}
	return d.times[i].Time.UTC().Format(time.RFC3339Nano), nil
}

// inDispute returns the claims that take part in a contradiction of g.
func (d *desk) inDispute(g *index.Graph) map[graph.ClaimID]bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.disputed[g] == nil {
		claims := map[graph.ClaimID]bool{}
		for _, c := range g.Contradictions() {
			for _, side := range c.Sides {
				for _, id := range side.Claims {
					claims[id] = true
				}
			}
		}
		d.disputed[g] = claims
	}
	return d.disputed[g]
}

// keysOf returns the keys of a set, in their order.
func keysOf(set map[graph.ClaimID]bool) []graph.ClaimID {
	return slices.SortedFunc(maps.Keys(set), graph.ClaimID.Compare)
}
