package index_test

import (
	"cmp"
	"maps"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// A model answers from a list of claims, by the definitions, with no thought for speed.
type model struct {
	w         *world
	view      graph.View
	positions map[index.Triple][]graph.Position // before the view
	claims    map[graph.ClaimID][]graph.Position
	backing   map[index.Triple][]graph.ClaimID
}

func (w *world) model(v graph.View) *model {
	m := &model{
		w: w, view: v, positions: map[index.Triple][]graph.Position{}, claims: map[graph.ClaimID][]graph.Position{},
		backing: map[index.Triple][]graph.ClaimID{},
	}
	for _, list := range []*[]graph.VoiceMatch{&m.view.Voices, &m.view.WithoutVoices} {
		*list = slices.Clone(*list)
		for i := range *list {
			(*list)[i].Entity = m.now((*list)[i].Entity)
		}
	}
	claims := slices.Clone(w.claims)
	slices.SortFunc(claims, func(a, b graph.Version[graph.Claim]) int { return a.Value.ID.Compare(b.Value.ID) })
	for _, c := range claims {
		if m.stood(c.Opened, c.Closed) {
			m.add(c.Value)
		}
	}
	return m
}

// stood reports whether a record stood at the view's time.
func (m *model) stood(opened, closed graph.Tx) bool {
	tx := cmp.Or(m.view.AsOf, lastTx+1)
	return opened <= tx && (closed == 0 || closed > tx)
}

// now follows judgements of identity one by one.
func (m *model) now(k graph.EntityKey) graph.EntityKey {
	for _, s := range m.w.SameAs {
		if s.Value.Same && s.Value.From == k && m.stood(s.Opened, s.Closed) {
			return m.now(s.Value.Into)
		}
	}
	return k
}

// merged returns c on present keys.
func (m *model) merged(c graph.Claim) graph.Claim {
	c.From, c.To = m.now(c.From), m.now(c.To)
	var voices []graph.Voice
	for _, v := range c.Voices {
		v.Entity, v.Affiliation = m.now(v.Entity), m.now(v.Affiliation)
		voices = append(voices, v)
	}
	c.Voices = voices
	var roles graph.Roles
	for _, r := range c.Roles {
		var fillers []graph.EntityKey
		for _, k := range r.Entities {
			fillers = append(fillers, m.now(k))
		}
		roles = append(roles, graph.Role{Name: r.Name, Entities: fillers, Claims: r.Claims, Terms: r.Terms})
	}
	c.Roles = roles
	c.Normalize(m.w.Vocabulary.Relation(c.Type))
	return c
}

func (m *model) add(annotated graph.Claim) {
	c := m.merged(annotated)
	t := m.w.Vocabulary.Relation(c.Type)
	positions := c.Positions(t, m.source(c.Source))
	m.claims[c.ID] = positions
	triples := []index.Triple{{From: c.From, Type: c.Type, To: c.To}}
	for _, role := range t.Projects {
		for _, k := range c.Roles.Entities(role) {
			if p := (index.Triple{From: c.From, Type: c.Type, To: k}); !slices.Contains(triples, p) {
				triples = append(triples, p)
			}
		}
	}
	for _, p := range triples {
		m.positions[p] = append(m.positions[p], positions...)
		m.backing[p] = append(m.backing[p], c.ID)
	}
}

func (m *model) source(k graph.SourceKey) *graph.Source {
	for i := range m.w.Sources {
		if v := &m.w.Sources[i]; v.Value.Key == k && m.stood(v.Opened, v.Closed) {
			return &v.Value
		}
	}
	return nil
}

// relationships returns what the view shows, in order.
func (m *model) relationships() []graph.Relationship {
	var out []graph.Relationship
	for _, p := range m.triples() {
		positions, _ := m.view.Admit(m.positions[p])
		out = append(out, graph.RelationshipOf(p.From, m.w.Vocabulary.Relation(p.Type), p.To, positions))
	}
	return out
}

// triples returns the keys of what the view shows, in order.
func (m *model) triples() []index.Triple {
	var out []index.Triple
	for _, p := range slices.SortedFunc(maps.Keys(m.positions), compareTriples) {
		if admitted, _ := m.view.Admit(m.positions[p]); len(admitted) > 0 {
			out = append(out, p)
		}
	}
	return out
}

func compareTriples(a, b index.Triple) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Type, b.Type), cmp.Compare(a.To, b.To))
}

// counted returns the ids of the claims that the view counts, in order.
func (m *model) counted() []graph.ClaimID {
	var out []graph.ClaimID
	for _, id := range slices.SortedFunc(maps.Keys(m.claims), graph.ClaimID.Compare) {
		if admitted, _ := m.view.Admit(m.claims[id]); len(admitted) > 0 {
			out = append(out, id)
		}
	}
	return out
}

// backed returns the claims behind a triple that the view counts, in order.
func (m *model) backed(p index.Triple) []graph.ClaimID {
	var out []graph.ClaimID
	for _, id := range m.backing[p] {
		if admitted, _ := m.view.Admit(m.claims[id]); len(admitted) > 0 {
			out = append(out, id)
		}
	}
	return out
}
