package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"dyad/graph"

	"github.com/spf13/cobra"
)

// A citing is the flags of the command.
type citing struct {
	at               where
	format, accessed string
}

// citationFormats are the formats of citations, as the command calls them and as the API does.
var citationFormats = []string{"plain", "bibtex", "csl-json"}

func newCite() *cobra.Command {
	var c citing
	cmd := &cobra.Command{
		Use:   "cite CLAIM...",
		Short: "Cite claims: who says it, where, and how to check that",
		Long: `cite prints a citation of each claim: the voices, the source and the place in its text, who coded it by which
codebook, the id and the revision of the claim, and digests of it and of the words that it rests on, by which a reader can check
both. It has no word of the text, and does not say what the claim says. CLAIM is an id: 'dyad show --ids' prints them. To cite
many, 'dyad export' has the formats bibtex and csl. docs/citing.md tells how to check a citation.`,
		Example: `  dyad cite 037b3977-4584-5ac5-aa00-22cf83e31588
  dyad cite 037b3977-4584-5ac5-aa00-22cf83e31588 --format bibtex --accessed 2026-11-26 >> sources.bib`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args) },
	}
	c.at.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.format, "format", citationFormats[0], "one of "+strings.Join(citationFormats, ", "))
	f.StringVar(&c.accessed, "accessed", "", "the day on which you looked at it, such as 2026-11-26; today in UTC without it")
	complete(cmd, "format", citationFormats...)
	return cmd
}

func (c *citing) run(cmd *cobra.Command, ids []string) error {
	if err := c.check(ids); err != nil {
		return err
	}
	a, err := c.at.open(cmd)
	if err != nil {
		return err
	}
	var citations []string
	for _, id := range ids {
		var text string
		if text, err = c.cite(cmd, a, id); err != nil {
			break
		}
		citations = append(citations, text)
	}
	if err = errors.Join(err, a.close()); err != nil {
		return err
	}
	return printCitations(cmd.OutOrStdout(), c.format, citations)
}

// check refuses what can't be asked.
func (c *citing) check(ids []string) error {
	if err := known("--format", []string{c.format}, citationFormats); err != nil {
		return err
	}
	if _, err := time.Parse(time.DateOnly, c.accessed); c.accessed != "" && err != nil {
		return usageError{fmt.Errorf("--accessed takes a day such as 2026-11-26, not %q", c.accessed)}
	}
	for _, id := range ids {
		if _, err := graph.ParseID[graph.Claim](id); err != nil {
			return usageError{fmt.Errorf("CLAIM is the id of a claim, such as 037b3977-4584-5ac5-aa00-22cf83e31588, not %q: 'dyad show KEY --ids' prints them", id)}
		}
	}
	return nil
}

// cite asks for one citation.
func (c *citing) cite(cmd *cobra.Command, a asker, id string) (string, error) {
	vars := map[string]any{"id": id, "format": strings.ToUpper(strings.ReplaceAll(c.format, "-", "_")), "accessed": nil}
	if c.accessed != "" {
		vars["accessed"] = c.accessed
	}
	var got struct{ Claim *struct{ Citation string } }
	if err := put(cmd.Context(), a, question("cite"), vars, &got); err != nil {
		return "", err
	}
	if got.Claim == nil {
		return "", &graph.Error{On: "claim " + id, Fault: graph.NotFound, Err: errors.New("there is no such claim")}
	}
	return got.Claim.Citation, nil
}

// printCitations prints citations as a file of the format has them: CSL-JSON is an array.
func printCitations(w io.Writer, format string, citations []string) error {
	text := strings.Join(citations, "\n")
	switch strings.ToLower(format) {
	case "csl-json":
		text = "[\n" + strings.Join(citations, ",\n") + "\n]\n"
	case "plain":
		text += "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
