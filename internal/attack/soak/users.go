package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"dyad/internal/attack"
)

// questions are what is asked of the built-in corpus; %d is some number, so that not all of them are the same.
var questions = []string{
	`{ entities(first: 50) { nodes { key name names { text } degree } } }`,
	`{ relationships(first: 100) { totalCount nodes { status sign from { key } to { key } support { claims origins } claims(first: 3) { nodes { gist } } } } }`,
	`{ claims(first: 200, view: {validAt: "2021-%02d"}) { totalCount nodes { id gist voices { label } when { edtf } } } }`,
	`{ stats(view: {without: {sources: ["taliban-iskp-nexus"]}}) { claims relationshipsByStatus { status count } contradictions } }`,
	`{ dyad(a: "pakistan", b: "ttp", view: {rollup: STATE}) { mixed timeline { totalCount } changes { totalCount } contradictions { totalCount } } }`,
	`{ paths(from: "pakistan", to: "iskp", maxLength: %d) { nodes { length } } }`,
	`{ subgraph(around: ["ttp"], depth: 3) { entities { key } relationships { id status } } }`,
	`{ ranking(measure: BETWEENNESS, first: 10, view: {asOf: {transaction: 1}}) { nodes { rank entity { key } } } }`,
	`{ timeline(first: 100) { nodes { polarity stretches { possible } claim { gist } } } }`,
	`{ sensitivity(without: {sources: ["pakistan-turns-on-the-taliban"]}) { lost { totalCount } changed { totalCount } unchanged } }`,
	`{ balance { pairCounts { positive negative } triadCounts { balanced unbalanced } frustration { atLeast atMost } } }`,
	`{ contradictions(first: 20) { nodes { rule sides { says claims { id } } } } }`,
	`{ changes(last: 5) { nodes { transaction author counts { kind added corrected retracted } } } }`,
	`{ entities(search: "talib%d", first: 5) { nodes { key } } }`,
}

// post sends a document, and reads the data of the answer into out.
func (s *soak) post(ctx context.Context, query string, token string, out any) error {
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+s.v.Addr+"/graphql", bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := s.client.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	var got struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		return fmt.Errorf("%d %.200s: %w", response.StatusCode, text, err)
	}
	if len(got.Errors) > 0 {
		e := got.Errors[0]
		if e.Extensions.Code == "OVERLOADED" { // as it should be, where too many ask at once
			return nil
		}
		return fmt.Errorf("%s %s, asked %.200s", e.Extensions.Code, e.Message, query)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(got.Data, out)
}

// asker asks questions at random.
func asker(s *soak, seed uint64) func(context.Context) error {
	r := rand.New(rand.NewPCG(seed, 1))
	return func(ctx context.Context) error {
		query := questions[r.IntN(len(questions))]
		if strings.Contains(query, "%") {
			query = fmt.Sprintf(query, 1+r.IntN(6))
		}
		return s.post(ctx, query, "", nil)
	}
}

// change corrects a claim and records an entity, and takes both back.
func (s *soak) change(ctx context.Context) error {
	var claims struct {
		Claims struct{ Nodes []struct{ ID string } }
	}
	if err := s.post(ctx, `{ claims(first: 1) { nodes { id } } }`, "", &claims); err != nil || len(claims.Claims.Nodes) == 0 {
		return err
	}
	for _, mutation := range []string{
		fmt.Sprintf(`correctClaim(id: %q, reason: "soak", input: {gist: "Changed at %d."})`, claims.Claims.Nodes[0].ID, time.Now().UnixNano()),
		fmt.Sprintf(`addEntity(reason: "soak", input: {key: "soak-%d", type: "Person", name: "Somebody"})`, time.Now().UnixNano()),
	} {
		tx, err := s.mutate(ctx, mutation)
		if err != nil {
			return err
		}
		if tx == 0 {
			continue // turned away as one too many
		}
		if _, err := s.mutate(ctx, fmt.Sprintf(`undoBatch(reason: "soak", input: {transaction: %d})`, tx)); err != nil {
			return err
		}
	}
	return nil
}

// mutate makes one change, and returns its transaction.
func (s *soak) mutate(ctx context.Context, mutation string) (int, error) {
	var got struct {
		It struct {
			Transaction int
			UserErrors  []struct{ Message string }
		}
	}
	err := s.post(ctx, "mutation { it: "+mutation+" { transaction userErrors { message } } }", s.token, &got)
	if err == nil && len(got.It.UserErrors) > 0 {
		err = errors.New(got.It.UserErrors[0].Message)
	}
	return got.It.Transaction, err
}

// follower follows changes for a while, and hangs up.
func follower(s *soak, seed uint64) func(context.Context) error {
	r := rand.New(rand.NewPCG(seed, 2))
	return func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, time.Duration(100+r.IntN(3000))*time.Millisecond)
		defer cancel()
		body := `{"query": "subscription { changes { cursor transaction counts { kind added } } }"}`
		q, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+s.v.Addr+"/graphql", strings.NewReader(body))
		if err != nil {
			return err
		}
		q.Header.Set("Content-Type", "application/json")
		q.Header.Set("Accept", "text/event-stream")
		response, err := s.client.Do(q)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		defer response.Body.Close()
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if strings.Contains(lines.Text(), `"errors"`) {
				return errors.New(lines.Text())
			}
		}
		return nil
	}
}

// leaver asks what takes a while, and does not wait for it.
func leaver(s *soak) func(context.Context) error {
	r := rand.New(rand.NewPCG(3, 3))
	return func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, time.Duration(1+r.IntN(30))*time.Millisecond)
		defer cancel()
		err := s.post(ctx, `{ relationships(first: 500) { nodes { status from { name } to { name } claims(first: 10) { nodes { gist voices { label } } } } } }`, "", nil)
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
}

// attacker sends one attack after the other.
func attacker(s *soak) func(context.Context) error {
	all, next := attack.List(), 0
	return func(ctx context.Context) error {
		a := &all[next%len(all)]
		next++
		got, err := a.Send(ctx, s.client, s.v.Addr)
		if err != nil {
			return fmt.Errorf("%s: %w", a.Name, err)
		}
		if differs := a.Differs(got); differs != "" && got.Code != "OVERLOADED" {
			return fmt.Errorf("%s: %s", a.Name, differs)
		}
		return nil
	}
}
