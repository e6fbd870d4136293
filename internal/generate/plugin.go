package main

import (
	_ "embed"
	"fmt"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"
)

//go:embed direct.gotpl
var directTemplate string

//go:embed inputs.gotpl
var inputsTemplate string

// inputs are the input objects that are also read where they come otherwise than in a query.
var inputs = []string{"RelationshipFilter", "View"}

// A plugin is gqlgen's plugin that writes code for plain fields, and lets input objects be read.
type plugin struct {
	direct, inputs string // names of files
	objects        []object
	lists          []*config.TypeReference // of those objects
}

// An object is an object type with its plain fields. A field's index is its place in the list, from 1.
type object struct {
	*codegen.Object
	Plain []*codegen.Field
}

func newPlugin(cfg *config.Config) *plugin {
	dir := filepath.Dir(cfg.Exec.Filename)
	return &plugin{direct: filepath.Join(dir, "direct_gen.go"), inputs: filepath.Join(dir, "inputs_gen.go")}
}

// Name implements gqlgen's Plugin.
func (*plugin) Name() string { return "direct" }

// GenerateCode implements gqlgen's CodeGenerator.
func (p *plugin) GenerateCode(data *codegen.Data) error {
	if all := data.AllDirectives.LocationDirectives("FIELD"); len(all) > 0 {
		return fmt.Errorf("directives on fields of a query would not be seen where fields are written directly: %v", all)
	}
	for _, o := range data.Objects {
		if !o.Root && !o.Stream && !o.BuiltIn {
			p.objects = append(p.objects, object{o, plainFields(o)})
		}
	}
	for _, t := range data.ReferencedTypes {
		if t.IsSlice() && !t.Definition.BuiltIn && isObject(t.Elem()) {
			p.lists = append(p.lists, t)
		}
	}
	sortByFunc(p.lists)
	err := templates.Render(templates.Options{
		PackageName: data.Config.Exec.Package, Filename: p.direct, Template: directTemplate,
		Data:            map[string]any{"Objects": p.objects, "Lists": p.lists},
		Funcs:           map[string]any{"isObject": isObject, "isLeaf": isLeaf, "leaf": leaf, "target": target},
		GeneratedHeader: true, Packages: data.Config.Packages,
	})
	if err != nil {
		return err
	}
	read := readInputs(data)
	if len(read) != len(inputs) {
		return fmt.Errorf("of the input objects %v only %d are arguments that may be left out", inputs, len(read))
	}
	return templates.Render(templates.Options{
		PackageName: data.Config.Exec.Package, Filename: p.inputs, Template: inputsTemplate,
		Data:            map[string]any{"Inputs": read},
		GeneratedHeader: true, Packages: data.Config.Packages,
	})
}

// readInputs returns how the input objects are read that are read elsewhere too, as arguments that may be left out.
func readInputs(data *codegen.Data) []*config.TypeReference {
	var read []*config.TypeReference
	for _, t := range data.ReferencedTypes {
		if slices.Contains(inputs, t.Definition.Name) && t.IsPtr() && !t.IsSlice() && !t.GQL.NonNull {
			read = append(read, t)
		}
	}
	sortByFunc(read)
	return read
}

// plainFields returns the fields of an object that are read from it as they are: no resolver, context, error, argument or directive.
func plainFields(o *codegen.Object) []*codegen.Field {
	var plain []*codegen.Field
	for _, f := range o.Fields {
		method := f.IsMethod() && f.NoErr && !f.MethodHasContext && !f.VOkFunc
		looked := f.IsResolver || f.IsBatch() || f.Stream || f.HasHaser || len(f.Args) > 0 || f.HasDirectives()
		if (f.IsVariable() || method) && !looked && isPlain(f.TypeReference) {
			plain = append(plain, f)
		}
	}
	return plain
}

// isPlain reports whether values of a type can be written directly: scalars, enums and objects, and lists of them.
func isPlain(t *config.TypeReference) bool {
	if t.IsSlice() {
		return isPlain(t.Elem())
	}
	return isObject(t) || isLeaf(t)
}

// isObject reports whether a type is an object, or a pointer to one.
func isObject(t *config.TypeReference) bool {
	return !t.IsSlice() && t.Definition.Kind == ast.Object && (t.IsPtr() && !t.IsPtrToPtr() && !t.IsPtrToSlice() || t.IsStruct())
}

// isLeaf reports whether a type is a scalar or enum that leaf knows how to write, or a pointer to one.
func isLeaf(t *config.TypeReference) bool {
	return !t.IsSlice() && t.Definition.IsLeafType() && leaf(t) != "" && (!t.IsNilable() || t.IsPtr() && !t.IsPtrToPtr() && !t.IsPtrToSlice())
}

// leaf returns the statement that writes v of such a type, "" if there is none. It writes what gqlgen's marshaler does.
func leaf(t *config.TypeReference) string {
	v := "v"
	if t.IsPtr() {
		v = "*v"
	}
	switch {
	case t.IsMarshaler && !t.IsContext:
		return "w.Leaf(v)"
	case t.Marshaler == nil || t.IsContext:
		return ""
	case t.HasEnumValues():
		v = fmt.Sprintf("%s[%s]", t.MarshalFunc(), v)
	}
	switch name := strings.TrimPrefix(t.Marshaler.FullName(), "github.com/99designs/gqlgen/graphql."); name {
	case "MarshalString", "MarshalID":
		return fmt.Sprintf("w.String(string(%s))", v)
	case "MarshalInt":
		return fmt.Sprintf("w.Int(int(%s))", v)
	case "MarshalBoolean":
		return fmt.Sprintf("w.Bool(bool(%s))", v)
	}
	return ""
}

// target is how a value v of an object type is handed to the function that writes it.
func target(t *config.TypeReference) string {
	if _, pointer := t.GO.(*types.Pointer); pointer {
		return "v"
	}
	return "&v"
}
