package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func newPath() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var maxLength, number int
	var direction string
	cmd := &cobra.Command{
		Use:   "path A B",
		Short: "Show the shortest paths between two entities, with the weakest hop of each",
		Long: `path prints the shortest ways from A to B, each hop with a claim that stands for it. A path is as good
as its weakest hop, which is marked: the lowest of corroborated, stated, contested, alleged, then the
fewest independent origins.

Paths run through relationships that are affirmed, and through actors. A and B are keys, ids or names.`,
		Example: `  dyad path pakistan iskp
  dyad path taliban pakistan --max-length 2 --status stated,corroborated`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			err := errors.Join(between("--number", number, 1, 100), between("--max-length", maxLength, 1, 8),
				known("--direction", []string{direction}, []string{"out", "in", "any"}))
			if err != nil {
				return err
			}
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				ends, err := keysOf(cmd.Context(), a, args, sel.view)
				if err != nil {
					return err
				}
				var got struct{ Paths pathPage }
				err = put(cmd.Context(), a, question("paths", "edge", "said"), map[string]any{
					"from": ends[0], "to": ends[1], "maxLength": maxLength, "first": number,
					"direction": strings.ToUpper(direction), "filter": sel.filter, "view": sel.view,
				}, &got)
				if err != nil {
					return err
				}
				got.Paths.write(cmd.OutOrStdout())
				if len(got.Paths.Nodes) == 0 {
					fmt.Fprintf(cmd.ErrOrStderr(), "no path of at most %s from %s to %s\n", count(maxLength, "hop"), args[0], args[1])
				}
				return nil
			})
		},
	}
	at.flagsWithTexts(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	cmd.Flags().IntVar(&maxLength, "max-length", 4, "most hops of a path")
	cmd.Flags().IntVarP(&number, "number", "n", 5, "most paths to show")
	cmd.Flags().StringVar(&direction, "direction", "any", "which way relationships are walked: out, in, any")
	return cmd
}

type pathPage struct {
	PageInfo page
	Nodes    []struct {
		Length   int
		Entities []named
		Hops     []struct {
			Weakest, Forward bool
			Relationship     edge
			Claim            *said
		}
	}
}

// write prints the paths, the shortest first.
func (p *pathPage) write(w io.Writer) {
	for i, path := range p.Nodes {
		var names []string
		for _, e := range path.Entities {
			names = append(names, e.Name)
		}
		fmt.Fprintf(w, "%d. %s (%s)\n", i+1, strings.Join(names, " — "), count(path.Length, "hop"))
		for _, h := range path.Hops {
			mark := ""
			if h.Weakest && path.Length > 1 {
				mark = "  ← weakest hop"
			}
			fmt.Fprintf(w, "   %s · %s%s\n", h.Relationship.reading(), h.Relationship.Status, mark)
			if h.Claim != nil {
				h.Claim.write(w, "     ", false)
			}
		}
		fmt.Fprintln(w)
	}
	if p.PageInfo.HasNextPage {
		fmt.Fprintln(w, "There are more: ask for them with --number.")
	}
}

// between refuses a number outside its range.
func between(flag string, n, low, high int) error {
	if n < low || n > high {
		return usageError{fmt.Errorf("%s takes a number from %d to %d, not %d", flag, low, high, n)}
	}
	return nil
}
