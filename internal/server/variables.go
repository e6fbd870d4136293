package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"dyad/graph"
	"dyad/schema/resolver"
)

// checkVariables holds the values of variables to their types, in the order of their definitions, and names each that does not
// fit by where it stands: gqlparser stops at the first, names none, and lets through what the schema does not mean, such as a
// number for a text or an enum value in the wrong case.
func checkVariables(schema *ast.Schema, op *ast.OperationDefinition, variables map[string]any, limits resolver.Limits) gqlerror.List {
	var problems gqlerror.List
	for _, d := range op.VariableDefinitions {
		c := coercion{schema: schema, limits: limits}
		value, given := variables[d.Variable]
		switch {
		case given:
			c.check(d.Type, value, "$"+d.Variable)
		case d.DefaultValue == nil && d.Type.NonNull:
			c.refuse("$"+d.Variable, fmt.Sprintf("it is missing; its type is %s", d.Type))
		}
		for _, e := range c.problems {
			problems = append(problems, &gqlerror.Error{Err: e, Message: e.Error(), Locations: []gqlerror.Location{locationOf(d.Position)}})
		}
	}
	return problems
}

func locationOf(p *ast.Position) gqlerror.Location {
	return gqlerror.Location{Line: p.Line, Column: p.Column}
}

// A coercion gathers what is wrong with one variable.
type coercion struct {
	schema   *ast.Schema
	limits   resolver.Limits
	problems []*graph.Error
}

func (c *coercion) refuse(name, why string, candidates ...string) {
	c.problems = append(c.problems, &graph.Error{On: name, Fault: graph.BadInput, Err: errors.New(why), Candidates: candidates})
}

// check looks at a value of a type, and at what it holds.
func (c *coercion) check(t *ast.Type, v any, name string) {
	switch {
	case v == nil && t.NonNull:
		c.refuse(name, fmt.Sprintf("it is null; its type is %s", t))
	case v == nil:
	case t.Elem != nil:
		c.list(t.Elem, v, name)
	default:
		c.named(c.schema.Types[t.NamedType], v, name)
	}
}

// list looks at the elements of a list, or at the one value that stands for a list of one.
func (c *coercion) list(of *ast.Type, v any, name string) {
	elements, ok := v.([]any)
	if !ok {
		c.check(of, v, name)
		return
	}
	for i, element := range elements {
		c.check(of, element, fmt.Sprintf("%s[%d]", name, i))
	}
}

// named looks at a value of a type that has a name.
func (c *coercion) named(def *ast.Definition, v any, name string) {
	switch def.Kind {
	case ast.InputObject:
		c.object(def, v, name)
	case ast.Enum:
		c.enum(def, v, name)
	default:
		if !fits(def.Name, v) {
			c.refuse(name, fmt.Sprintf("%s is no %s", written(v), def.Name))
		} else if text, ok := v.(string); ok && tooLong(text, def.Name, c.limits) {
			c.problems = append(c.problems, longText(name, def.Name, c.limits))
		}
	}
}

// fits reports whether a value can be one of a scalar. Those of our own are written as texts, or as a number where that is all
// there is to them, such as a year.
func fits(scalar string, v any) bool {
	_, text := v.(string)
	_, truth := v.(bool)
	switch scalar {
	case "Boolean":
		return truth
	case "String":
		return text
	case "Int":
		return whole(v, math.MaxInt32)
	case "Float":
		return number(v)
	}
	return text || whole(v, math.MaxInt64)
}

// whole reports whether v is a whole number of at most that size. Programs that embed the server may give Go's own.
func whole(v any, most int64) bool {
	switch v := v.(type) {
	case int:
		return int64(v) >= -most-1 && int64(v) <= most
	case int32:
		return true
	case int64:
		return v >= -most-1 && v <= most
	case float64:
		return v == math.Trunc(v) && math.Abs(v) <= float64(min(most, 1<<53))
	case json.Number:
		n, err := v.Int64()
		return err == nil && n >= -most-1 && n <= most
	}
	return false
}

// number reports whether v is a finite number.
func number(v any) bool {
	switch v := v.(type) {
	case float32, int, int32, int64:
		return true
	case float64:
		return !math.IsInf(v, 0) && !math.IsNaN(v)
	case json.Number:
		_, err := v.Float64()
		return err == nil
	}
	return false
}

// enum looks at a value of a closed set.
func (c *coercion) enum(def *ast.Definition, v any, name string) {
	text, ok := v.(string)
	switch {
	case !ok:
		c.refuse(name, fmt.Sprintf("%s is no %s, which is one of %s", written(v), def.Name, strings.Join(valuesOf(def), ", ")))
	case def.EnumValues.ForName(text) == nil:
		near := graph.Nearest(strings.ToUpper(text), slices.Values(valuesOf(def)), 3)
		why := fmt.Sprintf("%q is no %s", text, def.Name)
		if len(near) == 0 {
			why += ", which is one of " + strings.Join(valuesOf(def), ", ")
		}
		c.refuse(name, why, near...)
	}
}

// valuesOf returns the values of an enum.
func valuesOf(def *ast.Definition) []string {
	var values []string
	for _, v := range def.EnumValues {
		values = append(values, v.Name)
	}
	return values
}

// object looks at the fields of an input object.
func (c *coercion) object(def *ast.Definition, v any, name string) {
	fields, ok := v.(map[string]any)
	if !ok {
		c.refuse(name, fmt.Sprintf("%s is no %s, which is an object", written(v), def.Name))
		return
	}
	for _, field := range def.Fields {
		value, given := fields[field.Name]
		if given || field.Type.NonNull && field.DefaultValue == nil {
			c.check(field.Type, value, name+"."+field.Name)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if def.Fields.ForName(key) == nil {
			c.refuse(name+"."+key, def.Name+" has no such field", graph.Nearest(key, fieldNames(def), 3)...)
			return // of a field that is misspelt and the only one, more can't be said
		}
	}
	if def.Directives.ForName("oneOf") != nil && (len(fields) != 1 || fields[first(fields)] == nil) {
		c.refuse(name, "exactly one field of "+def.Name+" has to be given")
	}
}

// first is the least key, "" if there is none.
func first(fields map[string]any) string {
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		return key
	}
	return ""
}

// fieldNames yields the names of the fields of an input object.
func fieldNames(def *ast.Definition) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range def.Fields {
			if !yield(f.Name) {
				return
			}
		}
	}
}

// written is a value as the client wrote it, cut where it is long.
func written(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("a %T", v)
	}
	return cut(string(text), echoed)
}
