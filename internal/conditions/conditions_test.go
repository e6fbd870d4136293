package conditions_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"slices"
	"testing"

	"dyad/internal/conditions"

	"github.com/google/go-cmp/cmp"
)

// The cases that the explorer holds too, which reads and writes the same conditions in the addresses of its pages.
type cases struct {
	Become []struct {
		Name, Query  string
		Given        conditions.Given
		View, Filter json.RawMessage
	}
	Refused []struct{ Query, Name, Value, Says string }
	Lists   []struct {
		Text   string
		Values []string
	}
}

func read(t *testing.T) cases {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var all cases
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// given reads the parameters of an address.
func given(t *testing.T, query string) conditions.Given {
	t.Helper()
	params, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	all := conditions.Given{}
	for _, c := range slices.Concat(conditions.OfView(), conditions.OfFilter()) {
		for _, text := range params[c.Name] {
			values := []string{text}
			if c.Kind == conditions.List {
				if values, err = conditions.Split(text); err != nil {
					t.Fatal(err)
				}
			}
			all[c.Name] = append(all[c.Name], values...)
		}
	}
	return all
}

// TestGiven: each condition becomes the field of the API that means it.
func TestGiven(t *testing.T) {
	for _, tt := range read(t).Become {
		t.Run(tt.Name, func(t *testing.T) {
			if diff := cmp.Diff(tt.Given, given(t, tt.Query)); diff != "" {
				t.Errorf("what %q gives (-want +got):\n%s", tt.Query, diff)
			}
			view, err := tt.Given.View()
			filter, wrong := tt.Given.Filter()
			if err = errors.Join(err, wrong); err != nil {
				t.Fatal(err)
			}
			want := []any{value(t, tt.View), value(t, tt.Filter)}
			if diff := cmp.Diff(want, []any{value(t, asJSON(t, view)), value(t, asJSON(t, filter))}); diff != "" {
				t.Errorf("view and filter (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNone: a list without a value is no condition.
func TestNone(t *testing.T) {
	none := conditions.Given{"source": nil, "any-voice": {"false"}, "rollup": {"none"}, "min-origins": {"0"}, "type": {}}
	view, err := none.View()
	filter, wrong := none.Filter()
	if err = errors.Join(err, wrong); err != nil || view != nil || filter != nil {
		t.Errorf("view %v, filter %v, %v: want none", view, filter, err)
	}
}

func value(t *testing.T, text json.RawMessage) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func asJSON(t *testing.T, v any) json.RawMessage {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestWrong(t *testing.T) {
	for _, tt := range read(t).Refused {
		all := given(t, tt.Query)
		_, err := all.View()
		if _, wrong := all.Filter(); err == nil {
			err = wrong
		}
		wrong, is := errors.AsType[*conditions.Wrong](err)
		if !is || wrong.Name != tt.Name || wrong.Value != tt.Value || err.Error() != tt.Says {
			t.Errorf("%q: %v, want %s", tt.Query, err, tt.Says)
		}
	}
}

// TestLists: a list is written one way, and read back.
func TestLists(t *testing.T) {
	for _, tt := range read(t).Lists {
		got, err := conditions.Split(tt.Text)
		if err != nil || !slices.Equal(got, tt.Values) || conditions.Join(tt.Values) != tt.Text {
			t.Errorf("Split(%q) = %q, %v, Join(%q) = %q", tt.Text, got, err, tt.Values, conditions.Join(tt.Values))
		}
	}
}

// TestSplit: what was joined comes apart again, whatever is in it.
func TestSplit(t *testing.T) {
	for _, values := range [][]string{{"a"}, {"a", "b"}, {"label:an officer, unnamed", `so "called"`, " spaced ", "two\nlines", "ü"}, {"", "a"}} {
		got, err := conditions.Split(conditions.Join(values))
		if err != nil || !slices.Equal(got, values) {
			t.Errorf("Split(Join(%q)) = %q, %v", values, got, err)
		}
	}
	for _, text := range []string{"", `"a`, "a\nb", `a"b`} {
		if got, err := conditions.Split(text); err == nil {
			t.Errorf("Split(%q) = %q, want an error", text, got)
		}
	}
}

// FuzzSplit: a list that can be read is written as one that reads the same.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"a,b", `"a,b",c`, "", "\n", `""""`, "a,,b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		values, err := conditions.Split(text)
		if err != nil {
			return
		}
		if len(values) == 0 {
			t.Fatalf("Split(%q) is nothing", text)
		}
		again, err := conditions.Split(conditions.Join(values))
		if err != nil || !slices.Equal(again, values) {
			t.Errorf("%q is %q, then %q (%v)", text, values, again, err)
		}
	})
}
