package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// merged is a part that is counted as a whole; left is one that is not.
type (
	merged struct {
		Part, Whole named
		When        []string
		ClaimCount  int
		Claims      []said
	}
	left struct {
		Part   named
		Wholes []named
		Doubt  string
	}
	rolledUp struct {
		ClaimsWithin int
		Merged       struct {
			TotalCount int
			PageInfo   page
			Nodes      []merged
		}
		Refused struct {
			TotalCount int
			Nodes      []left
		}
	}
)

// tellRollup says on standard error who is counted as whom, if the view asks for that and the command does not tell it itself.
func tellRollup(cmd *cobra.Command, a asker, view map[string]any) error {
	if view["rollup"] == nil || cmd.Name() == dyadName {
		return nil
	}
	vars := map[string]any{"view": view}
	for first := true; ; first = false {
		var got struct{ RolledUp rolledUp }
		if err := put(cmd.Context(), a, question("rolledup"), vars, &got); err != nil {
			return err
		}
		if first {
			got.RolledUp.writeRest(cmd.ErrOrStderr(), "")
		}
		for i := range got.RolledUp.Merged.Nodes {
			fmt.Fprintln(cmd.ErrOrStderr(), got.RolledUp.Merged.Nodes[i].sentence())
		}
		if !got.RolledUp.Merged.PageInfo.HasNextPage {
			return nil
		}
		vars["after"] = got.RolledUp.Merged.PageInfo.EndCursor
	}
}

// sentence tells who is counted as whom, and when.
func (m *merged) sentence() string {
	text := fmt.Sprintf("%s (%s) is counted as %s (%s)", m.Part.Name, m.Part.Key, m.Whole.Name, m.Whole.Key)
	if len(m.When) == 0 {
		return text + ", at all times"
	}
	return text + ", in claims of " + strings.Join(m.When, " and of ")
}

// write prints the merges with the claims that they rest on, and the rest.
func (r *rolledUp) write(w io.Writer) {
	for i := range r.Merged.Nodes {
		m := &r.Merged.Nodes[i]
		fmt.Fprintf(w, "  %s\n", m.sentence())
		for j := range m.Claims {
			m.Claims[j].write(w, "    ", false)
		}
		more(w, "    ", "claim", m.ClaimCount, len(m.Claims))
	}
	more(w, "  ", "part", r.Merged.TotalCount, len(r.Merged.Nodes))
	r.writeRest(w, "  ")
}

// writeRest prints who is left as they are, and how many claims lie within a whole.
func (r *rolledUp) writeRest(w io.Writer, indent string) {
	for _, l := range r.Refused.Nodes {
		fmt.Fprintf(w, "%s%s\n", indent, l.sentence())
	}
	more(w, indent, "part that is left as it is", r.Refused.TotalCount, len(r.Refused.Nodes))
	if r.ClaimsWithin > 0 {
		fmt.Fprintf(w, "%s%s within one whole left out\n", indent, count(r.ClaimsWithin, "claim"))
	}
}

// sentence tells why a part is left as it is.
func (l *left) sentence() string {
	var wholes []string
	for _, e := range l.Wholes {
		wholes = append(wholes, e.Name)
	}
	text := fmt.Sprintf("%s (%s) stays as it is", l.Part.Name, l.Part.Key)
	switch names := strings.Join(wholes, " and "); l.Doubt {
	case "SEVERAL_WHOLES":
		return text + ", at least at some times: it belongs to " + names
	case "CIRCLE":
		return text + ": it belongs to itself, by way of " + names
	default:
		return text + ": whether it belongs to " + names + " is contested"
	}
}

// more says how many are not shown.
func more(w io.Writer, indent, thing string, total, shown int) {
	if rest := total - shown; rest > 0 {
		fmt.Fprintf(w, "%s… and %s more\n", indent, count(rest, thing))
	}
}
