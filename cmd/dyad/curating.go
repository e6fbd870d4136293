package main

import (
	"context"
	"fmt"

	"dyad/extract"
	"dyad/graph"
	"dyad/internal/curation"
	"dyad/schema/resolver"
)

// A curating makes the changes that curators ask for. Beside what [curation.Live] does it reads the files that they send.
type curating struct {
	*curation.Live
	workspace *workspace
	texts     *extract.Texts
}

// Draft returns a state of its own that begins with what is recorded now.
func (c *curating) Draft() resolver.Draft {
	live, s := c.Live.Draft()
	w := &workspace{dir: c.workspace.dir, kv: c.workspace.kv, store: s}
	return resolver.Draft{
		Changes: &curating{live, w, c.texts}, Snapshot: live.Index, Records: s, Mentions: s, Journal: s,
	}
}

// Load loads a file that a curator sends: annotations, or lines of an export by the end of its name. It is checked as a file on disk is.
// Problems come as obstacles, each with its line and column.
func (c *curating) Load(ctx context.Context, file graph.Upload, by graph.Signature) (graph.Done, error) {
	sent, err := c.workspace.readSent(ctx, file, c.texts)
	if err != nil {
		return graph.Done{}, err
	}
	if !extract.Usable(sent.problems) {
		return graph.Done{}, &graph.Error{Fault: graph.BadInput, Err: refusedBy(sent.problems)}
	}
	return c.Live.Load(ctx, sent.whole(), by)
}

// curatorsLines refuses lines that curators of some store brought: whoever sends them would speak in the name of others.
func curatorsLines(name string, bundles []graph.Bundle) []extract.Problem {
	var problems []extract.Problem
	for _, b := range bundles {
		if b.Batch.Key.Curated() {
			problems = append(problems, extract.Problem{File: name, Message: fmt.Sprintf(
				"batch %q is that of a curator's change: whoever runs the server can load it, with dyad load", b.Batch.Key)})
		}
	}
	return problems
}

// refusedBy tells problems of a file as what stands in the way of a change. Warnings are left out.
func refusedBy(problems []extract.Problem) graph.Obstacles {
	var all graph.Obstacles
	for _, p := range problems {
		if !p.Warning {
			all = append(all, graph.Obstacle{Fault: graph.BadInput, Message: p.String()})
		}
	}
	return all
}
