package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"dyad/graph"
	"dyad/graph/match"
	"dyad/store"

	"github.com/spf13/cobra"
)

func newMatch() *cobra.Command {
	var dir, format string
	var reasons []string
	cmd := &cobra.Command{
		Use:   "match DATASET",
		Short: "Propose which actors of a data set may be one, or may be actors that are known",
		Long: `match compares the names of the actors that a batch brought, a data set for example, with each other and with those of all
other actors, and lists pairs that may be one, with the reason: the same name, the same once folded, an alias, an acronym, or nearly the same.

It decides nothing. A curator judges each pair (judgeIdentity, docs/curation.md), for which a line of JSON Lines holds
the input; pairs that were judged, the same or different, are not proposed again. Of actors that were merged only the one they were
merged into is proposed, by all their names.`,
		Example: `  dyad match ucdp-actor
  dyad match ucdp-actor --reason name,folded --format csv
  dyad match misp-galaxy --format jsonl`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains([]string{"table", "jsonl", "csv"}, format) {
				return usageError{fmt.Errorf("--format takes one of table, jsonl, csv, not %q", format)}
			}
			for _, r := range reasons {
				if !slices.Contains(match.Reasons(), match.Reason(r)) {
					return usageError{fmt.Errorf("--reason takes some of name, folded, alias, acronym, near, not %q", r)}
				}
			}
			return withWorkspace(cmd, dir, func(w *workspace) error {
				pairs, err := proposed(cmd, w, graph.BatchKey(args[0]))
				if err != nil {
					return err
				}
				if len(reasons) > 0 {
					pairs = slices.DeleteFunc(pairs, func(p match.Pair) bool { return !slices.Contains(reasons, string(p.Reason)) })
				}
				if err := writePairs(cmd.OutOrStdout(), pairs, format); err != nil {
					return err
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "%s to judge; none of them is merged\n", count(len(pairs), "pair"))
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&dir, "data", defaultData, "data directory")
	cmd.Flags().StringVar(&format, "format", "table", "table, jsonl or csv")
	cmd.Flags().StringSliceVar(&reasons, "reason", nil, "only these: name, folded, alias, acronym, near")
	return cmd
}

// proposed compares the actors that a batch brought with each other and with all others.
func proposed(cmd *cobra.Command, w *workspace, key graph.BatchKey) ([]match.Pair, error) {
	feed, err := w.store.Feed(cmd.Context())
	if err != nil {
		return nil, err
	}
	list, others := actorsOf(feed, key)
	if len(list) == 0 {
		return nil, &graph.Error{On: string(key), Fault: graph.NotFound, Err: errors.New("no batch of this key brought an actor: name a data set as its mapping does (dataset, name)")}
	}
	var judged []graph.SameAs
	for _, j := range feed.SameAs {
		if j.Closed == 0 {
			judged = append(judged, j.Value)
		}
	}
	return match.Propose(list, others, judged), nil
}

// actorsOf returns the actors that a batch brought, and all others. Those of whom nothing but an id is known have no name to go by.
func actorsOf(feed *store.Feed, key graph.BatchKey) (list, others []graph.Entity) {
	v := graph.NewVocabulary(feed.Terms)
	for _, e := range feed.Entities {
		n := e.Value
		if e.Closed != 0 || v.ClassOf(n.Type) != graph.Actor || n.Type == graph.Untyped {
			continue
		}
		if cmp.Or(feed.Files[n.ID.String()], n.Batch) == key {
			list = append(list, n)
		} else {
			others = append(others, n)
		}
	}
	return list, others
}

// writePairs prints proposals.
func writePairs(w io.Writer, pairs []match.Pair, format string) error {
	switch format {
	case "jsonl":
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		for _, p := range pairs {
			if err := out.Encode(lineOf(p)); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		out := csv.NewWriter(w)
		rows := [][]string{pairColumns()}
		for _, p := range pairs {
			rows = append(rows, cellsOf(p))
		}
		return out.WriteAll(rows)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, strings.Join(pairColumns(), "\t"))
	for _, p := range pairs {
		fmt.Fprintln(t, strings.Join(cellsOf(p), "\t"))
	}
	return t.Flush()
}

func pairColumns() []string {
	return []string{"reason", "a", "a_type", "a_name", "a_match", "b", "b_type", "b_name", "b_match", "distance"}
}

func cellsOf(p match.Pair) []string {
	return []string{
		string(p.Reason), string(p.One.Key), string(p.One.Type), p.One.Name, p.OneName,
		string(p.Other.Key), string(p.Other.Type), p.Other.Name, p.OtherName, strconv.Itoa(p.Distance),
	}
}

// A proposal is a pair as a line, with the input of judgeIdentity but for the judgement, which is to be added.
type proposal struct {
	Reason   match.Reason  `json:"reason"`
	Distance int           `json:"distance,omitempty"`
	A        candidate     `json:"a"`
	B        candidate     `json:"b"`
	Input    identityInput `json:"input"`
}

// A candidate is one of a pair.
type candidate struct {
	Key   graph.EntityKey `json:"key"`
	Type  graph.TermKey   `json:"type"`
	Name  string          `json:"name"`
	Match string          `json:"match"` // the name that is like one of the other's
}

type identityInput struct {
	A graph.EntityKey `json:"a"`
	B graph.EntityKey `json:"b"`
}

func lineOf(p match.Pair) proposal {
	return proposal{
		Reason: p.Reason, Distance: p.Distance,
		A:     candidate{p.One.Key, p.One.Type, p.One.Name, p.OneName},
		B:     candidate{p.Other.Key, p.Other.Type, p.Other.Name, p.OtherName},
		Input: identityInput{p.One.Key, p.Other.Key},
	}
}
