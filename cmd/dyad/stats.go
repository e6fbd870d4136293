package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func newStats() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Count entities, sources, claims, relationships and contradictions",
		Example: `  dyad stats
  dyad stats --voice SELF`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				var got struct{ Stats statistics }
				if err := put(cmd.Context(), a, question("stats"), map[string]any{"view": sel.view, "filter": sel.filter}, &got); err != nil {
					return err
				}
				w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
				got.Stats.write(w)
				return w.Flush()
			})
		},
	}
	at.flags(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	return cmd
}

type statistics struct {
	Entities, Sources, Claims, Relationships, Contradictions, UndatedLeftOut int
	EntitiesByType                                                           []typeCount
	RelationshipsByType                                                      []typeCount
	RelationshipsByStatus                                                    []struct {
		Status string
		Count  int
	}
	ContradictionsByRule []struct {
		Rule  string
		Count int
	}
}

type typeCount struct {
	Type  labelled
	Count int
}

func (s *statistics) write(w *tabwriter.Writer) {
	fmt.Fprintf(w, "entities\t%d\n", s.Entities)
	for _, t := range s.EntitiesByType {
		fmt.Fprintf(w, "  %s\t%d\n", t.Type.Label, t.Count)
	}
	fmt.Fprintf(w, "sources\t%d\nclaims\t%d\nrelationships\t%d\n", s.Sources, s.Claims, s.Relationships)
	for _, t := range s.RelationshipsByStatus {
		fmt.Fprintf(w, "  %s\t%d\n", strings.ToLower(t.Status), t.Count)
	}
	if s.UndatedLeftOut > 0 {
		fmt.Fprintf(w, "left out for having no date\t%d\n", s.UndatedLeftOut)
	}
	fmt.Fprintf(w, "contradictions\t%d\n", s.Contradictions)
	for _, t := range s.ContradictionsByRule {
		fmt.Fprintf(w, "  %s\t%d\n", strings.ToLower(t.Rule), t.Count)
	}
}
