package index

import "dyad/graph"

// An admission is a view worked out for what the claims of an index have in common, so that most claims are judged by three
// look-ups. What it says is [graph.View.Admit]'s own answer, asked once for each source, attitude and time. A nil list
// admits all.
type admission struct {
	sources   []bool
	attitudes []bool
	whens     []admitted
}

// admitted is what a view makes of a time.
type admitted uint8

const (
	leftOut admitted = iota
	undated          // left out only for that
	kept
)

// newAdmission asks the view about everything in the tables.
func newAdmission(x *Index, v *graph.View) admission {
	var a admission
	if v.Sources != nil || v.WithoutSources != nil {
		only := graph.View{Sources: v.Sources, WithoutSources: v.WithoutSources}
		a.sources = make([]bool, len(x.sources.records))
		for i := range a.sources {
			a.sources[i] = admitsSource(&only, x.sources.records[i].Value.Key)
		}
	}
	if v.Voices != nil || v.WithoutVoices != nil || v.Modality != nil || v.WithoutModality != nil || v.Polarity != nil {
		only := graph.View{
			Voices: v.Voices, Scope: v.Scope, Modality: v.Modality, Polarity: v.Polarity,
			WithoutVoices: v.WithoutVoices, WithoutModality: v.WithoutModality,
		}
		a.attitudes = make([]bool, len(x.attitudes))
		for i := range a.attitudes {
			admitted, _ := only.Admit(x.attitudes[i].prototype()[:1])
			a.attitudes[i] = len(admitted) > 0
		}
	}
	if !v.ValidAt.IsZero() {
		only := graph.View{ValidAt: v.ValidAt, Undated: v.Undated}
		a.whens = make([]admitted, len(x.whens))
		for i := range a.whens {
			a.whens[i] = admitsMoment(&only, &x.whens[i])
		}
	}
	return a
}

func admitsSource(v *graph.View, key graph.SourceKey) bool {
	c := graph.Claim{Source: key, Polarity: graph.Affirmed, Modality: graph.Asserted}
	positions, _ := v.Admit(c.Positions(&graph.Term{}, &graph.Source{}))
	return len(positions) > 0
}

func admitsMoment(v *graph.View, m *moment) admitted {
	positions, missing := v.Admit(m.prototype())
	switch {
	case len(positions) > 0:
		return kept
	case missing > 0:
		return undated
	}
	return leftOut
}

// source reports whether the view admits what a source says.
func (a *admission) source(s int32) bool { return a.sources == nil || a.sources[s] }

// plain judges a claim of a plain attitude at a plain time.
func (a *admission) plain(cs *claims, r row) admitted {
	switch {
	case a.sources != nil && !a.sources[cs.source[r]], a.attitudes != nil && !a.attitudes[cs.attitude[r]]:
		return leftOut
	case a.whens != nil:
		return a.whens[cs.when[r]]
	}
	return kept
}
