package export

import (
	"cmp"
	"context"
	"io"
	"maps"
	"slices"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

var dyadPeriodFormat = Format{
	Name: "dyad-period", Extension: "csv", MediaType: "text/csv; charset=utf-8", Guards: true, Periods: true,
	About: "counts of claims by pair and year or month, beside series such as UCDP's and ACLED's",
	Lacks: lacks(Unclaimed, OtherNames, NameKinds, Descriptions, ExternalIDs, Parents, Events, Weights, Supports, Genres, Deniers, Spells, EachClaim, Sources, Contradicting),
	Notes: []string{
		"claims, sources, origins and what is held are counted in each period, not over all: a claim that may fall into several counts in each as possible",
		"of external ids, those of scheme ucdp-actor, or ucdp where there is none",
		"dates of more than 1200 periods are counted beside all periods, as wide",
	},
	Tables: []Table{{"dyads", DyadPeriods}, {"relationships", RelationshipPeriods}},
}

// The columns of both tables. Add behind, never rename.
var (
	dyadPeriodKeys = []string{
		"a", "a_name", "a_type", "a_class", "a_ucdp", "b", "b_name", "b_type", "b_class", "b_ucdp",
		"period", "period_start", "period_end", "placed",
	}
	dyadPeriodRelationship = []string{"relationship", "from", "type", "to", "symmetric", "status"}
	dyadPeriodPair         = []string{"a_to_b", "b_to_a", "mutual", "relationships", "contested"}
)

// DyadPeriods writes a row for each pair of entities, period, and how surely what is counted in it falls into the period: in the order
// of keys, and of time. The entity whose key comes first is a. docs/formats-tables.md has the columns and the rules of counting. It
// holds what concerns the relationships of one entity, and no more.
func DyadPeriods(ctx context.Context, w io.Writer, s *Selection) error {
	header := slices.Concat(dyadPeriodKeys, dyadPeriodPair, tallyColumns())
	return s.dyadPeriods(ctx, w, header, func(out *csvRows, p pairOf) error {
		counts := periodTallies{}
		for _, e := range p.edges {
			s.count(counts, e)
		}
		return counts.each(func(at placed, t *tally) error {
			row := append(s.pairCells(p, at), t.pairRow(s, p)...)
			return out.write(append(row, t.row()...))
		})
	})
}

// RelationshipPeriods writes the rows of [DyadPeriods] for each relationship of the pair apart.
func RelationshipPeriods(ctx context.Context, w io.Writer, s *Selection) error {
	header := slices.Concat(dyadPeriodKeys, dyadPeriodRelationship, tallyColumns())
	return s.dyadPeriods(ctx, w, header, func(out *csvRows, p pairOf) error {
		for _, e := range p.edges {
			counts := periodTallies{}
			s.count(counts, e)
			err := counts.each(func(at placed, t *tally) error {
				row := append(s.pairCells(p, at), s.relationshipCells(e)...)
				return out.write(append(row, t.row()...))
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// A pairOf is two entities, a before b in the order of keys, or one twice, and the relationships that join them: from a to b before
// those from b to a.
type pairOf struct {
	a, b  index.Node
	edges []index.Edge
}

// dyadPeriods writes a table pair by pair.
func (s *Selection) dyadPeriods(ctx context.Context, w io.Writer, header []string, write func(*csvRows, pairOf) error) error {
	out, err := s.csvRows(w, header)
	if err != nil {
		return err
	}
	for n := range s.Nodes() {
		for _, p := range s.pairsFrom(n) {
			if err := cmp.Or(ctx.Err(), write(out, p)); err != nil {
				return err
			}
		}
	}
	return out.end()
}

// pairsFrom gathers the relationships of an entity with those whose keys come after its own, and with itself, by pairs.
func (s *Selection) pairsFrom(a index.Node) []pairOf {
	joined := map[index.Node][]index.Edge{}
	for e := range s.Graph.RelationshipsOf(a, index.Any, index.Window[index.Triple]{}, nil) {
		from, to := s.Graph.Ends(e)
		if b := max(from, to); to != index.Nobody && min(from, to) == a && s.holds(e) {
			joined[b] = append(joined[b], e)
		}
	}
	var pairs []pairOf
	for _, b := range slices.Sorted(maps.Keys(joined)) {
		slices.SortFunc(joined[b], s.Graph.Compare)
		pairs = append(pairs, pairOf{a, b, joined[b]})
	}
	return pairs
}

// pairCells are the cells that say which pair, and when.
func (s *Selection) pairCells(p pairOf, at placed) []string {
	var row []string
	for _, n := range []index.Node{p.a, p.b} {
		e := s.Graph.Entity(n)
		row = append(row, string(e.Key), e.Name, string(e.Type), string(s.Graph.ClassOf(n)), ucdp(e))
	}
	if at.period.Empty() {
		return append(row, "", "", "", string(at.how))
	}
	return append(row, at.period.EDTF(), at.period.From.String(), at.period.To.String(), string(at.how))
}

// relationshipCells are the cells that say which relationship, and what it adds up to over all times.
func (s *Selection) relationshipCells(e index.Edge) []string {
	t, term := s.Graph.Triple(e), s.Graph.Term(e)
	return []string{s.Graph.ID(e).String(), string(t.From), string(t.Type), string(t.To), yesNo(term.Symmetric), string(s.Graph.Status(e))}
}

// ucdp is the id in UCDP's list of actors: of the scheme that docs/mappings writes, which keeps actors apart from conflicts, or of the one that
// registries written by hand have.
func ucdp(e *graph.Entity) string { return cmp.Or(external(e, "ucdp-actor"), external(e, "ucdp")) }

// external lists what a scheme calls an entity.
func external(e *graph.Entity, scheme string) string {
	var all []string
	for _, x := range e.External {
		if x.Scheme == scheme {
			all = append(all, x.Value)
		}
	}
	return strings.Join(all, listed)
}
