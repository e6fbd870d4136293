package server

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"

	"dyad/graph"
)

// invalid returns what is wrong with a document, in its order; nil if it is valid.
func (s *Server) invalid(doc *ast.QueryDocument) gqlerror.List {
	problems := validator.ValidateWithRules(s.schema.Schema(), doc, nil)
	for _, p := range problems {
		p.Message = exactlyOne(p.Message) + s.advice(p.Message)
	}
	return slices.CompactFunc(inOrder(append(problems, misfits(s.schema.Schema(), doc)...)), sameProblem) // a fragment is checked wherever it is used
}

// inOrder sorts problems by where they are in the document; those of one field, which may stand for many objects, by path.
// Fields are resolved at the same time, so errors come as they happen.
func inOrder(problems gqlerror.List) gqlerror.List {
	slices.SortStableFunc(problems, func(a, b *gqlerror.Error) int {
		at, bt := firstLocation(a), firstLocation(b)
		return cmp.Or(cmp.Compare(at.Line, bt.Line), cmp.Compare(at.Column, bt.Column), slices.CompareFunc(a.Path, b.Path, compareSteps))
	})
	return problems
}

// sameProblem reports whether two problems of a document are one.
func sameProblem(a, b *gqlerror.Error) bool {
	return a.Message == b.Message && firstLocation(a) == firstLocation(b)
}

// compareSteps orders steps of paths: elements of a list by their number, fields by name.
func compareSteps(a, b ast.PathElement) int {
	i, number := a.(ast.PathIndex)
	j, numbers := b.(ast.PathIndex)
	if number && numbers {
		return cmp.Compare(i, j)
	}
	return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
}

// firstLocation is where a problem begins; one without a place comes first.
func firstLocation(e *gqlerror.Error) gqlerror.Location {
	if len(e.Locations) == 0 {
		return gqlerror.Location{}
	}
	return slices.MinFunc(e.Locations, func(a, b gqlerror.Location) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// noValue is how gqlparser says that a word is no value of an enum.
var noValue = regexp.MustCompile(`^(?:Value ".*" does not exist in|Enum) "\[*(\w+)`)

// nullOne is how gqlparser says that the one field that is given is null. The field that it names is always the first of its type.
var nullOne = regexp.MustCompile(`^Field "(\w+)\.\w+" must be non-null\.$`)

// exactlyOne puts what is said of variables in place of a message that names a field which may be another.
func exactlyOne(message string) string {
	return nullOne.ReplaceAllString(message, "exactly one field of $1 has to be given, and null is none")
}

// tooIntrospective is how gqlparser says that lists of what is known of a type stand within each other.
const tooIntrospective = "Maximum introspection depth exceeded"

// advice is what stands behind a message of gqlparser that tells too little.
func (s *Server) advice(message string) string {
	if message == tooIntrospective {
		return ": fields, inputFields, interfaces and possibleTypes stand at most twice within each other, ask for what lies deeper with __type"
	}
	return s.choice(message)
}

// choice lists the values of an enum behind a message that a word is none of them, unless it offers the nearest.
func (s *Server) choice(message string) string {
	found := noValue.FindStringSubmatch(message)
	if found == nil || strings.Contains(message, "Did you mean") {
		return ""
	}
	def := s.schema.Schema().Types[found[1]]
	if def == nil || def.Kind != ast.Enum {
		return ""
	}
	return " It is one of " + strings.Join(valuesOf(def), ", ") + "."
}

// unreadable is a document that can't be parsed.
func (s *Server) unreadable(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, "token limit"):
		return beyond("the query has more than %d tokens: give values in variables, or ask in several requests", s.limits.Tokens)
	case strings.Contains(text, "nesting depth"):
		return &graph.Error{Fault: graph.CostLimit, Err: fmt.Errorf("fields are nested more than %d deep, or values more than %d: ask for what lies deeper by its id, and write and, or and not side by side",
			s.limits.Depth, s.limits.VariableDepth)}
	}
	var g *gqlerror.Error
	if !errors.As(err, &g) {
		return err
	}
	said := *g
	said.Message = "the query can't be read: " + strings.Replace(g.Message, "<EOF>", "the end of the query", 1)
	return &said
}
