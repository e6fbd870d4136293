package server_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"dyad/internal/server"
)

func TestZZ(t *testing.T) {
	s := serve(t, nil, nil)
	spreads := func(n, k int) string {
		var b strings.Builder
		b.WriteString("{ server { ")
		for i := range n { fmt.Fprintf(&b, " ...f%d", i) }
		b.WriteString(" } }")
		for i := range n { fmt.Fprintf(&b, " fragment f%d on Server { %s }", i, strings.Repeat("version ", k)) }
		return b.String()
	}
	chain := func(n, k int) string {
		var b strings.Builder
		b.WriteString("{ server { ...f0 } }")
		for i := range n-1 { fmt.Fprintf(&b, " fragment f%d on Server { %s ...f%d }", i, strings.Repeat("version ", k), i+1) }
		fmt.Fprintf(&b, " fragment f%d on Server { version }", n-1)
		return b.String()
	}
	ops := func(n, m, k int) string {
		var b strings.Builder
		for i := range n { fmt.Fprintf(&b, " query q%d { server { ...f0 } }", i) }
		b.WriteString(strings.TrimPrefix(chain(m, k), "{ server { ...f0 } }"))
		return b.String()
	}
	views := func(n int) string {
		var b strings.Builder
		b.WriteString("{")
		for i := range n { fmt.Fprintf(&b, ` a%d: relationships(first: 0, view: {validAt: "%d"}) { totalCount }`, i, 1800+i) }
		return b.String() + "}"
	}
	unknown := "{" + strings.Repeat(" entitis", 990) + "}"
	for _, q := range []struct{ name, q string }{
		{"990 typename", "{" + strings.Repeat(" __typename", 990) + "}"},
		{"990 aliases", aliases(990)},
		{"100x9", spreads(100, 9)}, {"100x1", spreads(100, 1)}, {"10x99", spreads(10, 99)},
		{"chain100x1", chain(100, 1)}, {"chain100x9", chain(100, 9)},{"chain10x90", chain(10, 90)},
		{"20 ops chain 100", ops(20, 99, 1)}, {"20 ops chain 49x1", ops(20, 49, 1)}, {"20 ops chain10x4", ops(20, 10, 4)},
		{"20 ops 100 spreads", ops(20, 99, 0)},
		{"unspread 9x990", "{__typename}" + strings.TrimPrefix(spreads(9, 990), "{ server {  ...f0 ...f1 ...f2 ...f3 ...f4 ...f5 ...f6 ...f7 ...f8 } }")},
		{"9x990 __type", "{__typename}" + strings.TrimPrefix(spreads(9, 990), "{ server {  ...f0 ...f1 ...f2 ...f3 ...f4 ...f5 ...f6 ...f7 ...f8 } }")},
		{"views 190", views(190)}, {"views 400", views(400)},
		{"unknown", unknown},
		{"990 aliases nested", "{ entities(first:500) { nodes {" + aliases(990)[1:] + "}}"},
		{"300 aliases nested", "{ entities(first:500) { nodes {" + aliases(300)[1:] + "}}"},
	} {
		start := time.Now()
		op := ""; if strings.Contains(q.q, "query q0") { op = "q0" }; a := read(t, s.Execute(t.Context(), server.Request{Query: q.q, OperationName: op}))
		e := ""
		if len(a.Errors) > 0 { e = fmt.Sprint(len(a.Errors), a.Errors[len(a.Errors)-1].Message) }
		t.Logf("%-20s %v cost %d %.150s", q.name, time.Since(start), a.Extensions.Cost.Requested, e)
	}
}
