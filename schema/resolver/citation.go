package resolver

import (
	"context"
	"time"

	"dyad/graph"
	"dyad/graph/cite"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// Citation writes a citation of a claim, as it is under the view that it was asked for under.
func (r claimResolver) Citation(ctx context.Context, c *exec.Claim, format *exec.CitationFormat, accessed *string) (string, error) {
	day := r.c.Clock().UTC()
	if accessed != nil {
		var err error
		if day, err = time.Parse(time.DateOnly, *accessed); err != nil {
			return "", refused("accessed", "%q is no day such as 2024-03-01", *accessed)
		}
	}
	d := deskOf(ctx)
	g, err := d.graph(c.View)
	if err != nil {
		return "", err
	}
	src, err := d.sourceRecord(c.Record.Source, c.View)
	if err != nil {
		return "", err
	}
	citation, err := cite.New(c.Record, src, func(key graph.EntityKey) string { return nameIn(g, key) })
	if err != nil {
		return "", err
	}
	if citation.Retracted, err = r.retracted(ctx, c); err != nil {
		return "", err
	}
	return written(citation.On(day), format)
}

// retracted is when a claim was retracted, zero for one that stands.
func (r claimResolver) retracted(ctx context.Context, c *exec.Claim) (time.Time, error) {
	at, err := r.RetractedAt(ctx, c)
	if err != nil || at == nil {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339Nano, *at)
}

// nameIn is the name of an entity; "" where there is none of that key.
func nameIn(g *index.Graph, key graph.EntityKey) string {
	if n, ok := g.Node(key); ok {
		return g.Entity(n).Name
	}
	return ""
}

// written is a citation in a format; a sentence where none is named.
func written(c *cite.Citation, format *exec.CitationFormat) (string, error) {
	if format == nil {
		return c.Plain(), nil
	}
	switch *format {
	case exec.CitationFormatBibtex:
		return c.BibTeX(), nil
	case exec.CitationFormatCslJSON:
		text, err := graph.EncodeRecord(c.CSL())
		return string(text), err
	}
	return c.Plain(), nil
}
