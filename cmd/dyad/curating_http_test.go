package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"dyad/graph"
)

// noted is a mutation that anybody can see in the answer.
const noted = `mutation { addNames(entity: "red-harbour", names: [{text: "the Harbour"}], reason: "so called") { transaction userErrors { code } } }`

// asBody is a document as the body of a request.
func asBody(query string) string { return `{"query": ` + quoted(query) + `}` }

// A reply is what came back: its status, and the code of its only error, if there is one.
type reply struct {
	status int
	code   graph.Fault
}

func replyOf(t *testing.T, res *http.Response) (reply, string) {
	t.Helper()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Errors []struct{ Extensions struct{ Code graph.Fault } }
	}
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatalf("%s is no answer: %v", body, err)
	}
	r := reply{status: res.StatusCode}
	for _, e := range got.Errors {
		r.code = e.Extensions.Code
	}
	return r, string(body)
}

// TestWhoMayChange asks with and without a token: only a mutation that is posted with the token of a curator changes anything.
func TestWhoMayChange(t *testing.T) {
	question := `{ server { readOnly } }`
	stranger := "Bearer dyad_" + strings.Repeat("A", 43)
	tests := []struct {
		name           string
		readOnly       bool
		method         string
		query          string
		authorizations []string // %s stands for the token of vale
		want           reply
		changes        bool
	}{
		{"a curator", false, "POST", noted, []string{"Bearer %s"}, reply{200, ""}, true},
		{"a curator who writes the scheme otherwise", false, "POST", noted, []string{"bearer   %s"}, reply{200, ""}, true},
		{"nobody", false, "POST", noted, nil, reply{401, graph.Unauthenticated}, false},
		{"somebody whom nobody knows", false, "POST", noted, []string{stranger}, reply{401, graph.Unauthenticated}, false},
		{"part of a token", false, "POST", noted, []string{"Bearer dyad_MDAwMDAwMDAwMDAwMDAw"}, reply{401, graph.Unauthenticated}, false},
		{"no token after all", false, "POST", noted, []string{"Bearer"}, reply{401, graph.Unauthenticated}, false},
		{"another scheme", false, "POST", noted, []string{"Basic %s"}, reply{401, graph.Unauthenticated}, false},
		{"two tokens", false, "POST", noted, []string{"Bearer %s", "Bearer %s"}, reply{401, graph.Unauthenticated}, false},
		{"a curator who does not post", false, "GET", noted, []string{"Bearer %s"}, reply{405, graph.BadInput}, false},
		{"a question by anybody", false, "POST", question, nil, reply{200, ""}, false},
		{"a question by a curator", false, "GET", question, []string{"Bearer %s"}, reply{200, ""}, false},
		{"a question by somebody who believes to be known", false, "POST", question, []string{stranger}, reply{401, graph.Unauthenticated}, false},
		{"a curator, where nobody may", true, "POST", noted, []string{"Bearer %s"}, reply{403, graph.Forbidden}, false},
		{"anybody, where nobody may", true, "POST", noted, nil, reply{403, graph.Forbidden}, false},
		{"a question where nobody may change anything", true, "POST", question, []string{stranger}, reply{200, ""}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newCuratedDesk(t)
			if tt.readOnly {
				d.serve(nil, nil)
			}
			var with []string
			for _, a := range tt.authorizations {
				with = append(with, strings.ReplaceAll(a, "%s", d.tokens["vale"]))
			}
			before := d.workspace.store.Last()
			target, body := "/graphql", asBody(tt.query)
			if tt.method == http.MethodGet {
				target, body = target+"?query="+url.QueryEscape(tt.query), ""
			}
			res := d.send(tt.method, target, body, with...)
			got, text := replyOf(t, res)
			if got != tt.want {
				t.Errorf("%+v, want %+v: %s", got, tt.want, text)
			}
			if changed := d.workspace.store.Last() != before; changed != tt.changes {
				t.Errorf("changed: %v, want %v: %s", changed, tt.changes, text)
			}
			if challenged := res.Header.Get("WWW-Authenticate") != ""; challenged != (tt.want.status == 401) {
				t.Errorf("WWW-Authenticate is %q with status %d", res.Header.Get("WWW-Authenticate"), res.StatusCode)
			}
			if allows := res.Header.Get("Allow"); (allows == "POST") != (tt.want.status == 405) {
				t.Errorf("Allow is %q with status %d", allows, res.StatusCode)
			}
			d.keepsTokens(text)
		})
	}
}

// keepsTokens fails the test if a token, or a part of one, stands in the log or in an answer.
func (d *curatedDesk) keepsTokens(answer string) {
	d.Helper()
	for name, token := range d.tokens {
		if secret := token[len(token)-20:]; strings.Contains(d.log.String(), secret) || strings.Contains(answer, secret) {
			d.Errorf("the token of %s is in the log or the answer:\n%s\n%s", name, d.log, answer)
		}
	}
}

// TestServerSaysWhetherItOnlyReads asks both sorts of server.
func TestServerSaysWhetherItOnlyReads(t *testing.T) {
	d := newCuratedDesk(t)
	d.answers("with curators", `{ server { readOnly } }`, `{"server":{"readOnly":false}}`)
	d.serve(nil, nil)
	d.answers("without", `{ server { readOnly } }`, `{"server":{"readOnly":true}}`)
	_, text := replyOf(t, d.send("POST", "/graphql", asBody(noted)))
	if !strings.Contains(text, "only reads") || !strings.Contains(text, "--tokens") {
		t.Errorf("a server that only reads says %s, want that, and what to do", text)
	}
}

// TestEachCuratorSigns lets two curators make a change: each is its author, in the log and in the graph, and of the batch.
func TestEachCuratorSigns(t *testing.T) {
	d := newCuratedDesk(t)
	for _, name := range []string{"vale", "marlow"} {
		text := d.post(d.tokens[name], fmt.Sprintf(`mutation { addNames(entity: "red-harbour", names: [{text: "Harbour of %s"}], reason: "so called") { batch } }`, name), nil)
		if want := `"curation:` + name + `:`; !strings.Contains(string(text), want) {
			t.Errorf("the batch of %s: %s", name, text)
		}
		if want := "curator=" + name; !strings.Contains(d.log.String(), want) {
			t.Errorf("the log does not say %s:\n%s", want, d.log)
		}
		all, err := d.workspace.store.Transactions(t.Context())
		if err != nil || all[len(all)-1].Author != name {
			t.Errorf("the last transaction is %+v, %v; want one by %s", all[len(all)-1], err, name)
		}
	}
}

// TestSeveralMutationsInOneRequest are made one after the other: each sees what the one before it did, and one that is refused leaves the
// others as they are.
func TestSeveralMutationsInOneRequest(t *testing.T) {
	d := newCuratedDesk(t)
	text := d.post(d.tokens["vale"], `mutation {
		a: addEntity(input: {key: "lakes-council", type: "InternationalOrganization", name: "Lakes Council"}, reason: "new") { transaction entity { names { text } } }
		b: addNames(entity: "lakes-council", names: [{text: "Lakes Council"}], reason: "again") { transaction userErrors { code } }
		c: addNames(entity: "lakes-council", names: [{text: "the Council"}], reason: "so called", expectedRevision: 1) { transaction entity { revision names { text } } }
	}`, nil)
	want := `"data":{"a":{"transaction":2,"entity":{"names":[{"text":"Lakes Council"}]}},"b":{"transaction":null,"userErrors":[{"code":"BAD_USER_INPUT"}]},` +
		`"c":{"transaction":3,"entity":{"revision":2,"names":[{"text":"Lakes Council"},{"text":"the Council"}]}}}`
	if !strings.Contains(string(text), want) {
		t.Errorf("got %s\nwant %s", text, want)
	}
}

// TestTooManyMutations asks for more changes in one request than its price allows: none is made. Four fit, as curation.md says.
func TestTooManyMutations(t *testing.T) {
	d := newCuratedDesk(t)
	ask := func(mutations int) (reply, string) {
		var b strings.Builder
		for i := range mutations {
			fmt.Fprintf(&b, `m%d: addNames(entity: "red-harbour", names: [{text: "Name %d"}], reason: "a try") { transaction } `, i, i)
		}
		return replyOf(t, d.send("POST", "/graphql", asBody("mutation {"+b.String()+"}"), "Bearer "+d.tokens["vale"]))
	}
	if got, text := ask(5); got.code != graph.CostLimit || d.workspace.store.Last() != 1 {
		t.Errorf("five: %+v, transaction %d, want %s and 1: %s", got, d.workspace.store.Last(), graph.CostLimit, text)
	}
	if got, text := ask(4); got.code != "" || d.workspace.store.Last() != 5 {
		t.Errorf("four: %+v, transaction %d, want 5: %s", got, d.workspace.store.Last(), text)
	}
}
