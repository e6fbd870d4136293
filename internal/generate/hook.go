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

// A part is some lines of a file: from one that begins in a certain way, whatever it is indented, to the next that does in another.
type part struct {
	from, to string
	times    int // how often there is such a part
}

// unread is what gqlgen's executor makes for each request in case a program reads input objects by a function of gqlgen's that none does here: a table of
// all readers, which took longer to make than a small answer.
var unread = []part{
	{"inputUnmarshalMap := graphql.BuildUnmarshalerMap(", ")", 1},
	{"ctx = graphql.WithUnmarshalerMap(ctx, inputUnmarshalMap)", "", 2}, // of queries, and of mutations
}

// leaveOut takes parts out of a file. There must be as many as are told.
func leaveOut(filename string, parts []part) error {
	text, err := os.ReadFile(filename)
	if err != nil {
		return err
	}
	lines := strings.SplitAfter(string(text), "\n")
	for _, p := range parts {
		kept, times := p.without(lines)
		if times != p.times {
			return fmt.Errorf("%s: %d parts begin with %q, not %d: gqlgen writes otherwise than internal/generate expects", filename, times, p.from, p.times)
		}
		lines = kept
	}
	return os.WriteFile(filename, []byte(strings.Join(lines, "")), 0o644)
}

// without returns the lines that are in no such part, and how many parts there are. One without an end is none.
func (p part) without(lines []string) (kept []string, times int) {
	begins := func(line, with string) bool { return strings.HasPrefix(strings.TrimLeft(line, "\t"), with) }
	for i := 0; i < len(lines); i++ {
		if begins(lines[i], p.from) {
			if n := slices.IndexFunc(lines[i:], func(line string) bool { return p.to == "" || begins(line, p.to) }); n >= 0 {
				i += n
				times++
				continue
			}
		}
		kept = append(kept, lines[i])
	}
	return kept, times
}

// sortByFunc sorts types by the names of their functions: gqlgen has them in a map.
func sortByFunc(types []*config.TypeReference) {
	slices.SortFunc(types, func(a, b *config.TypeReference) int { return cmp.Compare(a.MarshalFunc(), b.MarshalFunc()) })
}
