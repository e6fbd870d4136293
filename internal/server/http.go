package server

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
)

// The types of answers.
const (
	jsonType     = "application/json"
	responseType = "application/graphql-response+json"
)

// graphqlPath is where questions are asked.
const graphqlPath = "/graphql"

// serveGraphQL answers a question.
func (s *Server) serveGraphQL(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodPost {
		w.Header().Set("Allow", "GET, HEAD, POST")
		s.refuse(w, r, http.StatusMethodNotAllowed, &graph.Error{
			Fault: graph.BadInput, Err: errors.New("questions are asked with GET or POST"),
		})
		return
	}
	mediaType := negotiate(r)
	if mediaType == "" {
		s.refuse(w, r, http.StatusNotAcceptable, &graph.Error{
			Fault: graph.BadInput, Err: fmt.Errorf("answers are %s, %s or %s", responseType, jsonType, eventsType),
		})
		return
	}
	request, status, err := s.read(w, r)
	if err != nil {
		s.refuse(w, r, status, err)
		return
	}
	request.Safe = r.Method != http.MethodPost
	if request.Curator, err = s.curator(r); err != nil {
		s.refuse(w, r, http.StatusUnauthorized, err)
		return
	}
	note(r.Context(), func(e *entry) { e.curator = request.Curator })
	if mediaType == eventsType {
		s.serveEvents(w, r, request)
		return
	}
	follows := false
	answer, _ := s.take(r.Context(), request, func(*graphql.OperationContext, int) (*subscription, error) {
		if follows = takes(r, eventsType); follows {
			return nil, nil
		}
		return nil, errSubscription
	})
	if follows {
		s.serveEvents(w, r, request)
		return
	}
	s.write(w, r, statusOf(answer, mediaType), answer)
}

// statusOf returns the status of an answer. A request that was run is 200. One that was not is 400, unless the client reads
// application/json only, where a document that is wrong is 200; trouble here has a status of its own in either.
func statusOf(a *Answer, mediaType string) int {
	switch {
	case a.Data != nil:
		return http.StatusOK
	case refusedStatus(a) != 0:
		return refusedStatus(a)
	case a.Fault() == graph.Overloaded:
		return http.StatusServiceUnavailable
	case a.Fault() == graph.Deadline:
		return http.StatusGatewayTimeout
	case a.Fault() == graph.Internal, a.Fault() == graph.Corrupt:
		return http.StatusInternalServerError
	case mediaType == responseType:
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// refuse answers a request that is not one, or not for here, in the shape of all errors.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, err error) {
	answer := s.failed(r.Context(), err)
	s.turnedAway(answer.Fault())
	s.write(w, r, status, answer)
}

// write sends an answer.
func (s *Server) write(w http.ResponseWriter, r *http.Request, status int, a *Answer) {
	body, err := a.JSON()
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"errors":[{"message":"the answer can't be written","extensions":{"code":"INTERNAL"}}]}`)
	}
	release, err := s.streams.hold(len(body))
	if err != nil {
		s.refuse(w, r, http.StatusServiceUnavailable, err) // which is small
		return
	}
	defer release()
	mediaType := negotiate(r)
	if mediaType == "" || mediaType == eventsType {
		mediaType = jsonType
	}
	note(r.Context(), func(e *entry) { e.fault = a.Fault() })
	h := w.Header()
	h.Set("Content-Type", mediaType+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "1")
	}
	challenge(h, status)
	if r.Method != http.MethodHead {
		h.Set("Content-Length", strconv.Itoa(len(body))) // or it would go out in chunks; compression leaves it out
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that has left is no error of anybody's
	}
}
