package main

import "github.com/spf13/cobra"

func newTimeline() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var number int
	cmd := &cobra.Command{
		Use:   "timeline [ENTITY]...",
		Short: "Show who says what of which time",
		Long: `timeline prints what is claimed in the order of time: what lies earlier by its first possible day first.
Where the days of two overlap the order says nothing of which came first. What has no date comes last.

With entities (keys, ids or names), only what claims say in which one of them takes part.`,
		Example: `  dyad timeline iskp
  dyad timeline ttp --type ceasefire_with,ends_ceasefire_with`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := between("--number", number, 1, 500); err != nil {
				return err
			}
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				vars := map[string]any{"first": number, "filter": sel.filter, "view": sel.view}
				if len(args) > 0 {
					keys, err := keysOf(cmd.Context(), a, args, sel.view)
					if err != nil {
						return err
					}
					vars["claims"] = map[string]any{"involving": keys}
				}
				var got struct{ Timeline, Undated heldPage }
				if err := put(cmd.Context(), a, question("timeline", "held"), vars, &got); err != nil {
					return err
				}
				got.Timeline.write(cmd.OutOrStdout(), "dated", true)
				got.Undated.write(cmd.OutOrStdout(), "without a date", false)
				return nil
			})
		},
	}
	at.flags(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	cmd.Flags().IntVarP(&number, "number", "n", 50, "most statements to show, with a date and without")
	return cmd
}
