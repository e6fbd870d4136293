package export_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"dyad/extract"
	"dyad/graph"
	"dyad/internal/export"
)

// TestW3CAddresses: what a target is of is an IRI, whatever the address of the source has in it, and the record keeps that as it is.
func TestW3CAddresses(t *testing.T) {
	const name = "urn:dyad:source:raid"
	tests := []struct{ name, url, want string }{
		{"an IRI", "https://gazette.example/ä/🚢?a=1&b=[#top", "https://gazette.example/ä/🚢?a=1&b=%5B#top"},
		{"spaces, and what is written so already", "https://gazette.example/the raid%20of May", "https://gazette.example/the%20raid%20of%20May"},
		{"a sign that begins nothing", "https://gazette.example/50%/100%2", "https://gazette.example/50%25/100%252"},
		{"signs that delimit elsewhere", "https://gazette.example/<a>|{b}\\^`\"", "https://gazette.example/%3Ca%3E%7C%7Bb%7D%5C%5E%60%22"},
		{"characters that are none of a text", "https://gazette.example/\u0085\uE000\uFFFD\U000E0001", "https://gazette.example/%C2%85%EE%80%80%EF%BF%BD%F3%A0%80%81"},
		{"a number as host, and brackets behind it", "http://[2001:db8::1]/[1]", "http://[2001:db8::1]/%5B1%5D"},
		{"brackets without a host", "mailto:reed@[1]", "mailto:reed@%5B1%5D"},
		{"two fragments", "https://gazette.example/#a#b", "https://gazette.example/#a%23b"},
		{"no scheme", "gazette.example/1", name},
		{"a space in the host", "https://the gazette.example/", name},
		{"none", "", name},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, record := w3cAddress(t, tt.url)
			if got != tt.want || record != tt.url {
				t.Errorf("%s: the target is of %s and the record of %s, want %s and the record unchanged", tt.url, got, record, tt.want)
			}
		})
	}
}

// w3cAddress writes a page of a source with an address, and returns what its annotation is of, and the address in the record.
func w3cAddress(t *testing.T, address string) (target, record string) {
	t.Helper()
	texts, err := extract.OneText("raid.txt", []byte(struck))
	if err != nil {
		t.Fatal(err)
	}
	bundles := raid(t, struck, "claims:\n  - {claim: red-harbour attacks blue-valley, at: 0-30, gist: A raid.}\n")
	for i := range bundles {
		for j := range bundles[i].Sources {
			bundles[i].Sources[j].URL = address
		}
	}
	w := built(t, bundles)
	s := everything(t, w.graph)
	s.Claims, s.Texts, s.Mentions = w, texts, mentions{}
	var out bytes.Buffer
	left, err := export.W3C(t.Context(), s, func(d export.Document) error { return d.Write(&out) })
	if err != nil || len(left) > 0 {
		t.Fatalf("W3C: %v, left out %v", err, left)
	}
	var page struct {
		Source graph.Source `json:"dyad:source"`
		Items  []struct {
			Target []struct{ Source string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	return page.Items[0].Target[0].Source, page.Source.URL
}
