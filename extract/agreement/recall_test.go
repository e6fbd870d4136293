package agreement_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/extract/agreement"
	"dyad/graph"
)

func TestRecall(t *testing.T) {
	gunmen := []extract.Same{{Left: "gunmen", Right: "bandits"}}
	tests := []struct {
		name    string
		a, b, c []string
		align   []extract.Same
		want    [5]int   // in A, in B, in both, of these exact, exact or near
		missing []string // what A says: what the third has
	}{
		{
			"only what both list is asked for",
			[]string{"reed attacks valley @10-20", "reed supports council @10-20"},
			[]string{"reed attacks valley @50-60", "reed opposes harbour @10-20"},
			[]string{"reed attacks valley @90-95", "reed opposes harbour @10-20"},
			nil,
			[5]int{2, 2, 1, 1, 1},
			nil,
		},
		{
			"polarity makes another fact, and voice, modality and place do not",
			[]string{"reed attacks valley @10-20", "reed attacks valley @30-40 alleged by=harbour", "reed attacks valley @10-20 not"},
			[]string{"reed attacks valley @10-20 alleged", "reed attacks valley @10-20 not"},
			[]string{"reed attacks valley @10-20 by=council"},
			nil,
			[5]int{2, 2, 2, 1, 1},
			[]string{"not: reed attacks valley: "},
		},
		{
			"a narrower type is near, and so is a broader one",
			[]string{"valley supports reed @10-20", "reed attacks valley @30-40"},
			[]string{"valley supports reed @10-20", "reed attacks valley @30-40"},
			[]string{"valley shelters reed @10-20", "reed opposes valley @30-40"},
			nil,
			[5]int{2, 2, 2, 0, 2},
			[]string{"valley supports reed: shelters", "reed attacks valley: opposes"},
		},
		{
			"sisters under one broader type are not near",
			[]string{"reed attacks valley @10-20"},
			[]string{"reed attacks valley @10-20"},
			[]string{"reed fights valley @10-20"},
			nil,
			[5]int{1, 1, 1, 0, 0},
			[]string{"reed attacks valley: "},
		},
		{
			"a symmetric type is met in either order, by its broader one too",
			[]string{"valley fights reed @10-20", "valley allied_with harbour @10-20"},
			[]string{"reed fights valley @10-20", "harbour allied_with valley @10-20"},
			[]string{"valley opposes reed @10-20", "harbour allied_with valley @10-20"},
			nil,
			[5]int{2, 2, 2, 1, 2},
			[]string{"reed fights valley: opposes"},
		},
		{
			"the third coding has keys of its own",
			[]string{"gunmen fights reed @10-20"},
			[]string{"gunmen fights reed @10-20"},
			[]string{"bandits fights reed @10-20"},
			gunmen,
			[5]int{1, 1, 1, 1, 1},
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := agreement.Recalled(coding(t, tt.a...), coding(t, tt.b...), coding(t, tt.c...), nil, tt.align, vocabulary())
			var missing []string
			for _, m := range r.Missing {
				missing = append(missing, m.A.Triple+": "+string(m.Has))
			}
			if diff := cmp.Diff(tt.want, [5]int{r.A, r.B, r.Both, r.Exact, r.Near}); diff != "" {
				t.Errorf("Recalled: counts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.missing, missing); diff != "" {
				t.Errorf("Recalled: missing (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRecallBetweenReaders aligns the two readers and the third, each with each.
func TestRecallBetweenReaders(t *testing.T) {
	r := agreement.Recalled(
		coding(t, "gunmen attacks valley @10-20"), coding(t, "raiders attacks valley @10-20"), coding(t, "bandits attacks valley @1-2"),
		[]extract.Same{{Left: "gunmen", Right: "raiders"}}, []extract.Same{{Left: "gunmen", Right: "bandits"}}, vocabulary())
	if r.Both != 1 || r.Exact != 1 {
		t.Errorf("Recalled = %+v, want one fact of both, exact", r)
	}
}

func TestRecallWithoutSource(t *testing.T) {
	empty := &agreement.Coding{Bundles: []graph.Bundle{{Sources: []graph.Source{{Key: "bridge"}}}}}
	a := coding(t, "reed attacks valley @10-20")
	r := agreement.Recalled(a, a, empty, nil, nil, vocabulary())
	if r.Both != 1 || r.Near != 0 || len(r.Missing) != 1 || !r.Missing[0].NoSource {
		t.Errorf("Recalled from a coding without the source = %+v, want one fact, missing with its source", r)
	}
}
