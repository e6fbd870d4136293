package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dyad/graph"

	"github.com/spf13/cobra"
)

// viewFlags are the conditions of a view on the command line. They mean what they mean in the API.
type viewFlags struct {
	sources, withoutSources []string
	voices, withoutVoices   []string
	anyVoice                bool
	modality, polarity      []string
	withoutModality         []string
	validAt                 string
	undated                 bool
	asOf                    string
	rollup                  string
}

func (v *viewFlags) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&v.sources, "source", nil, "count only claims of these sources")
	f.StringSliceVar(&v.withoutSources, "without-source", nil, "leave these sources out")
	f.StringSliceVar(&v.voices, "voice", nil, "count only what these say: an entity, SELF for the sources themselves, or label:TEXT")
	f.StringSliceVar(&v.withoutVoices, "without-voice", nil, "leave out what these say")
	f.BoolVar(&v.anyVoice, "any-voice", false, "look for voices anywhere in the chain, not only at its inner end")
	f.StringSliceVar(&v.modality, "modality", nil, "count only these: "+list(graph.Modalities()))
	f.StringSliceVar(&v.withoutModality, "without-modality", nil, "leave these out: "+list(graph.Modalities()))
	f.StringSliceVar(&v.polarity, "polarity", nil, "count only these: "+list(graph.Polarities()))
	f.StringVar(&v.validAt, "valid-at", "", "count only what held at this date (EDTF: 2021, 2021-08, 2021-10/2021-12)")
	f.BoolVar(&v.undated, "undated", false, "with --valid-at, count undated claims too")
	complete(cmd, "modality", words(graph.Modalities())...)
	complete(cmd, "without-modality", words(graph.Modalities())...)
	complete(cmd, "polarity", words(graph.Polarities())...)
	f.StringVar(&v.rollup, "rollup", "", "count parts as their wholes: "+list(graph.Rollups())+" (parts: along part_of; state: along acts_for too)")
	complete(cmd, "rollup", words(graph.Rollups())...)
	f.StringVar(&v.asOf, "as-of", "", "what was recorded then: a transaction number, a day (2026-03-01) or an RFC 3339 time")
}

// input returns the flags as the API's View; nil if none was given.
func (v *viewFlags) input() (map[string]any, error) {
	err := errors.Join(known("--modality", v.modality, graph.Modalities()), known("--polarity", v.polarity, graph.Polarities()),
		known("--without-modality", v.withoutModality, graph.Modalities()), known("--rollup", given(v.rollup), graph.Rollups()))
	if err != nil {
		return nil, err
	}
	in := map[string]any{}
	set(in, "sources", v.sources)
	set(in, "modality", upper(v.modality))
	set(in, "polarity", upper(v.polarity))
	set(in, "voices", voiceMatches(v.voices))
	without := map[string]any{}
	set(without, "sources", v.withoutSources)
	set(without, "voices", voiceMatches(v.withoutVoices))
	set(without, "modality", upper(v.withoutModality))
	if len(without) > 0 {
		in["without"] = without
	}
	if v.anyVoice {
		in["voiceScope"] = "ANY"
	}
	if v.validAt != "" {
		in["validAt"] = v.validAt
	}
	if v.undated {
		in["undated"] = true
	}
	if v.rollsUp() {
		in["rollup"] = strings.ToUpper(v.rollup)
	}
	if v.asOf != "" {
		moment, err := asOfInput(v.asOf)
		if err != nil {
			return nil, err
		}
		in["asOf"] = moment
	}
	if len(in) == 0 {
		return nil, nil
	}
	return in, nil
}

// rollsUp reports whether parts are counted as their wholes.
func (v *viewFlags) rollsUp() bool {
	return graph.Rollup(strings.ToLower(v.rollup)).Types() != nil
}

// given is a list of what a flag holds, if it holds anything.
func given(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// asOfInput reads a transaction number, a day (its end, in UTC) or a moment. A bare number is a transaction, even if it looks
// like a year.
func asOfInput(text string) (map[string]any, error) {
	if n, err := strconv.ParseUint(text, 10, 64); err == nil && n > 0 {
		return map[string]any{"transaction": n}, nil
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return map[string]any{"time": day.AddDate(0, 0, 1).Add(-time.Nanosecond).Format(time.RFC3339Nano)}, nil
	}
	if moment, err := time.Parse(time.RFC3339, text); err == nil {
		return map[string]any{"time": moment.Format(time.RFC3339Nano)}, nil
	}
	return nil, usageError{fmt.Errorf("--as-of takes a transaction number, a day such as 2026-03-01 or a time such as 2026-03-01T12:00:00Z, not %q", text)}
}

// filterFlags are the conditions of a filter of relationships on the command line.
type filterFlags struct {
	types, status, sign []string
	minOrigins          int
	contradicted        bool
}

func (f *filterFlags) flags(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringSliceVar(&f.types, "type", nil, "only these relations, with their narrower ones")
	fs.StringSliceVar(&f.status, "status", nil, "only these: "+list(graph.Statuses()))
	fs.StringSliceVar(&f.sign, "sign", nil, "only these: "+list(signWords()))
	fs.IntVar(&f.minOrigins, "min-origins", 0, "only with at least so many independent origins that affirm")
	complete(cmd, "status", words(graph.Statuses())...)
	complete(cmd, "sign", signWords()...)
	fs.BoolVar(&f.contradicted, "contradicted", false, "only with a claim that is in a contradiction")
}

// signWords are the words for signs, in the API as on the command line.
func signWords() []string { return []string{"positive", "negative", "zero", "none"} }

// input returns the flags as the API's RelationshipFilter; nil if none was given.
func (f *filterFlags) input() (map[string]any, error) {
	err := errors.Join(known("--status", f.status, graph.Statuses()), known("--sign", f.sign, signWords()))
	if f.minOrigins < 0 {
		err = errors.Join(err, usageError{errors.New("--min-origins takes a number from 0")})
	}
	if err != nil {
		return nil, err
	}
	in := map[string]any{}
	if len(f.types) > 0 {
		in["types"] = map[string]any{"in": f.types}
	}
	set(in, "status", upper(f.status))
	set(in, "sign", upper(f.sign))
	if f.minOrigins > 0 {
		in["minOrigins"] = f.minOrigins
	}
	if f.contradicted {
		in["contradicted"] = true
	}
	if len(in) == 0 {
		return nil, nil
	}
	return in, nil
}

// known refuses words that are not in a closed set, in whatever case they are written.
func known[T ~string](flag string, words []string, all []T) error {
	for _, w := range words {
		if !slices.Contains(all, T(strings.ToLower(w))) {
			return usageError{fmt.Errorf("%s takes %s, not %q", flag, list(all), w)}
		}
	}
	return nil
}

// voiceMatches reads the ways to name a voice.
func voiceMatches(names []string) []map[string]any {
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

// set puts a list under a name unless it is empty.
func set[T any](in map[string]any, name string, values []T) {
	if len(values) > 0 {
		in[name] = values
	}
}

func upper(values []string) []string {
	var out []string
	for _, v := range values {
		out = append(out, strings.ToUpper(v))
	}
	return out
}

// list words the members of a closed set.
func list[T ~string](values []T) string { return strings.Join(words(values), ", ") }

// words are the members of a closed set as texts.
func words[T ~string](values []T) []string {
	var texts []string
	for _, v := range values {
		texts = append(texts, string(v))
	}
	return texts
}
