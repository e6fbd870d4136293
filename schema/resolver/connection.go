package resolver

import "dyad/schema/exec"

// The connections differ in nothing but the type of their nodes, which Go's generics can't put into a struct that gqlgen
// generated. Each of these pairs the nodes of a page, made from its items in the same order, with its cursors.

func (p page[T]) entities(nodes []*exec.Entity) *exec.EntityConnection {
	c := &exec.EntityConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.EntityEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) relationships(nodes []*exec.Relationship) *exec.RelationshipConnection {
	c := &exec.RelationshipConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.RelationshipEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) claims(nodes []*exec.Claim) *exec.ClaimConnection {
	c := &exec.ClaimConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.ClaimEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) sources(nodes []*exec.Source) *exec.SourceConnection {
	c := &exec.SourceConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.SourceEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) mentions(nodes []*exec.Mention) *exec.MentionConnection {
	c := &exec.MentionConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.MentionEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) contradictions(nodes []*exec.Contradiction) *exec.ContradictionConnection {
	c := &exec.ContradictionConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.ContradictionEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) terms(nodes []*exec.TermEntry) *exec.TermConnection {
	c := &exec.TermConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.TermEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}
