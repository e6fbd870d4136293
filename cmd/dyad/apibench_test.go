//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dyad/graph/index"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

// BenchmarkAPI measures what requests cost, on the built-in corpus and on a graph of a million relationships:
//
//	stock-cpu-ms, cpu-ms: processor time of a request without HTTP, all in gqlgen's own way and as it is, in turns
//	times: the first by the second
//	req/s, p50-ms, p99-ms: of what is answered to 50 connections over loopback in two seconds, their clients on the same cores
//	refused-%: how many of the requests were refused because too many waited
//
// Run it by `make bench-api`; docs/performance.md has the figures.
func BenchmarkAPI(b *testing.B) {
	b.Run("corpus", func(b *testing.B) {
		stock, direct := bothServers(b)
		measureAll(b, rivals{stock, direct}, corpusQuestions())
	})
	b.Run("million", func(b *testing.B) {
		x := million(b)
		r := rivals{millionServer(b, x, true), millionServer(b, x, false)}
		measureAll(b, r, millionQuestions())
		b.Run("a plain writer", func(b *testing.B) { measurePlain(b, r.direct, x) })
	})
}

// rivals are two servers of one graph.
type rivals struct{ stock, direct *server.Server }

// A benchQuestion has a name and a query. One with `%d` in it is asked as large as the limit of the cost allows.
type benchQuestion struct{ name, query string }

const (
	nodeFields         = `{ nodes { id key name description } }`
	relationshipFields = `{ nodes { id status sign from { key name } type { term label } to { key name } support { claims origins }
		claims(first: 3) { nodes { gist polarity modality source { key } voices { label } } } } }`
	heaviest = `{ entities(first: %d) { nodes { key name relationships(first: 50) { nodes { status from { key } to { key }
		claims(first: 1) { nodes { polarity modality } } } } } } }`
	subgraphFields = `{ truncated entities { key name } relationships { from { key } type { term } to { key } status sign } }`
	pathFields     = `{ nodes { length hops { forward relationship { from { key } type { term } to { key } status } claim { gist polarity } } } }`
)

// corpusQuestions ask for pages of 200 and 400: the corpus has no 500 of anything.
func corpusQuestions() []benchQuestion {
	page := `entities(first: 200) ` + nodeFields
	return []benchQuestion{
		{"one entity", `{ entity(by: {key: "iskp"}) { id key name description names { text kind } type { label } } }`},
		{"1000 nodes", `{ a: ` + page + ` b: ` + page + ` c: ` + page + ` d: ` + page + ` e: ` + page + ` }`},
		{"1000 relationships with claims", `{ a: relationships(first: 400) ` + relationshipFields + ` b: relationships(last: 400) ` +
			relationshipFields + ` c: relationships(first: 200) ` + relationshipFields + ` }`},
		{"3-hop subgraph", `{ subgraph(around: ["iskp"], depth: 3) ` + subgraphFields + ` }`},
		{"paths", `{ paths(from: "iskp", to: "united-states", maxLength: 4) ` + pathFields + ` }`},
		{"without a source", `{ relationships(first: 500, view: {without: {sources: ["embassy-attack-in-kabul"]}}) { totalCount nodes {
			status sign from { key } type { term } to { key } } } }`},
		{"the heaviest allowed", heaviest},
	}
}

func millionQuestions() []benchQuestion {
	return []benchQuestion{
		{"one entity", `{ entity(by: {key: "entity-00000"}) { id key name description names { text kind } type { label } } }`},
		{"1000 nodes", `{ a: entities(first: 500) ` + nodeFields + ` b: entities(last: 500) ` + nodeFields + ` }`},
		{"1000 relationships with claims", `{ a: relationships(first: 500) ` + relationshipFields + ` b: relationships(last: 500) ` + relationshipFields + ` }`},
		{"3-hop subgraph", `{ subgraph(around: ["entity-08193"], depth: 3) ` + subgraphFields + ` }`},
		{"paths", `{ paths(from: "entity-08193", to: "entity-20480", maxLength: 4) ` + pathFields + ` }`},
		{"without a source", `{ relationships(first: 500, view: {without: {sources: ["source-2"]}}) { nodes {
			status sign from { key } type { term } to { key } } } }`},
		{"the heaviest allowed", heaviest},
	}
}

func measureAll(b *testing.B, r rivals, questions []benchQuestion) {
	for _, q := range questions {
		b.Run(q.name, func(b *testing.B) {
			query := q.query
			if strings.Contains(query, "%d") {
				query = largest(b, r.direct, query)
			}
			if stock, direct := answerOf(b, r.stock, query), answerOf(b, r.direct, query); stock != direct || strings.Contains(direct, `"errors"`) {
				b.Fatalf("the answers differ, or are errors: %.300s\n%.300s", stock, direct)
			}
			stock, direct := r.compare(b, query)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(stock, "stock-cpu-ms")
			b.ReportMetric(direct, "cpu-ms")
			b.ReportMetric(stock/direct, "times")
			load(b, r.direct, query)
		})
	}
}

// largest fills in the greatest number with which the query may be asked. Its cost grows by the same with each.
func largest(b *testing.B, s *server.Server, query string) string {
	b.Helper()
	cost := func(n int) (requested, limit int) {
		var a struct {
			Extensions struct {
				Cost struct{ Requested, Limit int }
			}
		}
		if err := json.Unmarshal([]byte(answerOf(b, s, fmt.Sprintf(query, n))), &a); err != nil || a.Extensions.Cost.Requested == 0 {
			b.Fatalf("no cost of %s: %v", query, err)
		}
		return a.Extensions.Cost.Requested, a.Extensions.Cost.Limit
	}
	one, limit := cost(1)
	two, _ := cost(2)
	return fmt.Sprintf(query, min(resolver.MaxPage(), 1+(limit-one)/(two-one)))
}

// compareFor is how long each of the rivals is measured.
const compareFor = 700 * time.Millisecond

// compare returns the milliseconds of processor time of one answer, of either. They take turns, so that what else the machine does
// hits both.
func (r rivals) compare(b *testing.B, query string) (stock, direct float64) {
	var spent [2]time.Duration
	asked := 0
	for spent[0] < compareFor {
		for i, s := range []*server.Server{r.stock, r.direct} {
			before := processorTime(b)
			answerOf(b, s, query)
			spent[i] += processorTime(b) - before
		}
		asked++
	}
	return milliseconds(spent[0]) / float64(asked), milliseconds(spent[1]) / float64(asked)
}

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1e3 }

// processorTime is what this process has had so far.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

const (
	connections = 50
	loadFor     = 2 * time.Second
)

// load asks over as many connections at once, each as soon as it has an answer, and reports how many answers came and how late. Who is
// refused, as a server may that has too much to do, asks again after a moment.
func load(b *testing.B, s *server.Server, query string) {
	b.Helper()
	h := httptest.NewServer(s.Handler())
	defer h.Close()
	body, err := json.Marshal(request{Query: query})
	if err != nil {
		b.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	defer client.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(b.Context(), loadFor)
	defer cancel()
	var (
		mu      sync.Mutex
		took    []time.Duration
		refused int
		wg      sync.WaitGroup
	)
	start := time.Now()
	for range connections {
		wg.Go(func() {
			for ctx.Err() == nil {
				began := time.Now()
				answered, err := post(client, h.URL+"/graphql", body)
				if err != nil {
					b.Error(err)
					return
				}
				mu.Lock()
				if answered {
					took = append(took, time.Since(began))
				} else {
					refused++
				}
				mu.Unlock()
				if !answered {
					time.Sleep(100 * time.Millisecond)
				}
			}
		})
	}
	wg.Wait()
	elapsed := time.Since(start)
	if len(took) == 0 {
		b.Fatal("nothing was answered")
	}
	slices.Sort(took)
	b.ReportMetric(100*float64(refused)/float64(refused+len(took)), "refused-%")
	b.ReportMetric(float64(len(took))/elapsed.Seconds(), "req/s")
	b.ReportMetric(milliseconds(took[len(took)/2]), "p50-ms")
	b.ReportMetric(milliseconds(took[len(took)*99/100]), "p99-ms")
}

// post asks and reads the whole answer, unless the server has too much to do.
func post(c *http.Client, url string, body []byte) (answered bool, err error) {
	res, err := c.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return false, err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return false, err
	}
	switch res.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusServiceUnavailable:
		return false, nil
	}
	return false, fmt.Errorf("%s: %s", url, res.Status)
}

// measurePlain writes the thousand nodes by hand, from the same index, and holds them to the server's answer.
func measurePlain(b *testing.B, s *server.Server, x *index.Index) {
	want := answerOf(b, s, millionQuestions()[1].query)
	if got := plainly(x); !strings.HasPrefix(want, got) {
		b.Fatalf("the plain writer writes something else: %.300s", got)
	}
	before, asked := processorTime(b), 0
	for processorTime(b)-before < compareFor {
		plainly(x)
		asked++
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(processorTime(b)-before)/float64(asked), "cpu-ms")
}
