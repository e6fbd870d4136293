//go:build unix

package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/rmat"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

// An invented graph of a million relationships between 65,536 entities with few hubs and many leaves (R-MAT, with the parameters of
// Graph500), one claim each, by three sources. It is the same each time.

const (
	millionScale  = 16
	millionClaims = 1_000_000
	claimStride   = 0x9e3779b97f4a7c15 // odd, so that ids tell the number of their claim
)

func entityKeyOf(n int) graph.EntityKey { return graph.EntityKey(fmt.Sprintf("entity-%05d", n)) }

// A tie is the ends of a relationship.
type tie struct{ from, to uint16 }

// millionTies are distinct.
func millionTies() []tie {
	ties := make([]tie, 0, millionClaims)
	for from, to := range rmat.Links(millionScale, millionClaims) {
		ties = append(ties, tie{uint16(from), uint16(to)})
	}
	return ties
}

// ties is a store of the claims of a graph: it makes them of their ends.
type ties []tie

func (s ties) claim(i int) *graph.Claim {
	c := &graph.Claim{
		Revision: 1, Source: graph.SourceKey(fmt.Sprint("source-", i%3)), Type: "supports", Polarity: graph.Affirmed,
		Modality: graph.Asserted, Outcome: graph.NoOutcome, From: entityKeyOf(int(s[i].from)), To: entityKeyOf(int(s[i].to)),
	}
	binary.BigEndian.PutUint64(c.ID[:], uint64(i+1)*claimStride)
	return c
}

// Claims implements [resolver.Records].
func (s ties) Claims(_ context.Context, ids []graph.ClaimID, _ graph.Tx) ([]*graph.Claim, error) {
	inverse := uint64(claimStride)
	for range 5 { // Newton's method: each step doubles the bits that are right
		inverse *= 2 - claimStride*inverse
	}
	out := make([]*graph.Claim, len(ids))
	for i, id := range ids {
		out[i] = s.claim(int(binary.BigEndian.Uint64(id[:])*inverse - 1))
	}
	return out, nil
}

func (ties) History(context.Context, graph.ClaimID) ([]graph.Version[graph.Claim], error) {
	return nil, nil
}

func (ties) MentionsIn(context.Context, graph.SourceKey, graph.Tx) ([]*graph.Mention, error) {
	return nil, nil
}

func (ties) MentionsOf(context.Context, graph.EntityKey, graph.Tx) ([]*graph.Mention, error) {
	return nil, nil
}
func (ties) AsOf(context.Context, time.Time) (graph.Tx, error)            { return 1, nil }
func (ties) Since(context.Context, graph.Tx) ([]graph.Transaction, error) { return nil, nil }

// million builds the index of the graph.
func million(b *testing.B) *index.Index {
	b.Helper()
	s := ties(millionTies())
	terms := []graph.Term{
		{Kind: graph.RelationTerm, Key: "supports", Label: "supports", Sign: graph.Positive},
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Class: graph.Actor},
	}
	in := index.Input{Last: 1, Vocabulary: graph.NewVocabulary(terms)}
	for i := range 1 << millionScale {
		e := graph.Entity{Key: entityKeyOf(i), Type: "Group", Name: fmt.Sprintf("Entity %05d", i), Description: "One of many that nobody has heard of."}
		e.ID = e.Key.ID()
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: e, Opened: 1})
	}
	for i := range 3 {
		src := graph.Source{Key: graph.SourceKey(fmt.Sprint("source-", i)), Kind: graph.Article, Publisher: fmt.Sprint("Publisher ", i)}
		src.ID = src.Key.ID()
		in.Sources = append(in.Sources, graph.Version[graph.Source]{Value: src, Opened: 1})
	}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for i := range s {
			if !yield(graph.Version[graph.Claim]{Value: *s.claim(i), Opened: 1}, nil) {
				return
			}
		}
	}
	x, err := index.Build(in)
	if err != nil {
		b.Fatal(err)
	}
	return x
}

// millionServer serves the graph.
func millionServer(b *testing.B, x *index.Index, stock bool) *server.Server {
	b.Helper()
	s := ties(millionTies())
	root, err := resolver.New(resolver.Config{
		Snapshot: func() *index.Index { return x }, Records: s, Mentions: s, Journal: s,
		Digest:  func(context.Context, graph.Tx) (string, error) { return "", nil },
		Version: "bench", Limits: resolver.DefaultLimits(),
	})
	if err != nil {
		b.Fatal(err)
	}
	srv, err := server.New(server.Config{Resolvers: root, Stock: stock})
	if err != nil {
		b.Fatal(err)
	}
	return srv
}

// plainly writes what the server answers to the question for a thousand nodes, up to the end of its data, by hand.
func plainly(x *index.Index) string {
	g, last := x.Present(), 1<<millionScale
	out := append(make([]byte, 0, 1<<18), `{"data":{"a":`...)
	out = append(appendNodes(out, g, 0, 500), `,"b":`...)
	return string(append(appendNodes(out, g, last-500, last), '}'))
}

func appendNodes(out []byte, g *index.Graph, from, to int) []byte {
	out = append(out, `{"nodes":[`...)
	for n := from; n < to; n++ {
		if n > from {
			out = append(out, ',')
		}
		e := g.Entity(index.Node(n))
		out = append(out, `{"id":"`...)
		out = append(out, e.ID.String()...)
		out = append(appendMember(append(out, `","key":`...), string(e.Key)), `,"name":`...)
		out = append(appendMember(out, e.Name), `,"description":`...)
		out = append(appendMember(out, e.Description), '}')
	}
	return append(out, `]}`...)
}

// appendMember quotes a text.
func appendMember(out []byte, text string) []byte {
	out = append(out, '"')
	for i := range len(text) {
		if c := text[i]; c == '"' || c == '\\' || c < 0x20 {
			out = append(out, '\\')
		}
		out = append(out, text[i])
	}
	return append(out, '"')
}
