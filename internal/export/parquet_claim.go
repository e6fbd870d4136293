package export

import (
	"context"
	"iter"

	"dyad/graph"
	"dyad/graph/index"
)

// A parquetClaim is a row of claims.
type parquetClaim struct {
	ID            string          `parquet:"id"`
	Revision      int32           `parquet:"revision"`
	Relationships []parquetBacked `parquet:"relationships,list"` // those selected that it backs
	From          string          `parquet:"from"`
	FromName      string          `parquet:"from_name"`
	Type          string          `parquet:"type,dict"`
	To            string          `parquet:"to,optional"`
	ToName        string          `parquet:"to_name,optional"`
	Roles         []parquetRole   `parquet:"roles,list"`

	Polarity string         `parquet:"polarity,dict"`
	Modality string         `parquet:"modality,dict"`
	Outcome  string         `parquet:"outcome,dict"`
	Voices   []parquetVoice `parquet:"voices,list"` // from the outside in, without the source

	When       string `parquet:"when,optional"` // EDTF
	WhenFrom   *int32 `parquet:"when_from,optional,date"`
	WhenTo     *int32 `parquet:"when_to,optional,date"`
	WhenBasis  string `parquet:"when_basis,optional,dict"`
	WhenBound  string `parquet:"when_bound,optional,dict"`
	WhenExtent string `parquet:"when_extent,optional,dict"`

	NumberLow    *float64 `parquet:"number_low,optional"`
	NumberBest   *float64 `parquet:"number_best,optional"`
	NumberHigh   *float64 `parquet:"number_high,optional"`
	NumberUnit   string   `parquet:"number_unit,optional"`
	NumberWorded string   `parquet:"number_worded,optional"`

	Status       string `parquet:"status,optional,dict"` // of the relationship between its own ends
	Sign         string `parquet:"sign,optional,dict"`   // likewise
	Contradicted bool   `parquet:"contradicted"`

	Source      string              `parquet:"source,dict"`
	SourceTitle string              `parquet:"source_title,optional,dict"`
	Evidence    []parquetOccurrence `parquet:"evidence,list"`
	Gist        string              `parquet:"gist,optional"`
	Credibility int32               `parquet:"credibility,optional"`
	Annotator   string              `parquet:"annotator,optional,dict"`
	Codebook    string              `parquet:"codebook,optional,dict"`
	Disputes    []string            `parquet:"disputes,list"`
	Reconciles  []string            `parquet:"reconciles,list"`
}

type parquetBacked struct {
	ID  string `parquet:"id"`
	Via string `parquet:"via,optional,dict"` // the role that makes it; null for the claim's own ends
}

type parquetRole struct {
	Role     string   `parquet:"role,dict"`
	Entities []string `parquet:"entities,list"`
	Claims   []string `parquet:"claims,list"`
	Terms    []string `parquet:"terms,list"`
}

type parquetVoice struct {
	Entity      string `parquet:"entity,optional"`
	Label       string `parquet:"label,optional"`
	Affiliation string `parquet:"affiliation,optional"`
	Mode        string `parquet:"mode,dict"`
	Stance      string `parquet:"stance,dict"`
}

type parquetOccurrence struct {
	Parts []parquetPart `parquet:"parts,list"`
}

type parquetPart struct {
	Start  int32  `parquet:"start"` // in code points
	End    int32  `parquet:"end"`
	SHA256 string `parquet:"sha256,optional"`
	Quote  string `parquet:"quote,optional"`
}

// parquetClaims yields the claims, in the order of ids.
func (s *Selection) parquetClaims(ctx context.Context) iter.Seq2[*parquetClaim, error] {
	return func(yield func(*parquetClaim, error) bool) {
		contradicted := s.contradicted()
		for c, err := range s.FullClaims(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			row := s.parquetClaim(c)
			row.Contradicted = contradicted[c.ID]
			if !yield(row, nil) {
				return
			}
		}
	}
}

func (s *Selection) parquetClaim(full *graph.Claim) *parquetClaim {
	c := s.resolved(full)
	r := s.relationship(c)
	row := &parquetClaim{
		ID: c.ID.String(), Revision: int32(c.Revision),
		From: string(r.From), FromName: s.name(r.From), Type: string(r.Type), To: string(r.To), ToName: s.name(r.To),
		Polarity: string(c.Polarity), Modality: string(c.Modality), Outcome: string(c.Outcome),
		When: c.When.EDTF.String(), WhenBasis: string(c.When.Basis), WhenBound: string(c.When.Bound), WhenExtent: string(c.When.Extent),
		Status: string(r.Status), Sign: string(r.Sign), Source: string(c.Source), Gist: c.Gist, Credibility: int32(c.Credibility),
		Annotator: c.Annotator, Codebook: c.Codebook, Disputes: ids(c.Disputes), Reconciles: ids(c.Reconciles),
	}
	row.WhenFrom, row.WhenTo = daysOf(c.When.EDTF)
	if n := c.Number; n != nil {
		row.NumberLow, row.NumberBest, row.NumberHigh, row.NumberUnit, row.NumberWorded = n.Low, n.Best, n.High, n.Unit, n.Worded
	}
	for _, b := range s.Graph.Edges(c.ID) {
		if s.holds(b.Edge) {
			row.Relationships = append(row.Relationships, parquetBacked{s.Graph.ID(b.Edge).String(), string(b.Via)})
		}
	}
	for _, role := range c.Roles {
		row.Roles = append(row.Roles, newParquetRole(role))
	}
	for _, v := range c.Voices {
		row.Voices = append(row.Voices, parquetVoice{string(v.Entity), v.Label, string(v.Affiliation), string(v.Mode), string(v.Stance)})
	}
	src := s.source(c.Source)
	row.SourceTitle = src.Title
	for _, o := range c.Evidence {
		row.Evidence = append(row.Evidence, parquetOccurrence{s.parquetParts(src, o.Parts)})
	}
	return row
}

func newParquetRole(r graph.Role) parquetRole {
	row := parquetRole{Role: string(r.Name), Claims: ids(r.Claims)}
	for _, key := range r.Entities {
		row.Entities = append(row.Entities, string(key))
	}
	for _, key := range r.Terms {
		row.Terms = append(row.Terms, string(key))
	}
	return row
}

// parquetParts writes spans, each with its words where they are at hand and fit.
func (s *Selection) parquetParts(src *graph.Source, parts []graph.Part) []parquetPart {
	var out []parquetPart
	for _, p := range parts {
		row := parquetPart{Start: int32(p.Start), End: int32(p.End), SHA256: p.SHA256}
		if words, fit := s.wordsAt(src, p); fit {
			row.Quote = words
		}
		out = append(out, row)
	}
	return out
}

// A parquetSource is a row of sources.
type parquetSource struct {
	Key            string `parquet:"key"`
	ID             string `parquet:"id"`
	Kind           string `parquet:"kind,optional,dict"`
	Genre          string `parquet:"genre,optional,dict"`
	Title          string `parquet:"title,optional"`
	Publisher      string `parquet:"publisher,optional"`
	Author         string `parquet:"author,optional"`
	Published      string `parquet:"published,optional"` // EDTF
	PublishedFrom  *int32 `parquet:"published_from,optional,date"`
	PublishedTo    *int32 `parquet:"published_to,optional,date"`
	PublishedBasis string `parquet:"published_basis,optional,dict"`
	Language       string `parquet:"language,optional"`
	URL            string `parquet:"url,optional"`
	Reliability    string `parquet:"reliability,optional"`
	Note           string `parquet:"note,optional"`
	TextFile       string `parquet:"text_file,optional"`
	TextSHA256     string `parquet:"text_sha256,optional"`
	TextCodepoints int32  `parquet:"text_codepoints,optional"`
}

// parquetSources yields the sources of the claims, in the order of keys.
func (s *Selection) parquetSources(ctx context.Context) iter.Seq2[*parquetSource, error] {
	return func(yield func(*parquetSource, error) bool) {
		for src := range s.sources() {
			row := &parquetSource{
				Key: string(src.Key), ID: src.ID.String(), Kind: string(src.Kind), Genre: string(src.Genre), Title: src.Title, Publisher: src.Publisher,
				Author: src.Author, Published: src.Published.EDTF.String(), PublishedBasis: string(src.Published.Basis), Language: src.Language,
				URL: src.URL, Reliability: src.Reliability, Note: src.Note, TextFile: src.Text.File, TextSHA256: src.Text.SHA256,
				TextCodepoints: int32(src.Text.Codepoints),
			}
			row.PublishedFrom, row.PublishedTo = daysOf(src.Published.EDTF)
			if !yield(row, ctx.Err()) {
				return
			}
		}
	}
}

// sources yields the sources of the claims that back a selected relationship, in the order of keys. It holds a key for each of them.
func (s *Selection) sources() iter.Seq[*graph.Source] {
	return func(yield func(*graph.Source) bool) {
		said := map[graph.SourceKey]bool{}
		for c := range s.Graph.Claims(index.Window[graph.ClaimID]{}) {
			if !said[c.Source] && s.backs(c.ID) {
				said[c.Source] = true
			}
		}
		for src := range s.Graph.Sources(index.Window[graph.SourceKey]{}) {
			if said[src.Key] && !yield(src) {
				return
			}
		}
	}
}
