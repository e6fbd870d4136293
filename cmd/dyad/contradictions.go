package main

import (
	"fmt"
	"io"
	"strings"

	"dyad/graph"
	"dyad/internal/conditions"

	"github.com/spf13/cobra"
)

func newContradictions() *cobra.Command {
	var at where
	var view viewFlags
	var rules, involving []string
	cmd := &cobra.Command{
		Use:   "contradictions",
		Short: "List the claims that can't all be taken at face value, side by side",
		Long: `contradictions prints what the rules find between claims, each with its sides. The rules name no actor;
docs/contradictions.md explains each. A change over time is no contradiction, nor is
hostility beside cooperation.`,
		Example: `  dyad contradictions
  dyad contradictions --rule polarity,date --involving taliban`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := known("--rule", rules, graph.Rules()); err != nil {
				return err
			}
			return at.asking(cmd, &view, nil, func(a asker, sel selected) error {
				keys, err := keysOf(cmd.Context(), a, involving, sel.view)
				if err != nil {
					return err
				}
				filter := map[string]any{}
				set(filter, "rules", conditions.Upper(rules))
				set(filter, "involving", keys)
				return listContradictions(cmd, a, map[string]any{"filter": filter, "view": sel.view})
			})
		},
	}
	at.flagsWithTexts(cmd)
	view.flags(cmd)
	cmd.Flags().StringSliceVar(&rules, "rule", nil, "only these: "+list(graph.Rules()))
	cmd.Flags().StringSliceVar(&involving, "involving", nil, "only with claims about these entities: keys, ids or names")
	complete(cmd, "rule", conditions.Words(graph.Rules())...)
	return cmd
}

// listContradictions prints all that there are, page by page.
func listContradictions(cmd *cobra.Command, a asker, vars map[string]any) error {
	for first := true; ; first = false {
		var got struct{ Contradictions contradictionPage }
		if err := put(cmd.Context(), a, question("contradictions", "said"), vars, &got); err != nil {
			return err
		}
		if first {
			fmt.Fprintln(cmd.ErrOrStderr(), count(got.Contradictions.TotalCount, "contradiction"))
		}
		got.Contradictions.write(cmd.OutOrStdout())
		if !got.Contradictions.PageInfo.HasNextPage {
			return nil
		}
		vars["after"] = got.Contradictions.PageInfo.EndCursor
	}
}

type contradictionPage struct {
	TotalCount int
	PageInfo   page
	Nodes      []struct {
		ID, Rule, Overlap, Between string
		BasedOnInference           bool
		ReconciledBy               []said
		Verdict                    *struct{ Finding, Reason, Annotator string }
		Sides                      []struct {
			Says   string
			Claims []said
		}
	}
}

// write prints the contradictions of a page.
func (p *contradictionPage) write(w io.Writer) {
	for _, c := range p.Nodes {
		facts := []string{strings.ToLower(c.Rule), "between " + strings.ToLower(c.Between), "overlap " + strings.ToLower(c.Overlap)}
		if c.BasedOnInference {
			facts = append(facts, "rests on an inferred date")
		}
		fmt.Fprintln(w, strings.Join(append(facts, c.ID), " · "))
		for _, side := range c.Sides {
			fmt.Fprintf(w, "  %s\n", side.Says)
			for i := range side.Claims {
				fmt.Fprintf(w, "    %s\n", side.Claims[i].sentence())
				side.Claims[i].write(w, "      ", true)
			}
		}
		for i := range c.ReconciledBy {
			fmt.Fprintln(w, "  the source explains it:")
			c.ReconciledBy[i].write(w, "    ", true)
		}
		if c.Verdict != nil {
			fmt.Fprintf(w, "  judged %s by %s: %s\n", strings.ToLower(c.Verdict.Finding), c.Verdict.Annotator, c.Verdict.Reason)
		}
		fmt.Fprintln(w)
	}
}
