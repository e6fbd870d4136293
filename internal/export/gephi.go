package export

import (
	"context"
	"io"
	"strconv"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

// The columns of the tables for Gephi. Those with a capital are Gephi's own: it knows them by name. Add behind, never rename.
var (
	gephiNodeColumns = []string{"Id", "Label", "entity_type", "class", "names", "description", "entity_id", "events"}
	gephiEdgeColumns = []string{
		"Source", "Target", "Type", "Id", "Kind", "Label", "status", "sign", "relation_weight",
		"claims", "sources", "origins", "asserting", "independence_unknown", "denied_by", "held", "not_held", "contradicted", "claim_ids",
	}
)

var gephiFormat = Format{
	Name: "csv-gephi", Extension: "csv", MediaType: "text/csv; charset=utf-8", Guards: true,
	About: "tables of nodes and edges for Gephi, parallel edges kept apart",
	Lacks: lacks(NameKinds, ExternalIDs, Parents, Genres, EachClaim, Sources, Contradicted),
	Notes: []string{
		"of claims, the ids; of relationships of one event alone, a column of the event",
		"of spells, when it held and when not: not whether throughout, nor which claims they rest on",
		"weights of relationships stand in relation_weight, which Gephi does not take for the strength of an edge",
	},
	Tables: []Table{{"nodes", GephiNodes}, {"edges", GephiEdges}},
}

// GephiNodes writes the entities, one a row, in the order of keys. Lists in a cell are joined by "; ". "events" holds what is said of
// an event alone: "happened stated 2031-05".
func GephiNodes(ctx context.Context, w io.Writer, s *Selection) error {
	out, err := s.csvRows(w, gephiNodeColumns)
	if err != nil {
		return err
	}
	for n := range s.Nodes() {
		if err := ctx.Err(); err != nil {
			return err
		}
		e := s.Graph.Entity(n)
		err := out.write([]string{
			string(e.Key), e.Name, string(e.Type), string(s.Graph.ClassOf(n)), strings.Join(nameTexts(e), listed), e.Description,
			e.ID.String(), strings.Join(eventTexts(s.eventsOf(n)), listed),
		})
		if err != nil {
			return err
		}
	}
	return out.end()
}

// GephiEdges writes the relationships with two ends, one a row, in the order of triples. Gephi merges parallel edges of one Kind and
// direction; Kind is the type of the relationship, of which there is one between two ends. Symmetric relationships are Undirected.
// There is no column Weight, which Gephi takes for a strength above zero: it counts every edge as one.
func GephiEdges(ctx context.Context, w io.Writer, s *Selection) error {
	out, err := s.csvRows(w, gephiEdgeColumns)
	if err != nil {
		return err
	}
	for e := range s.Edges() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, to := s.Graph.Ends(e); to == index.Nobody {
			continue
		}
		if err := out.write(s.gephiEdge(e)); err != nil {
			return err
		}
	}
	return out.end()
}

// gephiEdge is a relationship as cells.
func (s *Selection) gephiEdge(e index.Edge) []string {
	edge := s.networkEdge(e)
	direction := "Directed"
	if edge.Symmetric {
		direction = "Undirected"
	}
	return []string{
		string(edge.from), string(edge.to), direction, edge.ID, string(edge.Type), edge.Label, string(edge.Status), string(edge.Sign), number(edge.Weight),
		strconv.Itoa(edge.Claims), strconv.Itoa(edge.Sources), strconv.Itoa(edge.Origins), strconv.Itoa(edge.Asserting), yesNo(edge.Independence),
		strings.Join(edge.DeniedBy, listed), strings.Join(edge.Held, listed), strings.Join(edge.NotHeld, listed),
		yesNo(edge.Contradicted), strings.Join(edge.ClaimIDs, listed),
	}
}

// nameTexts lists the names of an entity, the display name first.
func nameTexts(e *graph.Entity) []string {
	var all []string
	for _, name := range e.AllNames() {
		all = append(all, name.Text)
	}
	return all
}

// eventsOf returns the relationships of one end that begin with an entity.
func (s *Selection) eventsOf(n index.Node) []graph.Relationship {
	var all []graph.Relationship
	for e := range s.Graph.RelationshipsOf(n, index.Out, index.Window[index.Triple]{}, nil) {
		if _, to := s.Graph.Ends(e); to == index.Nobody && s.holds(e) {
			all = append(all, s.Graph.Relationship(e))
		}
	}
	return all
}

// eventTexts words what is said of an event alone: "happened stated 2031-05". Whoever reads GraphML of ours takes it apart again.
func eventTexts(events []graph.Relationship) []string {
	var all []string
	for _, r := range events {
		all = append(all, string(r.Type)+" "+string(r.Status)+spellText(r.Spells))
	}
	return all
}
