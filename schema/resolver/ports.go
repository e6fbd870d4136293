package resolver

import (
	"context"
	"time"

	"dyad/extract"
	"dyad/extract/agreement"
	"dyad/graph"
)

// Records are the full records behind the index: what it leaves out because no answer about the graph's shape depends on it.
type Records interface {
	// Claims returns the claims as they stood when asOf had been committed, in the order of ids, nil where there was none.
	Claims(ctx context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error)
	// History returns every version of a claim, the oldest first; none if there never was such a claim.
	History(ctx context.Context, id graph.ClaimID) ([]graph.Version[graph.Claim], error)
}

// Mentions are the spans that name entities, as they stood when asOf had been committed.
type Mentions interface {
	// MentionsIn returns those in a source.
	MentionsIn(ctx context.Context, key graph.SourceKey, asOf graph.Tx) ([]*graph.Mention, error)
	// MentionsOf returns those of an entity under that very key, in all sources.
	MentionsOf(ctx context.Context, key graph.EntityKey, asOf graph.Tx) ([]*graph.Mention, error)
}

// A Journal knows what was committed and when.
type Journal interface {
	// AsOf returns the last transaction committed at or before t; 0 if there is none.
	AsOf(ctx context.Context, t time.Time) (graph.Tx, error)
	// Since returns the transactions after one, in their order; after 0, all.
	Since(ctx context.Context, tx graph.Tx) ([]graph.Transaction, error)
}

// Texts are the texts of sources that are at hand.
type Texts interface {
	// Words returns what a part of the source's text covers, and whether that is what the part's digest says. ok is false
	// where the text is not at hand or has no such part.
	Words(src *graph.Source, p graph.Part) (words string, verified, ok bool)
	// Length returns how many code points the source's text has. ok is false where the text is not at hand.
	Length(src *graph.Source) (codepoints int, ok bool)
	// Context returns up to n code points on either side of a part. ok is false where Words' is.
	Context(src *graph.Source, p graph.Part, n int) (before, after string, ok bool)
}

// Annotations judges files, on top of what is recorded.
type Annotations interface {
	// Check reads a file as [Curation.Load] would, and loads nothing. texts are what it is held against; nil: those that are at hand.
	Check(ctx context.Context, file graph.Upload, texts *extract.Texts) (Checked, error)
	// Compare reads two codings, each by itself on top of what is recorded and of what comes with them, and compares them. Nothing is loaded.
	Compare(ctx context.Context, coders Coders) (Compared, error)
}

// Coders are the files of two coders.
type Coders struct {
	A, B  []extract.File
	With  []extract.File // what both build on
	Align *extract.File  // nil: keys mean what they say
}

// Compared is what became of comparing two codings.
type Compared struct {
	OfBoth, OfA, OfB, OfAlign []extract.Problem
	Report                    *agreement.Report // nil if something could not be read
}

// Checked is what became of checking a file.
type Checked struct {
	Bundles  []graph.Bundle // what was read, as far as it could be
	Verified int            // of the sources: those whose very text is at hand
	Places   map[graph.ClaimID]extract.ClaimPlace
	Problems []extract.Problem // what stands in the way in the data names no file
}

// noTexts has none.
type noTexts struct{}

func (noTexts) Words(*graph.Source, graph.Part) (words string, verified, ok bool) {
	return "", false, false
}

func (noTexts) Length(*graph.Source) (codepoints int, ok bool) { return 0, false }

func (noTexts) Context(*graph.Source, graph.Part, int) (before, after string, ok bool) {
	return "", "", false
}

// loaded reports whether the text that a source was annotated from is at hand: whether its first character is.
func (r *Root) loaded(src *graph.Source) bool {
	_, _, ok := r.c.Texts.Words(src, graph.Part{Start: 0, End: 1})
	return ok
}
