package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/codegen/config"
)

// A hookAt is text to put after the one line of a file that begins in a certain way.
type hookAt struct{ line, text string }

// hooks says where gqlgen's executor is to look whether a value can be written directly: at the beginning of the functions that
// write an object, a list of them, or a plain field. Each goes on as gqlgen wrote it when it can't.
func (p *plugin) hooks() []hookAt {
	hooks := []hookAt{
		{"type executionContext struct {", "direct *directRun // nil if nothing is written directly\n"},
		{"\tec := newExecutionContext(opCtx, e, make(chan graphql.DeferredResult))", "ec.direct = directFrom(ctx)\n"},
	}
	for _, o := range p.objects {
		hooks = append(hooks, try("_"+o.Name, "ec.directTry"+o.Name+"(ctx, sel, obj)"))
		for _, f := range o.Plain {
			if isLeaf(f.TypeReference) || !f.TypeReference.Definition.IsLeafType() {
				name := o.Name + "_" + f.Name
				hooks = append(hooks, try("_"+name, "ec.directTry"+name+"(ctx, field, obj)"))
			}
		}
	}
	for _, t := range p.lists {
		hooks = append(hooks, try(t.MarshalFunc(), "ec.directTry"+t.MarshalFunc()+"(ctx, sel, v)"))
	}
	return hooks
}

// try is the hook of a method that returns what the expression does, unless that is nil.
func try(method, expression string) hookAt {
	return hookAt{
		"func (ec *executionContext) " + method + "(",
		"if ec.direct != nil {\n\t\tif m := " + expression + "; m != nil {\n\t\t\treturn m\n\t\t}\n\t}\n",
	}
}

// hook puts the hooks into a file. Each must fit exactly one line: another gqlgen may write otherwise, and that must not go unseen.
func hook(filename string, hooks []hookAt) error {
	text, err := os.ReadFile(filename)
	if err != nil {
		return err
	}
	lines := strings.SplitAfter(string(text), "\n")
	for _, h := range hooks {
		at := func(line string) bool { return strings.HasPrefix(line, h.line) }
		i := slices.IndexFunc(lines, at)
		if i < 0 || slices.IndexFunc(lines[i+1:], at) >= 0 {
			return fmt.Errorf("%s: there must be one line that begins with %q: gqlgen writes otherwise than internal/generate expects", filename, h.line)
		}
		lines[i] += "\t" + h.text
	}
	return os.WriteFile(filename, []byte(strings.Join(lines, "")), 0o644)
}

// sortByFunc sorts types by the names of their functions: gqlgen has them in a map.
func sortByFunc(types []*config.TypeReference) {
	slices.SortFunc(types, func(a, b *config.TypeReference) int { return cmp.Compare(a.MarshalFunc(), b.MarshalFunc()) })
}
