package resolver

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
)

func emptyIndex(t *testing.T, last graph.Tx) *index.Index {
	t.Helper()
	none := func(func(graph.Version[graph.Claim], error) bool) {}
	x, err := index.Build(index.Input{Vocabulary: graph.NewVocabulary(nil), Claims: none, Last: last})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestResultCache(t *testing.T) {
	var c resultCache
	first, second := emptyIndex(t, 1), emptyIndex(t, 2)
	worked := 0
	ask := func(x *index.Index, key string, size int) (string, error) {
		return keep(t.Context(), &c, x, key, func() (string, int, error) {
			worked++
			return key + " of " + strconv.Itoa(int(x.Last())), size, nil
		})
	}
	expect := func(why, want string, works int, x *index.Index, key string, size int) {
		t.Helper()
		before := worked
		if got, err := ask(x, key, size); got != want || err != nil || worked-before != works {
			t.Errorf("%s: %q, %v after %d works; want %q after %d", why, got, err, worked-before, want, works)
		}
	}
	expect("the first question is worked out", "a of 1", 1, first, "a", 10)
	expect("the second time it is kept", "a of 1", 0, first, "a", 10)
	expect("a new index starts anew", "a of 2", 1, second, "a", 10)
	expect("an earlier index is not answered from it", "a of 1", 1, first, "a", 10)
	expect("nor does it displace what is kept", "a of 2", 0, second, "a", 10)
	for i := range resultsKept {
		expect("each question for itself", strconv.Itoa(i)+" of 2", 1, second, strconv.Itoa(i), 10)
	}
	expect("what was asked for longest ago has been dropped", "a of 2", 1, second, "a", 10)
	expect("what holds too many entities is answered", "large of 2", 1, second, "large", entitiesKept+1)
	expect("and not kept", "large of 2", 1, second, "large", entitiesKept+1)
	expect("nor does it displace what is kept", "a of 2", 0, second, "a", 10)
	if len(c.kept) > resultsKept || len(c.kept) != len(c.recent) {
		t.Errorf("%d kept, %d recent; at most %d", len(c.kept), len(c.recent), resultsKept)
	}
}

func TestResultCacheFailures(t *testing.T) {
	var c resultCache
	x, broken := emptyIndex(t, 1), errors.New("broken")
	if _, err := keep(t.Context(), &c, x, "a", func() (string, int, error) { return "", 0, broken }); !errors.Is(err, broken) {
		t.Errorf("%v, want %v", err, broken)
	}
	got, err := keep(t.Context(), &c, x, "a", func() (string, int, error) {
		// Whoever asks meanwhile waits, and no longer than they care to.
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := keep(ctx, &c, x, "a", func() (string, int, error) { return "twice", 0, nil })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("who left while waiting: %v, want %v", err, context.Canceled)
		}
		return "mended", 0, nil
	})
	if got != "mended" || err != nil {
		t.Errorf("after a failure: %q, %v; want it worked out anew", got, err)
	}
}
