package export

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"dyad/graph"
	"dyad/graph/index"
)

// A placed is a period, and how surely what is counted falls into it; without a period the empty span.
type placed struct {
	period graph.Span
	how    placing
}

// compare orders by time, what falls into no period last.
func (p placed) compare(q placed) int {
	return cmp.Or(p.period.Compare(q.period), cmp.Compare(p.how, q.how))
}

// periodTallies are the counts by period.
type periodTallies map[placed]*tally

// each hands out the counts in the order of time.
func (ts periodTallies) each(do func(placed, *tally) error) error {
	for _, at := range slices.SortedFunc(maps.Keys(ts), placed.compare) {
		if err := do(at, ts[at]); err != nil {
			return err
		}
	}
	return nil
}

// count adds the positions about a relationship.
func (s *Selection) count(ts periodTallies, e index.Edge) {
	positions, _ := s.Graph.Positions(e)
	for i := range positions {
		p := &positions[i]
		var published graph.Published
		if src, ok := s.Graph.Source(p.Claim.Source); ok {
			published = src.Published
		}
		for period, how := range s.Options.Period.places(p, published) {
			at := placed{period, how}
			if ts[at] == nil {
				ts[at] = newTally()
			}
			ts[at].add(p, e)
		}
	}
}

// A tally is what falls into one period. A claim counts once in it, whatever positions it gives; a position counts as what it is.
type tally struct {
	claims    map[graph.ClaimID]index.Edge // with what it is about: one relationship of a pair
	sources   map[graph.SourceKey]bool
	origins   map[graph.Origin]bool // of those that affirm; true: some position asserts
	positions int
	values    map[string]int
	signs     map[graph.Sign]int
	cells     map[graph.Cell]int
}

func newTally() *tally {
	return &tally{
		claims: map[graph.ClaimID]index.Edge{}, sources: map[graph.SourceKey]bool{}, origins: map[graph.Origin]bool{},
		values: map[string]int{}, signs: map[graph.Sign]int{}, cells: map[graph.Cell]int{},
	}
}

// add counts a position.
func (t *tally) add(p *graph.Position, e index.Edge) {
	t.claims[p.Claim.ID] = e
	t.sources[p.Claim.Source] = true
	t.positions++
	t.values[valueName(p)]++
	t.signs[p.Sign]++
	t.cells[graph.Cell{Polarity: p.Polarity, Modality: p.Modality}]++
	if p.Has(graph.Affirms) {
		t.origins[p.Origin] = t.origins[p.Origin] || p.Modality == graph.Asserted
	}
}

// valueNames are how positions count, as columns.
var valueNames = []string{"affirming", "negating", "changing", "neither"}

// valueName says how a position counts: as changing where it is so on one side of its date and not on the other.
func valueName(p *graph.Position) string {
	switch affirms, negates := p.Has(graph.Affirms), p.Has(graph.Negates); {
	case affirms && negates:
		return "changing"
	case affirms:
		return "affirming"
	case negates:
		return "negating"
	}
	return "neither"
}

// signNames are the signs as columns, in the order of [graph.Signs].
var signNames = []string{"positive", "negative", "zero", "unsigned"}

// tallyColumns are the names of the cells of a tally.
func tallyColumns() []string {
	columns := slices.Concat([]string{"claims", "sources", "origins", "asserting", "positions"}, valueNames, signNames)
	for _, p := range graph.Polarities() {
		for _, m := range graph.Modalities() {
			columns = append(columns, string(p)+"_"+string(m))
		}
	}
	return columns
}

// row writes the counts under [tallyColumns].
func (t *tally) row() []string {
	asserting := 0
	for _, asserts := range t.origins {
		if asserts {
			asserting++
		}
	}
	counts := []int{len(t.claims), len(t.sources), len(t.origins), asserting, t.positions}
	for _, name := range valueNames {
		counts = append(counts, t.values[name])
	}
	for _, sign := range graph.Signs() {
		counts = append(counts, t.signs[sign])
	}
	for _, p := range graph.Polarities() {
		for _, m := range graph.Modalities() {
			counts = append(counts, t.cells[graph.Cell{Polarity: p, Modality: m}])
		}
	}
	return texts(counts)
}

// pairRow counts the claims by their direction, the relationships that they are about, and how many of these are contested, under
// [dyadPeriodPair].
func (t *tally) pairRow(s *Selection, p pairOf) []string {
	var forward, backward, mutual, contested int
	about := map[index.Edge]bool{}
	for _, e := range t.claims {
		from, _ := s.Graph.Ends(e)
		switch {
		case s.Graph.Term(e).Symmetric:
			mutual++
		case from == p.a:
			forward++
		default:
			backward++
		}
		if !about[e] && s.Graph.Status(e) == graph.Contested {
			contested++
		}
		about[e] = true
	}
	return texts([]int{forward, backward, mutual, len(about), contested})
}

func texts(counts []int) []string {
	var all []string
	for _, n := range counts {
		all = append(all, strconv.Itoa(n))
	}
	return all
}
