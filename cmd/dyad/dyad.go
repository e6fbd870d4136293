package main

import "github.com/spf13/cobra"

// dyadName is the name of the command.
const dyadName = "dyad"

func newDyad() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	cmd := &cobra.Command{
		Use:   dyadName + " A B",
		Short: "Show the history of two entities: who says what of them, when, and who stands between or beside them",
		Long: `dyad prints what is said to be between A and B: relationships both ways with their claims, who holds
what, a timeline in which unsure dates stay unsure, what changed, contradictions, who mediates between
the two, and the allies and enemies that they share.

A and B are keys, ids or names. With --rollup, parts count as their wholes (a wing as its movement, and
with state a government as its state), and the answer says who was counted as whom, by which claims.`,
		Example: `  dyad dyad pakistan iskp
  dyad dyad "Islamic State Khorasan Province" pakistan --rollup state
  dyad dyad taliban pakistan --voice SELF --type opposes`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				vars := map[string]any{"view": sel.view, "filter": sel.filter}
				keys, err := keysOf(cmd.Context(), a, args, sel.view)
				if err != nil {
					return err
				}
				vars["a"], vars["b"] = keys[0], keys[1]
				var got struct{ Dyad dyad }
				if err := put(cmd.Context(), a, question("dyad", "edge", "said", "held"), vars, &got); err != nil {
					return err
				}
				got.Dyad.write(cmd.OutOrStdout())
				return nil
			})
		},
	}
	at.flagsWithTexts(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	return cmd
}
