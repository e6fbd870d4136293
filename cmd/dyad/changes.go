package main

import (
	"fmt"
	"io"
	"strings"

	"dyad/graph"

	"github.com/spf13/cobra"
)

func newChanges() *cobra.Command {
	var at where
	var number int
	var entity string
	cmd := &cobra.Command{
		Use:   "changes",
		Short: "Show what was changed in the data, when, by whom and why",
		Long: `changes prints transactions, the last one last: loads, changes by curators, and what was undone, with how
many records of each kind came into being (+), got another form (~) or were taken back (-).`,
		Example: `  dyad changes
  dyad changes --entity iskp -n 5`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := between("--number", number, 1, 500); err != nil {
				return err
			}
			return at.asking(cmd, &viewFlags{}, &filterFlags{}, func(a asker, _ selected) error {
				var got struct{ Changes logPage }
				ask := func(of any) error {
					return put(cmd.Context(), a, question("changes"), map[string]any{"last": number, "entity": of}, &got)
				}
				var of any
				if entity != "" {
					of = entity
				}
				err := ask(of) // who is gone has a key here, and none in what is
				if graph.FaultOf(err) == graph.NotFound {
					var key string
					if key, err = keyOf(cmd.Context(), a, entity, nil); err == nil {
						err = ask(key)
					}
				}
				if err != nil {
					return err
				}
				got.Changes.write(cmd.OutOrStdout())
				if earlier := got.Changes.TotalCount - len(got.Changes.Nodes); earlier > 0 {
					fmt.Fprintf(cmd.ErrOrStderr(), "%s before these; -n shows more\n", count(earlier, "transaction"))
				}
				return nil
			})
		},
	}
	at.flags(cmd)
	cmd.Flags().IntVarP(&number, "number", "n", 20, "most transactions to show, the last ones")
	cmd.Flags().StringVar(&entity, "entity", "", "only what was done to this entity, or to claims that name it: a key, id or name; a key or id if it is gone")
	return cmd
}

type logPage struct {
	TotalCount int
	Nodes      []struct {
		Transaction    int
		CommittedAt    string
		Author, Reason string
		Undoes         int
		Counts         []struct {
			Kind                        string
			Added, Corrected, Retracted int
		}
	}
}

// write prints a line for each transaction.
func (p *logPage) write(w io.Writer) {
	for _, n := range p.Nodes {
		facts := []string{fmt.Sprintf("%d  %s", n.Transaction, n.CommittedAt)}
		for _, fact := range []string{n.Author, n.Reason} {
			if fact != "" {
				facts = append(facts, fact)
			}
		}
		if n.Undoes != 0 {
			facts = append(facts, fmt.Sprintf("undoes %d", n.Undoes))
		}
		for _, c := range n.Counts {
			text := c.Kind
			for _, part := range []struct {
				mark string
				n    int
			}{{"+", c.Added}, {"~", c.Corrected}, {"-", c.Retracted}} {
				if part.n > 0 {
					text += fmt.Sprintf(" %s%d", part.mark, part.n)
				}
			}
			facts = append(facts, text)
		}
		fmt.Fprintln(w, strings.Join(facts, " · "))
	}
}
