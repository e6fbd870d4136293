package attack

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// An Attack is one request, and how it is answered.
type Attack struct {
	Name   string
	Method string // POST unless it is said
	Target string // "/graphql" unless it is said; path and query
	Header map[string]string
	// Body yields what is sent, anew each time; nil is nothing. Large bodies are made while they are sent.
	Body func() io.Reader
	// Wire yields what is written to the connection, in place of a request by a client that keeps to the rules.
	Wire func(host string) io.Reader

	Corpus bool // it means harm to the built-in corpus alone: it names who is in it

	Status int
	Code   string // of the first error; "" if there is none, or if the answer is no answer of GraphQL
	Says   string // what the message of that error has, or the body where there is no error
}

// An Answer is what came back.
type Answer struct {
	Status  int
	Code    string // of the first error
	Message string // of the first error, or how the body begins
}

// answerKept is how much of an answer is read to look at; the rest is only taken.
const answerKept = 1 << 20

// Send sends the attack to the server at an address, such as "127.0.0.1:8080", and reads the whole answer.
func (a *Attack) Send(ctx context.Context, client *http.Client, addr string) (Answer, error) {
	if a.Wire != nil {
		return a.write(ctx, addr)
	}
	request, err := a.request(ctx, addr)
	if err != nil {
		return Answer{}, err
	}
	response, err := client.Do(request)
	if err != nil {
		return Answer{}, err
	}
	return read(response)
}

func (a *Attack) request(ctx context.Context, addr string) (*http.Request, error) {
	method, target := http.MethodPost, "/graphql"
	if a.Method != "" {
		method = a.Method
	}
	if a.Target != "" {
		target = a.Target
	}
	var body io.Reader
	if a.Body != nil {
		body = a.Body()
	}
	r, err := http.NewRequestWithContext(ctx, method, "http://"+addr+target, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	for name, value := range a.Header {
		r.Header.Set(name, value)
	}
	if host, given := a.Header["Host"]; given {
		r.Host = host
	}
	return r, nil
}

// write sends what a client that keeps to the rules would not, reads the first answer, and takes whatever else comes.
func (a *Attack) write(ctx context.Context, addr string) (Answer, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return Answer{}, err
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { c.Close() })()
	go func() { // the server may answer, and close, before it has read everything
		_, _ = io.Copy(c, a.Wire(addr))
	}()
	in := bufio.NewReader(c)
	response, err := http.ReadResponse(in, nil)
	if err != nil {
		return Answer{}, err
	}
	answer, err := read(response)
	if err != nil {
		return answer, err
	}
	_, _ = io.Copy(io.Discard, in) // until the server closes
	return answer, nil
}

func read(r *http.Response) (Answer, error) {
	defer r.Body.Close()
	kept, err := io.ReadAll(io.LimitReader(r.Body, answerKept))
	if err != nil {
		return Answer{}, err
	}
	_, err = io.Copy(io.Discard, r.Body)
	answer := Answer{Status: r.StatusCode, Message: string(kept[:min(len(kept), 200)])}
	var shown struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if json.Unmarshal(kept, &shown) == nil && len(shown.Errors) > 0 {
		answer.Code, answer.Message = shown.Errors[0].Extensions.Code, shown.Errors[0].Message
	}
	return answer, err
}

// Differs says how the answer is not what the attack should get; "" if it is.
func (a *Attack) Differs(got Answer) string {
	if got.Status == a.Status && got.Code == a.Code && strings.Contains(got.Message, a.Says) {
		return ""
	}
	return fmt.Sprintf("%d %s %q, want %d %s %q", got.Status, got.Code, got.Message, a.Status, a.Code, a.Says)
}

// ask is a question as it is posted.
func ask(query string, variables any) func() io.Reader {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		panic(err) // cannot happen: the list holds what can be written
	}
	return text(string(body))
}

// asking is a question whose variables are written out, as JSON that no encoder would write.
func asking(query, variables string) func() io.Reader {
	quoted, err := json.Marshal(query)
	if err != nil {
		panic(err) // cannot happen: it is a string
	}
	return text(`{"query": ` + string(quoted) + `, "variables": ` + variables + `}`)
}

func text(s string) func() io.Reader { return func() io.Reader { return strings.NewReader(s) } }

// filled is so many bytes of one sort, with something before and behind them, none of which is held in memory.
func filled(before string, b byte, n int64, behind string) func() io.Reader {
	return func() io.Reader {
		return io.MultiReader(strings.NewReader(before), io.LimitReader(same(b), n), strings.NewReader(behind))
	}
}

// same yields one byte without end.
type same byte

// Read fills p.
func (s same) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s)
	}
	return len(p), nil
}

// get is the target of a question in a URL.
func get(query string) string { return "/graphql?query=" + url.QueryEscape(query) }

// numbered joins what a format makes of 0 to n-1.
func numbered(n int, format string) string {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
