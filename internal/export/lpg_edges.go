package export

import (
	"context"
	"iter"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

var lpgRelationshipColumns = []lpgColumn{
	{"id", lpgText},
	{"label", lpgText},
	{"status", lpgText},
	{"sign", lpgText},
	{"weight", lpgDecimal},
	{"symmetric", lpgTruth},
	{"claims", lpgCount},
	{"sources", lpgCount},
	{"origins", lpgCount},
	{"asserting", lpgCount},
	{"independence_unknown", lpgTruth},
	{"denied_by", lpgText},
	{"held", lpgList},
	{"not_held", lpgList},
	{"contradicted", lpgTruth},
	{"claim_ids", lpgList},
}

// lpgRelationships yields the relationships with two ends, in the order of triples. The type of the edge is the relation.
func (s *Selection) lpgRelationships(ctx context.Context) iter.Seq2[lpgRow, error] {
	return func(yield func(lpgRow, error) bool) {
		for e := range s.Edges() {
			if _, to := s.Graph.Ends(e); to == index.Nobody {
				continue
			}
			if !yield(s.lpgRelationship(e), ctx.Err()) {
				return
			}
		}
	}
}

func (s *Selection) lpgRelationship(e index.Edge) lpgRow {
	edge := s.networkEdge(e)
	return lpgRow{from: string(edge.from), to: string(edge.to), kind: string(edge.Type), values: []any{
		edge.ID, edge.Label, string(edge.Status), string(edge.Sign), decimal(edge.Weight), edge.Symmetric,
		edge.Claims, edge.Sources, edge.Origins, edge.Asserting, edge.Independence,
		strings.Join(edge.DeniedBy, listed), edge.Held, edge.NotHeld, edge.Contradicted, edge.ClaimIDs,
	}}
}

func (s *Selection) lpgSaidIn(c *graph.Claim) []lpgRow {
	if _, known := s.Graph.Source(c.Source); !known {
		return nil
	}
	return []lpgRow{{from: c.ID.String(), to: string(c.Source), kind: "SAID_IN"}}
}

var lpgRoleColumns = []lpgColumn{{"role", lpgText}}

// lpgAbout are the ends of a claim, and the entities in its roles.
func (s *Selection) lpgAbout(c *graph.Claim) []lpgRow {
	rows := s.lpgTo(nil, c, c.From, "FROM_ENTITY", "")
	rows = s.lpgTo(rows, c, c.To, "TO_ENTITY", "")
	for _, role := range c.Roles {
		for _, key := range role.Entities {
			rows = s.lpgTo(rows, c, key, "ROLE", string(role.Name))
		}
	}
	return rows
}

// lpgTo adds an edge from a claim to an entity, if there is one of that key.
func (s *Selection) lpgTo(rows []lpgRow, c *graph.Claim, key graph.EntityKey, kind string, values ...any) []lpgRow {
	n, ok := s.Graph.Node(key)
	if !ok {
		return rows
	}
	return append(rows, lpgRow{from: c.ID.String(), to: string(s.Graph.Key(n)), kind: kind, values: values})
}

var lpgVoiceColumns = []lpgColumn{{"place", lpgCount}, {"mode", lpgText}, {"stance", lpgText}, {"affiliation", lpgText}}

// lpgVoicedBy are the voices that are entities, with their place in the chain: 1 is the outermost. The stance is that of the next outer
// voice, or the source, towards it.
func (s *Selection) lpgVoicedBy(c *graph.Claim) []lpgRow {
	var rows []lpgRow
	for i, v := range c.Voices {
		if v.Entity != "" {
			rows = s.lpgTo(rows, c, v.Entity, "VOICED_BY", s.lpgVoice(i, v)...)
		}
	}
	return rows
}

// lpgVoicedByUnnamed are the voices of [Selection.lpgUnnamed].
func (s *Selection) lpgVoicedByUnnamed(c *graph.Claim) []lpgRow {
	var rows []lpgRow
	for i, v := range c.Voices {
		if v.Entity == "" {
			rows = append(rows, lpgRow{from: c.ID.String(), to: lpgVoiceID(c, i), kind: "VOICED_BY", values: s.lpgVoice(i, v)})
		}
	}
	return rows
}

func (s *Selection) lpgVoice(i int, v graph.Voice) []any {
	return []any{i + 1, string(v.Mode), string(v.Stance), string(v.Affiliation)}
}

// lpgRefersTo are the claims that a claim names, of those selected.
func (s *Selection) lpgRefersTo(c *graph.Claim) []lpgRow {
	var rows []lpgRow
	refer := func(ids []graph.ClaimID, kind, role string) {
		for _, id := range ids {
			if s.includes(id) {
				rows = append(rows, lpgRow{from: c.ID.String(), to: id.String(), kind: kind, values: []any{role}})
			}
		}
	}
	refer(c.Disputes, "DISPUTES", "")
	refer(c.Reconciles, "RECONCILES", "")
	for _, role := range c.Roles {
		refer(role.Claims, "ROLE", string(role.Name))
	}
	return rows
}
