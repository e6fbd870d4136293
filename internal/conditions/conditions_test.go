package conditions_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"dyad/internal/conditions"

	"github.com/google/go-cmp/cmp"
)

// TestGiven: each condition becomes the field of the API that means it.
func TestGiven(t *testing.T) {
	tests := []struct {
		name         string
		given        conditions.Given
		view, filter string // as JSON
	}{
		{"nothing", conditions.Given{}, "null", "null"},
		{"what is none", conditions.Given{"source": nil, "any-voice": {"false"}, "rollup": {"none"}, "min-origins": {"0"}, "type": {}}, "null", "null"},
		{
			"all of a view",
			conditions.Given{
				"source": {"a", "b"}, "without-source": {"c"}, "voice": {"SELF", "label:an officer, unnamed", "blue-valley"}, "without-voice": {"red-harbour"},
				"any-voice": {"true"}, "modality": {"Asserted"}, "without-modality": {"planned"}, "polarity": {"NEGATED"}, "valid-at": {"2031"}, "undated": {"true"},
				"rollup": {"State"}, "as-of": {"7"},
			},
			`{"asOf":{"transaction":7},"modality":["ASSERTED"],"polarity":["NEGATED"],"rollup":"STATE","sources":["a","b"],"undated":true,"validAt":"2031","voiceScope":"ANY",` +
				`"voices":[{"self":true},{"label":"an officer, unnamed"},{"entity":"blue-valley"}],"without":{"modality":["PLANNED"],"sources":["c"],"voices":[{"entity":"red-harbour"}]}}`,
			"null",
		},
		{
			"all of a filter",
			conditions.Given{"type": {"attacks", "x:y"}, "status": {"stated"}, "sign": {"none"}, "min-origins": {"2"}, "contradicted": {"true"}},
			"null", `{"contradicted":true,"minOrigins":2,"sign":["NONE"],"status":["STATED"],"types":{"in":["attacks","x:y"]}}`,
		},
		{"a day is its end", conditions.Given{"as-of": {"2031-06-04"}}, `{"asOf":{"time":"2031-06-04T23:59:59.999999999Z"}}`, "null"},
		{"a moment", conditions.Given{"as-of": {"2031-06-04T12:00:00+02:00"}}, `{"asOf":{"time":"2031-06-04T12:00:00+02:00"}}`, "null"},
		{"a number that looks like a year", conditions.Given{"as-of": {"2031"}}, `{"asOf":{"transaction":2031}}`, "null"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			view, err := tt.given.View()
			filter, wrong := tt.given.Filter()
			if err = errors.Join(err, wrong); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{tt.view, tt.filter}, []string{asJSON(t, view), asJSON(t, filter)}); diff != "" {
				t.Errorf("view and filter (-want +got):\n%s", diff)
			}
		})
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWrong(t *testing.T) {
	tests := []struct {
		given conditions.Given
		want  string
	}{
		{conditions.Given{"polarity": {"affirmed", "yes"}}, `polarity takes affirmed, negated, not "yes"`},
		{conditions.Given{"rollup": {"all"}}, `rollup takes none, parts, state, not "all"`},
		{conditions.Given{"undated": {"TRUE"}}, `undated takes true or false, not "TRUE"`},
		{conditions.Given{"as-of": {"0"}}, `as-of takes a transaction number, a day such as 2026-03-01 or a time such as 2026-03-01T12:00:00Z, not "0"`},
		{conditions.Given{"sign": {"+"}}, `sign takes positive, negative, zero, none, not "+"`},
		{conditions.Given{"min-origins": {"-1"}}, `min-origins takes a number from 0, not "-1"`},
		{conditions.Given{"min-origins": {"2.5"}}, `min-origins takes a number from 0, not "2.5"`},
	}
	for _, tt := range tests {
		_, err := tt.given.View()
		if _, wrong := tt.given.Filter(); err == nil {
			err = wrong
		}
		if _, is := errors.AsType[*conditions.Wrong](err); !is || err.Error() != tt.want {
			t.Errorf("%v: %v, want %s", tt.given, err, tt.want)
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
