package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/graph/walk"
	"dyad/internal/conditions"
	"dyad/internal/export"
)

// An exportRequest is an export that somebody asks for, before it is known whether there is what it names.
type exportRequest struct {
	format       *export.Format
	table        string // "" for the whole
	wanted       export.Wanted
	options      export.Options
	view, filter map[string]any // as the API takes them; nil is none
	price        int
}

// exportParameters are the parameters that are no conditions, and which of them are lists.
var exportParameters = map[string]bool{
	"around": true, "depth": false, "between": true, "max-length": false, "dyad": true, "table": false, "view": false, "filter": false,
	"guard-formulas": false, "period": false,
}

// exportStarts is how many entities an export may be around, as many as a subgraph may.
const exportStarts = 100

// readExport reads the path and the parameters of an export. Any of them that is wrong is named in the error.
func (s *Server) readExport(r *http.Request) (*exportRequest, error) {
	format, err := s.format(r.PathValue("format"))
	if err != nil {
		return nil, err
	}
	given, err := s.parameters(r.URL)
	if err != nil {
		return nil, err
	}
	e := &exportRequest{format: format}
	if format.Name == export.Lines().Name {
		if len(given) > 0 {
			return nil, wrong(least(given), "%s carries everything: leave this out", format.Name)
		}
		e.price = surveyPrice
		return e, nil
	}
	if e.table = strings.Join(given["table"], ""); e.table != "" {
		if _, err := format.Table(e.table); err != nil {
			return nil, err
		}
	}
	if err := e.part(given); err != nil {
		return nil, err
	}
	if err := e.choose(given); err != nil {
		return nil, err
	}
	return e, s.look(e, given)
}

// least is the first of the names.
func least(given conditions.Given) string { return slices.Sorted(maps.Keys(given))[0] }

// wrong is a parameter that can't be taken as it is.
func wrong(name, format string, args ...any) error {
	return &graph.Error{On: name, Fault: graph.BadInput, Err: fmt.Errorf(format, args...)}
}

// parameters reads the query of a URL. Lists are repeated, or written with commas; anything else stands once.
func (s *Server) parameters(u *url.URL) (conditions.Given, error) {
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, bad("the URL can't be read: %v", err)
	}
	lists := maps.Clone(exportParameters)
	for _, c := range slices.Concat(conditions.OfView(), conditions.OfFilter()) {
		lists[c.Name] = c.Kind == conditions.List
	}
	given, n := conditions.Given{}, 0
	for _, name := range slices.Sorted(maps.Keys(values)) {
		list, known := lists[name]
		if !known {
			return nil, noParameter(name, slices.Sorted(maps.Keys(lists)))
		}
		if given[name], err = s.parameter(name, values[name], list); err != nil {
			return nil, err
		}
		if n += len(given[name]); n > s.limits.Values {
			return nil, beyond("the parameters have more than %d values: ask in several requests", s.limits.Values)
		}
	}
	return given, nil
}

// noParameter is a parameter that there is not.
func noParameter(name string, all []string) error {
	e := &graph.Error{On: name, Fault: graph.BadInput, Err: errors.New("there is no such parameter"), Candidates: graph.Nearest(name, slices.Values(all), 3)}
	if len(e.Candidates) == 0 {
		e.Err = errors.New("there is no such parameter: they are " + strings.Join(all, ", "))
	}
	return e
}

// parameter reads the values of one parameter.
func (s *Server) parameter(name string, values []string, list bool) ([]string, error) {
	if !list && len(values) > 1 {
		return nil, wrong(name, "it is given %d times: give it once", len(values))
	}
	if list {
		var parts []string
		for _, v := range values {
			split, err := conditions.Split(v)
			if err != nil {
				return nil, wrong(name, "%w", err)
			}
			parts = append(parts, split...)
		}
		values = parts
	}
	for _, v := range values {
		switch {
		case v == "":
			return nil, wrong(name, "it has no value: give one, or leave it out")
		case name != "view" && name != "filter" && tooLong(v, "", s.limits):
			return nil, longText(name, "", s.limits)
		}
	}
	return values, nil
}

// part reads which part of the graph is wanted.
func (e *exportRequest) part(given conditions.Given) error {
	e.wanted = export.Wanted{Around: given["around"], Between: given["between"], Pair: given["dyad"]}
	if len(e.wanted.Around) > exportStarts {
		return wrong("around", "%d entities are too many; it is at most %d", len(e.wanted.Around), exportStarts)
	}
	var err error
	if e.wanted.Depth, err = distance(given, "depth", "around", export.DefaultDepth, 0, walk.MaxDepth); err != nil {
		return err
	}
	e.wanted.Length, err = distance(given, "max-length", "between", export.DefaultLength, 1, walk.MaxLength)
	return err
}

// choose reads what the format leaves to whoever asks for it.
func (e *exportRequest) choose(given conditions.Given) error {
	guard, period := strings.Join(given["guard-formulas"], ""), strings.Join(given["period"], "")
	switch {
	case guard != "" && !e.format.Guards:
		return wrong("guard-formulas", "it is for formats of CSV: %s is none", e.format.Name)
	case guard != "" && guard != "true" && guard != "false":
		return wrong("guard-formulas", "it takes true or false, not %q", guard)
	case period != "" && !e.format.Periods:
		return wrong("period", "it is for formats that count by periods: %s does not", e.format.Name)
	case period != "" && !slices.Contains(export.Periods(), export.Period(period)):
		return wrong("period", "it takes %s, not %q", strings.Join(conditions.Words(export.Periods()), ", "), period)
	}
	e.options = export.Options{GuardFormulas: guard == "true", Period: export.Period(period)}
	return nil
}

// distance reads a number that goes with another parameter.
func distance(given conditions.Given, name, with string, usual, low, high int) (int, error) {
	text := strings.Join(given[name], "")
	if text == "" {
		return usual, nil
	}
	if len(given[with]) == 0 {
		return 0, wrong(name, "it goes with %s: give that too", with)
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, wrong(name, "it takes a number from %d to %d, not %q", low, high, text)
	}
	return n, nil
}

// look reads the view and the filter, and what they cost.
func (s *Server) look(e *exportRequest, given conditions.Given) error {
	view, err := given.View()
	if err != nil {
		return refusedCondition(err)
	}
	filter, err := given.Filter()
	if err != nil {
		return refusedCondition(err)
	}
	if e.view, err = s.input("view", "View", given["view"], view); err != nil {
		return err
	}
	if e.filter, err = s.input("filter", "RelationshipFilter", given["filter"], filter); err != nil {
		return err
	}
	conditions := amountOf(e.filter)
	if amountOf(e.view)+conditions > s.limits.Values {
		return beyond("view and filter hold more than %d objects and elements of lists: ask in several requests", s.limits.Values)
	}
	e.price = surveyPrice + conditions*conditionPrice
	if e.view != nil {
		e.price += viewPrice
	}
	return nil
}

// refusedCondition is a condition with a value that it does not take.
func refusedCondition(err error) error {
	if w, is := errors.AsType[*conditions.Wrong](err); is {
		return wrong(w.Name, "it takes %s, not %q", w.Takes, w.Value)
	}
	return err
}

// input reads an input object of the schema from the JSON of a parameter, and adds conditions that were given one by one; nil if there is
// nothing. It is held to the schema as a variable of a query is.
func (s *Server) input(name, typeName string, text []string, besides map[string]any) (map[string]any, error) {
	if text == nil && besides == nil {
		return nil, nil
	}
	in, err := s.inputJSON(name, strings.Join(text, ""))
	if err != nil {
		return nil, err
	}
	for key, value := range besides {
		if in[key] != nil {
			return nil, wrong(name, "%s is given here and by a parameter of its own: give one of them", key)
		}
		if in[key], err = plainJSON(value); err != nil {
			return nil, err
		}
	}
	c := coercion{schema: s.types, limits: s.limits}
	c.check(ast.NamedType(typeName, nil), in, name)
	if len(c.problems) > 0 {
		return nil, c.problems[0]
	}
	return in, nil
}

// inputJSON reads the JSON of an input object; an empty one where it is null, or nothing.
func (s *Server) inputJSON(name, text string) (map[string]any, error) {
	in := map[string]any{}
	if text == "" || text == "null" {
		return in, nil
	}
	if err := scanJSON([]byte(text), s.limits, 0); err != nil {
		return nil, err
	}
	fields, err := jsonObject([]byte(text), name)
	if err != nil {
		return nil, err
	}
	for key, raw := range fields {
		if in[key], err = plainJSON(raw); err != nil {
			return nil, wrong(name, "%s can't be read: %w", key, err)
		}
	}
	return in, nil
}

// plainJSON is a value as decoding JSON yields it, numbers as they were written.
func plainJSON(v any) (any, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	var plain any
	err = decoder.Decode(&plain)
	return plain, err
}
