package direct

import (
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Objects are the object types of a schema by name, as far as they have plain fields.
type Objects map[string]*Object

// An Object is an object type.
type Object struct {
	Satisfies []string         // its name and those of its interfaces
	Fields    map[string]Field // its plain fields by name
}

// A Field is a plain field: one that is read from its object without a context or an error, and takes no arguments.
type Field struct {
	Index  int    // by which the generated code knows it; that of __typename is 0
	Object string // the object type of its values, "" for scalars and enums
}

// A Plan says what to write of each object of one type for one selection, in the order of the answer.
type Plan struct{ Fields []Step }

// A Step is one field of a [Plan].
type Step struct {
	Index int
	Plan  *Plan  // for its objects; nil for scalars and enums
	Key   []byte // its name in the answer, quoted, with the colon
}

// A Run is one request. It is safe for concurrent use.
type Run struct {
	wrote func(int)

	mu    sync.Mutex
	plans map[place]*Plan
}

// New returns the run of a request. It calls wrote with the number of bytes each time that some have been written, from any
// goroutine; what is written in vain is counted too.
func New(wrote func(int)) *Run { return &Run{wrote: wrote, plans: map[place]*Plan{}} }

// A place is a selection for an object type: its first element tells it from every other of the request.
type place struct {
	first  *ast.Selection
	length int
	object string
}

// plan returns the plan for a selection, nil if not all that it selects is plain.
func (r *Run) plan(oc *graphql.OperationContext, objects Objects, object string, sel ast.SelectionSet) *Plan {
	if len(sel) == 0 {
		return nil
	}
	at := place{&sel[0], len(sel), object}
	r.mu.Lock()
	p, known := r.plans[at]
	r.mu.Unlock()
	if known {
		return p
	}
	p = compile(oc, objects, object, sel)
	r.mu.Lock()
	r.plans[at] = p
	r.mu.Unlock()
	return p
}

// compile makes a plan of what gqlgen collects for the selection, so that fragments, merged fields, @skip and @include are its.
func compile(oc *graphql.OperationContext, objects Objects, name string, sel ast.SelectionSet) *Plan {
	object, ok := objects[name]
	if !ok {
		return nil
	}
	fields := graphql.CollectFields(oc, sel, object.Satisfies)
	p := &Plan{Fields: make([]Step, 0, len(fields))}
	seen := make(map[string]bool, len(fields))
	for _, f := range fields {
		if seen[f.Alias] {
			continue // as where gqlgen writes an object
		}
		seen[f.Alias] = true
		step, ok := stepOf(oc, objects, object, f)
		if !ok {
			return nil
		}
		p.Fields = append(p.Fields, step)
	}
	return p
}

// stepOf makes a step of a field, if it is plain and all below it is.
func stepOf(oc *graphql.OperationContext, objects Objects, object *Object, f graphql.CollectedField) (Step, bool) {
	step := Step{Key: append(appendQuoted(nil, f.Alias), ':')}
	if f.Name == "__typename" {
		return step, true
	}
	field, ok := object.Fields[f.Name]
	if !ok || len(f.Deferrables) > 0 {
		return step, false
	}
	step.Index = field.Index
	if field.Object != "" {
		step.Plan = compile(oc, objects, field.Object, f.Selections)
		ok = step.Plan != nil
	}
	return step, ok
}
