package resolver

import (
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// A claimTest tells whether a claim, as the index projects it, is one of those asked for.
type claimTest func(*graph.Claim) bool

// claimMatch compiles a filter of claims for g; nil for none.
func (d *desk) claimMatch(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w == nil {
		return nil, nil
	}
	tests := []claimTest{d.plainTest(g, w)}
	for _, compile := range []func(*index.Graph, *exec.ClaimFilter) (claimTest, error){
		sourceTest, typeTest, endsTest, involvedTest, voiceTest, d.allTest, d.anyTest, d.notTest,
	} {
		test, err := compile(g, w)
		if err != nil {
			return nil, err
		}
		if test != nil {
			tests = append(tests, test)
		}
	}
	return every(tests), nil
}

// every is all of the tests.
func every(tests []claimTest) claimTest {
	return func(c *graph.Claim) bool {
		return !slices.ContainsFunc(tests, func(test claimTest) bool { return !test(c) })
	}
}

// plainTest looks at what needs no look-up.
func (d *desk) plainTest(g *index.Graph, w *exec.ClaimFilter) claimTest {
	return func(c *graph.Claim) bool {
		switch {
		case w.Polarity != nil && !slices.Contains(w.Polarity, c.Polarity),
			w.Modality != nil && !slices.Contains(w.Modality, c.Modality),
			w.Outcome != nil && !slices.Contains(w.Outcome, c.Outcome),
			w.Dated != nil && *w.Dated == c.When.IsZero(),
			w.Contradicted != nil && *w.Contradicted != d.inDispute(g)[c.ID]:
			return false
		}
		return true
	}
}

func sourceTest(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w.Sources == nil {
		return nil, nil
	}
	keys, err := sourceKeys(g, w.Sources)
	return func(c *graph.Claim) bool { return slices.Contains(keys, c.Source) }, err
}

func typeTest(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w.Types == nil {
		return nil, nil
	}
	wanted, err := wantsType(g, w.Types)
	return func(c *graph.Claim) bool { return wanted(c.Type) }, err
}

// endsTest tests both ends. Those of a symmetric type will do in either order, as in a filter of relationships.
func endsTest(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w.From == nil && w.To == nil {
		return nil, nil
	}
	begins, err := wantsEntity(g, w.From)
	if err != nil {
		return nil, err
	}
	leads, err := wantsEntity(g, w.To)
	if err != nil {
		return nil, err
	}
	fits := func(from, to graph.EntityKey) bool {
		return (w.From == nil || begins(from)) && (w.To == nil || to != "" && leads(to))
	}
	return func(c *graph.Claim) bool {
		if g.Vocabulary().Relation(c.Type).Symmetric {
			return fits(c.From, c.To) || fits(c.To, c.From)
		}
		return fits(ends(g, c))
	}, nil
}

// ends are those that the claim is shown with, which under present keys may be another filler of a projecting role in the index; of parts that
// g counts as their wholes, the wholes.
func ends(g *index.Graph, c *graph.Claim) (from, to graph.EntityKey) {
	if len(g.Vocabulary().Relation(c.Type).Projects) == 0 {
		return c.From, c.To
	}
	annotated, known := g.Annotated(c.ID)
	if !known {
		return c.From, c.To
	}
	return g.Counted(annotated.From, c.When), g.Counted(annotated.To, c.When)
}

// wantsEntity compiles a filter of entities.
func wantsEntity(g *index.Graph, w *exec.EntityFilter) (func(graph.EntityKey) bool, error) {
	f, err := entityFilter(lookup{g}, w)
	if err != nil {
		return nil, err
	}
	match, err := g.EntityMatcher(f)
	if err != nil {
		return nil, err
	}
	return func(key graph.EntityKey) bool {
		n, ok := g.Node(key)
		return ok && match(n)
	}, nil
}

func involvedTest(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w.Involving == nil {
		return nil, nil
	}
	keys, err := entityKeys(g, w.Involving)
	return func(c *graph.Claim) bool { return involves(c, keys) }, err
}

// involves reports whether the claim names one of the entities as an end or in a role.
func involves(c *graph.Claim, keys []graph.EntityKey) bool {
	if slices.Contains(keys, c.From) || c.To != "" && slices.Contains(keys, c.To) {
		return true
	}
	return slices.ContainsFunc(c.Roles, func(r graph.Role) bool {
		return slices.ContainsFunc(r.Entities, func(k graph.EntityKey) bool { return slices.Contains(keys, k) })
	})
}

func voiceTest(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w.Voices == nil {
		return nil, nil
	}
	matches, err := voices(g, w.Voices)
	return func(c *graph.Claim) bool {
		return slices.ContainsFunc(matches, func(m graph.VoiceMatch) bool { return saidBy(c, m) })
	}, err
}

// saidBy reports whether the innermost voice of the claim is the one that m names.
func saidBy(c *graph.Claim, m graph.VoiceMatch) bool {
	if len(c.Voices) == 0 {
		return m.Self
	}
	v := c.Voices[len(c.Voices)-1]
	return m.Entity != "" && v.Entity == m.Entity || m.Label != "" && v.Label == m.Label
}

func (d *desk) allTest(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w.And == nil {
		return nil, nil
	}
	tests, err := d.claimMatches(g, w.And)
	return every(tests), err
}

func (d *desk) anyTest(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w.Or == nil {
		return nil, nil
	}
	tests, err := d.claimMatches(g, w.Or)
	return func(c *graph.Claim) bool {
		return slices.ContainsFunc(tests, func(test claimTest) bool { return test(c) })
	}, err
}

func (d *desk) notTest(g *index.Graph, w *exec.ClaimFilter) (claimTest, error) {
	if w.Not == nil {
		return nil, nil
	}
	test, err := d.claimMatch(g, w.Not)
	return func(c *graph.Claim) bool { return !test(c) }, err
}

func (d *desk) claimMatches(g *index.Graph, ws []*exec.ClaimFilter) ([]claimTest, error) {
	tests := make([]claimTest, 0, len(ws))
	for _, w := range ws {
		test, err := d.claimMatch(g, w)
		if err != nil {
			return nil, err
		}
		tests = append(tests, test)
	}
	return tests, nil
}
