package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"dyad/graph"
	"dyad/schema/resolver"
)

// read returns the question that a request asks, or a status and an error that says what is wrong with it.
func (s *Server) read(w http.ResponseWriter, r *http.Request) (Request, int, error) {
	if r.Method != http.MethodPost {
		return fromURL(r.URL, s.limits)
	}
	mediaType, params, err := mediaTypeOf(r.Header.Get("Content-Type"))
	if err != nil || mediaType != jsonType {
		return Request{}, http.StatusUnsupportedMediaType, bad("a question is posted as Content-Type %s", jsonType)
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return Request{}, http.StatusUnsupportedMediaType, bad("a question is posted uncompressed, not in Content-Encoding %.20s", encoding)
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return Request{}, http.StatusUnsupportedMediaType, bad("a question is posted in UTF-8")
	}
	body, status, err := s.body(w, r)
	if err != nil {
		return Request{}, status, err
	}
	return fromJSON(body, s.limits)
}

// bad is a request that can't be understood.
func bad(format string, args ...any) error {
	return &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf(format, args...)}
}

// How much of a body that is too large is read before the connection is given up. A client that is still sending when it is
// closed does not get to read the answer that says why.
const (
	drainBytes = 64 << 20
	drainTime  = 2 * time.Second
)

// body reads the body of a request, up to the limit, or returns a status and an error.
func (s *Server) body(w http.ResponseWriter, r *http.Request) ([]byte, int, error) {
	limit := int64(s.limits.BodyBytes)
	body, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if errors.Is(err, os.ErrDeadlineExceeded) { // the network's fault, or that of a machine with too much to do
		w.Header().Set("Connection", "close")
		return nil, http.StatusServiceUnavailable, &graph.Error{Fault: graph.Overloaded, Err: errors.New("the body did not arrive in time")}
	}
	if err != nil {
		return nil, http.StatusBadRequest, bad("the body ends early")
	}
	if int64(len(body)) <= limit {
		return body, http.StatusOK, nil
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(drainTime)) // where it can't be set, the bytes alone bound it
	_, _ = io.CopyN(io.Discard, r.Body, drainBytes)
	w.Header().Set("Connection", "close")
	return nil, http.StatusRequestEntityTooLarge, &graph.Error{Fault: graph.CostLimit, Err: fmt.Errorf("the body has more than %d bytes: ask in several requests", limit)}
}

// fromJSON reads a posted question.
func fromJSON(body []byte, limits resolver.Limits) (Request, int, error) {
	if !bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) { // several requests, or none
		return Request{}, http.StatusBadRequest, bad("the body is no JSON object")
	}
	if err := scanJSON(body, limits, 1); err != nil {
		return Request{}, http.StatusBadRequest, err
	}
	fields, err := jsonObject(body, "the body")
	if err != nil {
		return Request{}, http.StatusBadRequest, err
	}
	r, err := fromFields(fields)
	return r, http.StatusBadRequest, err
}

// jsonObject reads a text, which is what the errors call it, that is one JSON object.
func jsonObject(text []byte, what string) (map[string]json.RawMessage, error) {
	if !utf8.Valid(text) {
		return nil, bad("%s is not UTF-8", what)
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &fields); err == nil && fields != nil {
		return fields, nil
	}
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&fields); err == nil && fields != nil {
		return nil, bad("something follows the JSON object")
	}
	return nil, bad("%s is no JSON object", what)
}

// fromFields reads a question from the fields of a JSON object.
func fromFields(fields map[string]json.RawMessage) (Request, error) {
	var r Request
	for _, read := range []error{
		field(fields, "query", &r.Query, "a string"),
		field(fields, "operationName", &r.OperationName, "a string"),
		field(fields, "variables", &r.Variables, "an object"),
		field(fields, "extensions", &map[string]any{}, "an object"),
		given(fields, r.Query),
	} {
		if read != nil {
			return Request{}, read
		}
	}
	return r, nil
}

// field reads one field of a posted question; null is as good as absent.
func field(fields map[string]json.RawMessage, name string, into any, what string) error {
	raw, given := fields[name]
	if !given {
		return nil
	}
	if err := decode(raw, into); err != nil {
		return bad("%s has to be %s", name, what)
	}
	return nil
}

// decode reads JSON. Numbers stay as they are written.
func decode(raw json.RawMessage, into any) error {
	if text, is := into.(*string); is {
		return json.Unmarshal(raw, text)
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	return decoder.Decode(into)
}

// urlFields returns the names in a URL as if they had been posted.
func urlFields(values url.Values) map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	for name := range values {
		fields[name] = nil
	}
	return fields
}

// given refuses a question without a query. If another field was given, it may be meant for one.
func given(fields map[string]json.RawMessage, query string) error {
	if query != "" {
		return nil
	}
	e := &graph.Error{Fault: graph.BadInput, Err: errors.New("query is missing")}
	for name := range fields {
		if graph.Distance(name, "query", 2) <= 2 && name != "query" {
			e.Err = fmt.Errorf("query is missing; %q was given instead", name)
		}
	}
	return e
}

// fromURL reads a question from a URL.
func fromURL(u *url.URL, limits resolver.Limits) (Request, int, error) {
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Request{}, http.StatusBadRequest, bad("the URL can't be read: %v", err)
	}
	r := Request{Query: values.Get("query"), OperationName: values.Get("operationName")}
	fields := map[string]json.RawMessage{}
	for _, name := range []string{"variables", "extensions"} {
		if v := values.Get(name); v != "" {
			if err := scanJSON([]byte(v), limits, 0); err != nil {
				return Request{}, http.StatusBadRequest, err
			}
			fields[name] = json.RawMessage(v)
		}
	}
	for _, read := range []error{
		field(fields, "variables", &r.Variables, "a JSON object"),
		field(fields, "extensions", &map[string]any{}, "a JSON object"),
		given(urlFields(values), r.Query),
	} {
		if read != nil {
			return Request{}, http.StatusBadRequest, read
		}
	}
	return r, 0, nil
}
