package store

import (
	"context"

	"dyad/graph"
)

// learn works out the vocabulary as it will be after the load, by which claims are normalized.
func (p *plan) learn(ctx context.Context, bundles []graph.Bundle, looked []*intake) error {
	terms, err := p.remaining(ctx)
	if err != nil {
		return err
	}
	decided := map[ref]bool{}
	for i := range terms {
		if terms[i].Batch.Curated() {
			decided[term{&terms[i]}.ref()] = true
		}
	}
	for i, in := range looked {
		if in == nil {
			continue
		}
		for j := range bundles[i].Terms {
			if t := &bundles[i].Terms[j]; !decided[term{t}.ref()] {
				terms = append(terms, *t)
			}
		}
	}
	p.vocabulary = graph.NewVocabulary(terms)
	return nil
}

// remaining returns the terms that stay whatever the load brings: those of batches that it does not load.
func (p *plan) remaining(ctx context.Context) ([]graph.Term, error) {
	known, err := p.before.terms(ctx)
	if err != nil {
		return nil, err
	}
	var terms []graph.Term
	for i := range known {
		t := term{&known[i]}
		stays := p.intakes[t.Batch] == nil
		if !stays {
			heirs, err := p.heirs(ctx, t.ref())
			if err != nil {
				return nil, err
			}
			stays = len(heirs) > 0
		}
		if stays {
			terms = append(terms, known[i])
		}
	}
	return terms, nil
}
