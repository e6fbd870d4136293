// Package conditions has the conditions of a view and of a filter that can be set one by one, by name: those of the command's flags,
// which are also parameters of an export over HTTP.
//
// It turns them into the API's View and RelationshipFilter, as JSON would have them, so that they mean the same everywhere. It looks
// at closed sets, numbers and times; whether there is an entity or a source of that name is for whoever has the graph.
package conditions

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dyad/graph"
)

// A Condition is one that can be set by name.
type Condition struct {
	Name  string // such as "valid-at": the flag is --valid-at
	About string // a line of help
	Kind  Kind
	Words []string // the closed set that it takes its values from, in lower case; nil: any
	// Either tells of a switch that false is a condition too. Else it is none.
	Either bool
}

// A Kind says which values a condition takes.
type Kind string

// The kinds.
const (
	List   Kind = "list" // of texts
	Text   Kind = "text"
	Number Kind = "number" // from 0
	Switch Kind = "switch" // true or false
)

// OfView returns the conditions of a view.
func OfView() []Condition {
	modalities, polarities, rollups := Words(graph.Modalities()), Words(graph.Polarities()), Words(graph.Rollups())
	return []Condition{
		{Name: "source", About: "count only claims of these sources", Kind: List},
		{Name: "without-source", About: "leave these sources out", Kind: List},
		{Name: "voice", About: "count only what these say: an entity, SELF for the sources themselves, or label:TEXT", Kind: List},
		{Name: "without-voice", About: "leave out what these say", Kind: List},
		{Name: "any-voice", About: "look for voices anywhere in the chain, not only at its inner end", Kind: Switch},
		{Name: "modality", About: "count only these: " + joined(modalities), Kind: List, Words: modalities},
		{Name: "without-modality", About: "leave these out: " + joined(modalities), Kind: List, Words: modalities},
		{Name: "polarity", About: "count only these: " + joined(polarities), Kind: List, Words: polarities},
		{Name: "valid-at", About: "count only what held at this date (EDTF: 2021, 2021-08, 2021-10/2021-12)", Kind: Text},
		{Name: "undated", About: "with valid-at, count undated claims too", Kind: Switch},
		{Name: "rollup", About: "count parts as their wholes: " + joined(rollups) + " (parts: along part_of; state: along acts_for too)", Kind: Text, Words: rollups},
		{Name: "as-of", About: "what was recorded then: a transaction number, a day (2026-03-01) or an RFC 3339 time", Kind: Text},
	}
}

// OfFilter returns the conditions of a filter of relationships.
func OfFilter() []Condition {
	return []Condition{
		{Name: "type", About: "only these relations, with their narrower ones", Kind: List},
		{Name: "status", About: "only these: " + joined(Words(graph.Statuses())), Kind: List, Words: Words(graph.Statuses())},
		{Name: "sign", About: "only these: " + joined(signs()), Kind: List, Words: signs()},
		{Name: "min-origins", About: "only with at least so many independent origins that affirm", Kind: Number},
		{Name: "contradicted", About: "only with a claim that is in a contradiction; =false only without any", Kind: Switch, Either: true},
	}
}

// signs are the API's words for signs.
func signs() []string { return []string{"positive", "negative", "zero", "none"} }

// A Wrong is a value that a condition does not take.
type Wrong struct {
	Name  string // of the condition
	Takes string
	Value string
}

// Error names the condition first: a command puts two dashes before it.
func (w *Wrong) Error() string { return fmt.Sprintf("%s takes %s, not %q", w.Name, w.Takes, w.Value) }

// check refuses a value that the condition does not take. Closed sets are taken in any case.
func (c *Condition) check(values []string) error {
	for _, v := range values {
		if takes := c.takes(v); takes != "" {
			return &Wrong{c.Name, takes, v}
		}
	}
	return nil
}

// takes says what the condition takes, unless that is v.
func (c *Condition) takes(v string) string {
	switch {
	case c.Words != nil && !slices.Contains(c.Words, strings.ToLower(v)):
		return joined(c.Words)
	case c.Kind == Switch && v != "true" && v != "false":
		return "true or false"
	case c.Kind == Number:
		if n, err := strconv.Atoi(v); err != nil || n < 0 {
			return "a number from 0"
		}
	}
	return ""
}

// Split takes a list apart that is written with commas between. What holds a comma stands in double quotes.
func Split(text string) ([]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	parts, err := r.Read()
	if err != nil {
		return nil, errors.New("commas stand between values, and a value with a comma in it stands in double quotes")
	}
	if _, err := r.Read(); !errors.Is(err, io.EOF) {
		return nil, errors.New("a value with a line break in it stands in double quotes")
	}
	return parts, nil
}

// Join writes a list as [Split] reads it.
func Join(values []string) string {
	if len(values) == 1 && values[0] == "" {
		return `""` // nothing at all would be no list
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(values) // a strings.Builder takes everything
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// Words are the members of a closed set as texts.
func Words[T ~string](values []T) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return texts
}

func joined(words []string) string { return strings.Join(words, ", ") }
