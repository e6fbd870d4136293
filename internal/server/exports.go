package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"dyad/graph"
	"dyad/internal/export"
)

// routeExports serves exports, their manifests, and what formats there are.
func (s *Server) routeExports(mux *http.ServeMux) {
	mux.Handle("/export", http.HandlerFunc(s.serveFormats))
	mux.Handle("/export/{format}", s.export((*exporting).send))
	mux.Handle("/export/{format}/manifest", s.export((*exporting).tell))
}

// A shownFormat is a format as clients are told of it.
type shownFormat struct {
	Name      string           `json:"name"`
	Extension string           `json:"extension"` // of its file, or of each of its tables
	MediaType string           `json:"mediaType"` // likewise
	About     string           `json:"about"`
	Words     bool             `json:"words"`   // it carries the words of claims, where the server has the texts
	Tables    []string         `json:"tables"`  // none: one file
	Options   []string         `json:"options"` // parameters that are for some formats only
	Lacks     []export.Feature `json:"lacks"`
	Notes     []string         `json:"notes"`

	// More are refused; absent: any number.
	MostEntities      int `json:"mostEntities,omitempty"`
	MostRelationships int `json:"mostRelationships,omitempty"`
}

// show tells of a format.
func show(f *export.Format) shownFormat {
	shown := shownFormat{
		Name: f.Name, Extension: f.Extension, MediaType: f.MediaType, About: f.About, Words: f.Words,
		Tables: []string{}, Options: []string{}, Lacks: append([]export.Feature{}, f.Lacks...), Notes: append([]string{}, f.Notes...),
		MostEntities: f.MostEntities, MostRelationships: f.MostRelationships,
	}
	for _, t := range f.Tables {
		shown.Tables = append(shown.Tables, t.Name)
	}
	if f.Guards {
		shown.Options = append(shown.Options, "guard-formulas")
	}
	if f.Periods {
		shown.Options = append(shown.Options, "period")
	}
	return shown
}

// serveFormats lists the formats.
func (s *Server) serveFormats(w http.ResponseWriter, r *http.Request) {
	shown := struct {
		Formats []shownFormat `json:"formats"`
	}{}
	for i := range s.formats {
		shown.Formats = append(shown.Formats, show(&s.formats[i]))
	}
	text, err := json.Marshal(shown)
	if err != nil {
		s.refuse(w, r, http.StatusInternalServerError, err)
		return
	}
	page(jsonType, func() string { return string(text) + "\n" }).ServeHTTP(w, r)
}

// formats returns the formats that a server writes, by name.
func (c *Config) formats() []export.Format {
	all := export.Formats()
	if c.Lines != nil {
		all = append(all, export.Lines())
	}
	slices.SortFunc(all, func(a, b export.Format) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// format returns the format of a name.
func (s *Server) format(name string) (*export.Format, error) {
	var names []string
	for i := range s.formats {
		if s.formats[i].Name == name {
			return &s.formats[i], nil
		}
		names = append(names, s.formats[i].Name)
	}
	e := &graph.Error{On: name, Fault: graph.NotFound, Err: errors.New("there is no such format"), Candidates: graph.Nearest(name, slices.Values(names), 3)}
	if len(e.Candidates) == 0 {
		e.Err = errors.New("there is no such format: it is one of " + strings.Join(names, ", "))
	}
	return nil, e
}

// An exportPart is what is sent of an export: it itself, or its manifest.
type exportPart func(e *exporting, ctx context.Context, out *outlet) error

// export serves a part of exports.
func (s *Server) export(send exportPart) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if status, err := s.mayExport(w, r); err != nil {
			s.refuse(w, r, status, err)
			return
		}
		asked, err := s.readExport(r)
		if err != nil {
			s.refuse(w, r, statusOfExport(err), err)
			return
		}
		leave, err := s.exports.enter()
		if err != nil {
			s.refuse(w, r, statusOfExport(err), err)
			return
		}
		defer leave()
		s.runExport(w, r, asked, send)
	})
}

// mayExport refuses what no export is asked with.
func (s *Server) mayExport(w http.ResponseWriter, r *http.Request) (int, error) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		return http.StatusMethodNotAllowed, bad("an export is read with GET")
	}
	if !r.ProtoAtLeast(1, 1) {
		return http.StatusHTTPVersionNotSupported, bad("an export is read over HTTP/1.1: in HTTP/1.0 one that breaks off looks like a whole one")
	}
	if err := sameOrigin(r); err != nil {
		return http.StatusForbidden, err
	}
	name, err := s.curator(r)
	note(r.Context(), func(e *entry) { e.curator = name })
	return http.StatusUnauthorized, err
}

// statusOfExport returns the status of an export that is refused.
func statusOfExport(err error) int {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return http.StatusGatewayTimeout
	}
	switch graph.FaultOf(err) {
	case graph.NotFound:
		return http.StatusNotFound
	case graph.BadInput, graph.Ambiguous, graph.CostLimit, graph.CursorInvalid:
		return http.StatusBadRequest
	case graph.Overloaded:
		return http.StatusServiceUnavailable
	case graph.Deadline:
		return http.StatusGatewayTimeout
	}
	return http.StatusInternalServerError
}

// runExport waits for the turn of an export and writes it.
func (s *Server) runExport(w http.ResponseWriter, r *http.Request, asked *exportRequest, send exportPart) {
	s.stream(w, r, func(ctx context.Context, out *outlet, seen *observation) error {
		e, err := s.begin(ctx, r, asked, out, seen)
		if err != nil || e == nil {
			return err
		}
		if err := send(e, ctx, out); err != nil {
			return err
		}
		return out.close()
	})
}

// stream answers with what write puts out. If that fails before a client was sent anything of it, it is answered like any other request
// that fails; if later, it breaks off, so that nobody takes it for whole.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, write func(context.Context, *outlet, *observation) error) {
	ctx, seen := s.observe(r.Context())
	out := s.outlet(ctx, w)
	err := s.guarded(ctx, func() error { return write(ctx, out, seen) })
	out.turn.rest()
	if err == nil {
		s.counted(seen, out, "")
		return
	}
	answer := s.failed(ctx, err) // which has logged what a client is not told
	s.counted(seen, out, answer.Fault())
	if !out.begun {
		s.write(w, r, statusOfExport(err), answer)
		return
	}
	note(ctx, func(e *entry) { e.fault = answer.Fault() })
	panic(http.ErrAbortHandler)
}
