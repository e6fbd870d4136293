package torture

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The torture is only as good as its model and its judgement. These tests have them judge what is wrong.

func parts(names ...string) map[string]string {
	part := map[string]string{}
	for _, n := range names {
		part[n] = "text of " + n
	}
	return part
}

// TestHistoryJudges has three transactions acknowledged and a fourth under way.
func TestHistoryJudges(t *testing.T) {
	h := newHistory()
	states := []state{{}, {desk: parts("a")}, {desk: parts("a", "b")}, {desk: parts("b")}, {desk: parts("b", "c")}}
	for _, s := range states[1:4] {
		h.plan(s)
		h.acknowledge()
	}
	h.plan(states[4])
	tests := []struct {
		name  string
		tx    int
		found state
		want  string // what the judgement says; "" for nothing
	}{
		{"the last", 3, state{desk: parts("b")}, ""},
		{"an earlier one", 2, state{desk: parts("a", "b")}, ""},
		{"the one under way", 4, state{desk: parts("b", "c")}, ""},
		{"nothing, before the first", 0, state{}, ""},
		{"one that was never asked for", 5, state{desk: parts("b", "c")}, "there is transaction 5, and 3 was the last"},
		{"half of the one under way", 4, state{desk: parts("b")}, `as of transaction 4: desk has 1 things where 2 are expected; the first that differs is c: "", and expected "text of c"`},
		{"something that was retracted", 3, state{desk: parts("a", "b")}, "as of transaction 3: desk has 2 things where 1 are expected"},
		{"another text", 3, state{desk: map[string]string{"b": "?"}}, `the first that differs is b: "?"`},
		{"a part too many", 3, state{desk: parts("b"), actors: parts("x")}, "actors has 1 things where 0 are expected"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantError(t, h.judge(tt.tx, tt.found), tt.want) })
	}
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil && want != "" || err != nil && (want == "" || !strings.Contains(err.Error(), want)) {
		t.Errorf("judged %v, want %q", err, want)
	}
}

// TestHistorySettles finds that what was under way counts, or that it does not, or that something is lost.
func TestHistorySettles(t *testing.T) {
	begin := func() *history {
		h := newHistory()
		for i, s := range []state{{desk: parts("a")}, {desk: parts("b")}, {desk: parts("c")}} {
			h.plan(s)
			if i < 2 {
				h.acknowledge()
			}
		}
		return h
	}
	for tx, want := range map[int]string{
		1: "transaction 1 is the last that is there, and 2 was acknowledged", 2: "", 3: "",
		4: "transaction 4 is the last that is there, and 3 the last that was ever asked for",
	} {
		h := begin()
		wantError(t, h.settle(tx), want)
		if last, s := h.last(); want == "" && (last != tx || s.differs(h.at(tx)) != "" || h.at(tx+1) != nil) {
			t.Errorf("settled at %d, the last is %d with %v", tx, last, s)
		}
	}
}

// TestReadHistory reads what counts at each of three moments: a claim that was corrected, and one that was retracted.
func TestReadHistory(t *testing.T) {
	f, err := readHistory([]byte(`{"kind":"transaction","tx":1}
{"kind":"transaction","tx":2}
{"kind":"transaction","tx":3}
{"kind":"entity","key":"red","name":"Red","recorded":{"opened":1}}
{"kind":"source","key":"desk","recorded":{"opened":1}}
{"kind":"claim","id":"i1","source":"desk","number":{"worded":"n1"},"gist":"old","recorded":{"opened":1,"closed":2}}
{"kind":"claim","id":"i1","source":"desk","number":{"worded":"n1"},"gist":"new","recorded":{"opened":2}}
{"kind":"claim","id":"i2","source":"desk","number":{"worded":"n2"},"gist":"gone","recorded":{"opened":2,"closed":3}}
`))
	if err != nil || f.last != 3 {
		t.Fatalf("readHistory = %+v, %v, want 3 transactions", f, err)
	}
	red := map[string]string{"red": "Red"}
	for tx, want := range []state{
		{},
		{actors: red, desk: {"n1": "old"}},
		{actors: red, desk: {"n1": "new", "n2": "gone"}},
		{actors: red, desk: {"n1": "new"}},
	} {
		if d := want.differs(f.at(tx)); d != "" {
			t.Errorf("as of %d: %s", tx, d)
		}
	}
}

// TestClear tells words from a crash.
func TestClear(t *testing.T) {
	tests := []struct {
		name string
		o    outcome
		want bool
	}{
		{"an error", outcome{code: 1, talk: "dyad: d: the disk is full"}, true},
		{"silence", outcome{code: 1}, false},
		{"a panic", outcome{code: 2, talk: "panic: no\n\ngoroutine 1 [running]:"}, false},
		{"a signal", outcome{code: -1, talk: "something"}, false},
		{"success", outcome{code: 0, talk: "loaded"}, false},
	}
	for _, tt := range tests {
		if got := tt.o.clear(); got != tt.want {
			t.Errorf("%s: clear = %t, want %t", tt.name, got, tt.want)
		}
	}
}

// TestGrown: of nine samples the middle third has its median at the fifth, the last at the eighth. 100 MB may become 1.2 × 100 + 16 = 136,
// and 2 KB more for each version: of 1024 versions 2 MB.
func TestGrown(t *testing.T) {
	const mb = 1 << 20
	last := func(resident, versions int64) []sample {
		var all []sample
		for i := range 9 {
			s := sample{100 * mb, 5}
			if i >= 6 {
				s = sample{resident, 5 + versions}
			}
			all = append(all, s)
		}
		return all
	}
	tests := []struct {
		name    string
		samples []sample
		want    string
	}{
		{"all the same", last(100*mb, 0), ""},
		{"as much as is let pass", last(136*mb, 0), ""},
		{"a byte more", last(136*mb+1, 0), "resident memory grew: the median of the last third is 136 MB, that of the middle one 100 MB"},
		{"as much as versions may take", last(138*mb, 1024), ""},
		{"a byte more than that", last(138*mb+1, 1024), "resident memory grew"},
		{"two samples", last(0, 0)[:2], "2 samples are too few"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantError(t, grown(tt.samples), tt.want) })
	}
}

// TestWorldsAreMadeAgain has two worlds of one seed ask for the same, and one of another seed for something else.
func TestWorldsAreMadeAgain(t *testing.T) {
	script := func(seed uint64) string {
		w := newWorld(seed, 50)
		var b strings.Builder
		w.plan(w.beginning().after)
		w.acknowledge()
		for range 30 {
			c := w.withdrawal()
			b.WriteString(c.name + c.file + c.query)
			w.plan(c.after)
			w.acknowledge()
		}
		return b.String()
	}
	if first, again := script(1), script(1); first != again || first == script(2) {
		t.Error("the same seed makes other choices, or another the same")
	}
}

// TestSpoilings expects each to change the file that it is given, within what was written.
func TestSpoilings(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for name, spoil := range map[string]spoiling{
		"cut": cut, "garble": garble, "either": either,
		"flip": func(r *rand.Rand, path string, written int64) error {
			_, err := flip(r, path, written)
			return err
		},
	} {
		for range 50 {
			path := filepath.Join(t.TempDir(), "log")
			whole := strings.Repeat("x", 1000) + strings.Repeat("\x00", 500)
			if err := os.WriteFile(path, []byte(whole), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := spoil(r, path, 1000); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) == whole || len(got) > len(whole) || len(got) == len(whole) && string(got[1000:]) != whole[1000:] {
				t.Errorf("%s leaves %d bytes, which are the same, or others than those written are changed", name, len(got))
			}
		}
	}
}
