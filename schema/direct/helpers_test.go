package direct_test

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

type gqlError = gqlerror.Error

// selection selects one field.
func selection(name string) ast.SelectionSet {
	return ast.SelectionSet{&ast.Field{Name: name, Alias: name}}
}
