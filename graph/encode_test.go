package graph_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"dyad/graph"
)

// Records of types that EncodeRecord has no encoder for: encoding/json writes them.
type (
	reflectedClaim  graph.Claim
	reflectedEntity graph.Entity
)

// sameAsReflected demands that a record, a claim or an entity, is written as encoding/json writes it, or refused as that is.
func sameAsReflected(t *testing.T, record any) {
	t.Helper()
	var reflected any
	switch r := record.(type) {
	case *graph.Claim:
		reflected = (*reflectedClaim)(r)
	case *graph.Entity:
		reflected = (*reflectedEntity)(r)
	}
	got, err := graph.EncodeRecord(record)
	want, refusal := graph.EncodeRecord(reflected)
	if string(got) != string(want) || fmt.Sprint(err) != fmt.Sprint(refusal) {
		t.Errorf("EncodeRecord = %s, %v, and by encoding/json\n%s, %v", got, err, want, refusal)
	}
}

// Each field alone: one that is new, and that the encoder has not been told of, is missing.
func TestEncodeEachField(t *testing.T) {
	for _, record := range []any{graph.Claim{}, graph.Entity{}} {
		for _, v := range eachAlone(t, reflect.TypeOf(record)) {
			p := reflect.New(v.Type())
			p.Elem().Set(v)
			sameAsReflected(t, p.Interface())
		}
	}
	sameAsReflected(t, (*graph.Claim)(nil))
	sameAsReflected(t, (*graph.Entity)(nil))
}

// eachAlone returns values of a type that have something in one place and nothing elsewhere, for each place there is; lists and
// pointers also with nothing in them.
func eachAlone(t *testing.T, typ reflect.Type) (all []reflect.Value) {
	t.Helper()
	add := func(change func(v reflect.Value)) {
		v := reflect.New(typ).Elem()
		change(v)
		all = append(all, v)
	}
	switch {
	case typ == reflect.TypeFor[graph.EDTF]():
		add(func(v reflect.Value) { v.Set(reflect.ValueOf(dateOf(t, "2021-08"))) })
	case typ.Kind() == reflect.Struct:
		for i := range typ.NumField() {
			for _, of := range eachAlone(t, typ.Field(i).Type) {
				add(func(v reflect.Value) { v.Field(i).Set(of) })
			}
		}
	case typ.Kind() == reflect.Slice:
		add(func(v reflect.Value) { v.Set(reflect.MakeSlice(typ, 0, 0)) })
		add(func(v reflect.Value) { v.Set(reflect.MakeSlice(typ, 2, 2)) })
		for _, of := range eachAlone(t, typ.Elem()) {
			add(func(v reflect.Value) { v.Set(reflect.Append(v, of)) })
			add(func(v reflect.Value) { v.Set(reflect.Append(v, of, of)) })
		}
	case typ.Kind() == reflect.Pointer:
		add(func(v reflect.Value) { v.Set(reflect.New(typ.Elem())) })
		for _, of := range eachAlone(t, typ.Elem()) {
			add(func(v reflect.Value) { v.Set(reflect.New(typ.Elem())); v.Elem().Set(of) })
		}
	case typ.Kind() == reflect.Array:
		for i := range typ.Len() {
			add(func(v reflect.Value) { v.Index(i).SetUint(uint64(0xa0 + i)) })
		}
	case typ.Kind() == reflect.String:
		add(func(v reflect.Value) { v.SetString("quay") })
	case typ.Kind() == reflect.Bool:
		add(func(v reflect.Value) { v.SetBool(true) })
	case typ.Kind() == reflect.Int:
		add(func(v reflect.Value) { v.SetInt(-12) })
	case typ.Kind() == reflect.Float64:
		add(func(v reflect.Value) { v.SetFloat(1.5) })
	default:
		t.Fatalf("no value of %s to encode", typ)
	}
	return all
}

// The texts and numbers that an encoder of JSON gets wrong.
func TestEncodeOddValues(t *testing.T) {
	for _, text := range oddTexts {
		sameAsReflected(t, &graph.Claim{Gist: text})
		sameAsReflected(t, &graph.Claim{Roles: graph.Roles{{Name: graph.TermKey(text), Entities: []graph.EntityKey{"quay"}}}})
		sameAsReflected(t, &graph.Claim{Roles: graph.Roles{{Name: graph.RoleOffice, Terms: []graph.TermKey{"mayor", graph.TermKey(text)}}}})
		sameAsReflected(t, &graph.Entity{Name: "a" + text + "b" + text})
	}
	for _, f := range oddNumbers {
		sameAsReflected(t, &graph.Claim{Number: &graph.Number{Best: &f}})
	}
	for _, names := range []string{"a b", "b a", "a a", "b a b"} { // names out of order, or twice
		var roles graph.Roles
		for i, name := range strings.Fields(names) {
			roles = append(roles, graph.Role{Name: graph.TermKey(name), Claims: []graph.ClaimID{{byte(i)}}})
		}
		sameAsReflected(t, &graph.Claim{Roles: roles})
	}
}

var oddTexts = []string{
	"", "Valley Watch", `<a href="x"> & \ 'y'`, `"`, `\`, `\\"`, `\ufffd`, "\ufffd", "\xff", "a\xe2\x80", "\xed\xa0\x80", "\u2028", "\u2029", "\u202a",
	"\x00", "\x1f", " ", "\x7f", "\u0080", "\b\f\n\r\t", "ferry\nmen", "Māori", "🛶", "<", ">", "&", "\U0010ffff",
}

var oddNumbers = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.1, 1e-6, 9.99e-7, -1e-7, 1e20, 1e21, -1e21, 123456789.125, 1 << 53, math.MaxFloat64,
	math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN(),
}

// FuzzEncodeRecord fills claims and entities at random, with the text and the number among what they hold.
func FuzzEncodeRecord(f *testing.F) {
	for i, text := range oddTexts {
		f.Add(uint64(i), text, oddNumbers[i%len(oddNumbers)])
	}
	for seed := range uint64(300) {
		f.Add(seed, "Mowers", 12.5)
	}
	f.Fuzz(func(t *testing.T, seed uint64, text string, number float64) {
		random := rand.New(rand.NewPCG(seed, 1))
		var c graph.Claim
		var e graph.Entity
		fill(t, random, reflect.ValueOf(&c).Elem(), text, number)
		fill(t, random, reflect.ValueOf(&e).Elem(), text, number)
		sameAsReflected(t, &c)
		sameAsReflected(t, &e)
	})
}

// fill sets about half of what v has.
func fill(t *testing.T, random *rand.Rand, v reflect.Value, text string, number float64) {
	t.Helper()
	switch kind := v.Kind(); {
	case v.Type() == reflect.TypeFor[graph.EDTF]():
		v.Set(reflect.ValueOf(dateOf(t, []string{"", "2021", "2021-08/..", "1984~"}[random.IntN(4)])))
	case kind == reflect.Struct:
		for i := range v.NumField() {
			fill(t, random, v.Field(i), text, number)
		}
	case kind == reflect.Array:
		for i := range v.Len() {
			v.Index(i).SetUint(uint64(random.IntN(256)))
		}
	case random.IntN(2) == 0:
	case kind == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), random.IntN(4), 4))
		for i := range v.Len() {
			fill(t, random, v.Index(i), text, number)
		}
	case kind == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, random, v.Elem(), text, number)
	case kind == reflect.String:
		v.SetString([]string{text, "reapers", fmt.Sprintf("role-%d", random.IntN(5))}[random.IntN(3)])
	case kind == reflect.Bool:
		v.SetBool(true)
	case kind == reflect.Int:
		v.SetInt(random.Int64() >> random.IntN(64))
	case kind == reflect.Float64:
		v.SetFloat([]float64{number, float64(random.IntN(100)) / 4}[random.IntN(2)])
	}
}
