package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dyad/internal/conditions"

	"github.com/spf13/cobra"
)

// viewFlags are the conditions of a view on the command line. They mean what they mean in the API. The zero value has none.
type viewFlags struct{ conditionFlags }

// flags adds them to a command, but for those that it has no use for.
func (v *viewFlags) flags(cmd *cobra.Command, but ...string) {
	v.offer(cmd, slices.DeleteFunc(conditions.OfView(), func(c conditions.Condition) bool { return slices.Contains(but, c.Name) }))
}

// input returns the flags as the API's View; nil if none was given.
func (v *viewFlags) input() (map[string]any, error) {
	in, err := v.given().View()
	return in, flagged(err)
}

// validAt is the date for which the flags ask; "" for none.
func (v *viewFlags) validAt() string { return strings.Join(v.given()["valid-at"], "") }

// undated reports whether undated claims count at any date.
func (v *viewFlags) undated() bool { return slices.Contains(v.given()["undated"], "true") }

// filterFlags are the conditions of a filter of relationships on the command line. The zero value has none.
type filterFlags struct{ conditionFlags }

func (f *filterFlags) flags(cmd *cobra.Command) { f.offer(cmd, conditions.OfFilter()) }

// input returns the flags as the API's RelationshipFilter; nil if none was given.
func (f *filterFlags) input() (map[string]any, error) {
	in, err := f.given().Filter()
	return in, flagged(err)
}

// conditionFlags are flags that set conditions.
type conditionFlags struct {
	values map[string]func() []string // by name; none where it was not given
}

// offer adds a flag for each condition.
func (c *conditionFlags) offer(cmd *cobra.Command, all []conditions.Condition) {
	c.values = map[string]func() []string{}
	f := cmd.Flags()
	for _, condition := range all {
		name, about := condition.Name, condition.About
		switch condition.Kind {
		case conditions.List:
			v := f.StringSlice(name, nil, about)
			c.values[name] = func() []string { return *v }
		case conditions.Text:
			v := f.String(name, "", about)
			c.values[name] = func() []string { return given(*v) }
		case conditions.Number:
			v := f.Int(name, 0, about)
			c.values[name] = func() []string {
				if *v == 0 { // no condition
					return nil
				}
				return []string{strconv.Itoa(*v)}
			}
		case conditions.Switch:
			var set []string
			f.BoolFunc(name, about, func(text string) error {
				on, err := strconv.ParseBool(text)
				if err != nil {
					return fmt.Errorf("it takes true or false, not %q", text)
				}
				if set = nil; on || condition.Either {
					set = []string{strconv.FormatBool(on)}
				}
				return nil
			})
			c.values[name] = func() []string { return set }
		}
		if condition.Words != nil {
			complete(cmd, name, condition.Words...)
		}
	}
}

// given returns what was given.
func (c *conditionFlags) given() conditions.Given {
	given := conditions.Given{}
	for name, values := range c.values {
		given[name] = values()
	}
	return given
}

// flagged is a value that a condition does not take as a mistake on the command line.
func flagged(err error) error {
	if wrong, is := errors.AsType[*conditions.Wrong](err); is {
		return usageError{fmt.Errorf("--%w", wrong)}
	}
	return err
}

// given is a list of what a flag holds, if it holds anything.
func given(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
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

// set puts a list under a name unless it is empty.
func set[T any](in map[string]any, name string, values []T) {
	if len(values) > 0 {
		in[name] = values
	}
}

// list words the members of a closed set.
func list[T ~string](values []T) string { return strings.Join(conditions.Words(values), ", ") }
