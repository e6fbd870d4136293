package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"
)

// A past is a random history of loads: of terms, entities, sources, mentions, claims, judgements of identity and verdicts, each of
// them added, changed, taken back and brought again.
type past struct {
	*rand.Rand
	words    []graph.Term
	entities []graph.Entity
	sources  []graph.Source
	same     []graph.SameAs
	verdicts []graph.Verdict
	mentions []graph.Mention
	claims   []graph.Claim // those of one batch; the ids of corrected ones are pinned
	serial   int

	loads []pastLoad // what was loaded, by transaction less 1
}

// A pastLoad is one transaction.
type pastLoad struct {
	bundles []graph.Bundle
	commit  store.Commit
}

// pastKeys are all actors, the place and the events that a history may have.
var pastKeys = []graph.EntityKey{"blue-valley", "harbour-raid", "lakes-council", "old-port", "red-harbour", "reed-company", "valley-cabinet"}

// newPast invents a history of so many transactions, and returns the store that holds all of it.
func newPast(t *testing.T, seed uint64, steps int) (*past, *workspace) {
	t.Helper()
	p := &past{Rand: rand.New(rand.NewPCG(seed, 4))}
	p.words, p.sources = pastWords(), pastSources()
	for _, key := range pastKeys[:5] {
		p.entities = append(p.entities, pastEntity(key))
	}
	w := emptyWorkspace(t)
	for len(p.loads) < steps {
		before := *p
		before.entities, before.sources, before.claims = slices.Clone(p.entities), slices.Clone(p.sources), slices.Clone(p.claims)
		before.words, before.same = slices.Clone(p.words), slices.Clone(p.same)
		if len(p.loads) > 0 {
			p.change(t, w)
		}
		if !p.load(t, w) {
			*p = before // the store refused it, or it changed nothing
			p.Rand = rand.New(rand.NewPCG(seed, uint64(p.serial+100)))
		}
		p.serial++
	}
	return p, w
}

// emptyWorkspace is a workspace in memory.
func emptyWorkspace(t *testing.T) *workspace {
	t.Helper()
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatalf("store.Open: %v", err)
	}
	return &workspace{store: s, dir: t.TempDir()}
}

// load loads everything as it stands now, and reports whether that made a transaction.
func (p *past) load(t *testing.T, w *workspace) bool {
	t.Helper()
	bundles := []graph.Bundle{
		{Batch: graph.Batch{Key: "words"}, Terms: slices.Clone(p.words)},
		{Batch: graph.Batch{Key: "registry"}, Entities: slices.Clone(p.entities), SameAs: slices.Clone(p.same)},
		{Batch: graph.Batch{Key: "shelf"}, Sources: slices.Clone(p.sources)},
		{Batch: graph.Batch{Key: "told"}, Claims: slices.Clone(p.claims), Mentions: slices.Clone(p.mentions)},
		{Batch: graph.Batch{Key: "findings"}, Verdicts: slices.Clone(p.verdicts)},
	}
	// The clock is set back now and then.
	at := time.Date(2031, 6, 1, 12, 10*len(p.loads)-p.IntN(15), 0, 0, time.UTC)
	commit := store.Commit{Time: at, Author: "tester", Reason: fmt.Sprint("step ", len(p.loads))}
	report, err := w.store.Load(t.Context(), bundles, commit)
	if graph.FaultOf(err) == graph.BadInput {
		return false
	}
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	if report.Tx != 0 {
		p.loads = append(p.loads, pastLoad{bundles, commit})
	}
	return report.Tx != 0
}

// until returns a store in which only the first n transactions were ever made.
func (p *past) until(t *testing.T, n int) *workspace {
	t.Helper()
	w := emptyWorkspace(t)
	for i, l := range p.loads[:n] {
		report, err := w.store.Load(context.Background(), l.bundles, l.commit)
		if err != nil || report.Tx != graph.Tx(i+1) {
			t.Fatalf("load %d of the same again = transaction %d, %v", i+1, report.Tx, err)
		}
	}
	return w
}

// change does some random things.
func (p *past) change(t *testing.T, w *workspace) {
	for range 1 + p.IntN(4) {
		switch p.IntN(9) {
		case 0:
			p.redefine()
		case 1:
			p.rename()
		case 2:
			p.merge()
		case 3:
			p.republish()
		case 4:
			p.judge(t, w)
		case 5:
			p.mention()
		default:
			p.tell()
		}
	}
}

// redefine changes, adds or drops a term.
func (p *past) redefine() {
	at := func(key graph.TermKey) *graph.Term {
		return &p.words[slices.IndexFunc(p.words, func(t graph.Term) bool { return t.Key == key })]
	}
	switch p.IntN(6) {
	case 0:
		at("supports").Sign = pickOf(p, graph.Positive, graph.Zero, graph.Negative)
	case 1:
		at("attacks").Broader = pickOf[graph.TermKey](p, "", "opposes")
	case 2:
		at("Group").Label = pickOf(p, "group", "armed group")
	case 3:
		at("attacks").Achievement = !at("attacks").Achievement
	case 4:
		at("Town").Class = pickOf(p, graph.Place, graph.Actor)
	default:
		last := &p.words[len(p.words)-1]
		if last.Key == "shadows" {
			p.words = p.words[:len(p.words)-1]
			return
		}
		p.words = append(p.words, pastRelation("shadows", graph.Negative))
	}
}

// rename records, renames or drops an entity.
func (p *past) rename() {
	if len(p.entities) < len(pastKeys) && p.IntN(2) == 0 {
		p.entities = append(p.entities, pastEntity(pastKeys[len(p.entities)]))
		return
	}
	if p.IntN(5) == 0 {
		p.entities = p.entities[:len(p.entities)-1] // refused while something names it
		return
	}
	e := &p.entities[p.IntN(len(p.entities))]
	e.Name = fmt.Sprintf("%s %d", e.Key, p.IntN(3))
	e.Names = []graph.Name{{Text: fmt.Sprintf("Form %d", p.IntN(4)), Kind: graph.Alias, Ambiguous: true}}
}

// merge merges two entities, or parts them again.
func (p *past) merge() {
	e := &p.entities[1+p.IntN(len(p.entities)-1)]
	if p.IntN(2) == 0 {
		e.MergedInto = pickOf(p, "", "", p.entities[0].Key)
		return
	}
	if len(p.same) > 0 && p.IntN(2) == 0 {
		p.same = nil
		return
	}
	p.same = []graph.SameAs{{From: e.Key, Into: p.entities[0].Key, Same: p.IntN(4) > 0, Reason: "tested"}}
}

// republish changes what is known of a source.
func (p *past) republish() {
	s := &p.sources[p.IntN(len(p.sources))]
	s.Publisher = pickOf(p, "", "Harbour Herald", "Valley Voice")
	s.Published = pickOf(p, graph.Published{}, graph.Published{EDTF: pastDate("2031-07"), Basis: graph.StatedBasis})
}

// judge records a verdict on some contradiction, or takes all back.
func (p *past) judge(t *testing.T, w *workspace) {
	x, err := w.index(t.Context())
	if err != nil {
		t.Fatalf("index: %v", err)
	}
	found := x.Present().Contradictions()
	if len(found) == 0 || p.IntN(4) == 0 {
		p.verdicts = nil
		return
	}
	v := graph.Verdict{Contradiction: found[p.IntN(len(found))].ID, Finding: graph.Stands, Reason: fmt.Sprint("tested ", p.IntN(3))}
	p.verdicts = []graph.Verdict{v}
}

func (p *past) mention() {
	part := graph.Part{Start: 10 * p.IntN(5), SHA256: fmt.Sprintf("%064d", 7)}
	part.End = part.Start + 5
	p.mentions = []graph.Mention{{Source: p.sources[0].Key, Entity: p.entities[p.IntN(len(p.entities))].Key, Form: "a form", Part: part}}
}

// tell adds, corrects or drops a claim.
func (p *past) tell() {
	if len(p.claims) > 3 && p.IntN(3) == 0 {
		i := p.IntN(len(p.claims))
		p.claims = slices.Delete(p.claims, i, i+1)
		return
	}
	if len(p.claims) > 0 && p.IntN(3) == 0 {
		c := &p.claims[p.IntN(len(p.claims))]
		if c.ID.IsZero() {
			normal := *c
			normal.Normalize(graph.NewVocabulary(p.words).Relation(c.Type))
			c.ID = normal.DerivedID()
		}
		c.Modality = pickOf(p, graph.Asserted, graph.Alleged, graph.Planned)
		c.When = p.time()
		c.Polarity = pickOf(p, graph.Affirmed, graph.Negated)
		return
	}
	p.claims = append(p.claims, p.invent())
}

func (p *past) time() graph.When {
	return pickOf(p,
		graph.When{}, graph.When{EDTF: pastDate("2031-06-03")}, graph.When{EDTF: pastDate("2030~")},
		graph.When{EDTF: pastDate("2031-05/.."), Extent: graph.Throughout}, graph.When{EDTF: pastDate("2031-06"), Bound: graph.EndBound},
		graph.When{Bound: graph.StartBound})
}

// invent is a new claim.
func (p *past) invent() graph.Claim {
	who := func() graph.EntityKey { return p.entities[p.IntN(len(p.entities))].Key }
	p.serial++
	c := graph.Claim{
		Source: p.sources[p.IntN(len(p.sources))].Key, From: who(), To: who(), When: p.time(), Gist: fmt.Sprint("gist ", p.serial),
		Type:     pickOf[graph.TermKey](p, "attacks", "supports", "opposes", "allied-with", "part_of", "acts_for", "mediates", "happened", "x:haunts", "shadows"),
		Polarity: pickOf(p, graph.Affirmed, graph.Affirmed, graph.Negated),
		Modality: pickOf(p, graph.Asserted, graph.Asserted, graph.Alleged, graph.Planned),
		Number:   &graph.Number{Worded: fmt.Sprint(p.serial)},
	}
	switch c.Type {
	case "happened":
		c.From, c.To = "harbour-raid", ""
	case "mediates":
		c.Roles = graph.Roles{{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{who()}}}
	}
	for range p.IntN(3) {
		c.Voices = append(c.Voices, graph.Voice{Entity: who(), Mode: graph.Says, Stance: pickOf(p, graph.Neutral, graph.Doubts, graph.Rejects)})
	}
	return c
}

func pickOf[T any](p *past, from ...T) T { return from[p.IntN(len(from))] }

func pastDate(text string) graph.EDTF {
	d, err := graph.ParseEDTF(text)
	if err != nil {
		panic(err) // a date of this file
	}
	return d
}

func pastEntity(key graph.EntityKey) graph.Entity {
	types := map[graph.EntityKey]graph.TermKey{"harbour-raid": "Raid", "old-port": "Town"}
	e := graph.Entity{Key: key, Type: types[key], Name: "The " + string(key)}
	if e.Type == "" {
		e.Type = "Group"
	}
	return e
}

func pastSources() []graph.Source {
	return []graph.Source{
		{Key: "gazette", Kind: graph.Article, Genre: graph.Reporting, Title: "Trouble at the harbour", Publisher: "Harbour Herald"},
		{Key: "pamphlet", Kind: graph.Post, Genre: graph.Opinion, Title: "What they hide"},
	}
}

func pastRelation(key graph.TermKey, sign graph.Sign) graph.Term {
	return graph.Term{
		Kind: graph.RelationTerm, Key: key, Label: string(key), Inverse: "has " + string(key), Definition: "for tests", Sign: sign,
	}
}

// pastWords is the vocabulary that a history begins with.
func pastWords() []graph.Term {
	allied, mediates, happened := pastRelation("allied-with", graph.Positive), pastRelation("mediates", graph.Zero), pastRelation("happened", graph.Zero)
	allied.Symmetric, allied.Inverse = true, allied.Label
	mediates.Projects = []graph.TermKey{graph.RoleCounterparty}
	happened.Unary, happened.Inverse = true, ""
	return []graph.Term{
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Definition: "for tests", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Label: "town", Definition: "for tests", Class: graph.Place},
		{Kind: graph.EntityTypeTerm, Key: "Raid", Label: "raid", Definition: "for tests", Class: graph.Event},
		{Kind: graph.RoleTerm, Key: graph.RoleCounterparty, Label: "counterparty", Definition: "for tests", Holds: graph.HoldsEntity},
		pastRelation("opposes", graph.Negative), pastRelation("attacks", graph.Negative), pastRelation("supports", graph.Positive),
		pastRelation("part_of", graph.Zero), pastRelation("acts_for", graph.Zero), allied, mediates, happened,
	}
}
