package index_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"dyad/graph"
	"dyad/graph/index"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const worlds = 80 // and some views of each

// everyView runs a test over random worlds and views, the view of the present first.
func everyView(t *testing.T, check func(t *testing.T, w *world, g *index.Graph, m *model)) {
	t.Helper()
	for seed := range uint64(worlds) {
		w := newWorld(seed)
		x := w.build(t)
		switch seed % 3 { // every third world is read from its image, and another one taken forward
		case 1:
			x = imaged(t, w.Input, x)
		case 2:
			x = w.advanced(t, graph.Tx(seed%lastTx))
		}
		r := rand.New(rand.NewPCG(seed, 2))
		views := []graph.View{{}}
		for range 5 {
			views = append(views, randomView(r))
		}
		for _, v := range views {
			check(t, &w, under(t, x, v), w.model(v))
			if t.Failed() {
				t.Fatalf("in world %d under %+v", seed, v)
			}
		}
	}
}

// sameRelationship compares what can be seen of relationships.
var sameRelationship = cmpopts.IgnoreUnexported(graph.Spell{})

func TestGraphShowsWhatTheClaimsAddUpTo(t *testing.T) {
	everyView(t, func(t *testing.T, _ *world, g *index.Graph, m *model) {
		var got []graph.Relationship
		standings := g.Standings()
		for e := range g.Relationships(index.Window[index.Triple]{}, nil) {
			r := g.Relationship(e)
			got = append(got, r)
			for _, when := range []string{"worked out", "kept"} {
				if status, sign := standings.Of(e); status != r.Status || sign != r.Sign {
					t.Errorf("%v: Standings.Of, %s, = %v, %q; want %v, %q as in Relationship", g.Triple(e), when, status, sign, r.Status, r.Sign)
				}
			}
			if g.Status(e) != r.Status || g.Sign(e) != r.Sign || g.Origins(e) != r.Support.Origins {
				t.Errorf("%v: Status %v, Sign %q, Origins %d; want %v, %q, %d as in Relationship",
					g.Triple(e), g.Status(e), g.Sign(e), g.Origins(e), r.Status, r.Sign, r.Support.Origins)
			}
		}
		if diff := cmp.Diff(m.relationships(), got, sameRelationship, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("Relationships: -want +got\n%s", diff)
		}
		if n, _ := g.CountRelationships(nil); n != len(got) {
			t.Errorf("CountRelationships(nil) = %d, want %d", n, len(got))
		}
	})
}

func TestClaimsBehindRelationships(t *testing.T) {
	everyView(t, func(t *testing.T, w *world, g *index.Graph, m *model) {
		var counted []graph.ClaimID
		for c := range g.Claims(index.Window[graph.ClaimID]{}) {
			counted = append(counted, c.ID)
		}
		for _, v := range w.claims {
			if id := v.Value.ID; g.Counts(id) != slices.Contains(counted, id) {
				t.Errorf("Counts(%v) = %v, want %v as in Claims", id, g.Counts(id), slices.Contains(counted, id))
			}
		}
		for e := range g.Relationships(index.Window[index.Triple]{}, nil) {
			var got []graph.ClaimID
			for _, b := range g.Backing(e) {
				got = append(got, b.Claim.ID)
				if !slices.Contains(g.Edges(b.Claim.ID), index.Backed{Edge: e, Via: b.Via}) {
					t.Errorf("Edges(%v) = %v, which lacks %v via %q", b.Claim.ID, g.Edges(b.Claim.ID), e, b.Via)
				}
			}
			if diff := cmp.Diff(m.backed(g.Triple(e)), got); diff != "" {
				t.Errorf("Backing(%v): -want +got\n%s", g.Triple(e), diff)
			}
		}
	})
}

func TestRelationshipsOfAnEntity(t *testing.T) {
	everyView(t, func(t *testing.T, _ *world, g *index.Graph, m *model) {
		all := m.triples()
		for n := range g.Entities(index.Window[graph.EntityKey]{}) {
			k := g.Key(n)
			for d, fits := range map[index.Direction]func(index.Triple) bool{
				index.Out: func(p index.Triple) bool { return p.From == k },
				index.In:  func(p index.Triple) bool { return p.To == k },
				index.Any: func(p index.Triple) bool { return p.From == k || p.To == k },
			} {
				want := slices.DeleteFunc(slices.Clone(all), func(p index.Triple) bool { return !fits(p) })
				got := shown(g, g.RelationshipsOf(n, d, index.Window[index.Triple]{}, nil))
				if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("RelationshipsOf(%s, %s): -want +got\n%s", k, d, diff)
				}
			}
			out := len(shown(g, g.RelationshipsOf(n, index.Out, index.Window[index.Triple]{}, nil)))
			in := len(shown(g, g.RelationshipsOf(n, index.In, index.Window[index.Triple]{}, nil)))
			if got, want := g.Degree(n), (index.Degree{Out: out, In: in}); got != want {
				t.Errorf("Degree(%s) = %+v, want %+v", k, got, want)
			}
		}
	})
}

func TestEveryWindowIsAPieceOfTheWhole(t *testing.T) {
	everyView(t, func(t *testing.T, _ *world, g *index.Graph, m *model) {
		all := m.triples()
		for i, after := range all {
			before := all[len(all)-1-i/2]
			between := func(p index.Triple) bool { return compareTriples(after, p) < 0 && compareTriples(p, before) < 0 }
			want := slices.DeleteFunc(slices.Clone(all), func(p index.Triple) bool { return !between(p) })
			w := index.Window[index.Triple]{After: &after, Before: &before}
			if diff := cmp.Diff(want, shown(g, g.Relationships(w, nil)), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Relationships after %v before %v: -want +got\n%s", after, before, diff)
			}
			w.Backward = true
			slices.Reverse(want)
			if diff := cmp.Diff(want, shown(g, g.Relationships(w, nil)), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Relationships backwards after %v before %v: -want +got\n%s", after, before, diff)
			}
		}
	})
}

func TestAWindowMayBeginWhereNothingIs(t *testing.T) {
	everyView(t, func(t *testing.T, _ *world, g *index.Graph, m *model) {
		for _, after := range []index.Triple{{From: "e2"}, {From: "e2", Type: "g"}, {From: "e2", Type: "fights", To: "e3x"}, {From: "zz"}} {
			want := slices.DeleteFunc(m.triples(), func(p index.Triple) bool { return compareTriples(p, after) <= 0 })
			got := shown(g, g.Relationships(index.Window[index.Triple]{After: &after}, nil))
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Relationships after %v: -want +got\n%s", after, diff)
			}
		}
	})
}

func TestClaims(t *testing.T) {
	everyView(t, func(t *testing.T, w *world, g *index.Graph, m *model) {
		want := m.counted()
		ids := func(list func(func(*graph.Claim) bool)) []graph.ClaimID {
			var out []graph.ClaimID
			for c := range list {
				out = append(out, c.ID)
			}
			return out
		}
		if diff := cmp.Diff(want, ids(g.Claims(index.Window[graph.ClaimID]{})), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("Claims: -want +got\n%s", diff)
		}
		if g.CountClaims() != len(want) {
			t.Errorf("CountClaims() = %d, want %d", g.CountClaims(), len(want))
		}
		for _, s := range []graph.SourceKey{"s0", "s1", "s2", "s3"} {
			of := slices.DeleteFunc(slices.Clone(want), func(id graph.ClaimID) bool { return m.claims[id][0].Claim.Source != s })
			if diff := cmp.Diff(of, ids(g.ClaimsFrom(s, index.Window[graph.ClaimID]{})), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("ClaimsFrom(%s): -want +got\n%s", s, diff)
			}
		}
		for i := range w.claims {
			id := w.claims[i].Value.ID
			got, found := g.Claim(id)
			if found != (m.claims[id] != nil) {
				t.Fatalf("Claim(%v) found %v, want %v", id, found, !found)
			}
			if !found {
				continue
			}
			if diff := cmp.Diff(m.claims[id][0].Claim, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Claim(%v): -want +got\n%s", id, diff)
			}
		}
	})
}

func TestEveryIDKeepsAnswering(t *testing.T) {
	everyView(t, func(t *testing.T, w *world, g *index.Graph, m *model) {
		for i := range entities {
			for _, find := range []func() (index.Node, bool){
				func() (index.Node, bool) { return g.Node(key(i)) },
				func() (index.Node, bool) { return g.NodeOf(key(i).ID()) },
			} {
				if n, found := find(); !found || g.Key(n) != m.now(key(i)) {
					t.Errorf("entity %s is found %v as %s, want %s", key(i), found, g.Key(n), m.now(key(i)))
				}
			}
		}
		visible := m.triples()
		for _, v := range w.claims {
			if !m.stood(v.Opened, v.Closed) {
				continue
			}
			c := v.Value
			now := m.merged(c)
			want := index.Triple{From: now.From, Type: now.Type, To: m.now(c.To)}
			if m.w.Vocabulary.Relation(c.Type).Symmetric {
				want.To = now.To
			}
			e, found := g.Edge(graph.RelationshipIDOf(c.From, c.Type, c.To))
			if found != slices.Contains(visible, want) || found && g.Triple(e) != want {
				t.Errorf("Edge of %s %s %s as annotated: %v %v, want %v", c.From, c.Type, c.To, found, g.Triple(e), want)
			}
			if e, found := g.EdgeOf(index.Triple{From: c.From, Type: c.Type, To: c.To}); found && g.Triple(e) != want {
				t.Errorf("EdgeOf(%s %s %s) = %v, want %v", c.From, c.Type, c.To, g.Triple(e), want)
			}
		}
	})
}

func TestContradictionsAreThoseOfTheAdmittedPositions(t *testing.T) {
	everyView(t, func(t *testing.T, _ *world, g *index.Graph, m *model) {
		d := graph.Docket{Vocabulary: m.w.Vocabulary, Source: m.source}
		for _, positions := range m.claims {
			admitted, _ := m.view.Admit(positions)
			d.Positions = append(d.Positions, admitted...)
		}
		want := graph.Contradictions(d)
		ignoreWords := cmpopts.IgnoreFields(graph.Side{}, "Says")
		if diff := cmp.Diff(want, g.Contradictions(), cmpopts.EquateEmpty(), ignoreWords); diff != "" {
			t.Errorf("Contradictions: -want +got\n%s", diff)
		}
		for _, c := range want {
			if got, found := g.Contradiction(c.ID); !found || got.Rule != c.Rule {
				t.Errorf("Contradiction(%v) found %v, want rule %s", c.ID, found, c.Rule)
			}
			for _, side := range c.Sides {
				for _, b := range g.Edges(side.Claims[0]) {
					if !slices.Contains(g.ContradictionsOf(b.Edge), c.ID) {
						t.Errorf("ContradictionsOf(%v) lacks %v", g.Triple(b.Edge), c.ID)
					}
				}
			}
		}
	})
}

func TestAnIndexIsReadByManyAtOnce(t *testing.T) {
	w := newWorld(7)
	x := w.build(t)
	var readers sync.WaitGroup
	for i := range 8 {
		readers.Go(func() {
			for _, v := range []graph.View{{}, {AsOf: graph.Tx(1 + i)}, {AsOf: 3}} {
				g, err := x.Under(v)
				if err != nil {
					t.Errorf("Under(%+v): %v", v, err)
					return
				}
				g.Stats()
				g.Search("name")
				g.Edge(graph.RelationshipIDOf("e0", "fights", "e1"))
				for range g.ClaimsFrom("s0", index.Window[graph.ClaimID]{}) {
				}
			}
		})
	}
	readers.Wait()
}
