package table

import (
	"cmp"
	"fmt"

	"dyad/graph"
)

// entity makes what a rule for entities makes of a row; nothing where its key is missing.
func (d *Dataset) entity(u *entityRule, r *row, do func(graph.Entity)) *fault {
	return d.each(&u.rule, r, func(k *maker) *fault {
		text := k.one(u.key)
		if k.fault != nil || text == "" {
			return k.fault
		}
		key := graph.EntityKey(d.keyOf(text))
		e := graph.Entity{ID: key.ID(), Key: key, Type: graph.TermKey(k.one(u.kind)), Name: k.words(u.called), Description: k.words(u.description)}
		if e.Name == "" && k.fault == nil {
			return k.at(u.called, "", "an entity needs a name: say under columns what stands for one (empty), or leave the rule out where there is none (unless)")
		}
		k.names(&e, u.names)
		for _, x := range u.external {
			if value := k.one(x.value); value != "" {
				e.External = append(e.External, graph.ExternalID{Scheme: x.scheme, Value: value})
			}
		}
		if f := k.check("entity "+string(key), e.Check()); f != nil {
			return f
		}
		do(e)
		return nil
	})
}

// names gives an entity its further names, each text once.
func (k *maker) names(e *graph.Entity, rules []nameRule) {
	said := map[string]bool{e.Name: true}
	for _, u := range rules {
		if k.fault != nil {
			return
		}
		texts, f := u.text.all(k.r)
		if k.fault = f; f != nil {
			return
		}
		for _, text := range texts {
			if text = oneLine(text); !said[text] {
				said[text] = true
				e.Names = append(e.Names, graph.Name{Text: text, Kind: u.kind, Language: u.language})
			}
		}
	}
}

// source makes what a rule for sources makes of a row; nil where its key is missing.
func (d *Dataset) source(u *sourceRule, r *row) (*graph.Source, *fault) {
	var out *graph.Source
	f := d.each(&u.rule, r, func(k *maker) *fault {
		text := k.one(u.key)
		if k.fault != nil || text == "" {
			return k.fault
		}
		key := graph.SourceKey(d.keyOf(text))
		if key == d.Source.Key {
			return k.at(u.key, text, fmt.Sprintf("source %s is the data set itself: write a word of its own into the key of this rule, as in article-{id}", key))
		}
		when := k.when(u.published)
		s := graph.Source{
			ID: key.ID(), Key: key, Kind: u.kind, Genre: u.genre, Title: k.words(u.title), Publisher: k.words(u.publisher), Author: k.words(u.author),
			URL: k.one(u.url), Language: k.one(u.language), Note: k.words(u.note), Reliability: k.one(u.admiralty),
		}
		if !when.EDTF.IsZero() {
			s.Published = graph.Published{EDTF: when.EDTF, Basis: cmp.Or(when.Basis, graph.StatedBasis)}
		}
		if f := k.check("source "+string(key), s.Check()); f != nil {
			return f
		}
		out = &s
		return nil
	})
	return out, f
}
