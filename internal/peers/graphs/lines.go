package main

import (
	"bufio"
	"encoding/json"
	"fmt"
)

// lines writes the graph as dyad JSON Lines: a claim for each edge, by the first of its sources, or one for each source of each edge.
func (g *drawn) lines(w *bufio.Writer, all bool) {
	for _, class := range []string{"actor", "event"} {
		fmt.Fprintf(w, `{"kind":"term","termKind":"entity_type","key":"peers_%s","label":"%[1]s","definition":"A vertex of a graph to be measured.",`+
			`"class":"%[1]s"}`+"\n", class)
	}
	for _, t := range g.types {
		fmt.Fprintf(w, `{"kind":"term","termKind":"relation","key":"peers_%s","label":"%[1]s","definition":"An edge of a graph to be measured.",`+
			`"inverse":"%[1]s, from","aspect":"state","from":["actor","event"],"to":["actor","event"],"sign":"0"}`+"\n", t)
	}
	for v := range g.vertices {
		class := "actor"
		if v >= g.actors {
			class = "event"
		}
		fmt.Fprintf(w, `{"kind":"entity","key":"v%08d","type":"peers_%s","name":"%[1]d"}`+"\n", v, class)
	}
	for s, name := range g.sources {
		publisher, _ := json.Marshal(name) // a string can be written
		fmt.Fprintf(w, `{"kind":"source","key":"s%d","sourceKind":"dataset","genre":"data","publisher":%s}`+"\n", s, publisher)
	}
	for i := range g.edges {
		e := &g.edges[i]
		said := e.said
		if !all {
			said = said[:1]
		}
		for _, s := range said {
			fmt.Fprintf(w, `{"kind":"claim","source":"s%d","from":"v%08d","type":"peers_%s","to":"v%08d"}`+"\n", s, e.from, g.types[e.kind], e.to)
		}
	}
}
