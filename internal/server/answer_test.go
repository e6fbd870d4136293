package server_test

import (
	"encoding/json"
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"dyad/internal/server"
)

// FuzzAnswerJSON holds what an answer is written as to what encoding/json writes.
func FuzzAnswerJSON(f *testing.F) {
	for _, text := range []string{"", "plain", "<b>R&D</b>", "\u2028 \u2029 \u202a \u2027", "\xe2\x80", "\xe2\x80\xa8 cut \xe2", "tab\t \"quoted\" \\"} {
		f.Add(text, true, true)
		f.Add(text, false, true)
		f.Add(text, true, false)
		f.Add(text, false, false)
	}
	f.Fuzz(func(t *testing.T, text string, wrong, cost bool) {
		data, err := json.Marshal(map[string]any{"nodes": []string{text, text + text}})
		if err != nil {
			t.Fatal(err)
		}
		raw := json.RawMessage(`{"text":"` + printable(text) + `"}`) // gqlgen escapes nothing that HTML knows
		for _, a := range []*server.Answer{{}, {Data: data}, {Data: raw}, {Data: json.RawMessage("null")}} {
			if wrong {
				a.Errors = gqlerror.List{{Message: text}}
			}
			if cost {
				a.Extensions = map[string]any{"cost": map[string]int{"limit": 7}}
			}
			want, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			got, err := a.JSON()
			if err != nil || string(got) != string(want) {
				t.Errorf("JSON() = %q, %v; encoding/json writes %q", got, err, want)
			}
		}
	})
}

// printable leaves out what would have to be escaped in JSON.
func printable(text string) string {
	var out []byte
	for i := range len(text) {
		if c := text[i]; c >= 0x20 && c != '"' && c != '\\' {
			out = append(out, c)
		}
	}
	return string(out)
}
