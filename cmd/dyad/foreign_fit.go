package main

import (
	"cmp"
	"iter"

	"dyad/extract"
	"dyad/extract/table"
	"dyad/graph"
)

// A fitter makes what files of others say fit what is known: the vocabulary, and records that other batches have.
type fitter struct {
	vocabulary *graph.Vocabulary
	entities   map[graph.EntityKey]owned
	sources    map[graph.SourceKey]graph.BatchKey
	datasets   map[graph.SourceKey]bool           // the sources that are data sets, not texts that somebody annotated
	former     map[graph.EntityKey]graph.Entity   // stand in for what the files have by its id alone: see [loader.former]
	strangers  map[graph.EntityKey]graph.BatchKey // who is of no data set, and may be named by one that has no row of them
	rivals     int                                // entities described whole that another batch has: the store refuses them unless they are the same
}

// An owned is an entity that is known.
type owned struct {
	batch       graph.BatchKey
	kind        graph.TermKey
	placeholder bool // as files have it, whatever a curator made of it
}

// ownedBy is an entity as a batch has it.
func ownedBy(batch graph.BatchKey, e *graph.Entity) owned {
	return owned{batch, e.Type, e.Placeholder()}
}

// fit returns the bundles of all files, and adds to their notes what had to be changed. The basis is what an empty store would be given
// beside them.
func (l *loader) fit(all []*extract.Foreign, basis []graph.Bundle) ([]graph.Bundle, error) {
	f, err := l.fitter(basis)
	if err != nil {
		return nil, err
	}
	for _, found := range all {
		for i := range found.Bundles {
			f.meet(found, &found.Bundles[i])
		}
	}
	for _, found := range all {
		for i := range found.Bundles {
			b := &found.Bundles[i]
			f.yield(found, b)
			f.types(found, b)
		}
	}
	var bundles []graph.Bundle
	for _, found := range all {
		for i := range found.Bundles {
			f.claims(found, &found.Bundles[i])
		}
		found.SortNotes()
		bundles = append(bundles, found.Bundles...)
	}
	return bundles, nil
}

// stream makes the parts of a data set fit, one after the other, and adds to the notes what had to be changed. Entities come before the claims that name
// them.
func (f *fitter) stream(s *table.Stream, found *extract.Foreign) iter.Seq2[*graph.Bundle, error] {
	return func(yield func(*graph.Bundle, error) bool) {
		for part, err := range s.Chunks {
			if err == nil {
				f.keep(found, &part)
				f.meet(found, &part)
				f.yield(found, &part)
				f.types(found, &part)
				f.relations(found, &part)
				f.noteStrangers(s, found, &part)
				part.Yields = true  // another data set of its family may have coded the same of an article that both name
				part.Repeats = true // and rows that say the same are one statement
				part.Stays = true   // what a release lacks and others name
			}
			if !yield(&part, err) || err != nil {
				return
			}
		}
	}
}

// learnStrangers finds those of no data set whom the mapping may name: their keys begin as all do that it makes.
func (f *fitter) learnStrangers(d *table.Dataset) {
	f.strangers = map[graph.EntityKey]graph.BatchKey{}
	for k, there := range f.entities {
		if d.Names(k) && there.batch != graph.BatchKey(d.Name) && !f.datasets[graph.SourceKey(there.batch)] {
			f.strangers[k] = there.batch
		}
	}
}

// noteStrangers notes whom claims name, each once, that no row of the data set describes and who is of no data set: an id that is nowhere in the files
// may have come to the key of somebody else.
func (f *fitter) noteStrangers(s *table.Stream, found *extract.Foreign, b *graph.Bundle) {
	if len(f.strangers) == 0 {
		return
	}
	for i := range b.Claims {
		for _, k := range b.Claims[i].Entities() {
			if of := f.strangers[k]; of != "" && !s.Describes(k) {
				found.Note("ids of claims that no row describes, and that others have who are of no data set: taken for these", string(k)+" of "+string(of))
				delete(f.strangers, k)
			}
		}
	}
}

// knows reports whether an entity is known that another batch has.
func (f *fitter) knows(key graph.EntityKey, but graph.BatchKey) bool {
	there, known := f.entities[key]
	return known && there.batch != but
}

// fitter knows what the store holds, or the basis.
func (l *loader) fitter(basis []graph.Bundle) (*fitter, error) {
	feed, err := l.workspace.store.Feed(l.ctx)
	if err != nil {
		return nil, err
	}
	f := &fitter{entities: map[graph.EntityKey]owned{}, sources: map[graph.SourceKey]graph.BatchKey{}, datasets: map[graph.SourceKey]bool{}}
	f.vocabulary = graph.NewVocabulary(append(baseOf(basis).Terms, feed.Terms...))
	for _, b := range basis {
		for i := range b.Entities {
			f.entities[b.Entities[i].Key] = ownedBy(b.Batch.Key, &b.Entities[i])
		}
	}
	said, err := l.setAside()
	if err != nil {
		return nil, err
	}
	for i := range feed.Entities {
		e := &feed.Entities[i]
		if e.Closed != 0 {
			continue
		}
		there := ownedBy(cmp.Or(feed.Files[e.Value.ID.String()], e.Value.Batch), &e.Value)
		if own, aside := said[e.Value.Key]; aside {
			there.placeholder = own.Placeholder()
		}
		f.entities[e.Value.Key] = there
	}
	for _, s := range feed.Sources {
		if s.Closed == 0 {
			f.sources[s.Value.Key] = cmp.Or(feed.Files[s.Value.ID.String()], s.Value.Batch)
			f.datasets[s.Value.Key] = s.Value.IsData()
		}
	}
	return f, nil
}

// keep has entities of which a release knows no more than the ids stay as the one before described them.
func (f *fitter) keep(found *extract.Foreign, b *graph.Bundle) {
	for i := range b.Entities {
		e := &b.Entities[i]
		if was, there := f.former[e.Key]; there && e.Placeholder() {
			*e = was
			found.Note(lacked, string(e.Key))
		}
	}
}

// takenOver says what becomes of a placeholder of another batch.
const takenOver = "entities that others knew by their ids or names alone: described here from now on"

// meet takes note of the entities and sources that a bundle describes whole.
func (f *fitter) meet(found *extract.Foreign, b *graph.Bundle) {
	for i := range b.Entities {
		e := &b.Entities[i]
		there, known := f.entities[e.Key]
		if found.Partial.Entities[e.Key] || known && (!there.placeholder || e.Placeholder()) {
			continue
		}
		if known && there.batch != b.Batch.Key {
			found.Note(takenOver, string(e.Key))
		}
		f.entities[e.Key] = ownedBy(b.Batch.Key, e)
	}
	for _, s := range b.Sources {
		if _, known := f.sources[s.Key]; !known && !found.Partial.Sources[s.Key] {
			f.sources[s.Key] = b.Batch.Key
		}
	}
}

// yield leaves out of a bundle what is described in part, and by another batch already, of which a placeholder is no description.
func (f *fitter) yield(found *extract.Foreign, b *graph.Bundle) {
	var entities []graph.Entity
	for _, e := range b.Entities {
		there, known := f.entities[e.Key]
		switch {
		case !known || there.batch == b.Batch.Key:
		case found.Partial.Entities[e.Key] && (e.Placeholder() || !there.placeholder):
			found.Note("entities that are known already: left as they are", string(e.Key))
			continue
		case e.Placeholder():
		case there.placeholder:
			found.Note(takenOver, string(e.Key))
		default:
			f.rivals++
		}
		f.entities[e.Key] = ownedBy(b.Batch.Key, &e)
		entities = append(entities, e)
	}
	var sources []graph.Source
	for _, s := range b.Sources {
		there, known := f.sources[s.Key]
		if known && there != b.Batch.Key && found.Partial.Sources[s.Key] {
			found.Note("sources that are known already: left as they are", string(s.Key))
			continue
		}
		f.sources[s.Key] = b.Batch.Key
		sources = append(sources, s)
	}
	b.Entities, b.Sources = entities, sources
}

// types marks types of entities that no vocabulary knows.
func (f *fitter) types(found *extract.Foreign, b *graph.Bundle) {
	for i := range b.Entities {
		e := &b.Entities[i]
		if !e.Type.Unknown() && f.vocabulary.Term(graph.EntityTypeTerm, e.Type) == nil {
			e.Type = graph.UnknownPrefix + e.Type
		}
		if e.Type.Unknown() {
			found.Note("entities of type "+string(e.Type)+", which no vocabulary knows: kept, as actors that may stand anywhere", string(e.Key))
		}
		f.entities[e.Key] = ownedBy(b.Batch.Key, e)
	}
}

// relations marks types of claims that no vocabulary knows or whose ends it does not allow.
func (f *fitter) relations(found *extract.Foreign, b *graph.Bundle) {
	for i := range b.Claims {
		if c := &b.Claims[i]; !c.Type.Unknown() {
			c.Normalize(f.vocabulary.Relation(c.Type))
			f.relation(found, c)
		}
	}
}

// claims leaves out claims about entities that nobody knows, marks types that no vocabulary knows or whose ends it does not allow, and
// counts as one what a file says twice.
func (f *fitter) claims(found *extract.Foreign, b *graph.Bundle) {
	said := map[graph.ClaimID]bool{}
	kept := b.Claims[:0]
	for i := range b.Claims {
		c := b.Claims[i]
		if missing := f.missing(&c); missing != "" {
			found.Note("claims about entities that are neither in the files nor known: left out", string(missing)+", in: "+c.Gist)
			continue
		}
		c.Normalize(f.vocabulary.Relation(c.Type))
		f.relation(found, &c)
		if c.ID.IsZero() {
			c.ID = c.DerivedID()
		}
		if said[c.ID] {
			found.Note(saidTwice, c.Gist)
			continue
		}
		said[c.ID] = true
		kept = append(kept, c)
	}
	b.Claims = kept
}

// saidTwice says what becomes of a statement that was read before.
const saidTwice = "statements that the file makes twice: counted once"

// missing returns an entity that the claim names and nobody knows; "" if there is none.
func (f *fitter) missing(c *graph.Claim) graph.EntityKey {
	for _, key := range c.Entities() {
		if _, known := f.entities[key]; !known {
			return key
		}
	}
	return ""
}

// relation gives a claim the mark of unknown types where the vocabulary has no place for it.
func (f *fitter) relation(found *extract.Foreign, c *graph.Claim) {
	if c.Type.Unknown() {
		return
	}
	if f.vocabulary.Term(graph.RelationTerm, c.Type) == nil { // load lists the unknown types of claims
		c.Type = graph.UnknownPrefix + c.Type
		return
	}
	typeOf := func(k graph.EntityKey) graph.TermKey { return f.entities[k].kind }
	if faults := f.vocabulary.Fit(c, typeOf); len(faults) > 0 {
		found.Note("claims that the vocabulary does not allow: their types kept with "+graph.UnknownPrefix+" in front", faults[0].Error())
		c.Type = graph.UnknownPrefix + c.Type
	}
}
