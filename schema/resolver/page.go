package resolver

import (
	"context"
	"iter"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph/index"
	"dyad/schema/exec"
)

// A request for a page: so many elements from one end of what lies between two cursors.
type request struct {
	size          int
	backward      bool // from the last on
	after, before *string
}

// ask reads the arguments of a page. It refuses a size that no page has, and both ends at once.
func ask(first *int, after *string, last *int, before *string) (request, error) {
	r := request{size: defaultPage, after: after, before: before}
	switch {
	case first != nil && last != nil:
		return r, refused("last", "not together with first: a page is counted from one end")
	case first != nil:
		r.size = *first
		return r, checkSize("first", r.size, maxPage)
	case last != nil:
		r.size, r.backward = *last, true
		return r, checkSize("last", r.size, maxPage)
	}
	return r, nil
}

// checkSize refuses a number of elements that is negative or above a limit, which it names.
func checkSize(name string, size, limit int) error {
	switch {
	case size < 0:
		return refused(name, "%d is negative; it is 0 to %d", size, limit)
	case size > limit:
		return refused(name, "%d is too many; it is 0 to %d", size, limit)
	}
	return nil
}

// A list is what a connection shows pages of. It is sorted by K, each key once.
type list[T, K any] struct {
	by    sorting[K]
	key   func(T) K
	run   func(index.Window[K]) iter.Seq[T] // reads a part of the list without reading the rest
	match func(T) bool                      // which elements are shown; nil: all
	total func() int                        // how many are shown, where that is known without looking; may be nil
}

// backwards is the same list from its end.
func (l list[T, K]) backwards() list[T, K] {
	run := l.run
	l.by = l.by.descending()
	l.run = func(w index.Window[K]) iter.Seq[T] {
		return run(index.Window[K]{After: w.Before, Before: w.After, Backward: !w.Backward})
	}
	return l
}

// turned is the list as it is, or backwards.
func (l list[T, K]) turned(backward bool) list[T, K] {
	if backward {
		return l.backwards()
	}
	return l
}

// A page is a part of a list, in the order of the list.
type page[T any] struct {
	items   []T
	cursors []string
	info    *exec.PageInfo
	total   int // counted only if the request asks for it
}

// page reads a page of the list. Whether the list goes on behind it, before it, and how long it is, is found out only if the
// request that ctx is resolving asks for it; so are the cursors within the page.
func (l list[T, K]) page(ctx context.Context, r request) (page[T], error) {
	w := index.Window[K]{Backward: r.backward}
	var err error
	if w.After, err = l.by.read("after", r.after); err != nil {
		return page[T]{}, err
	}
	if w.Before, err = l.by.read("before", r.before); err != nil {
		return page[T]{}, err
	}
	items, more, err := l.take(ctx, w, r.size)
	if err != nil {
		return page[T]{}, err
	}
	if r.backward {
		slices.Reverse(items)
	}
	p := page[T]{items: items, cursors: make([]string, len(items)), info: &exec.PageInfo{}}
	every := graphql.FieldRequested(ctx, "edges") // otherwise the first and the last are all that is shown of them
	for i, item := range items {
		if every || i == 0 || i == len(items)-1 {
			p.cursors[i] = l.by.cursor(l.key(item))
		}
	}
	if err := l.describe(ctx, &p, w, more); err != nil {
		return page[T]{}, err
	}
	return p, nil
}

// take returns at most size elements of a window, in the window's direction, and whether there are more.
func (l list[T, K]) take(ctx context.Context, w index.Window[K], size int) (items []T, more bool, err error) {
	err = l.each(ctx, w, func(item T) bool {
		if len(items) == size {
			more = true
			return false
		}
		items = append(items, item)
		return true
	})
	return items, more, err
}

// patience is how many elements are looked at between two glances at the clock.
const patience = 16

// each calls do with the elements of a window that are shown until it returns false. It ends with the request's time.
func (l list[T, K]) each(ctx context.Context, w index.Window[K], do func(T) bool) error {
	looked := 0
	for item := range l.run(w) {
		if looked%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		looked++
		if (l.match == nil || l.match(item)) && !do(item) {
			return nil
		}
	}
	return nil
}

// describe fills in what a page says about itself.
func (l list[T, K]) describe(ctx context.Context, p *page[T], w index.Window[K], more bool) error {
	if n := len(p.cursors); n > 0 {
		p.info.StartCursor, p.info.EndCursor = &p.cursors[0], &p.cursors[n-1]
	}
	ahead, behind := &p.info.HasNextPage, &p.info.HasPreviousPage
	on, back := "pageInfo.hasNextPage", "pageInfo.hasPreviousPage"
	if w.Backward {
		ahead, behind = behind, ahead
		on, back = back, on
	}
	*ahead = more
	var err error
	if !more && graphql.FieldRequested(ctx, on) { // the window may end before the list does
		end := w
		end.Backward = !w.Backward
		if *ahead, err = l.skipped(ctx, end); err != nil {
			return err
		}
	}
	if graphql.FieldRequested(ctx, back) {
		if *behind, err = l.skipped(ctx, w); err != nil {
			return err
		}
	}
	if graphql.FieldRequested(ctx, "totalCount") {
		p.total, err = l.count(ctx)
	}
	return err
}

// skipped reports whether the list has anything on the side of the page that its window begins at: whether the list begins with
// another element than the window does.
func (l list[T, K]) skipped(ctx context.Context, w index.Window[K]) (bool, error) {
	part := index.Window[K]{After: w.After, Backward: w.Backward}
	if w.Backward {
		part.After, part.Before = nil, w.Before
	}
	if part.After == nil && part.Before == nil {
		return false, nil
	}
	whole, err := l.start(ctx, index.Window[K]{Backward: w.Backward})
	if err != nil {
		return false, err
	}
	rest, err := l.start(ctx, part)
	return whole != rest, err
}

// start returns the cursor of the first element of a window, "" if it has none.
func (l list[T, K]) start(ctx context.Context, w index.Window[K]) (cursor string, err error) {
	err = l.each(ctx, w, func(item T) bool {
		cursor = l.by.cursor(l.key(item))
		return false
	})
	return cursor, err
}

// count returns how many elements are shown.
func (l list[T, K]) count(ctx context.Context) (int, error) {
	if l.total != nil && l.match == nil {
		return l.total(), nil
	}
	n := 0
	err := l.each(ctx, index.Window[K]{}, func(T) bool { n++; return true })
	return n, err
}

// sorted is a list of what is at hand, sorted here. compare orders keys; items may come in any order.
func sorted[T, K any](by sorting[K], items []T, key func(T) K, compare func(a, b K) int) list[T, K] {
	slices.SortFunc(items, func(a, b T) int { return compare(key(a), key(b)) })
	return inOrder(by, items, key, compare)
}

// inOrder is sorted of items that are in order.
func inOrder[T, K any](by sorting[K], items []T, key func(T) K, compare func(a, b K) int) list[T, K] {
	find := func(k K) (int, bool) {
		return slices.BinarySearchFunc(items, k, func(item T, k K) int { return compare(key(item), k) })
	}
	return list[T, K]{
		by: by, key: key, total: func() int { return len(items) },
		run: func(w index.Window[K]) iter.Seq[T] { return cut(items, w, find) },
	}
}

// cut yields the items of a window.
func cut[T, K any](items []T, w index.Window[K], find func(K) (int, bool)) iter.Seq[T] {
	low, high := 0, len(items)
	if w.After != nil {
		at, found := find(*w.After)
		low = at
		if found {
			low++
		}
	}
	if w.Before != nil {
		high, _ = find(*w.Before)
	}
	part := items[low:max(low, high)]
	return func(yield func(T) bool) {
		for i := range part {
			item := part[i]
			if w.Backward {
				item = part[len(part)-1-i]
			}
			if !yield(item) {
				return
			}
		}
	}
}
