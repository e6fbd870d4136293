package torture

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

// A state is what counts at a moment: by part, which is a source or actors, the text of each thing by its name. Parts are shared between
// states and never change.
type state map[string]map[string]string

// with is the state with another part in the place of one.
func (s state) with(name string, part map[string]string) state {
	next := maps.Clone(s)
	if next == nil {
		next = state{}
	}
	next[name] = part
	return next
}

// differs says where two states differ; "" if nowhere.
func (s state) differs(other state) string {
	for _, name := range slices.Sorted(maps.Keys(mergedKeys(s, other))) {
		a, b := s[name], other[name]
		if maps.Equal(a, b) {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(mergedKeys(a, b))) {
			if a[key] != b[key] {
				return fmt.Sprintf("%s has %d things where %d are expected; the first that differs is %s: %q, and expected %q",
					name, len(b), len(a), key, b[key], a[key])
			}
		}
	}
	return ""
}

func mergedKeys[V any](a, b map[string]V) map[string]V {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]V{}
	}
	maps.Copy(all, b)
	return all
}

// A history is what the program was asked to record: the state after each transaction. The last may be under way, and then nobody knows
// whether it counts. It is safe for concurrent use.
type history struct {
	mu     sync.Mutex
	states []state // by transaction; the first is empty
	acked  int     // transactions that were acknowledged
}

func newHistory() *history { return &history{states: []state{{}}} }

// plan notes the state that the next transaction leads to, before it is asked for.
func (h *history) plan(s state) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.states = append(h.states[:h.acked+1], s)
}

// acknowledge notes that the transaction that was under way counts.
func (h *history) acknowledge() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.acked = len(h.states) - 1
}

// last is the state that was acknowledged last, and its transaction.
func (h *history) last() (int, state) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.acked, h.states[h.acked]
}

// at is the state after a transaction, nil if it was never asked for.
func (h *history) at(tx int) state {
	h.mu.Lock()
	defer h.mu.Unlock()
	if tx < 0 || tx >= len(h.states) {
		return nil
	}
	return h.states[tx]
}

// judge compares what was found as of a transaction with what it should be.
func (h *history) judge(tx int, found state) error {
	want := h.at(tx)
	if want == nil {
		acked, _ := h.last()
		return fmt.Errorf("there is transaction %d, and %d was the last that was acknowledged", tx, acked)
	}
	if d := want.differs(found); d != "" {
		return fmt.Errorf("as of transaction %d: %s", tx, d)
	}
	return nil
}

// settle notes that a transaction was found to be the last: what was under way counts, or never will.
func (h *history) settle(tx int) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if tx < h.acked {
		return fmt.Errorf("transaction %d is the last that is there, and %d was acknowledged", tx, h.acked)
	}
	if tx >= len(h.states) {
		return fmt.Errorf("transaction %d is the last that is there, and %d the last that was ever asked for", tx, len(h.states)-1)
	}
	h.acked, h.states = tx, h.states[:tx+1]
	return nil
}
