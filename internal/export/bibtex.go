package export

import (
	"bufio"
	"context"
	"io"
)

var bibtexFormat = Format{
	Name: "bibtex", Extension: "bib", MediaType: "application/x-bibtex; charset=utf-8", Write: BibTeX,
	About: "a citation of each claim, for BibTeX and biblatex",
	Lacks: append(uncited(), Coders, SourceDetails),
	Notes: []string{
		"of who coded a claim, the codebook; of sources beyond title, publisher, author, date and genre, address, language and the digest of the text",
		"no day of access: add it as urldate",
		"line breaks and control characters become spaces",
	},
}

// bibtexHead is a comment: some readers fail on an empty file.
const bibtexHead = "% A citation of each claim, by dyad.\n"

// BibTeX writes an entry for each claim, in the order of ids, each behind an empty line: see [cite.Citation.BibTeX].
func BibTeX(ctx context.Context, w io.Writer, s *Selection) error {
	out := bufio.NewWriter(w)
	if _, err := out.WriteString(bibtexHead); err != nil {
		return err
	}
	for c, err := range s.citations(ctx) {
		if err != nil {
			return err
		}
		if _, err := out.WriteString("\n" + c.BibTeX()); err != nil {
			return err
		}
	}
	return out.Flush()
}
