package server

import (
	"github.com/vektah/gqlparser/v2/ast"

	"dyad/schema/resolver"
)

// sent returns how many bytes of texts the arguments of a field hold.
func (c *counter) sent(f *ast.Field) int {
	n := 0
	for _, arg := range f.Arguments {
		n += c.bytes(arg.Value)
	}
	return n
}

// bytes returns how many bytes of texts a value holds.
func (c *counter) bytes(v *ast.Value) int {
	v, sent, set := c.meant(v)
	if set {
		return bytesOf(sent)
	}
	if v == nil {
		return 0
	}
	n := 0
	if v.Kind == ast.StringValue || v.Kind == ast.BlockValue {
		n = len(v.Raw)
	}
	for _, child := range v.Children {
		n += c.bytes(child.Value)
	}
	return n
}

// bytesOf is bytes of the value of a variable.
func bytesOf(v any) int {
	n := 0
	switch v := v.(type) {
	case string:
		n = len(v)
	case []string:
		for _, child := range v {
			n += len(child)
		}
	case []any:
		for _, child := range v {
			n += bytesOf(child)
		}
	case map[string]any:
		for _, child := range v {
			n += bytesOf(child)
		}
	}
	return n
}

// stretch returns how many code points of a text a field asks for, as far as it can be shown so many.
func (c *counter) stretch(f *ast.Field) int {
	end := f.Arguments.ForName("end")
	if end == nil || c.null(end.Value) {
		return resolver.MaxContent
	}
	return min(max(c.number(end, nil)-c.number(f.Arguments.ForName("start"), nil), 0), resolver.MaxContent)
}
