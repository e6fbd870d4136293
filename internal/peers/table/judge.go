package main

import (
	"errors"
	"fmt"
	"strings"
)

// mostDifference is how far the PageRank of all vertices together may be from the yardstick's.
const mostDifference = 1e-6

// judge compares the answers of every row.
func (rs *results) judge() error {
	var wrong []error
	for _, g := range rs.graphs {
		for _, row := range rows {
			for _, peer := range peers {
				if r, ok := rs.of[spot{g.Graph, row, peer}]; ok && !rs.agrees(g, r) {
					wrong = append(wrong, fmt.Errorf("%s, %s: %s does not agree", g.Graph, row, peer))
				}
			}
		}
	}
	return errors.Join(wrong...)
}

// agrees reports whether a result is that of the first peer that has one. Loads and exports are held to the numbers of the graph: an edge
// each, or, as dyad writes GraphML, a relationship each. What was not done does not disagree.
func (rs *results) agrees(g census, r result) bool {
	switch {
	case r.Cannot != "":
		return true
	case r.Row == "pagerank":
		return r.Difference != nil && *r.Difference <= mostDifference
	case strings.HasPrefix(r.Row, "load"):
		return r.Answer == "" && r.Peer == "dyad" || r.Answer == fmt.Sprint(g.Edges, " edges")
	case r.Row == "export" && r.Peer == "dyad":
		return r.Answer == fmt.Sprint(g.Relationships, " edges")
	case r.Row == "export":
		return r.Answer == fmt.Sprint(g.Edges, " edges")
	}
	return r.Answer != "" && r.Answer == rs.answer(g.Graph, r.Row)
}

// answer is that of the first peer that has one: the yardstick, if it was asked.
func (rs *results) answer(graph, row string) string {
	for _, peer := range peers {
		if r := rs.of[spot{graph, row, peer}]; r.Answer != "" {
			return r.Answer
		}
	}
	return ""
}
