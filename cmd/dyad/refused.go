package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"dyad/graph"
)

// A userError is why a mutation changed nothing.
type userError struct {
	Code    graph.Fault `json:"code"`
	Message string      `json:"message"`
	Field   []string    `json:"field"`
}

// line is the error with where in the input it lies, and its code, as far as they were asked for.
func (e *userError) line() string {
	text := e.Message
	if len(e.Field) > 0 {
		text += " (at " + strings.Join(e.Field, ".") + ")"
	}
	if e.Code != "" {
		text += fmt.Sprintf(" [%s]", e.Code)
	}
	return text
}

// refused returns the last of the reasons why mutations in the answer changed nothing, and prints the others, in the order in which they were
// made. It knows of those that were selected, under their own name.
func (a *answer) refused(talk io.Writer) error {
	fields := json.NewDecoder(bytes.NewReader(a.Data))
	if open, err := fields.Token(); err != nil || open != json.Delim('{') {
		return nil
	}
	var all []userError
	for fields.More() {
		var field json.RawMessage
		if _, err := fields.Token(); err != nil || fields.Decode(&field) != nil {
			return nil
		}
		var payload struct {
			UserErrors []userError `json:"userErrors"`
		}
		if json.Unmarshal(field, &payload) == nil {
			all = append(all, payload.UserErrors...)
		}
	}
	if len(all) == 0 {
		return nil
	}
	last := len(all) - 1
	for i := range all[:last] {
		fmt.Fprintln(talk, "dyad:", all[i].line())
	}
	fault := all[last].Code
	if fault == "" {
		fault = graph.BadInput
	}
	return &graph.Error{Fault: fault, Err: errors.New(all[last].line())}
}
