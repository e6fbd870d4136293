package attack

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
)

// transport is what HTTP can be made to carry.
func transport() []Attack {
	return []Attack{
		{Name: "50 MB of spaces", Body: filled(`{"query": "{ __typename }"`, ' ', 50<<20, "}"), Status: 413, Code: costLimit, Says: "1048576 bytes"},
		{Name: "a megabyte of spaces", Body: filled(`{"query": "{ __typename }"`, ' ', 1_000_000, "}"), Status: 200, Says: "Query"},
		{Name: "10,000 requests in one body", Body: text("[" + repeated(10_000, `{"query": "{ __typename }"}`) + "]"), Status: 400, Code: badInput, Says: "no JSON object"},
		{Name: "a body in gzip, 100 MB when unpacked", Body: zipped(100 << 20), Header: map[string]string{"Content-Encoding": "gzip"}, Status: 415, Code: badInput, Says: "uncompressed"},
		{Name: "a header of a megabyte", Wire: wire("GET /healthz HTTP/1.1\r\nHost: ", "\r\nX: "+strings.Repeat("x", 1<<20)+"\r\n\r\n"), Status: 431, Says: "431"},
		{Name: "10,000 headers", Wire: wire("GET /healthz HTTP/1.1\r\nHost: ", "\r\n"+numbered(10_000, "X-%d: x\r\n")+"\r\n"), Status: 431, Says: "431"},
		{Name: "2,000 ranges of Accept", Method: "GET", Target: get("{ __typename }"), Header: map[string]string{"Accept": repeated(2_000, "text/html;q=0.5")}, Status: 406, Code: badInput, Says: "answers are"},
		{Name: "10,000 parameters in a URL", Method: "GET", Target: "/graphql?" + strings.Repeat("a&", 10_000), Status: 400, Code: badInput, Says: "parameters"},
		{Name: "2,000 requests in one connection, unasked", Wire: wire("GET /healthz HTTP/1.1\r\nHost: ", "\r\n\r\n"+pipelined(1_999)), Status: 200, Says: "ok"},
		{Name: "a target that names another host", Wire: wire("GET http://evil.example.org/healthz HTTP/1.1\r\nConnection: close\r\nHost: ", "\r\n\r\n"), Status: 403, Code: "FORBIDDEN", Says: "evil.example.org"},
		{Name: "two lengths of one body", Wire: wire("POST /graphql HTTP/1.1\r\nConnection: close\r\nHost: ", "\r\nContent-Length: 2\r\nContent-Length: 30\r\n\r\n{}"), Status: 400, Says: "400"},
		{Name: "a method of 10,000 characters", Wire: wire(strings.Repeat("A", 10_000)+" /graphql HTTP/1.1\r\nConnection: close\r\nHost: ", "\r\n\r\n"), Status: 405, Code: badInput, Says: "GET or POST"},
	}
}

// wire is what is written, around the name of the host.
func wire(before, behind string) func(string) io.Reader {
	return func(host string) io.Reader { return strings.NewReader(before + host + behind) }
}

// pipelined is requests that don't wait for answers. The first line of the first goes before the host.
func pipelined(n int) string {
	one := "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
	return strings.Repeat(one, n-1) + "GET /healthz HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n"
}

// zipped is a question among so many spaces, compressed.
func zipped(n int64) func() io.Reader {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.Copy(z, filled(`{"query": "{ __typename }"`, ' ', n, "}")()) // into memory nothing fails
	_ = z.Close()
	return text(b.String())
}

// Bystander is no attack: what somebody asks meanwhile, who is to be answered.
func Bystander() Attack {
	return Attack{Name: "a bystander", Body: ask("{ entities(first: 1) { nodes { key name } } }", nil), Status: 200, Says: "nodes"}
}
