package server

import (
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/schema/resolver"
)

// A weight is what a selection amounts to. Numbers above a limit are no longer exact: nobody looks at them.
type weight struct {
	fields int // selected, fragments counted wherever they are spread
	depth  int // of nesting; 1 for a field without selections
	cost   int // objects that the answer may hold
}

// A counter weighs a document before it is validated or run. It reads each selection once for each size of page it is in, so it
// is done in time linear in the document, whatever the document multiplies.
type counter struct {
	schema    *ast.Schema
	doc       *ast.QueryDocument
	variables map[string]any
	defaults  ast.VariableDefinitionList // of the operation that will be run
	limits    resolver.Limits
	fragments map[fragmentIn]weight
	open      map[string]bool // fragments being weighed
}

// A fragmentIn is a fragment, spread into a list of so many.
type fragmentIn struct {
	name string
	page int
}

// weigh returns the weight of the operation, or an error that names the limit that the document exceeds. Operations and
// fragments that will not be run have to keep within the limits too, since validating them is work.
func weigh(schema *ast.Schema, doc *ast.QueryDocument, op *ast.OperationDefinition, variables map[string]any, limits resolver.Limits) (weight, error) {
	c := &counter{
		schema: schema, doc: doc, variables: variables, limits: limits,
		fragments: map[fragmentIn]weight{}, open: map[string]bool{},
	}
	for _, f := range doc.Fragments {
		if _, err := c.fragment(f.Name, 1); err != nil {
			return weight{}, err
		}
	}
	var w weight
	all := 0
	for _, o := range doc.Operations {
		c.defaults = o.VariableDefinitions
		clear(c.fragments) // defaults differ
		got, err := c.selections(o.SelectionSet, c.root(o), 1)
		if err != nil {
			return weight{}, err
		}
		all += got.fields
		if o == op {
			w = got
		}
	}
	return w, c.check(weight{fields: all, depth: w.depth, cost: w.cost})
}

// root returns the type that an operation selects from; nil for one that the schema does not have, which validation reports.
func (c *counter) root(o *ast.OperationDefinition) *ast.Definition {
	if o.Operation == ast.Query {
		return c.schema.Query
	}
	return nil
}

// selections weighs a selection of fields of a parent type that stands in a list of so many per page.
func (c *counter) selections(set ast.SelectionSet, parent *ast.Definition, page int) (weight, error) {
	var sum weight
	for _, s := range set {
		w, err := c.selection(s, parent, page)
		if err != nil {
			return sum, err
		}
		sum = weight{fields: sum.fields + w.fields, depth: max(sum.depth, w.depth), cost: sum.cost + w.cost}
		if err := c.check(sum); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

func (c *counter) selection(s ast.Selection, parent *ast.Definition, page int) (weight, error) {
	switch s := s.(type) {
	case *ast.Field:
		return c.field(s, parent, page)
	case *ast.InlineFragment:
		if s.TypeCondition != "" {
			parent = c.schema.Types[s.TypeCondition]
		}
		return c.selections(s.SelectionSet, parent, page)
	case *ast.FragmentSpread:
		return c.fragment(s.Name, page)
	}
	return weight{}, nil
}

// fragment weighs a fragment, once for each size of page. One that is unknown weighs nothing: validation reports it. One that
// spreads itself is reported here, since validation would follow it round and round.
func (c *counter) fragment(name string, page int) (weight, error) {
	key := fragmentIn{name, page}
	if w, known := c.fragments[key]; known {
		return w, nil
	}
	f := c.doc.Fragments.ForName(name)
	if f == nil {
		return weight{}, nil
	}
	if c.open[name] {
		return weight{}, &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf("the fragment %q spreads itself", name)}
	}
	c.open[name] = true
	w, err := c.selections(f.SelectionSet, c.schema.Types[f.TypeCondition], page)
	c.open[name] = false
	c.fragments[key] = w
	return w, err
}

// field weighs a field and what is selected of it.
func (c *counter) field(f *ast.Field, parent *ast.Definition, page int) (weight, error) {
	if err := c.values(f.Arguments); err != nil {
		return weight{}, err
	}
	def := definitionOf(parent, f.Name)
	if def == nil {
		inner, err := c.selections(f.SelectionSet, nil, 1)
		return weight{fields: 1 + inner.fields, depth: 1 + inner.depth}, err
	}
	inner, err := c.selections(f.SelectionSet, c.schema.Types[def.Type.Name()], c.pageOf(f, def))
	if err != nil {
		return weight{}, err
	}
	w := weight{fields: 1 + inner.fields, depth: 1 + inner.depth, cost: surcharge(parent.Name, f.Name)}
	if len(f.SelectionSet) > 0 {
		w.cost += c.size(f, def, parent, page) * (1 + inner.cost)
	}
	return w, c.check(w)
}

// definitionOf returns the definition of a field; nil if the type is unknown or has no such field.
func definitionOf(parent *ast.Definition, name string) *ast.FieldDefinition {
	if parent == nil {
		return nil
	}
	return parent.Fields.ForName(name)
}

// check returns an error that names the limit that w exceeds, if any.
func (c *counter) check(w weight) error {
	switch {
	case w.fields > c.limits.Fields:
		return beyond("the query selects more than %d fields, fragments counted wherever they are spread", c.limits.Fields)
	case w.depth > c.limits.Depth:
		return beyond("fields are nested more than %d deep", c.limits.Depth)
	case w.cost > c.limits.Cost:
		return beyond("the pages asked for may hold more than %d objects together: say how many of each you need with first or last (a page without is of "+
			strconv.Itoa(resolver.DefaultPage())+"), select fewer lists within lists, or ask in several requests", c.limits.Cost)
	}
	return nil
}

// beyond is a request that asks for more than one may.
func beyond(format string, limit int) error {
	return &graph.Error{Fault: graph.CostLimit, Err: fmt.Errorf(format, limit)}
}
