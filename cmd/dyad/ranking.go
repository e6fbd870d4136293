package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"dyad/graph/measure"

	"github.com/spf13/cobra"
)

// measureFlags are the options of a measure on the command line. What is not given is left to the API.
type measureFlags struct {
	direction, parallel string
	damping             float64
	samples, seed       int
	raw                 bool
}

func (m *measureFlags) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&m.direction, "direction", "", "which way relationships count: out, in or any")
	f.StringVar(&m.parallel, "parallel", "", "several relationships of two: merged into one tie, or counted (degree, pagerank)")
	f.Float64Var(&m.damping, "damping", measure.DefaultDamping, "pagerank: how likely the next step is along a relationship")
	f.IntVar(&m.samples, "samples", 0, "betweenness, harmonic: estimate from so many entities")
	f.IntVar(&m.seed, "seed", measure.DefaultSeed, "betweenness, harmonic: which entities are drawn")
	f.BoolVar(&m.raw, "raw", false, "betweenness, harmonic: plain sums, not shares of the greatest possible")
	complete(cmd, "direction", "out", "in", "any")
	complete(cmd, "parallel", "merged", "counted")
}

// input returns the flags that were given as the API's MeasureOptions.
func (m *measureFlags) input(cmd *cobra.Command) (map[string]any, error) {
	err := errors.Join(known("--direction", given(m.direction), []string{"out", "in", "any"}),
		known("--parallel", given(m.parallel), []string{"merged", "counted"}))
	if err != nil {
		return nil, err
	}
	in := map[string]any{}
	for name, value := range map[string]any{
		"direction": strings.ToUpper(m.direction), "parallel": strings.ToUpper(m.parallel), "damping": m.damping, "samples": m.samples, "seed": m.seed,
	} {
		if cmd.Flags().Changed(name) {
			in[name] = value
		}
	}
	if cmd.Flags().Changed("raw") {
		in["normalized"] = !m.raw
	}
	return in, nil
}

// measureWords are the names of measures as they are typed.
func measureWords() []string {
	var names []string
	for _, m := range measure.Measures() {
		names = append(names, strings.ToLower(string(m)))
	}
	return names
}

func newRanking() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var options measureFlags
	var number int
	cmd := &cobra.Command{
		Use:   "ranking MEASURE",
		Short: "Rank actors by how central they are among what is claimed",
		Long: `ranking prints the actors that counted relationships connect, the most central first. MEASURE is
degree, pagerank, betweenness or harmonic; docs/analytics.md defines them, and says what they mean
on a graph of claims: who is written about much comes first.`,
		Example: `  dyad ranking degree
  dyad ranking betweenness --sign positive --raw`,
		Args:      cobra.ExactArgs(1),
		ValidArgs: measureWords(),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := options.input(cmd)
			if err = errors.Join(err, known("MEASURE", args, measureWords()), between("--number", number, 1, 500)); err != nil {
				return err
			}
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				return listRanking(cmd, a, map[string]any{
					"measure": strings.ToUpper(args[0]), "options": in, "first": number, "filter": sel.filter, "view": sel.view,
				})
			})
		},
	}
	at.flags(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	options.flags(cmd)
	cmd.Flags().IntVarP(&number, "number", "n", 20, "most actors to show")
	return cmd
}

// A netSize says what was counted.
type netSize struct{ Entities, Relationships, LeftOut int }

// String tells it in words.
func (n netSize) String() string {
	return fmt.Sprintf("%s between %s, %d left out", count(n.Relationships, "relationship"), count(n.Entities, "entity"), n.LeftOut)
}

func listRanking(cmd *cobra.Command, a asker, vars map[string]any) error {
	var got struct {
		Ranking struct {
			TotalCount int
			Exact      bool
			Samples    *int
			Net        netSize
			Nodes      []struct {
				Rank                  int
				Value, ContestedShare float64
				Entity                named
			}
		}
	}
	if err := put(cmd.Context(), a, question("ranking"), vars, &got); err != nil {
		return err
	}
	r, notes := got.Ranking, cmd.ErrOrStderr()
	fmt.Fprintln(notes, r.Net)
	switch {
	case r.Exact:
	case r.Samples != nil:
		fmt.Fprintf(notes, "estimated from paths of %d of %s\n", *r.Samples, count(r.Net.Entities, "entity"))
	default:
		fmt.Fprintln(notes, "stopped before the values converged")
	}
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, n := range r.Nodes {
		fmt.Fprintf(w, "%d\t%.6g\t%s (%s)", n.Rank, n.Value, n.Entity.Name, n.Entity.Key)
		if n.ContestedShare > 0 {
			fmt.Fprintf(w, " · %.0f%% contested", 100*n.ContestedShare)
		}
		fmt.Fprintln(w)
	}
	more(w, "", "entity", r.TotalCount, len(r.Nodes))
	return w.Flush()
}
