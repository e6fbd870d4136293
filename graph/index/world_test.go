package index_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
)

// A world is random recorded history, small enough that a plain model can work everything out from a list.
type world struct {
	index.Input
	claims []graph.Version[graph.Claim]
	calm   bool // most claims do no more than affirm
}

const lastTx = 8

// vocabulary has a type of each sort that the index treats in its own way.
func vocabulary() *graph.Vocabulary {
	return graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "fights", Label: "fights", Inverse: "fights", Symmetric: true, Sign: graph.Negative, Broader: "opposes"},
		{Kind: graph.RelationTerm, Key: "opposes", Label: "opposes", Inverse: "is opposed by", Sign: graph.Negative},
		{Kind: graph.RelationTerm, Key: "seizes", Label: "seizes", Inverse: "is seized by", Sign: graph.Negative, Achievement: true},
		{Kind: graph.RelationTerm, Key: "mediates", Label: "mediates for", Inverse: "has as mediator", Projects: []graph.TermKey{graph.RoleCounterparty}},
		{Kind: graph.RelationTerm, Key: "began", Label: "began", Unary: true},
		{Kind: graph.RelationTerm, Key: "ended", Label: "ended", Unary: true},
		{Kind: graph.RelationTerm, Key: "aids", Label: "aids", Inverse: "is aided by", Incompatible: []graph.Incompatible{
			{With: "opposes", Polarity: graph.Affirmed, Other: graph.Affirmed},
		}},
		{Kind: graph.RelationTerm, Key: "carried_out", Label: "carried out", Inverse: "was carried out by"},
		{Kind: graph.RelationTerm, Key: "part_of", Label: "is part of", Inverse: "includes"},
		{Kind: graph.RelationTerm, Key: "leads", Label: "leads", Inverse: "is led by"},
		{Kind: graph.RelationTerm, Key: "promises", Label: "promises", Inverse: "is promised by", Commits: true},
		{Kind: graph.OfficeTerm, Key: "chair", Label: "chair", Exclusive: true},
		{Kind: graph.RoleTerm, Key: graph.RoleCounterparty, Label: "counterparty", Holds: graph.HoldsEntity},
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Label: "town", Class: graph.Place},
		{Kind: graph.EntityTypeTerm, Key: "Battle", Label: "battle", Class: graph.Event},
	})
}

func when(edtf string, b graph.Bound, e graph.Extent) graph.When {
	w := graph.When{Bound: b, Extent: e}
	if edtf != "" {
		d, err := graph.ParseEDTF(edtf)
		if err != nil {
			panic(err) // a date of this file
		}
		w.EDTF = d
	}
	return w
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// newWorld invents a world from a seed.
func newWorld(seed uint64) world {
	r := rand.New(rand.NewPCG(seed, 1))
	w := world{Input: index.Input{Vocabulary: vocabulary(), Last: lastTx}}
	w.addEntities(r)
	w.addSources(r)
	w.calm = seed%2 == 1
	for i := range 5 + r.IntN(40) {
		w.addClaim(r, i)
	}
	r.Shuffle(len(w.claims), func(i, j int) { w.claims[i], w.claims[j] = w.claims[j], w.claims[i] })
	w.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for _, v := range w.claims {
			if !yield(v, nil) {
				return
			}
		}
	}
	return w
}

func key(i int) graph.EntityKey { return graph.EntityKey(fmt.Sprintf("e%d", i)) }

const entities = 7

// addEntities invents entities, some renamed or recorded late, and merges, some of them undone.
func (w *world) addEntities(r *rand.Rand) {
	for i := range entities {
		e := graph.Entity{Key: key(i), Type: pick[graph.TermKey](r, "Group", "Group", "Town", "Battle"), Name: fmt.Sprintf("Name %d", i)}
		if r.IntN(4) == 0 {
			old := e
			old.Name = fmt.Sprintf("Old name %d", i)
			tx := graph.Tx(2 + r.IntN(lastTx-2))
			w.Entities = append(w.Entities, graph.Version[graph.Entity]{Value: old, Opened: 1, Closed: tx})
			w.Entities = append(w.Entities, graph.Version[graph.Entity]{Value: e, Opened: tx})
			continue
		}
		w.Entities = append(w.Entities, graph.Version[graph.Entity]{Value: e, Opened: 1})
	}
	for i := 1; i < entities; i++ {
		if r.IntN(4) > 0 {
			continue
		}
		opened, closed := lifetime(r)
		s := graph.SameAs{From: key(i), Into: key(r.IntN(i)), Same: r.IntN(5) > 0}
		s.ID = s.DerivedID()
		w.SameAs = append(w.SameAs, graph.Version[graph.SameAs]{Value: s, Opened: opened, Closed: closed})
	}
}

// lifetime invents when a record was opened and closed, if at all.
func lifetime(r *rand.Rand) (opened, closed graph.Tx) {
	opened = graph.Tx(1 + r.IntN(lastTx))
	if opened < lastTx && r.IntN(2) == 0 {
		closed = opened + 1 + graph.Tx(r.IntN(int(lastTx-opened)))
	}
	return opened, closed
}

// addSources invents sources of which two may have one publisher, and one that is corrected.
func (w *world) addSources(r *rand.Rand) {
	published := when("2022", "", "").EDTF
	for i := range 4 {
		s := graph.Source{Key: graph.SourceKey(fmt.Sprintf("s%d", i)), Genre: pick(r, graph.Reporting, graph.Opinion)}
		s.Publisher = pick(r, "", "Harbour Herald", "Valley Voice")
		if r.IntN(2) == 0 {
			s.Published = graph.Published{EDTF: published, Basis: graph.StatedBasis}
		}
		if r.IntN(3) == 0 {
			old := s
			old.Publisher = pick(r, "", "Harbour Herald")
			w.Sources = append(w.Sources, graph.Version[graph.Source]{Value: old, Opened: 1, Closed: 4})
			w.Sources = append(w.Sources, graph.Version[graph.Source]{Value: s, Opened: 4})
			continue
		}
		w.Sources = append(w.Sources, graph.Version[graph.Source]{Value: s, Opened: 1})
	}
}

// addClaim invents a claim and perhaps corrects it once.
func (w *world) addClaim(r *rand.Rand, i int) {
	first := w.invent(r)
	first.ID = claimID(i)
	opened, closed := lifetime(r)
	w.claims = append(w.claims, graph.Version[graph.Claim]{Value: first, Opened: opened, Closed: closed})
	if closed > 0 && r.IntN(2) == 0 {
		second := w.invent(r)
		second.ID, second.Revision = first.ID, 2
		w.claims = append(w.claims, graph.Version[graph.Claim]{Value: second, Opened: closed})
	}
}

// claimID makes ids whose order is that of i scrambled.
func claimID(i int) graph.ClaimID {
	var id graph.ClaimID
	binary.BigEndian.PutUint64(id[:], uint64(i+1)*0x9e3779b97f4a7c15)
	return id
}

// invent returns a normalized claim.
func (w *world) invent(r *rand.Rand) graph.Claim {
	anyone := func() graph.EntityKey { return key(r.IntN(entities)) }
	c := graph.Claim{
		Source: graph.SourceKey(fmt.Sprintf("s%d", r.IntN(4))), From: anyone(), To: anyone(),
		Type:     pick[graph.TermKey](r, "fights", "opposes", "seizes", "mediates", "began", "ended", "aids", "carried_out", "part_of", "leads", "promises", "x:unheard-of"),
		Polarity: pick(r, graph.Affirmed, graph.Affirmed, graph.Negated),
		Modality: pick(r, graph.Asserted, graph.Asserted, graph.Alleged, graph.Planned),
		Outcome:  pick(r, graph.NoOutcome, graph.NoOutcome, graph.Failed, graph.Refused),
		When: pick(r, graph.When{}, graph.When{}, when("2020", graph.Whole, graph.Sometime), when("2021-03?", graph.Whole, graph.Sometime),
			when("2021/..", graph.Whole, graph.Throughout), when("2021", graph.StartBound, ""), when("2020-06", graph.EndBound, ""), when("", graph.EndBound, "")),
	}
	if w.calm && r.IntN(6) > 0 {
		c.Type = pick[graph.TermKey](r, "opposes", "aids", "seizes", "x:unheard-of")
	}
	w.addParticulars(r, &c)
	if c.Type == "mediates" {
		three := r.Perm(entities)[:3]
		c.To = key(three[0])
		both := []graph.EntityKey{key(three[1]), key(three[2])}
		c.Roles = append(c.Roles, graph.Role{Name: graph.RoleCounterparty, Entities: both})
	}
	if w.calm && r.IntN(6) > 0 {
		c.Polarity, c.Modality, c.Outcome, c.When = graph.Affirmed, graph.Asserted, graph.NoOutcome, graph.When{}
		c.Normalize(w.Vocabulary.Relation(c.Type))
		return c
	}
	for range r.IntN(3) {
		v := graph.Voice{Mode: graph.Says, Stance: pick(r, graph.Neutral, graph.Neutral, graph.Endorses, graph.Doubts, graph.Rejects)}
		if r.IntN(3) == 0 {
			v.Label, v.Affiliation = "a clerk", anyone()
		} else {
			v.Entity = anyone()
		}
		c.Voices = append(c.Voices, v)
	}
	c.Normalize(w.Vocabulary.Relation(c.Type))
	return c
}

// addParticulars invents what few claims have.
func (w *world) addParticulars(r *rand.Rand, c *graph.Claim) {
	switch c.Type {
	case "began", "ended":
		c.To = ""
	case "leads":
		c.Roles = append(c.Roles, graph.Role{Name: graph.RoleOffice, Terms: []graph.TermKey{"chair"}})
	case "promises":
		if len(w.claims) > 0 {
			content := []graph.ClaimID{w.claims[r.IntN(len(w.claims))].Value.ID}
			c.Roles = append(c.Roles, graph.Role{Name: graph.RoleContent, Claims: content})
		}
	}
	rarely := 8
	if w.calm {
		rarely = 24
	}
	switch r.IntN(rarely) {
	case 0:
		c.Roles = append(c.Roles, graph.Role{Name: graph.RoleEvent, Entities: []graph.EntityKey{key(r.IntN(entities))}})
	case 1:
		many := float64(r.IntN(3))
		c.Number = &graph.Number{Best: &many, Unit: "boats"}
	case 2:
		if len(w.claims) > 0 {
			c.Disputes = []graph.ClaimID{w.claims[r.IntN(len(w.claims))].Value.ID}
		}
	}
}

// randomView invents a view.
func randomView(r *rand.Rand) graph.View {
	var v graph.View
	if r.IntN(2) == 0 {
		v.AsOf = graph.Tx(1 + r.IntN(lastTx+1))
	}
	if r.IntN(4) == 0 {
		v.Sources = []graph.SourceKey{"s0", "s2"}
	}
	if r.IntN(4) == 0 {
		v.WithoutSources = []graph.SourceKey{"s1"}
	}
	v.Scope = pick(r, graph.InnermostVoice, graph.AnyVoice)
	voice := pick(r, graph.VoiceMatch{Entity: "e1"}, graph.VoiceMatch{Self: true}, graph.VoiceMatch{Label: "a clerk"})
	switch r.IntN(6) {
	case 0:
		v.Voices = []graph.VoiceMatch{voice}
	case 1:
		v.WithoutVoices = []graph.VoiceMatch{voice}
	}
	if r.IntN(5) == 0 {
		v.Modality = []graph.Modality{graph.Asserted}
	}
	if r.IntN(5) == 0 {
		v.Polarity = []graph.Polarity{graph.Affirmed}
	}
	if r.IntN(3) == 0 {
		v.ValidAt, v.Undated = when("2021", "", "").EDTF, r.IntN(2) == 0
	}
	return v
}

// build returns the index of the world.
func (w *world) build(t *testing.T) *index.Index {
	t.Helper()
	x, err := index.Build(w.Input)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	return x
}

// under returns the graph that the view shows.
func under(t *testing.T, x *index.Index, v graph.View) *index.Graph {
	t.Helper()
	g, err := x.Under(v)
	if err != nil {
		t.Fatalf("Under(%+v): %v", v, err)
	}
	return g
}

// shown returns the triples of edges.
func shown(g *index.Graph, edges func(func(index.Edge) bool)) []index.Triple {
	var out []index.Triple
	for e := range edges {
		out = append(out, g.Triple(e))
	}
	return out
}
