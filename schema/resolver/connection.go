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

func (p page[T]) statements(nodes []*exec.Statement) *exec.StatementConnection {
	c := &exec.StatementConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.StatementEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) voices(nodes []*exec.DyadVoice) *exec.DyadVoiceConnection {
	c := &exec.DyadVoiceConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.DyadVoiceEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) changes(nodes []*exec.DyadChange) *exec.DyadChangeConnection {
	c := &exec.DyadChangeConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.DyadChangeEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) mediators(nodes []*exec.Mediator) *exec.MediatorConnection {
	c := &exec.MediatorConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.MediatorEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) sharedActors(nodes []*exec.SharedActor) *exec.SharedActorConnection {
	c := &exec.SharedActorConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.SharedActorEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) merges(nodes []*exec.Merge) *exec.MergeConnection {
	c := &exec.MergeConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.MergeEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) refusals(nodes []*exec.Refusal) *exec.RefusalConnection {
	c := &exec.RefusalConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.RefusalEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) ranked(nodes []*exec.Ranked) *exec.RankingConnection {
	c := &exec.RankingConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.RankingEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) communities(nodes []*exec.Community) *exec.CommunityConnection {
	c := &exec.CommunityConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.CommunityEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) components(nodes []*exec.Component) *exec.ComponentConnection {
	c := &exec.ComponentConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.ComponentEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}
