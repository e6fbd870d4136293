package store

import (
	"cmp"
	"context"
	"fmt"

	"dyad/graph"
)

// check finds what would be wrong with the store after the load: records that name others which would not be there, a
// vocabulary that contradicts itself, claims that it does not allow, types that claims of others do not fit, content or identity that leads back to itself.
func (p *plan) check(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		p.findDropped, p.checkAsides, p.checkNeeds, p.checkFit, p.checkRetyped, p.checkDropped, p.checkVocabulary, p.checkContent, p.checkMerges,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// checkNeeds finds records of the load that name something that would not be there. What each names is worked out once where nothing is
// missing, which is nearly always.
func (p *plan) checkNeeds(ctx context.Context) error {
	complete, err := p.complete(ctx)
	if err != nil || complete {
		return err
	}
	for _, f := range p.fates {
		if !f.examined() {
			continue
		}
		for _, n := range f.after.needs(nil) {
			if !p.there(n.ref) {
				p.problem(p.intakeOf(f), f.after, "it names %s", p.missing(n))
			}
		}
	}
	return nil
}

// missing words what a record names and will not be there, and what would mend that.
func (p *plan) missing(n need) string {
	if p.asides[n.ref].Aside != nil {
		return n.String() + ", which a curator retracted: undo that, or leave the claim out"
	}
	if n.tag != termTag {
		return n.String() + ", and there is none"
	}
	known := func(yield func(string) bool) {
		for _, k := range p.vocabulary.Keys(graph.TermKind(n.kind)) {
			if !yield(string(k)) {
				return
			}
		}
	}
	err := &graph.Error{Candidates: graph.Nearest(n.name, known, 3), Err: fmt.Errorf(
		"%s, which no vocabulary has: write it as %s%s to keep it, or load a vocabulary that defines it", n, graph.UnknownPrefix, n.name)}
	return err.Error()
}

// complete reports whether everything that the load names will be there, and learns of every record outside it whether it counts.
func (p *plan) complete(ctx context.Context) (bool, error) {
	complete := true
	var unknown []ref
	var needs []need
	for _, f := range p.fates {
		if !f.examined() {
			continue
		}
		needs = f.after.needs(needs[:0])
		for _, n := range needs {
			if p.byRef[n.ref] != nil || p.earlier.brought(n.ref) {
				complete = complete && p.there(n.ref)
			} else if counts, known := p.outside[n.ref]; known {
				complete = complete && counts
			} else {
				p.outside[n.ref] = false
				unknown = append(unknown, n.ref)
			}
		}
	}
	found, err := p.latest(ctx, unknown)
	for i := range found {
		counts, err := p.remains(ctx, found[i])
		if err != nil {
			return false, err
		}
		p.outside[unknown[i]] = counts
		complete = complete && counts
	}
	return complete, err
}

// remains reports whether a record that the load did not bring by now will count after it. What parts name they bring before: of their batches
// nothing remains but what others share.
func (p *plan) remains(ctx context.Context, s stored) (bool, error) {
	if p.earlier == nil || !s.open() {
		return s.open(), nil
	}
	r, err := s.record()
	if err != nil || p.intakes[r.owner()] == nil {
		return err == nil, err
	}
	heirs, err := p.heirs(ctx, s.ref)
	return len(heirs) > 0, err
}

// there reports whether a record will count after the load.
func (p *plan) there(r ref) bool {
	if f := p.byRef[r]; f != nil {
		return f.after != nil
	}
	if how := p.earlier.how(r); how != 0 {
		return how != away
	}
	return p.outside[r]
}

// checkVocabulary judges the vocabulary as it will be, if the load changes it.
func (p *plan) checkVocabulary(context.Context) error {
	in := p.changesTerms()
	if in == nil || p.earlier != nil && p.earlier.weighed {
		return nil
	}
	if p.earlier != nil {
		p.earlier.weighed = true
	}
	for _, err := range p.vocabulary.Check() {
		p.refuse(in, batchRef(in.batch.Key), "vocabulary", err.Error())
	}
	return nil
}

// changesTerms returns the first intake that brings, changes or drops a term, nil if none does. A term that is handed on to a batch outside
// the load says what it said.
func (p *plan) changesTerms() *intake {
	for _, c := range p.changes {
		if c.record.ref().tag != termTag {
			continue
		}
		if in := cmp.Or(p.intakes[c.record.owner()], p.own); in != nil {
			return in
		}
	}
	return nil
}
