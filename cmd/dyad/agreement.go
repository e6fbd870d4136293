package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"dyad/extract"
	"dyad/extract/agreement"
	"dyad/graph"

	"github.com/spf13/cobra"
)

func newAgreement() *cobra.Command {
	var c comparing
	cmd := &cobra.Command{
		Use:   "agreement A B",
		Short: "Measure how far two annotations of the same texts agree",
		Long: `agreement reads two codings, each an annotation file or a folder of them, matches their claims source by
source, and prints how many are matched and how far the matched ones agree, field by field: per cent and
Krippendorff's alpha. Sources pair by the digest of their texts, else by key. docs/agreement.md says how.

Each side is read by itself, on top of the built-in vocabulary and registry. Where the two gave one
entity different keys, --align names a file that says so:

  align:
    - {a: gunmen, b: attackers}
    - {a: first-raid, b: dawn-raid, source: ferry}

With --in, a third coding is asked how many of the facts it has that A and B both list.`,
		Example: `  dyad agreement reed marlow
  dyad agreement reed marlow --align same.yaml --list
  dyad agreement reed marlow --in corpus --align-in corpus-same.yaml -o json`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.talk = cmd.ErrOrStderr()
			return c.run(cmd.OutOrStdout(), args[0], args[1])
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.align, "align", "", "file that says which keys of A and B mean the same")
	f.StringSliceVar(&c.with, "with", nil, "registries and vocabularies that both build on, beside the built-in ones")
	f.StringVar(&c.third, "in", "", "third coding, file or folder: how many of the facts of both does it have?")
	f.StringVar(&c.alignIn, "align-in", "", "file that says which keys of A and of the third coding (c) mean the same")
	f.BoolVar(&c.list, "list", false, "list the matched claims that differ, and those that only one has")
	f.StringVarP(&c.output, "output", "o", "markdown", "markdown or json")
	complete(cmd, "output", "markdown", "json")
	return cmd
}

// comparing is what the command is told.
type comparing struct {
	align, third, alignIn, output string

	with []string
	list bool
	talk io.Writer
}

// run compares two codings and prints the report.
func (c *comparing) run(out io.Writer, a, b string) error {
	if c.output != "markdown" && c.output != "json" {
		return usageError{fmt.Errorf("-o takes markdown or json, not %q", c.output)}
	}
	if c.alignIn != "" && c.third == "" {
		return usageError{errors.New("--align-in is about a third coding: name it with --in")}
	}
	base, err := c.base()
	if err != nil {
		return err
	}
	left, right, err := c.both(a, b, base)
	if err != nil {
		return err
	}
	same, err := c.alignment(c.align, "a", "b", left, right)
	if err != nil {
		return err
	}
	v := graph.NewVocabulary(base.Terms)
	r := agreement.Compare(left, right, same, v)
	if len(r.Sources) == 0 {
		return &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf("%s and %s have no source in common", a, b)}
	}
	if c.third != "" {
		if r.Recall, err = c.recall(left, right, same, base, v); err != nil {
			return err
		}
	}
	return c.print(out, r)
}

// recall asks the third coding.
func (c *comparing) recall(a, b *agreement.Coding, same []extract.Same, base extract.Base, v *graph.Vocabulary) (*agreement.Recall, error) {
	third, err := c.coding(c.third, base)
	if err != nil {
		return nil, err
	}
	sameInC, err := c.alignment(c.alignIn, "a", "c", a, third)
	if err != nil {
		return nil, err
	}
	return agreement.Recalled(a, b, third, same, sameInC, v), nil
}

// print writes the report in the chosen form.
func (c *comparing) print(out io.Writer, r *agreement.Report) error {
	if c.output == "markdown" {
		return r.Markdown(out, c.list)
	}
	if !c.list {
		r = r.WithoutLists()
	}
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}
