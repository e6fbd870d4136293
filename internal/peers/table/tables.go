package main

import (
	"fmt"
	"slices"
	"strings"
)

// The order of peers and of rows. The fourth row to the ninth are questions that the array answers too.
var (
	peers = []string{"array", "dyad", "igraph", "networkx", "graphology", "kuzu", "ladybug", "sqlite", "postgres"}
	rows  = []string{
		"load bare", "load", "open", "1 hop", "2 hops", "3 hops", "3 hops, 2 origins", "path", "pagerank", "export",
		"wire 1 hop", "wire 2 hops", "wire path",
	}
)

// A part is a piece of the document, between the marks of its name.
type part struct{ name, text string }

func (rs *results) parts() []part {
	var parts []part
	if len(rs.graphs) > 0 {
		parts = append(parts, part{"peers", rs.tables()})
	}
	if len(rs.grown) > 0 {
		parts = append(parts, part{"growth", rs.growthTable()}, part{"rows", rs.rowsTable()})
	}
	return parts
}

// tables writes a table for each graph.
func (rs *results) tables() string {
	var b strings.Builder
	for i, g := range rs.graphs {
		if i > 0 {
			b.WriteString("\n")
		}
		rs.table(&b, g)
	}
	return b.String()
}

// table writes what was measured on a graph: a row each, with a column for each peer that did any.
func (rs *results) table(b *strings.Builder, g census) {
	fmt.Fprintf(b, "**%s**: %s vertices, %s edges, %s relationships, %s claims of their origins.\n\n",
		g.Graph, thousands(g.Nodes), thousands(g.Edges), thousands(g.Relationships), thousands(g.Claims))
	asked := slices.DeleteFunc(slices.Clone(peers), func(p string) bool { return rs.version(g.Graph, p) == "" })
	header := []string{""}
	for _, p := range asked {
		header = append(header, rs.version(g.Graph, p))
		if p == "dyad" {
			header = append(header, "beside the array")
		}
	}
	var body [][]string
	for _, row := range rows {
		if cells, any := rs.cells(g, row, asked); any {
			body = append(body, append([]string{row}, cells...))
		}
	}
	if cells, any := rs.memory(g.Graph, asked); any {
		body = append(body, append([]string{"most memory while opening"}, cells...))
	}
	var text strings.Builder
	markdown(&text, header, body)
	b.WriteString(text.String())
	if strings.Contains(text.String(), otherRun) {
		b.WriteString("\n" + otherRun + " of another run than dyad's figure.\n")
	}
	if notes := rs.missing(g.Graph); len(notes) > 0 {
		fmt.Fprintf(b, "\n— is not done: %s.\n", strings.Join(notes, "; "))
	}
}

// missing tells of each peer what it did not do, and why.
func (rs *results) missing(graph string) (notes []string) {
	for _, p := range peers {
		var reasons []string
		which := map[string][]string{} // rows by reason
		for _, row := range rows {
			why := rs.of[spot{graph, row, p}].Cannot
			if why == "" {
				continue
			}
			if which[why] == nil {
				reasons = append(reasons, why)
			}
			which[why] = append(which[why], row)
		}
		for _, why := range reasons {
			notes = append(notes, fmt.Sprintf("%s: %s (%s)", p, strings.Join(which[why], ", "), why))
		}
	}
	return notes
}

// version is what a peer calls itself, "" if it did nothing on the graph.
func (rs *results) version(graph, peer string) string {
	for _, row := range rows {
		if r, ok := rs.of[spot{graph, row, peer}]; ok {
			if r.Version == "" || strings.HasPrefix(row, "wire") {
				return peer
			}
			return r.Version
		}
	}
	return ""
}

// cells writes a row: the median of each peer, and how many times as long as dyad it takes.
func (rs *results) cells(g census, row string, asked []string) (cells []string, any bool) {
	dyad := rs.of[spot{g.Graph, row, "dyad"}]
	for _, p := range asked {
		r, ok := rs.of[spot{g.Graph, row, p}]
		cell := ""
		switch {
		case !ok:
		case r.Cannot != "":
			cell = "—"
		case !rs.agrees(g, r):
			cell = "**another answer**"
		default:
			cell = duration(r.median()) + times(r, dyad)
		}
		cells, any = append(cells, cell), any || ok
		if p == "dyad" {
			cells = append(cells, rs.beside(g.Graph, row))
		}
	}
	return cells, any
}

// beside is how many times as long as the array dyad takes to answer a question.
func (rs *results) beside(graph, row string) string {
	dyad, array := rs.of[spot{graph, row, "dyad"}], rs.of[spot{graph, row, "array"}]
	if !slices.Contains(rows[3:9], row) || dyad.median() == 0 || array.median() == 0 {
		return ""
	}
	return figure(dyad.median() / array.median())
}

// times writes how the time of a peer compares with dyad's, marked where they are of two runs.
func times(r, dyad result) string {
	if r.Peer == "dyad" || r.Peer == "array" || dyad.median() == 0 {
		return ""
	}
	mark := ""
	if r.Run != dyad.Run {
		mark = otherRun
	}
	return " (" + figure(r.median()/dyad.median()) + mark + ")"
}

// otherRun marks a ratio of figures from two runs, which holds less well.
const otherRun = "†"

func (rs *results) memory(graph string, asked []string) (cells []string, any bool) {
	for _, p := range asked {
		cell := ""
		if m := rs.of[spot{graph, "open", p}].Megabytes; m > 0 && p != "postgres" {
			cell, any = fmt.Sprint(m, " MB"), true
		}
		cells = append(cells, cell)
		if p == "dyad" {
			cells = append(cells, "")
		}
	}
	return cells, any
}
