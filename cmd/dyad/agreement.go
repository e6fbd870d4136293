package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

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

// both reads the two codings, and reports what is wrong with either.
func (c *comparing) both(a, b string, base extract.Base) (left, right *agreement.Coding, err error) {
	left, errA := c.coding(a, base)
	right, errB := c.coding(b, base)
	for _, err := range []error{errA, errB} {
		if err != nil && !errors.Is(err, errReported) {
			return nil, nil, err
		}
	}
	return left, right, cmp.Or(errA, errB)
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

// base returns the built-in vocabulary and registry with what --with names beside or in place of them. Annotations are no basis:
// a coder's are read alone.
func (c *comparing) base() (extract.Base, error) {
	corpus, err := readCorpus()
	if err != nil {
		return extract.Base{}, err
	}
	basis := slices.DeleteFunc(corpus, func(b graph.Bundle) bool { return len(b.Sources) > 0 })
	files, problems, err := annotationFiles(c.with)
	if err != nil {
		return extract.Base{}, err
	}
	further, found := extract.Read(files, baseOf(basis), nil)
	if err := c.refuse(slices.Concat(problems, found)); err != nil {
		return extract.Base{}, err
	}
	replaced := map[graph.BatchKey]bool{}
	for _, b := range further {
		if len(b.Sources) > 0 {
			return extract.Base{}, usageError{fmt.Errorf("--with takes registries and vocabularies; %s annotates a source", b.Batch.Key)}
		}
		replaced[b.Batch.Key] = true
	}
	basis = slices.DeleteFunc(basis, func(b graph.Bundle) bool { return replaced[b.Batch.Key] })
	base := baseOf(slices.Concat(basis, further))
	base.HasClaim = nil // what else a coder has, nobody can tell here
	return base, nil
}

// coding reads what one coder made.
func (c *comparing) coding(path string, base extract.Base) (*agreement.Coding, error) {
	files, problems, err := annotationFiles([]string{path})
	if err != nil {
		return nil, err
	}
	bundles, places, found := extract.ReadPlaced(files, base, nil)
	if err := c.refuse(slices.Concat(problems, found)); err != nil {
		return nil, err
	}
	for _, b := range bundles {
		if len(b.Terms) > 0 {
			return nil, usageError{fmt.Errorf("%s brings a vocabulary, %s, which both sides have to know: name its file with --with", path, b.Batch.Key)}
		}
	}
	return &agreement.Coding{Bundles: bundles, Places: places}, nil
}

// alignment reads which keys of two codings mean the same, and warns of those that no file of its side knows.
func (c *comparing) alignment(name, left, right string, a, b *agreement.Coding) ([]extract.Same, error) {
	if name == "" {
		return nil, nil
	}
	data, err := readAtMost(name, extract.MaxFile)
	if tooLarge := (*sizeError)(nil); errors.As(err, &tooLarge) {
		err = &graph.Error{On: name, Fault: graph.BadInput, Err: tooLarge}
	}
	if err != nil {
		return nil, err
	}
	same, problems := extract.ReadAlignment(extract.File{Name: name, Data: data}, left, right)
	if err := c.refuse(problems); err != nil {
		return nil, err
	}
	for _, s := range same {
		c.warnUnknown(name, s.Line, left, s.Left, a)
		c.warnUnknown(name, s.Line, right, s.Right, b)
	}
	return same, nil
}

// warnUnknown warns of a key that its side does not name.
func (c *comparing) warnUnknown(name string, line int, side string, key graph.EntityKey, coding *agreement.Coding) {
	if !coding.Names(key) {
		fmt.Fprintf(c.talk, "%s:%d: warning: nothing on side %s names %q: mind the spelling, and which side it is of\n", name, line, side, key)
	}
}

// refuse reports problems, and ends the command if they are more than warnings.
func (c *comparing) refuse(problems []extract.Problem) error {
	report(c.talk, problems)
	if !extract.Usable(problems) {
		return errReported
	}
	return nil
}
