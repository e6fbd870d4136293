package index_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/index"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestBuildRefusesWhatCannotBe(t *testing.T) {
	same := func(from, into graph.EntityKey) graph.Version[graph.SameAs] {
		return graph.Version[graph.SameAs]{Value: graph.SameAs{From: from, Into: into, Same: true}, Opened: 1}
	}
	twice := claim("herald-1", "blue-valley", "fights", "red-harbour")
	twice.ID = claimID(7)
	spoken := claim("herald-1", "blue-valley", "fights", "red-harbour")
	spoken.Voices = []graph.Voice{{Entity: "nobody"}}
	tests := []struct {
		name  string
		in    func() index.Input
		fault graph.Fault
		says  string
	}{
		{"a circle of merges", func() index.Input {
			in := harbour()
			in.SameAs = append(in.SameAs, same("blue-valley", "red-harbour"), same("red-harbour", "old-blue"))
			return in
		}, graph.Conflict, "merged into itself"},
		{"one entity merged into two", func() index.Input {
			in := harbour()
			in.SameAs = append(in.SameAs, same("old-blue", "red-harbour"))
			return in
		}, graph.Conflict, "both blue-valley and red-harbour"},
		{"a merge into nobody", func() index.Input {
			in := harbour()
			in.SameAs = append(in.SameAs, same("red-harbour", "nobody"))
			return in
		}, graph.Corrupt, "nobody"},
		{"a judgement without its second entity", func() index.Input {
			in, half := harbour(), same("red-harbour", "")
			half.Value.Batch = "half"
			in.SameAs = append(in.SameAs, half)
			return in
		}, graph.Corrupt, `judgement of "red-harbour" and "": it names one entity, and takes two: load the file of batch "half" again`},
		{"an end that was never recorded", func() index.Input {
			return claimed(harbour(), claim("herald-1", "nobody", "fights", "red-harbour"))
		}, graph.Corrupt, "entity nobody"},
		{"a voice that was never recorded", func() index.Input { return claimed(harbour(), spoken) }, graph.Corrupt, "entity nobody"},
		{"a source that was never recorded", func() index.Input {
			return claimed(harbour(), claim("times-1", "blue-valley", "fights", "red-harbour"))
		}, graph.Corrupt, "source times-1"},
		{"a claim that stands twice", func() index.Input { return claimed(harbour(), twice, twice) }, graph.Corrupt, "stand at once"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := index.Build(tt.in())
			if graph.FaultOf(err) != tt.fault || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Build: %v, want %s that says %q", err, tt.fault, tt.says)
			}
		})
	}
}

// TestAJudgementOfNobodyIsNothingOnceItIsGone: a file that was mended leaves it in the past.
func TestAJudgementOfNobodyIsNothingOnceItIsGone(t *testing.T) {
	in := harbour()
	half := graph.SameAs{From: "red-harbour", Same: true}
	in.SameAs = append(in.SameAs, graph.Version[graph.SameAs]{Value: half, Opened: 1, Closed: 2})
	in.Last = 2
	x, err := index.Build(in)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	if _, err := x.Under(graph.View{AsOf: 1}); err != nil {
		t.Errorf("Under, as of transaction 1: %v", err)
	}
}

func TestBuildPassesOnWhatTheStoreReports(t *testing.T) {
	in, broken := harbour(), errors.New("a broken row")
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) { yield(graph.Version[graph.Claim]{}, broken) }
	if _, err := index.Build(in); !errors.Is(err, broken) {
		t.Errorf("Build: %v, want %v", err, broken)
	}
}

func TestAnEmptyIndexAnswers(t *testing.T) {
	x, err := index.Build(index.Input{})
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	for _, v := range []graph.View{{}, {AsOf: 1}, {ValidAt: when("2021", "", "").EDTF}} {
		g := under(t, x, v)
		want := index.Stats{
			Entities: map[graph.TermKey]int{}, Relationships: map[graph.Status]int{}, Contradictions: map[graph.Rule]int{},
		}
		if diff := cmp.Diff(want, g.Stats()); diff != "" {
			t.Errorf("Stats under %+v: -want +got\n%s", v, diff)
		}
		if hits := g.Search("anybody"); len(hits) > 0 {
			t.Errorf("Search = %v, want none", hits)
		}
	}
}

func TestStats(t *testing.T) {
	dated := claim("herald-1", "blue-valley", "fights", "red-harbour")
	dated.When = when("2021", graph.Whole, graph.Sometime)
	denied := claim("voice-1", "blue-valley", "fights", "red-harbour")
	denied.Polarity = graph.Negated
	mediates := claim("voice-1", "green-ford", "mediates", "blue-valley")
	mediates.Roles = graph.Roles{{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{"red-harbour"}}}
	in := claimed(harbour(), dated, denied, mediates)
	want := index.Stats{
		Entities: map[graph.TermKey]int{"Group": 2, "Town": 2}, Sources: 2, Claims: 3,
		Relationships:  map[graph.Status]int{graph.Contested: 1, graph.Stated: 2}, // one mediation, two relationships
		Contradictions: map[graph.Rule]int{graph.PolarityRule: 1},
	}
	x, err := index.Build(in)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	if diff := cmp.Diff(want, x.Present().Stats()); diff != "" {
		t.Errorf("Stats: -want +got\n%s", diff)
	}
	then := under(t, x, graph.View{ValidAt: when("2021-05", "", "").EDTF})
	want.Claims, want.Undated = 1, 2
	want.Relationships, want.Contradictions = map[graph.Status]int{graph.Stated: 1}, map[graph.Rule]int{}
	if diff := cmp.Diff(want, then.Stats()); diff != "" {
		t.Errorf("Stats of May 2021: -want +got\n%s", diff)
	}
}

func TestListsOfEntitiesAndSources(t *testing.T) {
	x, err := index.Build(harbour())
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	entities := func(g *index.Graph, w index.Window[graph.EntityKey]) []graph.EntityKey {
		var out []graph.EntityKey
		for n := range g.Entities(w) {
			out = append(out, g.Key(n))
		}
		return out
	}
	after, before := graph.EntityKey("green"), graph.EntityKey("red-harbour-town")
	between := index.Window[graph.EntityKey]{After: &after, Before: &before, Backward: true}
	want := []graph.EntityKey{"red-harbour", "green-ford"}
	if diff := cmp.Diff(want, entities(x.Present(), between)); diff != "" {
		t.Errorf("Entities backwards between green and red-harbour-town: -want +got\n%s", diff)
	}
	first := under(t, x, graph.View{AsOf: 1})
	want = []graph.EntityKey{"red-harbour", "grey-hill", "green-ford"}
	if diff := cmp.Diff(want, entities(first, between)); diff != "" {
		t.Errorf("the same as of transaction 1: -want +got\n%s", diff)
	}
	if got := first.CountEntities(); got != 5 {
		t.Errorf("CountEntities as of transaction 1 = %d, want 5", got)
	}
	for v, want := range map[graph.Tx][]graph.SourceKey{0: {"herald-1", "voice-1"}, 1: {"herald-1"}} {
		g := under(t, x, graph.View{AsOf: v})
		var got []graph.SourceKey
		for s := range g.Sources(index.Window[graph.SourceKey]{}) {
			got = append(got, s.Key)
		}
		if diff := cmp.Diff(want, got); diff != "" || g.CountSources() != len(want) {
			t.Errorf("Sources as of %d, counted %d: -want +got\n%s", v, g.CountSources(), diff)
		}
	}
	if _, found := first.Source("voice-1"); found {
		t.Error("Source(voice-1) as of transaction 1 is found, want not")
	}
	if s, found := x.Present().SourceOf(graph.SourceKey("voice-1").ID()); !found || s.Key != "voice-1" {
		t.Errorf("SourceOf(id of voice-1) = %v, %v", s, found)
	}
}

// TestEver looks for entities by what they are or ever were called.
func TestEver(t *testing.T) {
	x := present(t, harbour()).Index()
	for ref, want := range map[string]graph.EntityKey{
		"blue-valley": "blue-valley",
		"old-blue":    "blue-valley", // merged into it
		graph.EntityKey("old-blue").ID().String(): "blue-valley",
		"grey-hill": "grey-hill", // gone
		graph.EntityKey("grey-hill").ID().String(): "grey-hill",
	} {
		if got, err := x.Ever(ref); err != nil || got != want {
			t.Errorf("Ever(%s) = %q, %v; want %q", ref, got, err, want)
		}
	}
	for _, ref := range []string{"grey-hills", graph.EntityKey("nobody").ID().String()} {
		if got, err := x.Ever(ref); graph.FaultOf(err) != graph.NotFound {
			t.Errorf("Ever(%s) = %q, %v; want that it is not found", ref, got, err)
		}
	}
}

// TestItself shows an entity that is merged into another by itself.
func TestItself(t *testing.T) {
	g := present(t, harbour())
	for _, key := range []graph.EntityKey{"blue-valley", "old-blue"} {
		if e, found := g.Itself(key.ID()); !found || e.Key != key || g.Revision(key) != 1 {
			t.Errorf("Itself(%s) = %v, %v, of revision %d; want it, of revision 1", key, e, found, g.Revision(key))
		}
	}
	for _, key := range []graph.EntityKey{"grey-hill", "nobody"} { // one that is gone, and one that never was
		if e, found := g.Itself(key.ID()); found {
			t.Errorf("Itself(%s) = %v, want none", key, e)
		}
	}
}

func TestMergedKeys(t *testing.T) {
	g := present(t, harbour())
	n, _ := g.Node("blue-valley")
	var got []graph.EntityKey
	for k := range g.MergedKeys(n) {
		got = append(got, k)
	}
	if diff := cmp.Diff([]graph.EntityKey{"old-blue"}, got); diff != "" {
		t.Errorf("MergedKeys(blue-valley): -want +got\n%s", diff)
	}
}

func TestVerdictsAreThoseOfTheirTime(t *testing.T) {
	in := harbour()
	about := graph.ContradictionIDOf(graph.PolarityRule, claimID(1))
	for i, v := range []graph.Version[graph.Verdict]{
		{Value: graph.Verdict{Contradiction: about, Reason: "first"}, Opened: 1, Closed: 2},
		{Value: graph.Verdict{Contradiction: about, Reason: "second"}, Opened: 2},
	} {
		v.Value.ID = graph.VerdictID{byte(i)}
		in.Verdicts = append(in.Verdicts, v)
	}
	x, err := index.Build(in)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	for tx, want := range map[graph.Tx]string{0: "second", 1: "first", 2: "second"} {
		got := under(t, x, graph.View{AsOf: tx}).Verdicts(about)
		if len(got) != 1 || got[0].Reason != want {
			t.Errorf("Verdicts as of %d = %v, want the %s", tx, got, want)
		}
		for id, reason := range map[graph.VerdictID]string{{0}: "first", {1}: "second", {2}: "third"} {
			v, found := under(t, x, graph.View{AsOf: tx}).Verdict(id)
			if found != (reason == want) || found && v.Reason != want {
				t.Errorf("Verdict(%v) as of %d = %v, %v; want the %s alone", id, tx, v, found, want)
			}
		}
	}
	if diff := cmp.Diff([]graph.Verdict(nil), x.Present().Verdicts(graph.ContradictionID{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("Verdicts of nothing: -want +got\n%s", diff)
	}
}

// TestTheLastVerdictIsTheSameInACopy has verdicts on record since other transactions than those that made them: in a copy all of them
// are loaded at once, and one that was undone and brought back is opened anew.
func TestTheLastVerdictIsTheSameInACopy(t *testing.T) {
	about := graph.ContradictionIDOf(graph.PolarityRule, claimID(1))
	at := time.Date(2031, 6, 10, 9, 0, 0, 0, time.UTC)
	for name, opened := range map[string][3]graph.Tx{
		"as they were made":           {2, 3, 4},
		"loaded at once":              {2, 2, 2},
		"the first one brought back":  {2, 6, 4},
		"a file's loaded after these": {5, 3, 4},
	} {
		in := harbour()
		for i, batch := range []graph.BatchKey{"gazette", graph.CurationBatch("vale", 3, at), graph.CurationBatch("quill", 4, at)} {
			in.Verdicts = append(in.Verdicts, graph.Version[graph.Verdict]{Opened: opened[i], Value: graph.Verdict{
				ID: graph.VerdictID{9 - byte(i)}, Contradiction: about, Annotator: string(batch), Batch: batch,
			}})
		}
		x, err := index.Build(in)
		if err != nil {
			t.Fatalf("Build: %v", err)
		}
		verdicts := x.Present().Verdicts(about)
		for i, v := range verdicts {
			if v.Annotator != in.Verdicts[i].Value.Annotator {
				t.Errorf("%s: verdict %d is of %s, want %s", name, i, v.Annotator, in.Verdicts[i].Value.Annotator)
			}
		}
	}
}

func TestOriginsAreThoseOfTheirTime(t *testing.T) {
	in := claimed(harbour(),
		claim("herald-1", "blue-valley", "fights", "red-harbour"), claim("voice-1", "blue-valley", "fights", "red-harbour"))
	in.Sources = []graph.Version[graph.Source]{
		{Value: graph.Source{Key: "herald-1", Publisher: "Harbour Herald"}, Opened: 1},
		{Value: graph.Source{Key: "voice-1", Publisher: "Harbour Herald"}, Opened: 1, Closed: 2},
		{Value: graph.Source{Key: "voice-1", Publisher: "Valley Voice"}, Opened: 2},
	}
	x, err := index.Build(in)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	for tx, want := range map[graph.Tx]graph.Status{0: graph.Corroborated, 1: graph.Stated, 2: graph.Corroborated} {
		g := under(t, x, graph.View{AsOf: tx})
		e, _ := g.EdgeOf(index.Triple{From: "red-harbour", Type: "fights", To: "blue-valley"})
		if got := g.Status(e); got != want {
			t.Errorf("Status as of %d = %s, want %s", tx, got, want)
		}
	}
}
