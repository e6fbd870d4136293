package resolver

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// under returns the view that the request wrote, and the graph that it shows. Where it wrote none, inherited goes on to
// apply: what was asked for under a view is shown under it, all the way down.
func (d *desk) under(ctx context.Context, written *exec.View, inherited *graph.View) (*graph.View, *index.Graph, error) {
	if written == nil && inherited != nil {
		g, err := d.graph(inherited)
		return inherited, g, err
	}
	v, err := d.view(ctx, written)
	if err != nil {
		return nil, nil, err
	}
	g, err := d.graph(v)
	return v, g, err
}

// graph returns what a view of this request shows. One view is evaluated once.
func (d *desk) graph(v *graph.View) (*index.Graph, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if g := d.graphs[v]; g != nil {
		return g, nil
	}
	g, err := d.x.Under(*v)
	if err != nil {
		return nil, err
	}
	d.graphs[v] = g
	return g, nil
}

// view reads a view. The same text is the same view, so that its graph is shared by all that is asked under it.
func (d *desk) view(ctx context.Context, written *exec.View) (*graph.View, error) {
	text := []byte("null")
	var err error
	if written != nil {
		if text, err = json.Marshal(written); err != nil {
			return nil, err
		}
	}
	d.mu.Lock()
	v := d.views[string(text)]
	d.mu.Unlock()
	if v != nil {
		return v, nil
	}
	if v, err = d.readView(ctx, written); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if earlier := d.views[string(text)]; earlier != nil {
		return earlier, nil
	}
	d.views[string(text)] = v
	return v, nil
}

// readView turns a written view into one of the graph. Entities and sources are those of the moment that it shows.
func (d *desk) readView(ctx context.Context, w *exec.View) (*graph.View, error) {
	v := &graph.View{}
	if w == nil {
		return v, nil
	}
	var err error
	if v.AsOf, err = d.asOf(ctx, w.AsOf); err != nil {
		return nil, err
	}
	then, err := d.x.Under(graph.View{AsOf: v.AsOf})
	if err != nil {
		return nil, err
	}
	v.Modality, v.Polarity = w.Modality, w.Polarity
	v.Undated = w.Undated != nil && *w.Undated
	if w.Rollup != nil {
		v.Rollup = *w.Rollup
	}
	if w.VoiceScope != nil {
		v.Scope = *w.VoiceScope
	}
	if v.ValidAt, err = readDate("validAt", w.ValidAt); err != nil {
		return nil, err
	}
	if v.Sources, err = sourceKeys(then, w.Sources); err != nil {
		return nil, err
	}
	if v.Voices, err = voices(then, w.Voices); err != nil {
		return nil, err
	}
	if w.Without == nil {
		return v, nil
	}
	v.WithoutModality = w.Without.Modality
	if v.WithoutSources, err = sourceKeys(then, w.Without.Sources); err != nil {
		return nil, err
	}
	v.WithoutVoices, err = voices(then, w.Without.Voices)
	return v, err
}

// asOf returns the transaction that a moment of the data means; 0 for the present.
func (d *desk) asOf(ctx context.Context, at *exec.AsOf) (graph.Tx, error) {
	switch {
	case at == nil:
		return 0, nil
	case at.Transaction != nil:
		return d.reached(*at.Transaction)
	case at.Time == nil:
		return 0, refused("asOf", "needs a time or a transaction")
	}
	t, err := time.Parse(time.RFC3339, *at.Time)
	if err != nil {
		return 0, refused("asOf.time", "%q is no moment such as 2024-03-01T12:00:00Z", *at.Time)
	}
	tx, err := d.c.Journal.AsOf(ctx, t)
	if err != nil {
		return 0, err
	}
	if tx == 0 {
		return 0, refused("asOf.time", "nothing was recorded before %s", *at.Time)
	}
	return min(tx, d.x.Last()), nil
}

// reached refuses the number of a transaction that never was.
func (d *desk) reached(n int) (graph.Tx, error) {
	if n < 1 || graph.Tx(n) > d.x.Last() {
		return 0, refused("asOf.transaction", "%d is not one of the transactions so far, 1 to %d", n, d.x.Last())
	}
	return graph.Tx(n), nil
}

// readDate reads a date that may be absent.
func readDate(name string, text *string) (graph.EDTF, error) {
	if text == nil {
		return graph.EDTF{}, nil
	}
	date, err := graph.ParseEDTF(*text)
	if err != nil {
		return graph.EDTF{}, &graph.Error{On: name, Fault: graph.BadInput, Err: err}
	}
	return date, nil
}

// voices reads matches of voices; nil for nil.
func voices(g *index.Graph, written []*exec.VoiceMatch) ([]graph.VoiceMatch, error) {
	if written == nil {
		return nil, nil
	}
	matches := make([]graph.VoiceMatch, 0, len(written))
	for _, w := range written {
		m, err := voice(g, w)
		if err != nil {
			return nil, err
		}
		matches = append(matches, m)
	}
	return matches, nil
}

func voice(g *index.Graph, w *exec.VoiceMatch) (graph.VoiceMatch, error) {
	switch {
	case w.Entity != nil:
		n, err := g.Find(*w.Entity) // who spoke, whoever that is counted as
		if err != nil {
			return graph.VoiceMatch{}, err
		}
		return graph.VoiceMatch{Entity: g.Entity(n).Key}, nil
	case w.Label != nil && *w.Label != "":
		return graph.VoiceMatch{Label: *w.Label}, g.CheckLabel(*w.Label)
	case w.Self != nil && *w.Self:
		return graph.VoiceMatch{Self: true}, nil
	}
	return graph.VoiceMatch{}, refused("voices", "a voice is an entity, a label that is not empty, or self: true")
}

// refused is an argument that can't be taken as it is.
func refused(name, format string, args ...any) error {
	return &graph.Error{On: name, Fault: graph.BadInput, Err: fmt.Errorf(format, args...)}
}
