package balance

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph/index"
)

func TestSmallNets(t *testing.T) {
	for _, c := range []struct {
		name       string
		net        *Net
		kinds      [4]int
		ambivalent int
		least      int
		partitions int // of the first component
	}{
		{"three friends are balanced", net(friends(0, 1), friends(0, 2), friends(1, 2)), [4]int{1, 0, 0, 0}, 0, 0, 1},
		{"two friends of one who are enemies are not, and any of three pairs may be the one too many", net(friends(0, 1), friends(0, 2), enemies(1, 2)), [4]int{0, 1, 0, 0}, 0, 1, 3},
		{"two friends with one enemy are balanced", net(friends(0, 1), enemies(0, 2), enemies(1, 2)), [4]int{0, 0, 1, 0}, 0, 0, 1},
		{"three enemies are not", net(enemies(0, 1), enemies(0, 2), enemies(1, 2)), [4]int{0, 0, 0, 1}, 0, 1, 3},
		{"a ring of four with one enmity has no triad, and is not balanced", net(friends(0, 1), enemies(0, 3), friends(1, 2), friends(2, 3)), [4]int{}, 0, 1, 4},
		{"an ambivalent pair keeps its triad out of every figure", net(friends(0, 1), torn(0, 2), enemies(1, 2)), [4]int{}, 1, 0, 1},
		// Four who are all enemies: two and two leave the two pairs within, and there are three ways to halve four.
		{"four who are all enemies", net(enemies(0, 1), enemies(0, 2), enemies(0, 3), enemies(1, 2), enemies(1, 3), enemies(2, 3)), [4]int{0, 0, 0, 4}, 0, 2, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, f := census(t, c.net), frustration(t, c.net, Effort)
			if got.Count != c.kinds || got.Ambivalent != c.ambivalent {
				t.Errorf("triads %v and %d ambivalent, want %v and %d", got.Count, got.Ambivalent, c.kinds, c.ambivalent)
			}
			if !f.Exact() || f.AtLeast != c.least || f.Components[0].Partitions != c.partitions {
				t.Errorf("frustration %d to %d in %d ways, want %d in %d", f.AtLeast, f.AtMost, f.Components[0].Partitions, c.least, c.partitions)
			}
		})
	}
}

func TestCampsAndTensions(t *testing.T) {
	// 0, 1, 2 are friends and so are 3, 4; all are enemies across, but for 2 and 3, who are friends.
	n := net(friends(0, 1), friends(0, 2), enemies(0, 3), enemies(0, 4), friends(1, 2), enemies(1, 3), enemies(1, 4), friends(2, 3), enemies(2, 4), friends(3, 4))
	f := frustration(t, n, Effort)
	want := [2][]index.Node{{0, 1, 2}, {3, 4}}
	if d := cmp.Diff(want, f.Components[0].Camps); d != "" {
		t.Error(d)
	}
	if len(f.Pairs) != 1 || f.Pairs[0] != n.Find(3, 2) {
		t.Errorf("frustrated are %v, want the pair of 2 and 3 alone", f.Pairs)
	}
	// Each of the other three makes a triad with that pair, and it is not balanced; everybody is in six triads.
	tensions := []Tension{{2, 6, 3, 1}, {3, 6, 3, 1}, {0, 6, 1, 0}, {1, 6, 1, 0}, {4, 6, 1, 0}}
	if d := cmp.Diff(tensions, n.Tensions(census(t, n), f)); d != "" {
		t.Error(d)
	}
}

// 2 is a friend of two enemies, 0 and 1, who are in a balanced triad with 3 besides: of as many unbalanced triads, one each, that of 2
// is all it is in.
func TestTensionsOfTheGreatestShareComeFirst(t *testing.T) {
	n := net(enemies(0, 1), friends(0, 2), friends(0, 3), friends(1, 2), enemies(1, 3))
	// One friendship of 2 speaks against the camps, whichever they are: were it the pair of 0 and 1, the other triad would not be in balance.
	got := n.Tensions(census(t, n), frustration(t, n, Effort))
	if len(got) != 3 || got[0] != (Tension{2, 1, 1, 1}) || got[1].Triads != 2 || got[2].Triads != 2 || got[1].Frustrated != 1 || got[2].Frustrated != 0 {
		t.Errorf("tensions %v, want 2 with its only triad, then whose pair with it is frustrated, then the other", got)
	}
}

func TestFrustrationIsThatOfEveryDivisionTried(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 56))
	for range 300 {
		n := random(r, 2+r.IntN(9), 0.2+0.8*r.Float64())
		least := n.brute()
		if f := frustration(t, n, Effort); !f.Exact() || f.AtLeast != least || len(f.Pairs) != least {
			t.Fatalf("%v: %d to %d with %d pairs, every division tried says %d", n.Pairs, f.AtLeast, f.AtMost, len(f.Pairs), least)
		}
		if f := frustration(t, n, 0); f.AtLeast > least || f.AtMost < least || len(f.Pairs) != f.AtMost {
			t.Fatalf("%v: bounds %d and %d with %d pairs, every division tried says %d", n.Pairs, f.AtLeast, f.AtMost, len(f.Pairs), least)
		}
	}
}

// Thirty who are all friends, but for two: too many to try all camps, and yet nothing is better than to leave the two as they are.
func TestBoundsThatMeetAreExactThoughNobodyCountsPartitions(t *testing.T) {
	var pairs []Pair
	for a := range index.Node(30) {
		for b := a + 1; b < 30; b++ {
			pairs = append(pairs, friends(a, b))
		}
	}
	pairs[0].Sign = Negative
	f := frustration(t, net(pairs...), Effort)
	c := f.Components[0]
	if !c.Exact() || c.AtMost != 1 || c.Partitions != 0 || len(c.Camps[1]) != 0 {
		t.Errorf("%d to %d in %d ways, %v; want 1, all in one camp, in nobody knows how many", c.AtLeast, c.AtMost, c.Partitions, c.Camps)
	}
}

func TestCensusIsThatOfAPlainTripleLoop(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 46))
	for range 100 {
		n := random(r, 3+r.IntN(15), r.Float64())
		want, ambivalent := [4]int{}, 0
		for a := range index.Node(18) {
			for b := a + 1; b < 18; b++ {
				for c := b + 1; c < 18; c++ {
					p, q, s := n.Find(a, b), n.Find(a, c), n.Find(b, c)
					switch {
					case p == nil || q == nil || s == nil:
					case p.Sign == Ambivalent || q.Sign == Ambivalent || s.Sign == Ambivalent:
						ambivalent++
					default:
						want[p.Sign+q.Sign+s.Sign]++ // Negative is 1
					}
				}
			}
		}
		got := census(t, n)
		if got.Count != want || got.Ambivalent != ambivalent {
			t.Fatalf("%v: %v and %d, the loop says %v and %d", n.Pairs, got.Count, got.Ambivalent, want, ambivalent)
		}
		listed, err := n.Triads(context.Background(), nil)
		if err != nil || len(listed) != got.Total() {
			t.Fatalf("%d triads listed (%v), %d counted", len(listed), err, got.Total())
		}
	}
}

func TestSwitchingChangesNeitherBalanceNorFrustration(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 53))
	for range 200 {
		n := random(r, 3+r.IntN(12), 0.5)
		other := n.switched(uint(r.Uint64()))
		was, is := frustration(t, n, Effort), frustration(t, other, Effort)
		if was.AtLeast != is.AtLeast || was.AtMost != is.AtMost {
			t.Fatalf("%v: %d to %d, switched %d to %d", n.Pairs, was.AtLeast, was.AtMost, is.AtLeast, is.AtMost)
		}
		if c, d := census(t, n).Of(Kind.Balanced), census(t, other).Of(Kind.Balanced); c != d {
			t.Fatalf("%v: %d balanced triads, switched %d", n.Pairs, c, d)
		}
	}
}

func TestAClientThatLeavesStopsTheWork(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	n := random(rand.New(rand.NewPCG(1, 2)), 200, 1)
	if _, err := n.Census(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("the census says %v", err)
	}
	if _, err := n.Frustration(ctx, Effort); !errors.Is(err, context.Canceled) {
		t.Errorf("frustration says %v", err)
	}
}
