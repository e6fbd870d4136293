package export

import (
	"context"
	"iter"

	"dyad/graph"
	"dyad/graph/index"
)

// An lpgTable is nodes of one label, or edges between nodes of two labels, of the property graph that dyad's graph is to databases
// that have no place for claims about edges: claims and sources are nodes too. Two formats write it.
type lpgTable struct {
	name    string // of the file
	label   string // of the nodes; "" for edges
	ends    [2]string
	columns []lpgColumn
	rows    func(*Selection, context.Context) iter.Seq2[lpgRow, error]
}

// An lpgColumn is a property. All values of it are of one kind.
type lpgColumn struct {
	name string
	kind lpgKind
}

// An lpgKind is a type as neo4j-admin calls it.
type lpgKind string

const (
	lpgText    lpgKind = "string"
	lpgList    lpgKind = "string[]"
	lpgCount   lpgKind = "int"
	lpgDecimal lpgKind = "double"
	lpgTruth   lpgKind = "boolean"
)

// An lpgRow is a node with its key, or an edge with the keys of its ends. A value is string, []string, int, float64, or bool; nil, "" and an
// empty list are none.
type lpgRow struct {
	key      string
	from, to string
	kind     string // further label of a node; type of an edge
	values   []any
}

// lpgKeys are the properties that tell nodes apart, by label.
var lpgKeys = map[string]string{"Entity": "key", "Source": "key", "Claim": "id", "Unnamed": "id"}

// lpgTables are the tables, nodes first. Structure is in capitals: relations of the vocabulary are not.
func lpgTables() []lpgTable {
	return []lpgTable{
		{name: "entities", label: "Entity", columns: lpgEntityColumns, rows: (*Selection).lpgEntities},
		{name: "sources", label: "Source", columns: lpgSourceColumns, rows: (*Selection).lpgSources},
		{name: "claims", label: "Claim", columns: lpgClaimColumns, rows: (*Selection).lpgClaims},
		{name: "unnamed", label: "Unnamed", columns: lpgUnnamedColumns, rows: lpgOfClaims((*Selection).lpgUnnamed)},
		{name: "relationships", ends: [2]string{"Entity", "Entity"}, columns: lpgRelationshipColumns, rows: (*Selection).lpgRelationships},
		{name: "said_in", ends: [2]string{"Claim", "Source"}, rows: lpgOfClaims((*Selection).lpgSaidIn)},
		{name: "about", ends: [2]string{"Claim", "Entity"}, columns: lpgRoleColumns, rows: lpgOfClaims((*Selection).lpgAbout)},
		{name: "voiced_by", ends: [2]string{"Claim", "Entity"}, columns: lpgVoiceColumns, rows: lpgOfClaims((*Selection).lpgVoicedBy)},
		{name: "voiced_by_unnamed", ends: [2]string{"Claim", "Unnamed"}, columns: lpgVoiceColumns, rows: lpgOfClaims((*Selection).lpgVoicedByUnnamed)},
		{name: "refers_to", ends: [2]string{"Claim", "Claim"}, columns: lpgRoleColumns, rows: lpgOfClaims((*Selection).lpgRefersTo)},
	}
}

// lpgLacks is what the property graph has no place for, and lpgNotes what it has otherwise.
var (
	lpgLacks = lacks(NameKinds, Parents, Genres, Digests, Contradicted)
	lpgNotes = []string{
		"of relationships of one event alone, a property of the event and their claims",
		"entities that a claim names and nothing selected joins are there too, with selected false",
		"of claims that a claim names and that are not selected, the ids",
		"of spells, when it held and when not: not whether throughout, nor which claims they rest on",
		"of external ids scheme and value, not whether somebody compared them",
		"the words are those of the first place, and only where their digest fits",
	}
)

// lpgOfClaims yields the rows that follow from each claim as the index has it: on present keys, without words.
func lpgOfClaims(of func(*Selection, *graph.Claim) []lpgRow) func(*Selection, context.Context) iter.Seq2[lpgRow, error] {
	return func(s *Selection, ctx context.Context) iter.Seq2[lpgRow, error] {
		return func(yield func(lpgRow, error) bool) {
			for c := range s.plainClaims() {
				// Asked of each claim, since none of them may have a row.
				if err := ctx.Err(); err != nil {
					yield(lpgRow{}, err)
					return
				}
				for _, row := range of(s, c) {
					if !yield(row, nil) {
						return
					}
				}
			}
		}
	}
}

// plainClaims yields the claims of [Selection.FullClaims] as the index has them, with voices as in [Selection.resolved].
func (s *Selection) plainClaims() iter.Seq[*graph.Claim] {
	return func(yield func(*graph.Claim) bool) {
		for c := range s.Graph.Claims(index.Window[graph.ClaimID]{}) {
			if !s.backs(c.ID) {
				continue
			}
			if len(c.Voices) > 0 {
				if annotated, known := s.Graph.Annotated(c.ID); known {
					c.Voices = s.speakers(annotated.Voices)
				}
			}
			if !yield(c) {
				return
			}
		}
	}
}

// includes reports whether a claim is one of [Selection.FullClaims].
func (s *Selection) includes(id graph.ClaimID) bool { return s.backs(id) && s.Graph.Counts(id) }
