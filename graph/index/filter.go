package index

import (
	"errors"
	"slices"

	"dyad/graph"
)

// A Filter selects among the relationships that a view shows. All conditions must hold; one that is nil, or zero for a number,
// is no condition. An empty list that is not nil can't be met.
type Filter struct {
	Types        []graph.TermKey // of one of these types, or of a narrower one
	Exact        bool            // of one of these types itself
	Status       []graph.Status
	Sign         []graph.Sign
	Between      []graph.EntityKey // both ends are among these; unary ones are not between anybody
	From, To     *EntityFilter     // of a symmetric type in either order, the same for both; unary ones have no To that could fit
	MinOrigins   int               // at least so many independent origins affirm it
	Contradicted *bool             // some claim behind it is in a contradiction, or none is
	And          []Filter          // each holds as well
	Or           []Filter          // at least one holds as well
	Not          *Filter           // does not hold
}

// An EntityFilter selects entities. All conditions must hold; nil is no condition.
type EntityFilter struct {
	Keys    []graph.EntityKey // one of these; keys of before a merge will do
	Types   []graph.TermKey   // of one of these types
	Classes []graph.Class     // of one of these classes
}

// A Matcher is a filter made ready for one graph. Nil matches everything.
type Matcher struct {
	g        *Graph
	test     func(Edge, standing) bool
	statuses bool
}

// NamesStatuses reports whether the filter has a condition on statuses, within And, Or and Not too. Walks and measures leave statuses to one that has.
func (m *Matcher) NamesStatuses() bool { return m != nil && m.statuses }

// namesStatuses is [Matcher.NamesStatuses].
func (f *Filter) namesStatuses() bool {
	within := func(part Filter) bool { return part.namesStatuses() }
	return f.Status != nil || slices.ContainsFunc(f.And, within) || slices.ContainsFunc(f.Or, within) || f.Not != nil && f.Not.namesStatuses()
}

// Match reports whether the relationship passes the filter; whether the view shows it is another question.
func (m *Matcher) Match(e Edge) bool { return m == nil || m.test(e, m.g.standing(e)) }

// Finds reports whether the view shows the relationship and it passes the filter.
func (m *Matcher) Finds(e Edge) bool {
	s := m.g.standing(e)
	return s.shown && m.test(e, s)
}

func (m *Matcher) match(e Edge, s standing) bool { return m == nil || m.test(e, s) }

// Matcher makes a filter ready. A type or an entity that is not known is NotFound, with the nearest.
func (g *Graph) Matcher(f Filter) (*Matcher, error) { return g.matcher(f, nil) }

// matcher is Matcher, but that what another graph knows is no error: it fits nothing in g. Nil knows nothing.
func (g *Graph) matcher(f Filter, other *Graph) (*Matcher, error) {
	c := compiler{g: g, other: other}
	test := c.filter(&f)
	if c.err != nil {
		return nil, c.err
	}
	return &Matcher{g, test, f.namesStatuses()}, nil
}

// Passing is what m matches of the statuses that it names or, if it names none, of those that walks pass.
func (g *Graph) Passing(m *Matcher) *Matcher {
	if m.NamesStatuses() {
		return m
	}
	passing := oneOf(slices.DeleteFunc(graph.Statuses(), func(s graph.Status) bool { return !passable(s) }))
	return &Matcher{g, func(e Edge, s standing) bool { return passing(e, s) && m.match(e, s) }, true}
}

// oneOf tests a relationship by its status.
func oneOf(statuses []graph.Status) test {
	var fits [256]bool // by rank
	for _, s := range statuses {
		fits[s.Rank()] = true
	}
	return func(_ Edge, s standing) bool { return fits[s.rank] }
}

// EntityMatcher makes a filter of entities ready; nil matches every entity.
func (g *Graph) EntityMatcher(f *EntityFilter) (func(Node) bool, error) {
	c := compiler{g: g}
	test := c.entity(f)
	if c.err != nil {
		return nil, c.err
	}
	return test, nil
}

// A compiler turns filters into tests, the cheap ones first, and keeps the first error.
type compiler struct {
	g     *Graph
	other *Graph // whose terms and entities may be named too; may be nil
	err   error
}

// elsewhere reports whether the other graph has what g has not.
func (c *compiler) elsewhere(has func(*Graph) bool) bool { return c.other != nil && has(c.other) }

type test = func(Edge, standing) bool

// filter joins the conditions of f.
func (c *compiler) filter(f *Filter) test {
	var all []test
	add := func(wanted bool, make func() test) {
		if wanted {
			all = append(all, make())
		}
	}
	add(f.Types != nil, func() test { return c.types(f.Types, f.Exact) })
	add(f.Status != nil, func() test { return oneOf(f.Status) })
	add(f.Sign != nil, func() test {
		return func(e Edge, s standing) bool { return slices.Contains(f.Sign, c.g.sign(e, s)) }
	})
	add(f.Between != nil, func() test { return c.between(f.Between) })
	add(f.From != nil || f.To != nil, func() test { return c.ends(f.From, f.To) })
	add(f.Not != nil, func() test { return not(c.filter(f.Not)) })
	for i := range f.And {
		add(true, func() test { return c.filter(&f.And[i]) })
	}
	add(f.Or != nil, func() test { return c.or(f.Or) })
	add(f.MinOrigins > 0, func() test { return c.origins(f.MinOrigins) })
	add(f.Contradicted != nil, func() test {
		return func(e Edge, _ standing) bool { return (len(c.g.ContradictionsOf(e)) > 0) == *f.Contradicted }
	})
	if len(all) == 1 {
		return all[0] // as of most filters: walks ask it for each relationship
	}
	return func(e Edge, s standing) bool {
		return !slices.ContainsFunc(all, func(t test) bool { return !t(e, s) })
	}
}

// origins tests that at least so many affirm a relationship. In the graph of the present they are counted already, but for the greatest numbers.
func (c *compiler) origins(least int) test {
	if c.g.usual() && least <= manyBackers {
		counts, few := c.g.x.backers.of(c.g.x), uint8(least)
		return func(e Edge, _ standing) bool { return int(e) < len(counts) && counts[e] >= few }
	}
	return func(e Edge, _ standing) bool { return c.g.Origins(e) >= least }
}

func not(t test) test { return func(e Edge, s standing) bool { return !t(e, s) } }

func (c *compiler) or(filters []Filter) test {
	var any []test
	for i := range filters {
		any = append(any, c.filter(&filters[i]))
	}
	return func(e Edge, s standing) bool {
		return slices.ContainsFunc(any, func(t test) bool { return t(e, s) })
	}
}

// types tests a relationship by its type, which is settled once for each type in use.
func (c *compiler) types(wanted []graph.TermKey, exact bool) test {
	x := c.g.x
	for _, t := range wanted {
		c.known(t)
	}
	fits := make([]bool, len(x.types))
	for i, have := range x.types {
		fits[i] = slices.ContainsFunc(wanted, func(want graph.TermKey) bool {
			return have == want || !exact && x.vocabulary.Entails(have, want)
		})
	}
	return func(e Edge, _ standing) bool { return fits[x.edges.typ[e]] }
}

// known refuses a relation type that neither the vocabulary nor a claim has.
func (c *compiler) known(t graph.TermKey) {
	has := func(g *Graph) bool { return g.x.vocabulary.Term(graph.RelationTerm, t) != nil || g.usesType(t) }
	if c.err == nil && !has(c.g) && !c.elsewhere(has) {
		c.err = unknownTerm(c.g.x.vocabulary, graph.RelationTerm, t)
	}
}

// unknownTerm is NotFound with the nearest terms of the kind.
func unknownTerm(v *graph.Vocabulary, kind graph.TermKind, key graph.TermKey) error {
	var have []string
	for _, k := range v.Keys(kind) {
		have = append(have, string(k))
	}
	what := map[graph.TermKind]string{graph.RelationTerm: "no relation is called this", graph.EntityTypeTerm: "no entity type is called this"}
	return &graph.Error{
		On: string(key), Fault: graph.NotFound, Err: errors.New(what[kind]),
		Candidates: graph.Nearest(string(key), slices.Values(have), offers),
	}
}

// between tests that both ends are among some.
func (c *compiler) between(keys []graph.EntityKey) test {
	among := c.nodes(keys)
	es := &c.g.x.edges
	return func(e Edge, _ standing) bool { return among[es.from[e]] && among[es.end(e)] }
}

// ends tests both ends. Those of a symmetric type are stored in the order of keys, which says nothing of who does what: either order will do.
func (c *compiler) ends(from, to *EntityFilter) test {
	begins, leads := c.entity(from), c.entity(to)
	fits := func(a, b Node) bool { return begins(a) && (to == nil || b != Nobody && leads(b)) }
	return func(e Edge, _ standing) bool {
		a, b := c.g.Ends(e)
		return fits(a, b) || b != Nobody && c.g.Term(e).Symmetric && fits(b, a)
	}
}

// entity joins the conditions on an entity.
func (c *compiler) entity(f *EntityFilter) func(Node) bool {
	if f == nil {
		return func(Node) bool { return true }
	}
	for _, t := range f.Types {
		has := func(g *Graph) bool { return g.x.vocabulary.Term(graph.EntityTypeTerm, t) != nil || g.usesEntityType(t) }
		if c.err == nil && !has(c.g) && !c.elsewhere(has) {
			c.err = unknownTerm(c.g.x.vocabulary, graph.EntityTypeTerm, t)
		}
	}
	among := c.nodes(f.Keys)
	return func(n Node) bool {
		switch {
		case f.Keys != nil && !among[n],
			f.Types != nil && !slices.Contains(f.Types, c.g.Entity(n).Type),
			f.Classes != nil && !slices.Contains(f.Classes, c.g.ClassOf(n)):
			return false
		}
		return true
	}
}

// nodes finds entities by key.
func (c *compiler) nodes(keys []graph.EntityKey) map[Node]bool {
	among := make(map[Node]bool, len(keys))
	for _, key := range keys {
		n, known := c.g.Node(key)
		has := func(g *Graph) bool { _, known := g.Node(key); return known }
		if c.err == nil && !known && !c.elsewhere(has) {
			c.err = c.g.unknown(string(key), "no entity has this key")
		}
		among[n] = true
	}
	delete(among, Nobody)
	return among
}
