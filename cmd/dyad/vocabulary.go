package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"dyad/graph"

	"github.com/spf13/cobra"
)

func newVocabulary() *cobra.Command {
	return &cobra.Command{
		Use:   "vocabulary [TERM]",
		Short: "List the built-in vocabulary, or explain a term",
		Example: `  dyad vocabulary
  dyad vocabulary shelters`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completeTerms,
		RunE: func(cmd *cobra.Command, args []string) error {
			bundles, err := readCorpus()
			if err != nil {
				return err
			}
			v := graph.NewVocabulary(baseOf(bundles).Terms)
			if len(args) == 0 {
				return listTerms(cmd.OutOrStdout(), v)
			}
			return explain(cmd.OutOrStdout(), v, graph.TermKey(args[0]))
		},
	}
}

// completeTerms offers the terms of the built-in vocabulary to the shell.
func completeTerms(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	bundles, err := readCorpus()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var terms []string
	for _, t := range baseOf(bundles).Terms {
		terms = append(terms, string(t.Key))
	}
	return terms, cobra.ShellCompDirectiveNoFileComp
}

// listTerms prints a line for every term.
func listTerms(w io.Writer, v *graph.Vocabulary) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for term := range v.All() {
		fmt.Fprintf(t, "%s\t%s\t%s\n", term.Kind, term.Key, strings.Join(traits(term), ", "))
	}
	return t.Flush()
}

// traits words what sets a term apart.
func traits(t *graph.Term) []string {
	var out []string
	if t.Kind == graph.RelationTerm {
		out = append(out, "sign "+string(t.SignOf()))
	}
	if t.Weight != nil {
		out = append(out, fmt.Sprintf("weight %g", *t.Weight))
	}
	if t.Symmetric {
		out = append(out, "symmetric")
	}
	if t.Unary {
		out = append(out, "of one event")
	}
	if t.Broader != "" {
		out = append(out, "a way of "+string(t.Broader))
	}
	if t.Exclusive {
		out = append(out, "one holder at a time")
	}
	if t.Class != "" {
		out = append(out, string(t.Class))
	}
	if t.Holds != "" {
		out = append(out, "holds "+string(t.Holds))
	}
	return out
}

// explain prints everything about the terms with that key; there may be one of several kinds.
func explain(w io.Writer, v *graph.Vocabulary, key graph.TermKey) error {
	found := false
	for _, kind := range graph.TermKinds() {
		if t := v.Term(kind, key); t != nil {
			found = true
			explainTerm(w, t)
		}
	}
	if found {
		return nil
	}
	near := graph.Nearest(string(key), func(yield func(string) bool) {
		for t := range v.All() {
			if !yield(string(t.Key)) {
				return
			}
		}
	}, 3)
	return &graph.Error{On: string(key), Fault: graph.NotFound, Err: errors.New("no such term"), Candidates: near}
}

func explainTerm(w io.Writer, t *graph.Term) {
	fmt.Fprintf(w, "%s (%s)\n", t.Key, t.Kind)
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(w, "  %-14s %s\n", name, text)
		}
	}
	line("reads", t.Label)
	line("backwards", t.Inverse)
	line("is", strings.Join(traits(t), ", "))
	line("means", t.Definition)
	line("is not", t.Not)
	line("example", t.Example)
	line("confused with", joined(t.ConfusedWith))
	line("from", joined(t.From))
	line("to", joined(t.To))
	line("filled by", joined(t.Allowed))
	line("cues", joined(t.Cues))
	for _, in := range t.Incompatible {
		line("excludes", fmt.Sprintf("%s %s, if itself %s", in.Other, in.With, in.Polarity))
	}
	for _, m := range t.Mappings {
		verified := "not verified"
		if m.Verified {
			verified = "verified"
		}
		line("in "+m.Scheme, fmt.Sprintf("%s (%s) %s", m.Value, verified, m.Note))
	}
}

// joined writes keys or cues in a row.
func joined[T ~string](list []T) string {
	var all []string
	for _, w := range list {
		all = append(all, string(w))
	}
	return strings.Join(all, ", ")
}
