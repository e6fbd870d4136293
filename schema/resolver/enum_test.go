package resolver_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/graph/balance"
	"dyad/schema/exec"
)

// words returns the texts of a closed set as the schema spells them.
func words[T ~string](set []T) []string {
	var out []string
	for _, v := range set {
		out = append(out, strings.ToUpper(string(v)))
	}
	return out
}

// TestClosedSets holds the enums of the schema to the closed sets of graph: a value that is added there is added here.
func TestClosedSets(t *testing.T) {
	sets := map[string][]string{
		"NameKind": words(graph.NameKinds()), "EntityClass": words(graph.Classes()), "RelationshipStatus": words(graph.Statuses()),
		"Sign": {"POSITIVE", "NEGATIVE", "ZERO", "NONE"}, "DenialRole": words(graph.DenialRoles()),
		"Polarity": words(graph.Polarities()), "Modality": words(graph.Modalities()), "Outcome": words(graph.Outcomes()),
		"Mode": words(graph.Modes()), "Stance": words(graph.Stances()), "Basis": words(graph.Bases()), "Bound": words(graph.Bounds()),
		"Extent": words(graph.Extents()), "SourceKind": words(graph.SourceKinds()), "Genre": words(graph.Genres()),
		"VoiceScope": words(graph.VoiceScopes()), "Rule": words(graph.Rules()), "Between": words(graph.Betweens()),
		"Finding": words(graph.Findings()), "TermKind": words(graph.TermKinds()),
		"Overlap": words([]graph.Overlap{graph.CertainOverlap, graph.PossibleOverlap, graph.UnknownOverlap}),
		"Rollup":  words(graph.Rollups()), "Doubt": words(graph.RollupDoubts()),
		"Aspect":  words([]graph.Aspect{graph.EventAspect, graph.StateAspect}),
		"Filling": words([]graph.Filling{graph.HoldsEntity, graph.HoldsClaim, graph.HoldsTerm}),
	}
	if len(graph.Signs()) != len(sets["Sign"]) {
		t.Errorf("graph has %d signs, the schema %d", len(graph.Signs()), len(sets["Sign"]))
	}
	for name, want := range sets {
		var got []string
		for _, v := range exec.NewExecutableSchema(exec.Config{}).Schema().Types[name].EnumValues {
			got = append(got, v.Name)
		}
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("enum %s is %v, want %v", name, got, want)
		}
	}
}

// TestBalanceSaysItsSizes holds the words of the schema to the sizes that count.
func TestBalanceSaysItsSizes(t *testing.T) {
	types := exec.NewExecutableSchema(exec.Config{}).Schema().Types
	warnings := types["BalanceWarning"].EnumValues
	triads := types["Balance"].Fields.ForName("triads").Description
	for size, text := range map[string]string{
		strconv.Itoa(balance.FewPairs): warnings.ForName("FEW_PAIRS").Description, strconv.Itoa(balance.FewTriads): warnings.ForName("FEW_TRIADS").Description,
		"100,000": triads,
	} {
		if !strings.Contains(text, size) {
			t.Errorf("%q does not say %s", text, size)
		}
	}
	if balance.MaxTriads != 100_000 {
		t.Errorf("%q, and the most is %d", triads, balance.MaxTriads)
	}
}
