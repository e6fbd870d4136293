package resolver_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/resolver"
	"dyad/store"
	"dyad/store/storetest"
)

// A growing is a store that is loaded into while it is read, and an index that follows it: what a round brings is drawn at random,
// about few actors, so that every list of the schema has something and grows.
type growing struct {
	t     *testing.T
	draw  *rand.Rand // what is loaded
	pages *rand.Rand // how it is read
	store *store.Store
	x     atomic.Pointer[index.Index]
	round int
	turn  chan struct{}
	done  chan struct{}
}

// The rounds of a world: loaded before it is read, and in all.
const (
	settled = 4
	rounds  = 9
)

// newGrowing returns a world of some rounds, and an asker that sees what was last loaded.
func newGrowing(t *testing.T, seed uint64) (*growing, *asker) {
	t.Helper()
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	w := &growing{t: t, draw: rand.New(rand.NewPCG(seed, 0)), pages: rand.New(rand.NewPCG(seed, 1)), store: s, turn: make(chan struct{}), done: make(chan struct{})}
	for range settled {
		if err := w.load(); err != nil {
			t.Fatal(err)
		}
	}
	a := newAsker(t, func(c *resolver.Config) {
		c.Snapshot, c.Texts = w.x.Load, nil
		c.Records, c.Mentions, c.Journal = s, s, s
	})
	return w, a
}

// grow loads a round at each turn until end is called.
func (w *growing) grow() (end func()) {
	go func() {
		defer close(w.done)
		for range w.turn {
			if w.round >= rounds {
				continue
			}
			if err := w.load(); err != nil {
				w.t.Errorf("round %d: %v", w.round, err)
			}
		}
	}()
	return func() { close(w.turn); <-w.done }
}

// load loads the next round.
func (w *growing) load() error {
	ctx := w.t.Context()
	when := time.Date(2031, 6, 1+w.round, 12, 0, 0, 0, time.UTC)
	if _, err := w.store.Load(ctx, w.bundles(), store.Commit{Time: when, Author: "tester"}); err != nil {
		return err
	}
	w.round++
	f, err := w.store.Feed(ctx)
	if err != nil {
		return err
	}
	x, err := index.Build(index.Input{
		Vocabulary: graph.NewVocabulary(f.Terms), Entities: f.Entities, Sources: f.Sources, SameAs: f.SameAs, Verdicts: f.Verdicts,
		Claims: f.Claims, Last: f.Last,
	})
	if err == nil {
		w.x.Store(x)
	}
	return err
}

// bundles are what a round brings: a word, some actors, and a paper that mentions them and makes claims.
func (w *growing) bundles() []graph.Bundle {
	registry := graph.Bundle{Batch: graph.Batch{Key: graph.BatchKey(w.name("registry"))}, Terms: w.terms()}
	if w.round == 0 {
		registry.Terms = append(registry.Terms, worldTerms()...)
	}
	for _, name := range w.newcomers() {
		e := graph.Entity{Key: graph.EntityKey(name), Type: "Group", Name: name}
		e.ID = e.Key.ID()
		registry.Entities = append(registry.Entities, e)
	}
	paper := graph.Source{Key: graph.SourceKey(w.name("daily")), Kind: graph.Article, Genre: graph.Reporting, Title: w.name("Daily")}
	paper.ID = paper.Key.ID()
	paper.Text = graph.Text{File: "daily.txt", SHA256: strings.Repeat("0", 64), Codepoints: 1000}
	report := graph.Bundle{Batch: graph.Batch{Key: graph.BatchKey(paper.Key)}, Sources: []graph.Source{paper}}
	for _, in := range []graph.SourceKey{paper.Key, firstPaper} {
		m := graph.Mention{Source: in, Entity: "brigade", Form: "brigade", Part: part(20*w.round, 7)}
		m.ID = m.DerivedID()
		report.Mentions = append(report.Mentions, m)
	}
	if w.round == 0 {
		report.Mentions = report.Mentions[:1]
	}
	report.Claims = w.claims(paper.Key)
	return []graph.Bundle{registry, report}
}

// firstPaper is the paper of the first round, which later ones go on reading.
const firstPaper graph.SourceKey = "daily-00"

// name is a name for something of this round.
func (w *growing) name(what string) string { return fmt.Sprintf("%s-%02d", what, w.round) }

// newcomers are the actors whom a round brings. The abbey comes before all others in lists.
func (w *growing) newcomers() []string {
	names := []string{w.name("lantern"), w.name("guard"), w.name("council"), w.name("isle"), w.name("shoal")}
	if w.round == 0 {
		names = append(names, "abbey", "brigade", "valley", "harbour", "reed")
	}
	return names
}

func part(start, length int) graph.Part {
	return graph.Part{Start: start, End: start + length, SHA256: strings.Repeat("0", 64)}
}

// worldTerms are the words that claims are made of.
func worldTerms() []graph.Term {
	return identified([]graph.Term{
		relation("attacks", graph.Negative), relation("opposes", graph.Negative), relation("arms", graph.Positive), relation("aids", graph.Positive),
		relation("part_of", graph.Zero), mediating("mediates"), mutual("allied_with"),
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Definition: "A group.", Class: graph.Actor},
		{Kind: graph.RoleTerm, Key: graph.RoleCounterparty, Label: "counterparty", Definition: "The other one.", Holds: graph.HoldsEntity},
	})
}

// terms are the words of a round: a way to support, a bond, and a way to mediate.
func (w *growing) terms() []graph.Term {
	shuttle := mediating(graph.TermKey(w.name("shuttle")))
	shuttle.Broader = "mediates"
	return identified([]graph.Term{relation(graph.TermKey(w.name("feeds")), graph.Positive), mutual(graph.TermKey(w.name("pact"))), shuttle})
}

func relation(key graph.TermKey, sign graph.Sign) graph.Term {
	return graph.Term{Kind: graph.RelationTerm, Key: key, Label: string(key), Inverse: "of " + string(key), Definition: "A relation.", Sign: sign}
}

func mutual(key graph.TermKey) graph.Term {
	t := relation(key, graph.Positive)
	t.Symmetric, t.Inverse = true, t.Label
	return t
}

func mediating(key graph.TermKey) graph.Term {
	t := relation(key, graph.Zero)
	t.Projects = []graph.TermKey{graph.RoleCounterparty}
	return t
}

func identified(terms []graph.Term) []graph.Term {
	for i := range terms {
		terms[i].ID = terms[i].DerivedID()
	}
	return terms
}
