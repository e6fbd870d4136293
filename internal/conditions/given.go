package conditions

import (
	"strconv"
	"strings"
	"time"

	"dyad/graph"
)

// Given are the values of conditions, by name. A list has any number of them, any other kind at most one. What is not there, or has
// none, is no condition.
type Given map[string][]string

// one is the value of a condition that takes one; "" for none.
func (g Given) one(name string) string {
	if len(g[name]) == 0 {
		return ""
	}
	return g[name][0]
}

// is reports whether a switch is on.
func (g Given) is(name string) bool { return g.one(name) == "true" }

func (g Given) check(all []Condition) error {
	for _, c := range all {
		if err := c.check(g[c.Name]); err != nil {
			return err
		}
	}
	return nil
}

// View returns the API's View; nil if no condition of one is given. The error is a [*Wrong].
func (g Given) View() (map[string]any, error) {
	if err := g.check(OfView()); err != nil {
		return nil, err
	}
	in := fields{}
	list(in, "sources", g["source"])
	list(in, "voices", Voices(g["voice"]))
	list(in, "modality", Upper(g["modality"]))
	list(in, "polarity", Upper(g["polarity"]))
	without := fields{}
	list(without, "sources", g["without-source"])
	list(without, "voices", Voices(g["without-voice"]))
	list(without, "modality", Upper(g["without-modality"]))
	in.set("without", map[string]any(without), len(without) > 0)
	in.set("voiceScope", "ANY", g.is("any-voice"))
	in.set("validAt", g.one("valid-at"), g.one("valid-at") != "")
	in.set("undated", true, g.is("undated"))
	rollup := graph.Rollup(strings.ToLower(g.one("rollup")))
	in.set("rollup", strings.ToUpper(string(rollup)), rollup.Types() != nil)
	if text := g.one("as-of"); text != "" {
		moment, err := Moment(text)
		if err != nil {
			return nil, err
		}
		in["asOf"] = moment
	}
	return in.orNil(), nil
}

// Filter returns the API's RelationshipFilter; nil if no condition of one is given. The error is a [*Wrong].
func (g Given) Filter() (map[string]any, error) {
	if err := g.check(OfFilter()); err != nil {
		return nil, err
	}
	in := fields{}
	in.set("types", map[string]any{"in": g["type"]}, len(g["type"]) > 0)
	list(in, "status", Upper(g["status"]))
	list(in, "sign", Upper(g["sign"]))
	origins, _ := strconv.Atoi(g.one("min-origins")) // none is 0
	in.set("minOrigins", origins, origins > 0)
	in.set("contradicted", g.is("contradicted"), g.one("contradicted") != "")
	return in.orNil(), nil
}

// Moment reads a transaction number, a day (its end, in UTC) or a moment, as the API's AsOf. A bare number is a transaction, even if
// it looks like a year. The error is a [*Wrong] of "as-of".
func Moment(text string) (map[string]any, error) {
	if n, err := strconv.ParseUint(text, 10, 64); err == nil && n > 0 {
		return map[string]any{"transaction": n}, nil
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return map[string]any{"time": day.AddDate(0, 0, 1).Add(-time.Nanosecond).Format(time.RFC3339Nano)}, nil
	}
	if moment, err := time.Parse(time.RFC3339, text); err == nil {
		return map[string]any{"time": moment.Format(time.RFC3339Nano)}, nil
	}
	return nil, &Wrong{"as-of", "a transaction number, a day such as 2026-03-01 or a time such as 2026-03-01T12:00:00Z", text}
}

// Voices reads the ways to name a voice, as the API's VoiceMatch.
func Voices(names []string) []map[string]any {
	var matches []map[string]any
	for _, name := range names {
		switch label, isLabel := strings.CutPrefix(name, "label:"); {
		case isLabel:
			matches = append(matches, map[string]any{"label": label})
		case name == "SELF":
			matches = append(matches, map[string]any{"self": true})
		default:
			matches = append(matches, map[string]any{"entity": name})
		}
	}
	return matches
}

// Upper writes words as the API's enums have them.
func Upper(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, strings.ToUpper(w))
	}
	return out
}

// A fields is an input object in the making.
type fields map[string]any

func (f fields) set(name string, value any, given bool) {
	if given {
		f[name] = value
	}
}

// list sets a list unless it is empty: in the API an empty one admits nothing.
func list[T any](f fields, name string, values []T) { f.set(name, values, len(values) > 0) }

func (f fields) orNil() map[string]any {
	if len(f) == 0 {
		return nil
	}
	return f
}
