package resolver

import "dyad/schema/exec"

// Connections of what has to do with time: see connection.go.

func (p page[T]) log(nodes []*exec.Change) *exec.ChangeConnection {
	c := &exec.ChangeConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.ChangeEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) recordChanges(nodes []*exec.RecordChange) *exec.RecordChangeConnection {
	c := &exec.RecordChangeConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.RecordChangeEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) shifts(nodes []*exec.RelationshipShift) *exec.RelationshipShiftConnection {
	c := &exec.RelationshipShiftConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.RelationshipShiftEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}

func (p page[T]) timeline(nodes []*exec.Statement) *exec.TimelineConnection {
	c := &exec.TimelineConnection{Nodes: nodes, PageInfo: p.info, TotalCount: p.total}
	for i, n := range nodes {
		c.Edges = append(c.Edges, &exec.TimelineEdge{Cursor: p.cursors[i], Node: n})
	}
	return c
}
