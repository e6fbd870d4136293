package server

import (
	"github.com/vektah/gqlparser/v2/ast"

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
