package export

import (
	"context"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

// csvColumns are the columns of the claims table. Notebooks rely on the names: add behind, never rename.
var csvColumns = [...]string{
	"claim", "revision", "relationship", "from", "from_name", "type", "to", "to_name", "roles",
	"polarity", "modality", "outcome", "voice", "voices", "stance",
	"when", "when_basis", "when_bound", "when_extent",
	"number_low", "number_best", "number_high", "number_unit", "number_worded",
	"status", "sign", "contradicted",
	"source", "source_title", "source_publisher", "source_author", "source_published", "source_genre",
	"evidence", "quote", "gist", "credibility", "annotator", "codebook", "disputes", "reconciles",
}

var csvFormat = Format{
	Name: "csv", Extension: "csv", MediaType: "text/csv; charset=utf-8", Write: CSV, Words: true, Guards: true,
	About: "one row per claim, with voices, status, and the words where the texts are given",
	Lacks: lacks(Unclaimed, EntityTypes, OtherNames, Descriptions, ExternalIDs, Parents, SourceDetails, Weights, Supports, Deniers, Spells, Digests, Contradicted),
	Notes: []string{
		"the words are those of the first place, and only where their digest fits",
		"a claim that backs several relationships has the status and sign of the one between its own ends",
	},
}

// CSV writes one row per claim, in the order of ids, under a header; RFC 4180 with line ends of one line feed, UTF-8 without
// byte order mark. Missing values are empty. Ends, roles and voices are those that identity resolves to, and
// ends and roles those that the view counts them as; a claim that backs several
// relationships stands under the one between its own ends, whose status and sign the row gives.
//
// Lists in a cell are joined by "; ". roles and voices are JSON, as in JSON Lines; voice is the holder in words. evidence is
// written START-END, parts joined by "+". quote is filled where the text is at hand.
func CSV(ctx context.Context, w io.Writer, s *Selection) error {
	out, err := s.csvRows(w, csvColumns[:])
	if err != nil {
		return err
	}
	contradicted := s.contradicted()
	for c, err := range s.FullClaims(ctx) {
		if err != nil {
			return err
		}
		row, err := s.csvRow(c, contradicted[c.ID])
		if err != nil {
			return err
		}
		if err := out.write(row); err != nil {
			return err
		}
	}
	return out.end()
}

// csvRow is a claim as cells.
func (s *Selection) csvRow(full *graph.Claim, contradicted bool) ([]string, error) {
	c := s.resolved(full)
	roles, err := cell(c.Roles, len(c.Roles) > 0)
	if err != nil {
		return nil, err
	}
	voices, err := cell(c.Voices, len(c.Voices) > 0)
	if err != nil {
		return nil, err
	}
	src, r := s.source(c.Source), s.relationship(c)
	row := []string{
		c.ID.String(), strconv.Itoa(c.Revision), r.ID.String(), string(r.From), s.name(r.From), string(r.Type), string(r.To), s.name(r.To), roles,
		string(c.Polarity), string(c.Modality), string(c.Outcome), s.speaker(c), voices, stance(c),
		c.When.EDTF.String(), string(c.When.Basis), string(c.When.Bound), string(c.When.Extent),
	}
	row = append(row, numberCells(c.Number)...)
	row = append(row,
		string(r.Status), string(r.Sign), yesNo(contradicted),
		string(c.Source), src.Title, src.Publisher, src.Author, src.Published.EDTF.String(), string(src.Genre),
		strings.Join(ids(c.Evidence), listed), s.quote(src, c.Evidence), c.Gist, positive(c.Credibility), c.Annotator, c.Codebook,
		strings.Join(ids(c.Disputes), listed), strings.Join(ids(c.Reconciles), listed))
	return row, nil
}

// relationship returns the [Selection.outline] of the relationship between the claim's own ends.
func (s *Selection) relationship(c *graph.Claim) graph.Relationship {
	for _, b := range s.Graph.Edges(c.ID) {
		if b.Via == "" {
			return s.outline(b.Edge)
		}
	}
	return graph.Relationship{From: c.From, Type: c.Type, To: c.To}
}

// outline returns a relationship with its status and sign, and nothing else of what its claims add up to. Each of thousands of claims
// may ask for it, and the whole is added up from all of them.
func (s *Selection) outline(e index.Edge) graph.Relationship {
	if s.standings == nil {
		s.standings = s.Graph.Standings()
	}
	t := s.Graph.Triple(e)
	status, sign := s.standings.Of(e)
	return graph.Relationship{ID: s.Graph.ID(e), From: t.From, Type: t.Type, To: t.To, Status: status, Sign: sign}
}

// source returns a source; of one that the view's time does not know, the key.
func (s *Selection) source(key graph.SourceKey) *graph.Source {
	if src, known := s.Graph.Source(key); known {
		return src
	}
	return &graph.Source{Key: key}
}

// contradicted returns the claims that take part in a contradiction.
func (s *Selection) contradicted() map[graph.ClaimID]bool {
	in := map[graph.ClaimID]bool{}
	for _, c := range s.Graph.Contradictions() {
		for _, side := range c.Sides {
			for _, id := range side.Claims {
				in[id] = true
			}
		}
	}
	return in
}

// name is the display name of an entity, or "".
func (s *Selection) name(key graph.EntityKey) string {
	if n, ok := s.Graph.Node(key); ok {
		return s.Graph.Entity(n).Name
	}
	return ""
}

// speaker words who holds what the claim says; empty for the source itself.
func (s *Selection) speaker(c *graph.Claim) string {
	if len(c.Voices) == 0 {
		return ""
	}
	v := c.Voices[len(c.Voices)-1]
	if v.Entity != "" {
		return s.name(v.Entity)
	}
	return v.Label
}

// stance is what the innermost voice meets with.
func stance(c *graph.Claim) string {
	if len(c.Voices) == 0 {
		return ""
	}
	return string(c.Voices[len(c.Voices)-1].Stance)
}

// cell is a value as JSON, or nothing.
func cell(v any, present bool) (string, error) {
	if !present {
		return "", nil
	}
	data, err := json.Marshal(v)
	return string(data), err
}

func numberCells(n *graph.Number) []string {
	if n == nil {
		return make([]string, 5)
	}
	return []string{number(n.Low), number(n.Best), number(n.High), n.Unit, n.Worded}
}

func number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func positive(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// yesNo writes a truth that is always known.
func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// wordsAt are the words of a span, if the text is there and its digest fits.
func (s *Selection) wordsAt(src *graph.Source, p graph.Part) (string, bool) {
	if s.Texts == nil {
		return "", false
	}
	words, verified, ok := s.Texts.Words(src, p)
	return words, ok && verified
}

// quote is the words of the first occurrence, parts joined by an ellipsis, where the text is there and its digests fit.
func (s *Selection) quote(src *graph.Source, evidence []graph.Occurrence) string {
	if len(evidence) == 0 {
		return ""
	}
	var parts []string
	for _, p := range evidence[0].Parts {
		words, fit := s.wordsAt(src, p)
		if !fit {
			return ""
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, " … ")
}
