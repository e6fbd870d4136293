package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dyad/graph"
	"dyad/internal/conditions"
)

func newDiff() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var number int
	cmd := &cobra.Command{
		Use:   "diff FROM TO",
		Short: "Show what became of the graph between two moments of the data",
		Long: `diff prints the relationships that loads, corrections and retractions brought or took away between two
moments, and those whose status or sign they changed. A moment is a day (its end, in UTC) or a time.
What is true of the world at two times is asked with --valid-at.`,
		Example: `  dyad diff 2026-03-01 2026-03-08
  dyad diff 2026-03-01T12:00:00Z 2026-03-08 --type shelters`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			vars := map[string]any{"first": number}
			for i, name := range []string{"from", "to"} {
				moment, err := conditions.Moment(args[i])
				if err != nil || moment["time"] == nil {
					return usageError{fmt.Errorf("a day such as 2026-03-01 or a time such as 2026-03-01T12:00:00Z is needed, not %q", args[i])}
				}
				vars[name] = moment["time"]
			}
			return compareGraphs(cmd, &at, &view, &filter, "diff", vars)
		},
	}
	at.flags(cmd)
	view.flags(cmd, "as-of") // FROM and TO say of when
	filter.flags(cmd)
	cmd.Flags().IntVarP(&number, "number", "n", 50, "most relationships to show of each sort")
	return cmd
}

// errNothingLeftOut is a sensitivity that leaves nothing out.
var errNothingLeftOut = errors.New("name what is left out: sources, voices with --of, or modalities with --of-modality")

func newSensitivity() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var number int
	var voices, modality []string
	cmd := &cobra.Command{
		Use:   "sensitivity [SOURCE]...",
		Short: "Show what rests on some sources, voices or modalities alone",
		Long: `sensitivity prints the relationships that would go if sources (keys or ids), what some voices say, or what
is claimed no further than so (alleged, planned, …), were left out, and those whose status or sign would be another.`,
		Example: `  dyad sensitivity taliban-iskp-nexus
  dyad sensitivity --of asfandyar-mir --type shelters
  dyad sensitivity --of-modality alleged`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args)+len(voices)+len(modality) == 0 {
				return usageError{errNothingLeftOut}
			}
			if err := known("--of-modality", modality, graph.Modalities()); err != nil {
				return err
			}
			without := map[string]any{}
			set(without, "sources", args)
			set(without, "voices", conditions.Voices(voices))
			set(without, "modality", conditions.Upper(modality))
			return compareGraphs(cmd, &at, &view, &filter, "sensitivity", map[string]any{"first": number, "without": without})
		},
	}
	at.flags(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	cmd.Flags().StringSliceVar(&voices, "of", nil, "leave out what these voices say: keys, ids or names of entities, SELF for sources themselves, or label:TEXT")
	cmd.Flags().StringSliceVar(&modality, "of-modality", nil, "leave these out: "+list(graph.Modalities()))
	complete(cmd, "of-modality", conditions.Words(graph.Modalities())...)
	cmd.Flags().IntVarP(&number, "number", "n", 50, "most relationships to show of each sort")
	return cmd
}

// compareGraphs asks for two graphs side by side and prints what differs.
func compareGraphs(cmd *cobra.Command, at *where, view *viewFlags, filter *filterFlags, asked string, vars map[string]any) error {
	if err := between("--number", vars["first"].(int), 1, 500); err != nil {
		return err
	}
	return at.asking(cmd, view, filter, func(a asker, sel selected) error {
		vars["filter"], vars["view"] = sel.filter, sel.view
		var got struct{ Graphs graphs }
		if err := put(cmd.Context(), a, question(asked, "graphs", "edge"), vars, &got); err != nil {
			return err
		}
		got.Graphs.write(cmd.OutOrStdout())
		fmt.Fprintf(cmd.ErrOrStderr(), "%s the same\n", count(got.Graphs.Unchanged, "relationship"))
		return nil
	})
}

// graphs are two graphs side by side.
type graphs struct {
	Gained, Lost edgePage
	Changed      struct {
		TotalCount int
		Nodes      []struct{ Before, After edge }
	}
	Unchanged int
}

func (g *graphs) write(w io.Writer) {
	g.Lost.write(w, "lost")
	g.Gained.write(w, "gained")
	heading(w, "changed", g.Changed.TotalCount)
	for i := range g.Changed.Nodes {
		n := &g.Changed.Nodes[i]
		fmt.Fprintf(w, "  %s\n    before: %s\n    after:  %s\n", n.After.reading(), strings.Join(n.Before.standing(), " · "), strings.Join(n.After.standing(), " · "))
	}
	more(w, "  ", "relationship", g.Changed.TotalCount, len(g.Changed.Nodes))
}
