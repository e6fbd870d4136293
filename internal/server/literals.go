package server

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"

	"dyad/graph"
)

// misfits returns what is written out for scalars of our own and can't be of them, in the words that are said of variables.
// gqlparser lets anything pass for a scalar that it does not know.
func misfits(schema *ast.Schema, doc *ast.QueryDocument) gqlerror.List {
	l := literals{schema: schema}
	var on validator.Events
	on.OnVariable(func(_ *validator.Walker, d *ast.VariableDefinition) { l.check(d.Type, d.DefaultValue, "$"+d.Variable) })
	on.OnField(func(_ *validator.Walker, f *ast.Field) {
		for _, arg := range f.Arguments {
			if f.Definition != nil && f.Definition.Arguments.ForName(arg.Name) != nil {
				l.check(f.Definition.Arguments.ForName(arg.Name).Type, arg.Value, arg.Name)
			}
		}
	})
	validator.Walk(schema, doc, &on)
	return l.problems
}

// Literals gather what is wrong with values that are written out.
type literals struct {
	schema   *ast.Schema
	problems gqlerror.List
}

// check looks at a value of a type, and at what it holds.
func (l *literals) check(t *ast.Type, v *ast.Value, name string) {
	def := l.schema.Types[t.Name()]
	switch {
	case v == nil || def == nil || v.Kind == ast.Variable || v.Kind == ast.NullValue:
	case t.Elem != nil && v.Kind == ast.ListValue:
		for i, child := range v.Children {
			l.check(t.Elem, child.Value, fmt.Sprintf("%s[%d]", name, i))
		}
	case t.Elem != nil: // one value stands for a list of one
		l.check(t.Elem, v, name)
	case def.Kind == ast.InputObject:
		for _, child := range v.Children {
			if f := def.Fields.ForName(child.Name); f != nil {
				l.check(f.Type, child.Value, name+"."+child.Name)
			}
		}
	case def.Kind == ast.Scalar && !def.BuiltIn:
		l.scalar(def, v, name)
	}
}

// scalar looks at a value of a scalar of our own.
func (l *literals) scalar(def *ast.Definition, v *ast.Value, name string) {
	got, err := v.Value(nil)
	if err == nil && fits(def.Name, got) {
		return
	}
	says := written(got)
	if err != nil { // a number that no machine holds
		says = v.Raw
	}
	e := &graph.Error{On: name, Fault: graph.BadInput, Err: fmt.Errorf("%s is no %s", says, def.Name)}
	l.problems = append(l.problems, &gqlerror.Error{Err: e, Message: e.Error(), Locations: []gqlerror.Location{locationOf(v.Position)}})
}
