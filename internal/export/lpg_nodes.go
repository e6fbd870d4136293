package export

import (
	"context"
	"iter"
	"slices"
	"strconv"

	"dyad/graph"
	"dyad/graph/index"
)

var lpgEntityColumns = []lpgColumn{
	{"id", lpgText},
	{"name", lpgText},
	{"names", lpgList},
	{"type", lpgText},
	{"class", lpgText},
	{"description", lpgText},
	{"external", lpgList},
	{"events", lpgList},
	{"selected", lpgTruth},
}

// lpgEntities yields the entities selected, and those that claims name besides, in the order of keys. It holds a mark for each.
func (s *Selection) lpgEntities(ctx context.Context) iter.Seq2[lpgRow, error] {
	return func(yield func(lpgRow, error) bool) {
		selected, named := map[index.Node]bool{}, []index.Node{}
		for n := range s.Nodes() {
			selected[n] = true
			named = append(named, n)
		}
		found := map[index.Node]bool{}
		for c := range s.plainClaims() {
			for _, key := range c.Entities() {
				if n, ok := s.Graph.Node(key); ok && !selected[n] && !found[n] {
					found[n] = true
					named = append(named, n)
				}
			}
		}
		slices.Sort(named)
		for _, n := range named {
			if !yield(s.lpgEntity(n, selected[n]), ctx.Err()) {
				return
			}
		}
	}
}

func (s *Selection) lpgEntity(n index.Node, selected bool) lpgRow {
	e := s.Graph.Entity(n)
	return lpgRow{key: string(e.Key), kind: string(e.Type), values: []any{
		e.ID.String(), e.Name, nameTexts(e), string(e.Type), string(s.Graph.ClassOf(n)), e.Description, externalTexts(e), eventTexts(s.eventsOf(n)), selected,
	}}
}

var lpgSourceColumns = []lpgColumn{
	{"id", lpgText},
	{"title", lpgText},
	{"publisher", lpgText},
	{"author", lpgText},
	{"published", lpgText},
	{"published_basis", lpgText},
	{"kind", lpgText},
	{"genre", lpgText},
	{"language", lpgText},
	{"url", lpgText},
	{"reliability", lpgText},
	{"note", lpgText},
	{"text_file", lpgText},
	{"text_sha256", lpgText},
	{"text_codepoints", lpgCount},
}

// lpgSources yields the sources of the claims, in the order of keys.
func (s *Selection) lpgSources(ctx context.Context) iter.Seq2[lpgRow, error] {
	return func(yield func(lpgRow, error) bool) {
		for src := range s.sources() {
			row := lpgRow{key: string(src.Key), values: []any{
				src.ID.String(), src.Title, src.Publisher, src.Author, src.Published.EDTF.String(), string(src.Published.Basis),
				string(src.Kind), string(src.Genre), src.Language, src.URL, src.Reliability, src.Note,
				src.Text.File, src.Text.SHA256, countOrNone(src.Text.Codepoints),
			}}
			if !yield(row, ctx.Err()) {
				return
			}
		}
	}
}

var lpgClaimColumns = []lpgColumn{
	{"revision", lpgCount},
	{"type", lpgText},
	{"polarity", lpgText},
	{"modality", lpgText},
	{"outcome", lpgText},
	{"when_edtf", lpgText},
	{"when_basis", lpgText},
	{"when_bound", lpgText},
	{"when_extent", lpgText},
	{"number_low", lpgDecimal},
	{"number_best", lpgDecimal},
	{"number_high", lpgDecimal},
	{"number_unit", lpgText},
	{"number_worded", lpgText},
	{"status", lpgText},
	{"sign", lpgText},
	{"contradicted", lpgTruth},
	{"evidence", lpgList},
	{"quote", lpgText},
	{"gist", lpgText},
	{"credibility", lpgCount},
	{"annotator", lpgText},
	{"codebook", lpgText},
	{"relationships", lpgList},
	{"roles", lpgText},
	{"disputes", lpgList},
	{"reconciles", lpgList},
}

// lpgClaims yields the claims, in the order of ids.
func (s *Selection) lpgClaims(ctx context.Context) iter.Seq2[lpgRow, error] {
	return func(yield func(lpgRow, error) bool) {
		contradicted := s.contradicted()
		for c, err := range s.FullClaims(ctx) {
			if err != nil {
				yield(lpgRow{}, err)
				return
			}
			row, err := s.lpgClaim(c, contradicted[c.ID])
			if !yield(row, err) {
				return
			}
		}
	}
}

func (s *Selection) lpgClaim(full *graph.Claim, contradicted bool) (lpgRow, error) {
	c := s.resolved(full)
	roles, err := cell(c.Roles, len(c.Roles) > 0)
	n := c.Number
	if n == nil {
		n = &graph.Number{}
	}
	var relationships []string
	for _, b := range s.Graph.Edges(c.ID) {
		if s.holds(b.Edge) {
			relationships = append(relationships, s.Graph.ID(b.Edge).String())
		}
	}
	r := s.relationship(c)
	return lpgRow{key: c.ID.String(), values: []any{
		c.Revision, string(c.Type), string(c.Polarity), string(c.Modality), string(c.Outcome),
		c.When.EDTF.String(), string(c.When.Basis), string(c.When.Bound), string(c.When.Extent),
		decimal(n.Low), decimal(n.Best), decimal(n.High), n.Unit, n.Worded,
		string(r.Status), string(r.Sign), contradicted, ids(c.Evidence), s.quote(s.source(c.Source), c.Evidence), c.Gist,
		countOrNone(c.Credibility), c.Annotator, c.Codebook, relationships, roles, ids(c.Disputes), ids(c.Reconciles),
	}}, err
}

var lpgUnnamedColumns = []lpgColumn{{"name", lpgText}}

// lpgUnnamed are the voices that a source does not name, each for itself: two unnamed officials may be two.
func (s *Selection) lpgUnnamed(c *graph.Claim) []lpgRow {
	var rows []lpgRow
	for i, v := range c.Voices {
		if v.Entity == "" {
			rows = append(rows, lpgRow{key: lpgVoiceID(c, i), values: []any{v.Label}})
		}
	}
	return rows
}

// lpgVoiceID is the id of a voice that has no other.
func lpgVoiceID(c *graph.Claim, place int) string { return c.ID.String() + "/" + strconv.Itoa(place+1) }

// decimal is a number as a value; none stays none.
func decimal(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

// countOrNone is a count of which 0 means that there is none.
func countOrNone(n int) any {
	if n == 0 {
		return nil
	}
	return n
}
