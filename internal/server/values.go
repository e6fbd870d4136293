package server

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/schema/resolver"
)

// values checks the values that a query writes out.
func (c *counter) values(arguments ast.ArgumentList) error {
	for _, arg := range arguments {
		if err := checkLiteral(arg.Value, c.limits, 1); err != nil {
			return err
		}
	}
	return nil
}

// checkLiteral refuses a value that is too deep or has too long a list.
func checkLiteral(v *ast.Value, limits resolver.Limits, depth int) error {
	if v == nil || len(v.Children) == 0 {
		return nil
	}
	if err := checkShape(depth, len(v.Children), limits); err != nil {
		return err
	}
	for _, child := range v.Children {
		if err := checkLiteral(child.Value, limits, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// checkVariable is checkLiteral of a value of a variable.
func checkVariable(v any, limits resolver.Limits, depth int) error {
	switch v := v.(type) {
	case []any:
		if err := checkShape(depth, len(v), limits); err != nil {
			return err
		}
		for _, child := range v {
			if err := checkVariable(child, limits, depth+1); err != nil {
				return err
			}
		}
	case map[string]any:
		if err := checkShape(depth, 0, limits); err != nil {
			return err
		}
		for _, child := range v {
			if err := checkVariable(child, limits, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkShape(depth, length int, limits resolver.Limits) error {
	switch {
	case depth > limits.VariableDepth:
		return beyond("values are nested more than %d deep", limits.VariableDepth)
	case length > limits.ListLength:
		return beyond("a list of values has more than %d elements", limits.ListLength)
	}
	return nil
}

// checkExact looks for what gqlparser lets through in variables and the schema does not mean: enum values in the wrong case,
// which would be read as no value, and input objects of which exactly one field may be given that have another number.
func checkExact(schema *ast.Schema, op *ast.OperationDefinition, variables map[string]any) error {
	for _, d := range op.VariableDefinitions {
		if err := exact(schema, d.Type, variables[d.Variable], "$"+d.Variable); err != nil {
			return err
		}
	}
	return nil
}

// exact is checkExact of one value.
func exact(schema *ast.Schema, t *ast.Type, v any, name string) error {
	if t.Elem != nil {
		return exactList(schema, t, v, name)
	}
	def := schema.Types[t.NamedType]
	switch v := v.(type) {
	case string:
		if def.Kind == ast.Enum && def.EnumValues.ForName(v) == nil {
			return misspelt(def, v, name)
		}
	case map[string]any:
		return exactObject(schema, def, v, name)
	}
	return nil
}

// exactList looks at the elements of a list, or at the one value that stands for a list of one.
func exactList(schema *ast.Schema, t *ast.Type, v any, name string) error {
	list, ok := v.([]any)
	if !ok {
		return exact(schema, t.Elem, v, name)
	}
	for i, element := range list {
		if err := exact(schema, t.Elem, element, fmt.Sprintf("%s[%d]", name, i)); err != nil {
			return err
		}
	}
	return nil
}

func exactObject(schema *ast.Schema, def *ast.Definition, v map[string]any, name string) error {
	given := 0
	for _, field := range def.Fields {
		value := v[field.Name]
		if value != nil {
			given++
		}
		if err := exact(schema, field.Type, value, name+"."+field.Name); err != nil {
			return err
		}
	}
	if def.Directives.ForName("oneOf") != nil && (given != 1 || len(v) != 1) {
		return &graph.Error{On: name, Fault: graph.BadInput, Err: fmt.Errorf("exactly one field of %s has to be given", def.Name)}
	}
	return nil
}

// misspelt is an enum value that is none.
func misspelt(def *ast.Definition, v, name string) error {
	var known []string
	for _, value := range def.EnumValues {
		known = append(known, value.Name)
	}
	return &graph.Error{
		On: name, Fault: graph.BadInput, Err: fmt.Errorf("%q is no %s", v, def.Name),
		Candidates: graph.Nearest(strings.ToUpper(v), slices.Values(known), 3),
	}
}
