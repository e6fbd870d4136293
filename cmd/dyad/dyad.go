package main

import (
	"context"
	"fmt"

	"dyad/graph"

	"github.com/spf13/cobra"
)

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
				for i, name := range []string{"a", "b"} {
					key, err := keyOf(cmd.Context(), a, args[i], sel.view)
					if err != nil {
						return err
					}
					vars[name] = key
				}
				var got struct{ Dyad dyad }
				if err := put(cmd.Context(), a, question("dyad", "edge", "said", "held"), vars, &got); err != nil {
					return err
				}
				got.Dyad.write(cmd.OutOrStdout())
				return nil
			})
		},
	}
	at.flags(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	return cmd
}

// keyOf returns the key of the entity that ref names under a view: by its key or id, else by its name, like [shower.show].
func keyOf(ctx context.Context, a asker, ref string, view map[string]any) (string, error) {
	const query = `query ($by: EntityBy!, $view: View) { entity(by: $by, view: $view) { key } }`
	ask := func(by string) (string, error) {
		var got struct{ Entity *named }
		err := put(ctx, a, query, map[string]any{"by": map[string]any{by: ref}, "view": view}, &got)
		if err != nil || got.Entity == nil {
			return "", err
		}
		return got.Entity.Key, nil
	}
	if _, err := graph.ParseID[graph.Entity](ref); err == nil {
		key, err := ask("id")
		if err == nil && key == "" {
			err = &graph.Error{On: ref, Fault: graph.NotFound, Err: fmt.Errorf("no entity has this id")}
		}
		return key, err
	}
	if graph.ValidKey(ref) {
		if key, err := ask("key"); key != "" || err != nil {
			return key, err
		}
	}
	return ask("name")
}
