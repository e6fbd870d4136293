package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dyad/graph"

	"github.com/spf13/cobra"
)

// A request is GraphQL as it goes over HTTP.
type request struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables,omitempty"`
}

// An answer is what comes back. Data may be there beside errors.
type answer struct {
	Data   json.RawMessage `json:"data"`
	Errors []answerError   `json:"errors"`
}

type answerError struct {
	Message   string `json:"message"`
	Path      []any  `json:"path"`
	Locations []struct {
		Line, Column int
	} `json:"locations"`
	Extensions struct {
		Code       graph.Fault `json:"code"`
		Candidates []string    `json:"candidates"`
	} `json:"extensions"`
}

// err returns the first error of the answer to a question of our own: where in that question it lies is nothing to whoever
// typed a command.
func (a *answer) err() error {
	if len(a.Errors) == 0 {
		return nil
	}
	return &graph.Error{Fault: a.Errors[0].fault(), Err: errors.New(a.Errors[0].Message)}
}

// fault is the code of an error; GraphQL's own errors, which have none, are about the request.
func (e *answerError) fault() graph.Fault { return cmp.Or(e.Extensions.Code, graph.BadInput) }

// located is the error as whoever wrote the query needs it: its message, where in the answer and in the query it lies, and its
// code.
func (e *answerError) located() error {
	fault := e.fault()
	var where []string
	for _, step := range e.Path {
		where = append(where, fmt.Sprint(step))
	}
	text := e.Message
	if len(where) > 0 {
		text += " (at " + strings.Join(where, ".") + ")"
	}
	if len(e.Locations) > 0 {
		text += fmt.Sprintf(" (line %d, column %d)", e.Locations[0].Line, e.Locations[0].Column)
	}
	return &graph.Error{Fault: fault, Err: fmt.Errorf("%s [%s]", text, fault)}
}

// An asker answers GraphQL: a data directory, or a server.
type asker interface {
	// ask returns the answer's JSON as it came.
	ask(ctx context.Context, req request) ([]byte, error)
	close() error
}

// where says whom a command asks.
type where struct{ data, server, texts, token string }

// flags adds --data and --server to a command.
func (w *where) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.data, "data", defaultData, "data directory")
	cmd.Flags().StringVar(&w.server, "server", "", "address of a running server to ask instead, such as http://127.0.0.1:8080")
}

// flagsWithTexts adds --texts too, to a command that shows the words behind claims.
func (w *where) flagsWithTexts(cmd *cobra.Command) {
	w.flags(cmd)
	cmd.Flags().StringVar(&w.texts, "texts", "", "folder with the texts, to show the words behind claims; a server has its own")
}

// open returns who answers. The caller closes it.
func (w *where) open(cmd *cobra.Command) (asker, error) {
	address, err := w.address(cmd)
	if err != nil {
		return nil, err
	}
	if address == "" {
		return openLocal(cmd.Context(), w.data, w.texts)
	}
	return &remote{url: address + "/graphql", token: w.token}, nil
}

// address returns that of the server to ask, if one is named, unless --data is on the command line and --server only in the environment;
// "" for the data directory.
func (w *where) address(cmd *cobra.Command) (string, error) {
	data, server := cmd.Flags().Changed("data"), cmd.Flags().Changed("server")
	switch {
	case data && server:
		return "", usageError{errors.New("give --data or --server, not both")}
	case w.server == "" || data:
		return "", nil
	case cmd.Flags().Changed("texts"):
		return "", usageError{errors.New("--texts is for a data directory: a server shows the words that it was started with")}
	}
	u, err := url.Parse(w.server)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", usageError{fmt.Errorf("--server takes an address such as http://127.0.0.1:8080, not %q", w.server)}
	}
	return strings.TrimSuffix(w.server, "/"), nil
}

// A selected is what the flags of a question come to, as the API takes it; nil where none was given.
type selected struct{ view, filter map[string]any }

// asking reads the flags, opens whoever answers, runs do and closes it again. filter may be nil.
func (w *where) asking(cmd *cobra.Command, view *viewFlags, filter *filterFlags, do func(asker, selected) error) error {
	var s selected
	var err error
	if s.view, err = view.input(); err != nil {
		return err
	}
	if filter != nil {
		if s.filter, err = filter.input(); err != nil {
			return err
		}
	}
	a, err := w.open(cmd)
	if err != nil {
		return err
	}
	if view.validAt() != "" && !view.undated() {
		fmt.Fprintln(cmd.ErrOrStderr(), "claims without a date are left out; --undated counts them")
	}
	if err := tellRollup(cmd, a, s.view); err != nil {
		return errors.Join(err, a.close())
	}
	return errors.Join(do(a, s), a.close())
}

// A remote asks a running server.
type remote struct {
	url   string
	token string // of a curator; "" for none
}

// remoteTimeout bounds one question; the server's own limit is shorter.
const remoteTimeout = 60 * time.Second

func (r *remote) ask(ctx context.Context, req request) ([]byte, error) {
	body, err := json.Marshal(req)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, remoteTimeout)
	defer cancel()
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url, bytes.NewReader(body))
	if err != nil {
		return nil, usageError{err}
	}
	post.Header.Set("Content-Type", "application/json")
	post.Header.Set("Accept", "application/graphql-response+json")
	if r.token != "" {
		post.Header.Set("Authorization", "Bearer "+r.token)
	}
	res, err := http.DefaultClient.Do(post)
	if err != nil {
		return nil, &graph.Error{On: r.url, Fault: graph.Overloaded, Err: fmt.Errorf("no server answers: %w", err)}
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, broken(r.url, err)
	}
	if !json.Valid(data) {
		return nil, &graph.Error{On: r.url, Fault: graph.Internal, Err: fmt.Errorf("the answer (%s) is not a GraphQL server's", res.Status)}
	}
	return data, nil
}

func (r *remote) close() error { return nil }

// put asks a question and reads the data of its answer into out. Any error in the answer is one here.
func put(ctx context.Context, a asker, query string, variables map[string]any, out any) error {
	data, err := a.ask(ctx, request{Query: query, Variables: variables})
	if err != nil {
		return err
	}
	var got answer
	if err := json.Unmarshal(data, &got); err != nil {
		return &graph.Error{Op: "read the answer", Fault: graph.Internal, Err: err}
	}
	if err := got.err(); err != nil {
		return err
	}
	return json.Unmarshal(got.Data, out)
}

// keysOf is [keyOf] of several.
func keysOf(ctx context.Context, a asker, refs []string, view map[string]any) ([]string, error) {
	var keys []string
	for _, ref := range refs {
		key, err := keyOf(ctx, a, ref, view)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// keyOf returns the key of the entity that ref names under a view: by its key or id, else by its name, like [shower.show].
func keyOf(ctx context.Context, a asker, ref string, view map[string]any) (string, error) {
	const query = `query ($by: EntityBy!, $view: View) { entity(by: $by, view: $view) { key } }`
	ask := func(by string) (string, error) {
		var got struct{ Entity *named }
		err := put(ctx, a, query, map[string]any{"by": map[string]any{by: ref}, "view": view}, &got)
		if err != nil || got.Entity == nil {
			return "", err
		}
		return got.Entity.Key, nil
	}
	if _, err := graph.ParseID[graph.Entity](ref); err == nil {
		key, err := ask("id")
		if err == nil && key == "" {
			err = &graph.Error{On: ref, Fault: graph.NotFound, Err: fmt.Errorf("no entity has this id")}
		}
		return key, err
	}
	if graph.ValidKey(ref) {
		if key, err := ask("key"); key != "" || err != nil {
			return key, err
		}
	}
	return ask("name")
}
