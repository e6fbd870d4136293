package resolver

import (
	"context"
	"slices"
	"sync"

	"dyad/graph/index"
)

// How much a resultCache keeps at most: results, and entities in them together. An entity in one takes some 30 bytes.
const (
	resultsKept  = 64
	entitiesKept = 1_000_000
)

// A resultCache keeps what took a look at a whole graph to find out, so that the next page of it doesn't take another. What it keeps
// is of one index: with the next one it starts anew, and it never answers for an earlier one.
type resultCache struct {
	mu     sync.Mutex
	x      *index.Index
	kept   map[string]*result
	recent []string // the keys of what is kept, what was asked for last at the end
}

// A result is found out by one who has the turn; all others who ask for it wait for that.
type result struct {
	turn  chan struct{} // holds one token
	value any           // nil until it is found out
	size  int           // entities in it
}

// keep returns the result of that key in x, found out by work unless it is kept. work tells how many entities it holds. The result is
// shared: nobody may change it.
func keep[T any](ctx context.Context, c *resultCache, x *index.Index, key string, work func() (T, int, error)) (T, error) {
	var none T
	r, current := c.of(x, key)
	if !current {
		value, _, err := work()
		return value, err
	}
	select {
	case <-r.turn:
		defer func() { r.turn <- struct{}{} }()
	case <-ctx.Done():
		return none, ctx.Err()
	}
	if r.value != nil {
		return r.value.(T), nil
	}
	value, size, err := work()
	if err != nil {
		c.forget(key, r)
		return none, err
	}
	r.value = value
	c.settle(key, r, size)
	return value, nil
}

// of returns the result of a key, which may have to be found out still; false for an index before the one that the cache is of.
func (c *resultCache) of(x *index.Index, key string) (*result, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.x != x {
		if c.x != nil && x.Last() < c.x.Last() {
			return nil, false
		}
		c.x, c.kept, c.recent = x, map[string]*result{}, nil
	}
	r := c.kept[key]
	if r == nil {
		r = &result{turn: make(chan struct{}, 1)}
		r.turn <- struct{}{}
		c.kept[key] = r
	}
	c.recent = append(slices.DeleteFunc(c.recent, func(k string) bool { return k == key }), key)
	c.trim()
	return r, true
}

// settle notes how large a result is, and makes room for it. One that no room is large enough for displaces nothing.
func (c *resultCache) settle(key string, r *result, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.kept[key] != r:
	case size > entitiesKept:
		c.drop(key)
	default:
		r.size = size
		c.trim()
	}
}

// forget drops a result that could not be found out.
func (c *resultCache) forget(key string, r *result) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept[key] == r {
		c.drop(key)
	}
}

// trim drops what nobody has asked for longest, until what is kept is within bounds.
func (c *resultCache) trim() {
	entities := 0
	for _, r := range c.kept {
		entities += r.size
	}
	for len(c.recent) > resultsKept || entities > entitiesKept {
		entities -= c.kept[c.recent[0]].size
		c.drop(c.recent[0])
	}
}

func (c *resultCache) drop(key string) {
	delete(c.kept, key)
	c.recent = slices.DeleteFunc(c.recent, func(k string) bool { return k == key })
}
