package server

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/schema/resolver"
)

// cursorType is the scalar whose values we made ourselves. They are longer than texts that people write.
const cursorType = "Cursor"

// cursorLength is how many characters a cursor has at most.
const cursorLength = 4096

// The scalars of texts that may be longer still: what a curator writes, and a file, which the body of a request bounds.
const (
	proseType    = "Text"
	documentType = "Document"
	proseLength  = 4096
)

// longest returns how many characters a value of a type may have.
func longest(of string, limits resolver.Limits) int {
	switch of {
	case cursorType:
		return cursorLength
	case proseType:
		return proseLength
	case documentType:
		return limits.BodyBytes
	}
	return limits.TextLength
}

// tooLong reports whether a text has more characters than a value of its type may have.
func tooLong(text, of string, limits resolver.Limits) bool {
	most := longest(of, limits)
	return len(text) > most && utf8.RuneCountInString(text) > most
}

// longText is the error of a text that is too long for its type.
func longText(name, of string, limits resolver.Limits) *graph.Error {
	return &graph.Error{On: name, Fault: graph.BadInput, Err: fmt.Errorf("a text here has at most %d characters", longest(of, limits))}
}

// written checks what the query writes out for a field: the name that it is to have, and the values of its arguments.
func (c *counter) written(f *ast.Field, def *ast.FieldDefinition) error {
	if tooLong(f.Alias, "", c.limits) {
		return longText("alias", "", c.limits)
	}
	for _, arg := range f.Arguments {
		of := ""
		if def != nil && def.Arguments.ForName(arg.Name) != nil {
			of = def.Arguments.ForName(arg.Name).Type.Name()
		}
		if err := c.literal(arg.Name, arg.Value, of); err != nil {
			return err
		}
		if arg.Name == "view" && !c.null(arg.Value) {
			c.views[arg.Value.String()] = true
		}
	}
	return nil
}

// literal checks one value that is written out.
func (c *counter) literal(name string, v *ast.Value, of string) error {
	if err := checkLiteral(v, c.limits, 1); err != nil {
		return err
	}
	return c.texts(name, v, of)
}

// texts refuses a value that is, or holds, too long a text.
func (c *counter) texts(name string, v *ast.Value, of string) error {
	if v == nil {
		return nil
	}
	if (v.Kind == ast.StringValue || v.Kind == ast.BlockValue || v.Kind == ast.EnumValue) && tooLong(v.Raw, of, c.limits) {
		return longText(name, of, c.limits)
	}
	for _, child := range v.Children {
		if err := c.texts(name, child.Value, c.typeWithin(of, child.Name)); err != nil {
			return err
		}
	}
	return nil
}

// typeWithin returns the type of a field of an input object; of an element of a list, which has no name, that of the list.
func (c *counter) typeWithin(of, field string) string {
	if def := c.schema.Types[of]; field != "" && def != nil && def.Kind == ast.InputObject {
		if f := def.Fields.ForName(field); f != nil {
			return f.Type.Name()
		}
	}
	return of
}

// values returns how many objects and elements of lists the arguments of a field hold, and how many of them its filters do.
func (c *counter) values(f *ast.Field, def *ast.FieldDefinition) (all, filters int) {
	for _, arg := range f.Arguments {
		n := c.amount(arg.Value)
		all += n
		if d := def.Arguments.ForName(arg.Name); d != nil && strings.HasSuffix(d.Type.Name(), "Filter") {
			filters += n
		}
	}
	return all, filters
}

// amount returns how many objects and elements of lists a value is made of.
func (c *counter) amount(v *ast.Value) int {
	v, sent, set := c.meant(v)
	if set {
		return amountOf(sent)
	}
	if v == nil {
		return 0
	}
	n := 0
	switch v.Kind {
	case ast.ObjectValue:
		n = 1
	case ast.ListValue:
		n = len(v.Children)
	}
	for _, child := range v.Children {
		n += c.amount(child.Value) + extra(child.Name)
	}
	return n
}

// amountOf is amount of the value of a variable.
func amountOf(v any) int {
	n := 0
	switch v := v.(type) {
	case []string:
		n = len(v)
	case []any:
		n = len(v)
		for _, child := range v {
			n += amountOf(child)
		}
	case map[string]any:
		n = 1
		for name, child := range v {
			n += amountOf(child) + extra(name)
		}
	}
	return n
}

// extra is what a condition amounts to besides what it is made of.
func extra(name string) int {
	if name == "minOrigins" {
		return originsWeight
	}
	return 0
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
		return beyond("values are nested more than %d deep: write and, or and not side by side", limits.VariableDepth)
	case length > limits.ListLength:
		return beyond("a list of values has more than %d elements: ask in several requests", limits.ListLength)
	}
	return nil
}
