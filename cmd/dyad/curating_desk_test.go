package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dyad/extract"
	"dyad/graph"
	"dyad/internal/curation"
	"dyad/internal/indexed"
	"dyad/internal/server"
	"dyad/internal/tokens"
	"dyad/schema/resolver"
	"dyad/store"
	"dyad/store/storetest"
)

// gazette is what the tests of curation begin with: Blue Valley says that the Brigade attacked it, the Brigade denies that, and the
// paper has heard that Red Harbour supports the Brigade. The Column is called by two names, as if it were two.
const gazette = `dyad: 1
kind: annotations
source: {key: gazette, kind: article, genre: reporting, publisher: Sandgate Gazette, published: 2031-06-04, text: {sha256: ` + noDigest + `, codepoints: 90}}
annotator: reed
codebook: "0.1"
entities:
  - {key: blue-valley, type: State, name: Blue Valley}
  - {key: red-harbour, type: State, name: Red Harbour}
  - {key: orchard-brigade, type: MilitantGroup, name: Orchard Brigade}
  - {key: reed-company, type: MilitantGroup, name: Reed Company}
  - {key: lantern-column, type: MilitantGroup, name: Lantern Column}
  - {key: the-lanterns, type: MilitantGroup, name: The Lanterns}
mentions:
  orchard-brigade:
    Orchard Brigade: [10-25, 40-55]
claims:
  - {claim: orchard-brigade attacks blue-valley, voices: [blue-valley], when: 2031-06-02, at: 10-38, gist: The Valley says that the Brigade attacked it.}
  - {claim: orchard-brigade attacks blue-valley, polarity: negated, voices: [orchard-brigade], when: 2031-06-02, at: 40-60, gist: The Brigade denies it.}
  - {claim: red-harbour supports orchard-brigade, modality: alleged, at: 60-80, gist: The Harbour is thought to back the Brigade.}
`

// courier is a file that a curator sends.
const courier = `dyad: 1
kind: annotations
source: {key: courier, kind: post, genre: opinion, publisher: Courier, published: 2031-06-09, text: {sha256: ` + noDigest + `, codepoints: 50}}
annotator: reed
codebook: "0.1"
claims:
  - {claim: reed-company fights lantern-column, when: 2031-06, at: 0-20, gist: The Company fights the Column.}
`

// june is when the changes of these tests are made.
var june = time.Date(2031, 6, 10, 9, 0, 0, 0, time.UTC)

// A curatedDesk is a server over an invented graph in memory, which curators may change: vale and marlow.
type curatedDesk struct {
	*testing.T
	workspace *workspace
	live      *curation.Live
	server    *server.Server
	handler   http.Handler // of the server
	log       *bytes.Buffer
	texts     *extract.Texts
	tokens    map[string]string // by the name of the curator
	attack    string            // the ids of the three claims, in their order
	denial    string
	support   string
}

// newCuratedDesk serves the gazette.
func newCuratedDesk(t *testing.T) *curatedDesk {
	t.Helper()
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	d := &curatedDesk{T: t, workspace: &workspace{store: s, dir: t.TempDir()}, log: &bytes.Buffer{}, tokens: map[string]string{}}
	d.begin()
	d.live = liveOf(t, s, func() time.Time { return june })
	d.serve(&curating{d.live, d.workspace, nil}, d.keeper())
	return d
}

// begin loads the vocabulary and the gazette.
func (d *curatedDesk) begin() {
	d.Helper()
	corpus, err := readCorpus()
	if err != nil {
		d.Fatal(err)
	}
	var bundles []graph.Bundle
	for _, b := range corpus {
		if len(b.Terms) > 0 {
			bundles = append(bundles, b)
		}
	}
	read, problems := extract.Read([]extract.File{{Name: "gazette.yaml", Data: []byte(gazette)}}, baseOf(bundles), nil)
	if !extract.Usable(problems) {
		d.Fatal(problems)
	}
	claims := read[0].Claims
	d.attack, d.denial, d.support = claims[0].ID.String(), claims[1].ID.String(), claims[2].ID.String()
	if _, err := d.workspace.load(d.Context(), append(bundles, read...), "begun", false); err != nil {
		d.Fatal(err)
	}
}

// keeper makes a file with tokens of two curators.
func (d *curatedDesk) keeper() *tokens.Keeper {
	d.Helper()
	file := ""
	for i, name := range []string{"vale", "marlow"} {
		token, err := tokens.New(strings.NewReader(strings.Repeat(fmt.Sprint(i), 40)))
		if err != nil {
			d.Fatal(err)
		}
		line, err := tokens.Line(name, token)
		if err != nil {
			d.Fatal(err)
		}
		d.tokens[name] = token
		file += line + "\n"
	}
	path := write(d.T, d.TempDir(), "curators", file)
	k, err := tokens.Open(path, slog.New(slog.NewTextHandler(d.log, nil)))
	if err != nil {
		d.Fatal(err)
	}
	return k
}

// serve makes the handler.
func (d *curatedDesk) serve(changes resolver.Curation, k *tokens.Keeper) {
	d.Helper()
	config := server.Config{Log: slog.New(slog.NewTextHandler(d.log, nil))}
	if k != nil {
		config.Curator = k.Holder
	}
	srv, err := d.workspace.server(answering{d.live.Index, d.live.Watch, changes}, d.texts, config)
	if err != nil {
		d.Fatal(err)
	}
	d.server, d.handler = srv, srv.Handler()
}

// post sends a document over HTTP, with a token if there is one.
func (d *curatedDesk) post(token, query string, variables map[string]any) []byte {
	d.Helper()
	data, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		d.Fatal(err)
	}
	headers := []string{}
	if token != "" {
		headers = append(headers, "Bearer "+token)
	}
	res := d.send(http.MethodPost, "/graphql", string(data), headers...)
	body, err := io.ReadAll(res.Body)
	if err != nil {
		d.Fatal(err)
	}
	return body
}

// send sends a request, with one header Authorization for each that is given.
func (d *curatedDesk) send(method, target, body string, authorizations ...string) *http.Response {
	r := httptest.NewRequest(method, "http://localhost"+target, strings.NewReader(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Accept", "application/graphql-response+json")
	for _, a := range authorizations {
		r.Header.Add("Authorization", a)
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	return w.Result()
}

// A told is what a payload tells of a change, whichever it is.
type told struct {
	Transaction graph.Tx
	Batch       string
	UserErrors  []struct {
		Code       graph.Fault
		Message    string
		Field      []string
		Candidates []string
		Revision   *int
	}
}

// toldFields asks the payload for what told holds.
const toldFields = ` transaction batch userErrors { code message field candidates revision } `

// change makes one mutation as vale, written without its selection; more selects further fields of the payload. $1, $2 and $3 stand for
// the ids of the attack, the denial and the support.
func (d *curatedDesk) change(mutation, more string) told {
	d.Helper()
	body := d.post(d.tokens["vale"], "mutation { it: "+d.filled(mutation)+" {"+toldFields+more+"} }", nil)
	var got struct {
		Data   struct{ It told }
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(body, &got); err != nil || len(got.Errors) > 0 {
		d.Fatalf("%s: %s", mutation, body)
	}
	return got.Data.It
}

// made is change for one that has to be made.
func (d *curatedDesk) made(mutation, more string) told {
	d.Helper()
	got := d.change(mutation, more)
	if len(got.UserErrors) > 0 || got.Transaction != d.workspace.store.Last() {
		d.Fatalf("%s: %+v, want transaction %d", mutation, got, d.workspace.store.Last())
	}
	return got
}

// undo takes a transaction back, and returns that of the undoing.
func (d *curatedDesk) undo(tx graph.Tx) graph.Tx {
	d.Helper()
	return d.made(fmt.Sprintf(`undoBatch(input: {transaction: %d}, reason: "a slip")`, tx), "").Transaction
}

// filled puts ids into a text.
func (d *curatedDesk) filled(text string) string {
	return strings.NewReplacer("$1", d.attack, "$2", d.denial, "$3", d.support).Replace(text)
}

// ask asks a question without a token, and returns the data of the answer.
func (d *curatedDesk) ask(query string) string {
	d.Helper()
	body := d.post("", d.filled(query), nil)
	var got struct {
		Data   json.RawMessage
		Errors []any
	}
	if err := json.Unmarshal(body, &got); err != nil || len(got.Errors) > 0 {
		d.Fatalf("%s: %s", query, body)
	}
	return string(got.Data)
}

// export is what 'dyad export --format jsonl' would print now, from an index that is built for it.
func (d *curatedDesk) export() string {
	d.Helper()
	x, err := d.workspace.index(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	return d.exportOf(x)
}

// sound fails the test if the store isn't.
func (d *curatedDesk) sound() {
	d.Helper()
	findings, err := d.workspace.store.Verify(d.Context())
	if err != nil || len(findings) > 0 {
		d.Errorf("Verify = %v, %v", findings, err)
	}
}

// quoted is a text as GraphQL writes it.
func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(fmt.Sprintf("cannot happen: a text has JSON: %v", err))
	}
	return string(data)
}

// liveOf is a store that is written to while it is read.
func liveOf(t testing.TB, s *store.Store, clock func() time.Time) *curation.Live {
	t.Helper()
	x, err := indexed.Build(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return curation.New(s, x, clock)
}
