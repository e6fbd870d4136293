package export

import (
	"bufio"
	"context"
	"io"

	"dyad/graph"
)

var cslFormat = Format{
	Name: "csl", Extension: "csl.json", MediaType: "application/vnd.citationstyles.csl+json", Write: CSL,
	About: "a citation of each claim as CSL-JSON, for Zotero, Pandoc, citeproc",
	Lacks: append(uncited(), Coders, SourceDetails),
	Notes: []string{
		"of who coded a claim, the codebook; of sources beyond title, publisher, author, date and genre, the kind, address, language and the digest of the text",
		"no day of access: add it as accessed",
		"line breaks and control characters become spaces",
	},
}

// CSL writes an array of CSL-JSON with an item for each claim, one a line, in the order of ids: see [cite.Item].
func CSL(ctx context.Context, w io.Writer, s *Selection) error {
	out := bufio.NewWriter(w)
	if err := out.WriteByte('['); err != nil {
		return err
	}
	between := "\n"
	for c, err := range s.citations(ctx) {
		if err != nil {
			return err
		}
		item, err := graph.EncodeRecord(c.CSL())
		if err != nil {
			return err
		}
		if _, err := out.WriteString(between + string(item)); err != nil {
			return err
		}
		between = ",\n"
	}
	if _, err := out.WriteString("\n]\n"); err != nil {
		return err
	}
	return out.Flush()
}
