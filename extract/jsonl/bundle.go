package jsonl

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"dyad/extract"
	"dyad/graph"

	"github.com/google/uuid"
)

// identity names a record among those of its file: its kind, and the id that its content gives, or that a claim has.
func identity(rec record) string {
	kind := string(rec.Kind) + " "
	switch v := rec.Value.(type) {
	case *graph.Batch:
		return kind + string(v.Key)
	case *asideLine:
		return kind + string(v.Kind) + " " + v.ID
	}
	return kind + idOf(rec).String()
}

// idOf returns the id that the content of a record gives, or that a claim has. Lines of batches, shares and asides are told apart otherwise.
func idOf(rec record) uuid.UUID {
	switch v := rec.Value.(type) {
	case *graph.Term:
		return uuid.UUID(v.DerivedID())
	case *graph.Entity:
		return uuid.UUID(v.Key.ID())
	case *graph.Source:
		return uuid.UUID(v.Key.ID())
	case *graph.Mention:
		return uuid.UUID(v.DerivedID())
	case *graph.Claim:
		if v.ID.IsZero() {
			return uuid.UUID(v.DerivedID())
		}
		return uuid.UUID(v.ID)
	case *graph.SameAs:
		return uuid.UUID(v.DerivedID())
	case *graph.Verdict:
		return uuid.UUID(v.DerivedID())
	}
	return uuid.UUID{}
}

// file puts a record into the bundle of the given batch, which is its own unless the record is shared. Either way the record
// keeps the batch that it names, or gets that of the file if it names none.
func (b *bundler) file(value any, shared graph.BatchKey) {
	bundle := func(owner *graph.BatchKey) *graph.Bundle {
		*owner = cmp.Or(*owner, b.batch)
		return b.bundle(cmp.Or(shared, *owner))
	}
	switch v := value.(type) {
	case *graph.Term:
		to := bundle(&v.Batch)
		v.ID, to.Terms = v.DerivedID(), append(to.Terms, *v)
	case *graph.Entity:
		to := bundle(&v.Batch)
		v.ID, to.Entities = v.Key.ID(), append(to.Entities, *v)
	case *graph.Source:
		to := bundle(&v.Batch)
		v.ID, to.Sources = v.Key.ID(), append(to.Sources, *v)
	case *graph.Mention:
		to := bundle(&v.Batch)
		v.ID, to.Mentions = v.DerivedID(), append(to.Mentions, *v)
	case *graph.Claim:
		to := bundle(&v.Batch)
		to.Claims = append(to.Claims, *v)
	case *graph.SameAs:
		to := bundle(&v.Batch)
		v.ID, to.SameAs = v.DerivedID(), append(to.SameAs, *v)
	case *graph.Verdict:
		to := bundle(&v.Batch)
		v.ID, to.Verdicts = v.DerivedID(), append(to.Verdicts, *v)
	case *asideLine:
		to := b.bundle(v.Batch)
		to.Asides = append(to.Asides, v.Aside)
	case *graph.Batch:
		bundle := b.bundle(v.Key)
		bundle.Batch = graph.Batch{ID: v.Key.ID(v.Digest), Key: v.Key, Digest: v.Digest}
		bundle.Declared = true
	}
}

// bundle returns the bundle of a batch, and begins it if there was none.
func (b *bundler) bundle(k graph.BatchKey) *graph.Bundle {
	if b.held[k] == nil {
		b.held[k] = &graph.Bundle{}
	}
	return b.held[k]
}

// share puts what a batch shares into its bundle too.
func (b *bundler) share(s placed) {
	v := s.Value.(*shareLine)
	shared, there := b.met[string(v.Kind)+" "+v.ID]
	if !there {
		b.lines.problemAt(s.line, unshared(v))
		return
	}
	b.file(shared.Value, v.Batch)
}

// unshared says that what a batch shares is not there.
func unshared(s *shareLine) string {
	return fmt.Sprintf("no line has the %s %s that batch %q shares", s.Kind, s.ID, s.Batch)
}

// owner returns the batch that a record of a kind that comes in parts names, or that of the file.
func (b *bundler) owner(value any) graph.BatchKey {
	var named graph.BatchKey
	switch v := value.(type) {
	case *graph.Entity:
		named = v.Batch
	case *graph.Source:
		named = v.Batch
	case *graph.Mention:
		named = v.Batch
	case *graph.Claim:
		named = v.Batch
	case *graph.SameAs:
		named = v.Batch
	case *graph.Verdict:
		named = v.Batch
	}
	return cmp.Or(named, b.batch)
}

// bundles returns what was read, by batch, and everything that was wrong.
func (b *bundler) bundles() ([]graph.Bundle, []extract.Problem) {
	for _, s := range b.shares {
		b.share(s)
	}
	return b.sorted(b.lines.sum()), b.lines.sorted()
}

// sorted returns the bundles by the keys of their batches, which get the digest of the file where they have none of their own.
func (b *bundler) sorted(digest string) []graph.Bundle {
	var out []graph.Bundle
	for _, k := range slices.Sorted(maps.Keys(b.held)) {
		bundle := b.held[k]
		if bundle.Batch.Key == "" {
			bundle.Batch = graph.Batch{ID: k.ID(digest), Key: k, Digest: digest}
		}
		out = append(out, *bundle)
	}
	return out
}

// A shareLine is a line that says that a batch defines a record too.
type shareLine struct{ graph.Share }

// Check returns what is wrong with the line by itself.
func (s *shareLine) Check() []error {
	var faults []error
	if s.Batch == "" {
		faults = append(faults, fmt.Errorf("a share needs a batch"))
	}
	switch s.Kind {
	case graph.TermRecord, graph.EntityRecord, graph.SourceRecord, graph.MentionRecord, graph.SameAsRecord, graph.VerdictRecord:
	default:
		faults = append(faults, fmt.Errorf("a %q is not shared", s.Kind))
	}
	if _, err := uuid.Parse(s.ID); err != nil || len(s.ID) != 36 {
		faults = append(faults, fmt.Errorf("record %q is no id", s.ID))
	}
	return faults
}

// A transactionLine is a line of a history that says when, by whom and why.
type transactionLine struct{ graph.Transaction }

// Check returns what is wrong with the line by itself.
func (t *transactionLine) Check() []error {
	var faults []error
	if t.Tx == 0 {
		faults = append(faults, fmt.Errorf("transactions count from 1"))
	}
	if t.Time.IsZero() {
		faults = append(faults, fmt.Errorf("a transaction needs its time"))
	}
	return faults
}
