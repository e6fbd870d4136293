package export

import (
	"context"
	"io"
)

var bratFormat = Format{
	Name: "brat", Extension: "ann", MediaType: "text/plain; charset=utf-8", Words: true, Documents: Brat,
	About: "brat standoff: SOURCE.ann and SOURCE.txt for each source whose text is at hand; load --as brat reads it",
	Lacks: []Feature{
		Weights, Supports, Genres, Deniers, Spells, Contradicted, Contradicting, Vocabulary, Identities, Verdicts, Batches, History,
	},
	Notes: []string{
		"sources whose texts are not at hand, or that nothing selected has a place in, are left out, with their claims",
		"entities that no written source mentions or speaks of are left out",
		"voices, times, roles, numbers, outcomes, gists, ids and whole records stand in notes that begin with dyad",
		"a claim stands under the ends that identity resolves to, or into which the view rolls it up",
		"words that go over lines are a part for each line; labels have _ for other characters than letters, digits, _ and -",
	},
}

// Brat writes SOURCE.ann and SOURCE.txt for each source that has selected claims or, if everything is selected, mentions. docs/formats-annotations.md
// has the form line by line. It keeps the claims of sources whose texts are at hand.
func Brat(ctx context.Context, s *Selection, yield func(Document) error) ([]LeftOut, error) {
	return s.eachSource(ctx, s.brat, yield)
}

// brat writes the files of a source.
func (s *Selection) brat(in *annotated, yield func(Document) error) (why string, err error) {
	b := s.newBratFile(in.src, in.claims)
	b.write(in.mentions)
	if b.err != nil {
		return "", b.err
	}
	if b.spans == 0 {
		return nowhere, nil
	}
	err = yield(Document{string(in.src.Key) + ".ann", func(w io.Writer) error {
		_, err := w.Write(b.out.Bytes())
		return err
	}})
	if err != nil {
		return "", err
	}
	return "", yield(Document{string(in.src.Key) + ".txt", func(w io.Writer) error {
		_, err := io.WriteString(w, in.text)
		return err
	}})
}
