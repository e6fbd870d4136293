package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// ged reads events of UCDP GED. Each event is a vertex: its first side leads to it by an edge whose type is the kind of violence, and it
// leads on to its second side. The articles that the data names are the sources of both, and the outlets in which they stood
// the origins.
func ged(path string) (*drawn, error) {
	var rows [][]string
	err := unzipped(path, func(r io.Reader) (err error) {
		rows, err = csv.NewReader(r).ReadAll()
		return err
	})
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("%s: no rows: %v", path, err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	for _, name := range []string{"side_a_new_id", "side_b_new_id", "type_of_violence", "source_article"} {
		if _, there := column[name]; !there {
			return nil, fmt.Errorf("%s: no column is called %s", path, name)
		}
	}
	actors, events := numbering{}, rows[1:]
	for _, row := range events {
		actors.of(row[column["side_a_new_id"]])
		actors.of(row[column["side_b_new_id"]])
	}
	g := &drawn{name: "ged", vertices: len(actors) + len(events), actors: len(actors), types: []string{"against"}}
	kinds, p := numbering{"against": 0}, press{articles: numbering{}}
	for i, row := range events {
		event := int32(len(actors) + i)
		said, origins := p.read(row[column["source_article"]])
		kind := uint8(kinds.of("violence_" + row[column["type_of_violence"]]))
		if int(kind) == len(g.types) {
			g.types = append(g.types, "violence_"+row[column["type_of_violence"]])
		}
		g.edges = append(g.edges,
			edge{actors.of(row[column["side_a_new_id"]]), event, kind, origins, said},
			edge{event, actors.of(row[column["side_b_new_id"]]), 0, origins, said})
	}
	g.sources = p.outlets
	return g, nil
}

// A press is the articles that were met.
type press struct {
	articles numbering
	outlets  []string // by article
}

// dated is where the name of an outlet ends, where no comma ends it.
var dated = regexp.MustCompile(`[ ,]*\d{4}.*`)

// read returns the articles of a cell, each once, and how many outlets they stood in.
func (p *press) read(cell string) (said []int32, origins uint8) {
	var outlets []string
	for article := range strings.SplitSeq(cell, ";") {
		article = strings.Trim(article, `" `)
		if article == "" {
			continue
		}
		n := p.articles.of(article)
		if int(n) == len(p.outlets) {
			name, _, _ := strings.Cut(article, ",")
			p.outlets = append(p.outlets, strings.ToLower(strings.TrimSpace(dated.ReplaceAllString(name, ""))))
		}
		if !slices.Contains(said, n) {
			said = append(said, n)
			outlets = append(outlets, p.outlets[n])
		}
	}
	slices.Sort(outlets)
	return said, uint8(len(slices.Compact(outlets)))
}
