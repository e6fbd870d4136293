package server

import (
	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/schema/resolver"
)

// A tally counts what a document is written with, each part once. Validation looks for what is like each unknown name, and
// compares fields of one name with each other, so it is not begun with more than the limits. The parser has bounded the depth.
type tally struct {
	limits     resolver.Limits
	spreads    int
	directives int
	arguments  int // with the fields of input objects
}

// tallyOf returns an error that names the first limit that a document exceeds, and stops there.
func tallyOf(doc *ast.QueryDocument, limits resolver.Limits) error {
	t := &tally{limits: limits}
	for _, o := range doc.Operations {
		if err := t.operation(o); err != nil {
			return err
		}
	}
	for _, f := range doc.Fragments {
		if err := firstOf(t.name("a fragment", f.Name), t.name("a type", f.TypeCondition), t.directed(f.Directives)); err != nil {
			return err
		}
		if err := t.selections(f.SelectionSet); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) operation(o *ast.OperationDefinition) error {
	if len(o.VariableDefinitions) > t.limits.Variables {
		return beyond("an operation has more than %d variables: give several values as one list or object", t.limits.Variables)
	}
	for _, d := range o.VariableDefinitions {
		if err := firstOf(t.name("a variable", d.Variable), t.name("a type", d.Type.Name()), t.value(d.DefaultValue), t.directed(d.Directives)); err != nil {
			return err
		}
	}
	if err := firstOf(t.name("an operation", o.Name), t.directed(o.Directives)); err != nil {
		return err
	}
	return t.selections(o.SelectionSet)
}

func (t *tally) selections(set ast.SelectionSet) error {
	names := map[string]int{}
	for _, s := range set {
		if f, is := s.(*ast.Field); is && (len(f.Arguments) > 0 || len(f.SelectionSet) > 0) {
			if names[f.Alias]++; names[f.Alias] > t.limits.SameName {
				return beyond("a selection has more than %d fields under one name: give them aliases of their own", t.limits.SameName)
			}
		}
		if err := t.selection(s); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) selection(s ast.Selection) error {
	switch s := s.(type) {
	case *ast.Field:
		if err := firstOf(t.name("a field", s.Name), t.name("an alias", s.Alias), t.argued(s.Arguments), t.directed(s.Directives)); err != nil {
			return err
		}
		return t.selections(s.SelectionSet)
	case *ast.InlineFragment:
		if err := firstOf(t.name("a type", s.TypeCondition), t.directed(s.Directives)); err != nil {
			return err
		}
		return t.selections(s.SelectionSet)
	case *ast.FragmentSpread:
		if t.spreads++; t.spreads > t.limits.Spreads {
			return beyond("the query spreads fragments more than %d times: write fields out, or ask in several requests", t.limits.Spreads)
		}
		return firstOf(t.name("a fragment", s.Name), t.directed(s.Directives))
	}
	return nil
}

func (t *tally) directed(all ast.DirectiveList) error {
	if t.directives += len(all); t.directives > t.limits.Directives {
		return beyond("the query has more than %d directives: put one around several fields, in an inline fragment", t.limits.Directives)
	}
	for _, d := range all {
		if err := firstOf(t.name("a directive", d.Name), t.argued(d.Arguments)); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) argued(all ast.ArgumentList) error {
	if err := t.given(len(all)); err != nil {
		return err
	}
	for _, a := range all {
		if err := firstOf(t.name("an argument", a.Name), t.value(a.Value)); err != nil {
			return err
		}
	}
	return nil
}

// value tallies what a value that is written out has by name.
func (t *tally) value(v *ast.Value) error {
	if v == nil {
		return nil
	}
	if v.Kind == ast.ObjectValue {
		if err := t.given(len(v.Children)); err != nil {
			return err
		}
	}
	for _, child := range v.Children {
		if err := firstOf(t.name("a field", child.Name), t.value(child.Value)); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) given(n int) error {
	if t.arguments += n; t.arguments > t.limits.Arguments {
		return beyond("the query has more than %d arguments and fields of input objects: give values in variables", t.limits.Arguments)
	}
	return nil
}

func (t *tally) name(what, name string) error {
	if tooLong(name, "", t.limits) {
		return longText(what, "", t.limits)
	}
	return nil
}

// firstOf returns the first error that there is.
func firstOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

// checkQuery refuses a query that is too long to be looked at.
func checkQuery(query, operation string, limits resolver.Limits) error {
	if len(query) > limits.QueryBytes {
		return beyond("the query has more than %d bytes: give long texts in variables, and leave comments out", limits.QueryBytes)
	}
	if tooLong(operation, "", limits) {
		return &graph.Error{On: "operationName", Fault: graph.BadInput, Err: longText("", "", limits).Err}
	}
	return nil
}
