package main

import (
	"errors"
	"fmt"
	"maps"

	"dyad/graph"

	"github.com/spf13/cobra"
)

func newBalance() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var before string
	var alleged, claims bool
	var number int
	cmd := &cobra.Command{
		Use:   "balance",
		Short: "Tell how far actors are in balance: a friend's friends friends, a friend's enemies enemies",
		Long: `balance counts the pairs of actors that are on good or on bad terms and the triads among them, finds
how few pairs keep all from falling into two camps, and tells at whom contradictions meet. Mediation
never counts. What is left out is told by its reason. --before prints two balances, of what held
before a date and of what held from then on. docs/balance.md has the definitions, and says what the
figures do not mean.`,
		Example: `  dyad balance --claims
  dyad balance --before 2021-08-15 --rollup state`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			eras, err := erasOf(before, view.validAt())
			if err = errors.Join(err, between("--number", number, 1, 50)); err != nil {
				return err
			}
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				return listEras(cmd, a, eras, sel.view, map[string]any{
					"alleged": alleged, "claims": claims, "first": number, "filter": sel.filter,
				})
			})
		},
	}
	at.flagsWithTexts(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	cmd.Flags().StringVar(&before, "before", "", "before this day, month or year (2021, 2021-08, 2021-08-15), and from then on")
	cmd.Flags().BoolVar(&alleged, "alleged", false, "count what is only alleged too")
	cmd.Flags().BoolVar(&claims, "claims", false, "show the claims behind each triad")
	cmd.Flags().IntVarP(&number, "number", "n", 10, "most triads, pairs, components and actors to show")
	return cmd
}

// An era is a time that a balance is asked of, with its title; both "" for the time of the view.
type era struct{ title, validAt string }

// erasOf divides time at a date: what held before its first day, and what held on that day and later.
func erasOf(before, validAt string) ([]era, error) {
	if before == "" {
		return []era{{}}, nil
	}
	if validAt != "" {
		return nil, usageError{errors.New("give --before or --valid-at, not both: each says of which time")}
	}
	date, err := graph.ParseEDTF(before)
	first := date.Bounds().From
	if err != nil || date.Start() != date.End() || date.Uncertain() || date.Approximate() {
		return nil, usageError{fmt.Errorf("--before takes a day, month or year such as 2021-08, not %q", before)}
	}
	return []era{
		{"before " + first.String(), "../" + (first - 1).String()},
		{"from " + first.String() + " on", first.String() + "/.."},
	}, nil
}

// at returns a view as it is at the time of the era.
func (e era) at(view map[string]any) map[string]any {
	if e.validAt == "" {
		return view
	}
	at := map[string]any{"validAt": e.validAt}
	maps.Copy(at, view)
	return at
}

// listEras asks for the balance of each era, and prints one below the other.
func listEras(cmd *cobra.Command, a asker, eras []era, view map[string]any, vars map[string]any) error {
	out := cmd.OutOrStdout()
	for i, e := range eras {
		if i > 0 {
			fmt.Fprintln(out)
		}
		if e.title != "" {
			fmt.Fprintln(out, e.title)
		}
		vars["view"] = e.at(view)
		var got struct{ Balance balanced }
		if err := put(cmd.Context(), a, question("balance", "said"), vars, &got); err != nil {
			return err
		}
		got.Balance.write(out)
		got.Balance.warn(cmd.ErrOrStderr(), e.title)
	}
	return nil
}
