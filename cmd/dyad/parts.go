package main

import (
	"errors"
	"fmt"
	"strings"

	"dyad/graph/measure"

	"github.com/spf13/cobra"
)

func newCommunities() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var number, seed int
	var resolution float64
	cmd := &cobra.Command{
		Use:   "communities",
		Short: "Find groups of actors with many relationships among them",
		Long: `communities prints groups with more relationships among them than chance would put there, the
largest first. Who fight each other are tied too: --sign positive leaves that out. Try several
seeds: what stays together is a finding. docs/analytics.md has the definitions.`,
		Example: `  dyad communities --sign positive
  dyad communities --seed 2 --resolution 1.5`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := between("--number", number, 1, 100); err != nil {
				return err
			}
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				return listParts(cmd, a, "communities", "community", map[string]any{
					"seed": seed, "resolution": resolution, "first": number, "filter": sel.filter, "view": sel.view,
				})
			})
		},
	}
	at.flags(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	cmd.Flags().IntVarP(&number, "number", "n", 20, "most communities to show")
	cmd.Flags().IntVar(&seed, "seed", measure.DefaultSeed, "in which order entities are looked at")
	cmd.Flags().Float64Var(&resolution, "resolution", measure.DefaultResolution, "more finds smaller communities, less finds larger ones: 0.01 to 100")
	return cmd
}

func newComponents() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var number int
	var kind string
	cmd := &cobra.Command{
		Use:   "components",
		Short: "Tell which actors hang together at all",
		Long: `components prints the groups within which a path of relationships leads from each actor to each
other, the largest first: whichever way relationships point (weak), or along them (strong).`,
		Example: `  dyad components
  dyad components --kind strong --type attacks`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := errors.Join(known("--kind", []string{kind}, []string{"weak", "strong"}), between("--number", number, 1, 100)); err != nil {
				return err
			}
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				return listParts(cmd, a, "components", "component", map[string]any{
					"kind": strings.ToUpper(kind), "first": number, "filter": sel.filter, "view": sel.view,
				})
			})
		},
	}
	at.flags(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	cmd.Flags().IntVarP(&number, "number", "n", 20, "most components to show")
	cmd.Flags().StringVar(&kind, "kind", "weak", "what hanging together means: weak or strong")
	complete(cmd, "kind", "weak", "strong")
	return cmd
}

// listParts prints communities or components, each with its first hundred members.
func listParts(cmd *cobra.Command, a asker, asked, thing string, vars map[string]any) error {
	var got struct {
		Parts struct {
			TotalCount int
			Modularity *float64
			Net        netSize
			Nodes      []struct {
				Size, InnerRelationships, OuterRelationships int
				Central                                      *named
				Members                                      struct{ Nodes []named }
			}
		}
	}
	if err := put(cmd.Context(), a, question(asked), vars, &got); err != nil {
		return err
	}
	p, w := got.Parts, cmd.OutOrStdout()
	fmt.Fprintf(cmd.ErrOrStderr(), "%s; %s\n", count(p.TotalCount, thing), p.Net)
	if p.Modularity != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "modularity %.3f\n", *p.Modularity)
	}
	for i, n := range p.Nodes {
		fmt.Fprintf(w, "%d. %s · %s inside, %d outside", i+1, count(n.Size, "member"), count(n.InnerRelationships, "relationship"), n.OuterRelationships)
		if n.Central != nil {
			fmt.Fprintf(w, " · around %s", n.Central.Name)
		}
		fmt.Fprintln(w)
		for _, m := range n.Members.Nodes {
			fmt.Fprintf(w, "   %s (%s)\n", m.Name, m.Key)
		}
		more(w, "   ", "member", n.Size, len(n.Members.Nodes))
	}
	more(w, "", thing, p.TotalCount, len(p.Nodes))
	return nil
}
