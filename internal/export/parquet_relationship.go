package export

import (
	"context"
	"iter"

	"dyad/graph"
	"dyad/graph/index"
)

// A parquetEntity is a row of entities. Texts without content are null.
type parquetEntity struct {
	Key         string            `parquet:"key"`
	ID          string            `parquet:"id"`
	Name        string            `parquet:"name"`
	Type        string            `parquet:"type,dict"`
	Class       string            `parquet:"class,dict"`
	Names       []parquetName     `parquet:"names,list"`
	Description string            `parquet:"description,optional"`
	External    []parquetExternal `parquet:"external,list"`
}

type parquetName struct {
	Text      string `parquet:"text"`
	Kind      string `parquet:"kind,dict"`
	Language  string `parquet:"language,optional"`
	Ambiguous bool   `parquet:"ambiguous"`
}

type parquetExternal struct {
	Scheme   string `parquet:"scheme,dict"`
	Value    string `parquet:"value"`
	Verified bool   `parquet:"verified"`
}

// parquetEntities yields the entities, in the order of keys.
func (s *Selection) parquetEntities(ctx context.Context) iter.Seq2[*parquetEntity, error] {
	return func(yield func(*parquetEntity, error) bool) {
		for n := range s.Nodes() {
			e := s.Graph.Entity(n)
			row := &parquetEntity{
				Key: string(e.Key), ID: e.ID.String(), Name: e.Name, Type: string(e.Type), Class: string(s.Graph.ClassOf(n)), Description: e.Description,
			}
			for _, name := range e.AllNames() {
				row.Names = append(row.Names, parquetName{name.Text, string(name.Kind), name.Language, name.Ambiguous})
			}
			for _, x := range e.External {
				row.External = append(row.External, parquetExternal(x))
			}
			if !yield(row, ctx.Err()) {
				return
			}
		}
	}
}

// A parquetRelationship is a row of relationships. To is null for those of one event alone.
type parquetRelationship struct {
	ID        string   `parquet:"id"`
	From      string   `parquet:"from"`
	FromName  string   `parquet:"from_name"`
	Type      string   `parquet:"type,dict"`
	Label     string   `parquet:"label,dict"`
	To        string   `parquet:"to,optional"`
	ToName    string   `parquet:"to_name,optional"`
	Symmetric bool     `parquet:"symmetric"`
	Status    string   `parquet:"status,dict"`
	Sign      string   `parquet:"sign,optional,dict"`
	Weight    *float64 `parquet:"weight,optional"`

	Claims              int32 `parquet:"claims"`
	Sources             int32 `parquet:"sources"`
	Origins             int32 `parquet:"origins"`
	Asserting           int32 `parquet:"asserting"`
	Reporting           int32 `parquet:"reporting"`
	Opinion             int32 `parquet:"opinion"`
	Data                int32 `parquet:"data"`
	IndependenceUnknown bool  `parquet:"independence_unknown"`

	Matrix         []parquetCell   `parquet:"matrix,list"`
	DeniedBy       []parquetDenial `parquet:"denied_by,list"`
	Spells         []parquetSpell  `parquet:"spells,list"`
	Contradictions []string        `parquet:"contradictions,list"`
	ClaimIDs       []string        `parquet:"claim_ids,list"`
}

type parquetCell struct {
	Polarity string `parquet:"polarity,dict"`
	Modality string `parquet:"modality,dict"`
	Count    int32  `parquet:"count"`
}

type parquetDenial struct {
	Entity string `parquet:"entity,optional"`
	Label  string `parquet:"label,optional"`
	Source string `parquet:"source"`
	Role   string `parquet:"role,dict"`
}

type parquetSpell struct {
	When   string   `parquet:"when"`
	From   *int32   `parquet:"from,optional,date"`
	To     *int32   `parquet:"to,optional,date"`
	Extent string   `parquet:"extent,dict"`
	Holds  bool     `parquet:"holds"`
	Claims []string `parquet:"claims,list"`
}

// parquetRelationships yields the relationships, in the order of triples.
func (s *Selection) parquetRelationships(ctx context.Context) iter.Seq2[*parquetRelationship, error] {
	return func(yield func(*parquetRelationship, error) bool) {
		for e := range s.Edges() {
			if !yield(s.parquetRelationship(e), ctx.Err()) {
				return
			}
		}
	}
}

func (s *Selection) parquetRelationship(e index.Edge) *parquetRelationship {
	r, term := s.Graph.Relationship(e), s.Graph.Term(e)
	row := &parquetRelationship{
		ID: r.ID.String(), From: string(r.From), FromName: s.name(r.From), Type: string(r.Type), Label: term.Label, To: string(r.To),
		ToName: s.name(r.To), Symmetric: term.Symmetric, Status: string(r.Status), Sign: string(r.Sign), Weight: r.Weight,
		Contradictions: ids(s.Graph.ContradictionsOf(e)),
	}
	row.support(&r.Support)
	for i := range r.Spells {
		row.Spells = append(row.Spells, parquetSpellOf(&r.Spells[i]))
	}
	for _, b := range s.Graph.Backing(e) {
		row.ClaimIDs = append(row.ClaimIDs, b.Claim.ID.String())
	}
	return row
}

// support fills in what the relationship rests on.
func (r *parquetRelationship) support(s *graph.Support) {
	r.Claims, r.Sources, r.Origins, r.Asserting = int32(s.Claims), int32(s.Sources), int32(s.Origins), int32(s.Asserting)
	r.Reporting, r.Opinion, r.Data, r.IndependenceUnknown = int32(s.Reporting), int32(s.Opinion), int32(s.Data), s.IndependenceUnknown
	for _, c := range s.Matrix {
		r.Matrix = append(r.Matrix, parquetCell{string(c.Polarity), string(c.Modality), int32(c.Count)})
	}
	for _, d := range s.DeniedBy {
		r.DeniedBy = append(r.DeniedBy, parquetDenial{string(d.Entity), d.Label, string(d.Source), string(d.Role)})
	}
}

func parquetSpellOf(s *graph.Spell) parquetSpell {
	out := parquetSpell{When: s.When, Extent: string(s.Extent), Holds: s.Holds, Claims: ids(s.Claims)}
	out.From, out.To = days(s.Span())
	return out
}
