package store

import (
	"context"
	"iter"
	"slices"
)

// restPart is how many claims go together of those that a load in parts brings no more.
const restPart = 4096

// rest yields the plans of what becomes of records that the batches brought before and bring no more. There may be as many of them as the store
// holds, so claims to which nothing leads go some at a time; then all others together, since they may name each other.
func (st *stream) rest(ctx context.Context) iter.Seq2[*plan, error] {
	return func(yield func(*plan, error) bool) {
		gone, err := st.recalled(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		gone = slices.DeleteFunc(gone, st.brought)
		alone, others, err := st.partition(ctx, gone)
		if err != nil {
			yield(nil, err)
			return
		}
		for some := range slices.Chunk(alone, restPart) {
			p := st.without(some)
			p.apart = true
			if err := st.resolved(ctx, p); !yield(p, err) || err != nil {
				return
			}
		}
		p := st.without(others)
		p.last = true
		yield(p, st.resolved(ctx, p))
	}
}

// without begins the plan of a part that brings nothing, and lacks records.
func (st *stream) without(gone []ref) *plan {
	p := st.next(len(gone))
	for _, r := range gone {
		p.fate(r)
	}
	return p
}

// partition tells the claims to which nothing leads in the store from all others: no claim or verdict names them, and no curator decided on
// them. Claims are never shared.
func (st *stream) partition(ctx context.Context, refs []ref) (alone, others []ref, err error) {
	named := map[uid]bool{}
	start := prefix(referentTag)
	for row, err := range st.before.kv.Scan(ctx, start, PrefixEnd(start)) {
		if err != nil {
			return nil, nil, err
		}
		if _, err := declared(row.Key); err != nil {
			return nil, nil, corrupt(describe(row.Key), err)
		}
		switch versionAt(row.Key).tag {
		case claimTag, verdictTag, shareTag, asideTag:
			named[uid(row.Key[1:])] = true
		}
	}
	for _, r := range refs {
		if r.tag == claimTag && !named[r.id] && st.asides[r].Aside == nil {
			alone = append(alone, r)
		} else {
			others = append(others, r)
		}
	}
	return alone, others, nil
}
