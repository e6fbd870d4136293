package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"dyad/graph"

	"github.com/spf13/cobra"
)

func newShow() *cobra.Command {
	var at where
	var view viewFlags
	var filter filterFlags
	var ids bool
	cmd := &cobra.Command{
		Use:   "show KEY",
		Short: "Show an entity, relationship, claim or source, and who says what of it",
		Long: `show prints an entity with its relationships and the claims behind each: who says so, how surely, in
which source, and where. KEY is the key, the id or a name of an entity, the key or id of a source, or
the id of a relationship or a claim.`,
		Example: `  dyad show iskp
  dyad show "Islamic State Khorasan Province" --status stated,contested
  dyad show taliban --without-source taliban-operation-against-iskp
  dyad show iskp --texts ../articles --ids`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return at.asking(cmd, &view, &filter, func(a asker, sel selected) error {
				s := shower{ctx: cmd.Context(), asker: a, out: cmd.OutOrStdout(), selected: sel, ids: ids}
				return s.show(args[0])
			})
		},
	}
	at.flagsWithTexts(cmd)
	view.flags(cmd)
	filter.flags(cmd)
	cmd.Flags().BoolVar(&ids, "ids", false, "print the ids of relationships and claims, to cite them or to show them alone")
	return cmd
}

// A shower prints one thing as a view shows it.
type shower struct {
	ctx   context.Context
	asker asker
	out   io.Writer
	selected
	ids bool
}

// show finds out what ref names and prints it.
func (s *shower) show(ref string) error {
	if _, err := graph.ParseID[graph.Claim](ref); err == nil {
		return s.node(ref)
	}
	if graph.ValidKey(ref) {
		found, err := s.entity(map[string]any{"key": ref})
		if found || err != nil {
			return err
		}
		found, err = s.source(map[string]any{"key": ref})
		if found || err != nil {
			return err
		}
	}
	_, err := s.entity(map[string]any{"name": ref})
	if graph.FaultOf(err) == graph.NotFound {
		return s.nobody(ref, err)
	}
	return err
}

// nobody is what no entity is called, with the sources that are called like it too: the API offers them to who asks for the claims of one.
func (s *shower) nobody(ref string, noEntity error) error {
	var none struct{}
	noSource := put(s.ctx, s.asker, `query ($sources: [ID!]) { claims(filter: {sources: $sources}, first: 0) { totalCount } }`, map[string]any{"sources": []string{ref}}, &none)
	if graph.FaultOf(noSource) != graph.NotFound {
		return noEntity
	}
	return &graph.Error{Fault: graph.NotFound, Err: fmt.Errorf("%w; %w", noEntity, noSource)}
}

// node prints whatever has the id.
func (s *shower) node(id string) error {
	var got struct{ Node json.RawMessage }
	query := question("node", "edge", "said")
	if err := put(s.ctx, s.asker, query, map[string]any{"id": id, "view": s.view}, &got); err != nil {
		return err
	}
	if got.Node == nil || string(got.Node) == "null" {
		return &graph.Error{On: id, Fault: graph.NotFound, Err: errors.New("nothing has this id")}
	}
	return s.byKind(id, got.Node)
}

// byKind prints a node by its type.
func (s *shower) byKind(id string, node json.RawMessage) error {
	var kind struct {
		Typename string `json:"__typename"`
	}
	if err := json.Unmarshal(node, &kind); err != nil {
		return err
	}
	switch kind.Typename {
	case "Entity":
		_, err := s.entity(map[string]any{"id": id})
		return err
	case "Source":
		_, err := s.source(map[string]any{"id": id})
		return err
	case "Relationship":
		var e edge
		if err := json.Unmarshal(node, &e); err != nil {
			return err
		}
		s.edge(&e)
		return nil
	case "Claim":
		var c said
		if err := json.Unmarshal(node, &c); err != nil {
			return err
		}
		fmt.Fprintln(s.out, c.sentence())
		c.write(s.out, "  ", s.ids)
		return nil
	}
	return &graph.Error{On: id, Fault: graph.BadInput, Err: fmt.Errorf("show has no form for a %s; ask with 'dyad query'", kind.Typename)}
}

// entity prints an entity, page by page, and reports whether there is one.
func (s *shower) entity(by map[string]any) (bool, error) {
	vars := map[string]any{"by": by, "view": s.view, "filter": s.filter}
	for first := true; ; first = false {
		var got struct{ Entity *entityPage }
		if err := put(s.ctx, s.asker, question("entity", "edge", "said"), vars, &got); err != nil {
			return false, err
		}
		if got.Entity == nil {
			return false, nil
		}
		if first {
			got.Entity.head(s.out)
		}
		for i := range got.Entity.Relationships.Nodes {
			fmt.Fprintln(s.out)
			s.edge(&got.Entity.Relationships.Nodes[i])
		}
		if !got.Entity.Relationships.PageInfo.HasNextPage {
			return true, nil
		}
		vars["after"] = got.Entity.Relationships.PageInfo.EndCursor
	}
}

type entityPage struct {
	Key, Name, Description string
	Type                   labelled
	Names                  []struct{ Text string }
	Relationships          struct {
		TotalCount int
		PageInfo   page
		Nodes      []edge
	}
}

// head prints what an entity is.
func (e *entityPage) head(w io.Writer) {
	fmt.Fprintf(w, "%s (%s), %s\n", e.Name, e.Key, e.Type.Label)
	var also []string
	for _, n := range e.Names {
		if n.Text != e.Name {
			also = append(also, n.Text)
		}
	}
	if len(also) > 0 {
		fmt.Fprintf(w, "  also: %s\n", strings.Join(also, ", "))
	}
	if e.Description != "" {
		fmt.Fprintf(w, "  %s\n", e.Description)
	}
	fmt.Fprintf(w, "  %s\n", count(e.Relationships.TotalCount, "relationship"))
}

// edge prints a relationship and the claims behind it; what does not fit is counted, with the way to see it.
func (s *shower) edge(e *edge) {
	e.write(s.out, s.ids)
	for i := range e.Claims.Nodes {
		e.Claims.Nodes[i].write(s.out, "    ", s.ids)
	}
	if rest := e.Claims.TotalCount - len(e.Claims.Nodes); rest > 0 {
		fmt.Fprintf(s.out, "    … and %s more: dyad show %s\n", count(rest, "claim"), e.ID)
	}
}

// source prints a source and its claims, page by page, and reports whether there is one.
func (s *shower) source(by map[string]any) (bool, error) {
	vars := map[string]any{"by": by, "view": s.view}
	for first := true; ; first = false {
		var got struct{ Source *sourcePage }
		if err := put(s.ctx, s.asker, question("source", "said"), vars, &got); err != nil {
			return false, err
		}
		if got.Source == nil {
			return false, nil
		}
		if first {
			got.Source.head(s.out)
		}
		for i := range got.Source.Claims.Nodes {
			c := &got.Source.Claims.Nodes[i]
			fmt.Fprintf(s.out, "\n%s\n", c.sentence())
			c.write(s.out, "  ", s.ids)
		}
		if !got.Source.Claims.PageInfo.HasNextPage {
			return true, nil
		}
		vars["after"] = got.Source.Claims.PageInfo.EndCursor
	}
}

type sourcePage struct {
	Key, Kind, Genre, Title, Publisher, Author, Language, Note string
	Published                                                  *struct{ EDTF, Basis string }
	Text                                                       *struct {
		File   string
		Loaded bool
	}
	Claims struct {
		TotalCount int
		PageInfo   page
		Nodes      []said
	}
}

// head prints what a source is; what it does not say of itself is called unknown.
func (p *sourcePage) head(w io.Writer) {
	fmt.Fprintf(w, "%s, %s (%s)\n", p.Key, strings.ToLower(p.Kind), strings.ToLower(p.Genre))
	published := "unknown"
	if p.Published != nil {
		published = p.Published.EDTF + " (" + strings.ToLower(p.Published.Basis) + ")"
	}
	for _, line := range [][2]string{
		{"title", p.Title}, {"publisher", p.Publisher}, {"author", p.Author}, {"published", published}, {"language", p.Language},
	} {
		if line[1] == "" {
			line[1] = "unknown"
		}
		fmt.Fprintf(w, "  %-10s %s\n", line[0], line[1])
	}
	if p.Text != nil {
		loaded := "not loaded (--texts)"
		if p.Text.Loaded {
			loaded = "loaded"
		}
		fmt.Fprintf(w, "  %-10s %s, %s\n", "text", p.Text.File, loaded)
	}
	if p.Note != "" {
		fmt.Fprintf(w, "  %s\n", p.Note)
	}
	fmt.Fprintf(w, "  %s\n", count(p.Claims.TotalCount, "claim"))
}
