package jsonl

import (
	"encoding"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// A shape is what JSON may hold where a type is wanted.
type shape struct {
	fields map[string]*shape // of an object with known fields; nil for anything else
	item   *shape            // of a list; nil for anything else
	text   reflect.Type      // of a text that the type itself reads; nil for anything else
	needs  []*shape          // the fields that have to be there
	needed string            // the name of such a field; "" for anything else
}

// neededFields have to be wherever they may be: what stands for their absence, 0 and false, would say that something begins with the text, and that
// two are not the same. What is wrong with a record without any other is found by its check.
var neededFields = []string{"start", "same"}

// shapeOf works out the shape of a type from its JSON tags. What decodes itself, or is a plain value, has no shape of its
// own: what is wrong with it is found when it is decoded.
func shapeOf(t reflect.Type) *shape {
	switch {
	case t.Kind() == reflect.Pointer:
		return shapeOf(t.Elem())
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return &shape{text: t}
	case reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()):
		return &shape{}
	case t.Kind() == reflect.Slice:
		return &shape{item: shapeOf(t.Elem())}
	case t.Kind() == reflect.Struct:
		return structShape(t)
	}
	return &shape{}
}

// structShape has the fields of a struct and of those embedded in it.
func structShape(t reflect.Type) *shape {
	s := &shape{fields: map[string]*shape{}}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && f.IsExported() {
			field := shapeOf(f.Type)
			if s.fields[name] = field; slices.Contains(neededFields, name) {
				field.needed, s.needs = name, append(s.needs, field)
			}
		}
	}
	return s
}

// names lists the fields, sorted.
func (s *shape) names() []string { return slices.Sorted(maps.Keys(s.fields)) }

// read tries a text on the type that wants it.
func (s *shape) read(text string) error {
	return reflect.New(s.text).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
}
