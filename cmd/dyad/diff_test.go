package main

import (
	"net/http/httptest"
	"regexp"
	"testing"
)

// newLaterDesk is a desk at which something was changed on 10 June 2031: the Valley's attacker is not denied any more, nobody
// supports it any more, and a term and an entity of that day are in a new claim.
func newLaterDesk(t *testing.T) *curatedDesk {
	t.Helper()
	d := newCuratedDesk(t)
	d.made(`retractClaim(id: "$2", reason: "misread")`, "")
	d.made(`retractClaim(id: "$3", reason: "not so")`, "")
	d.made(`defineTerm(input: {kind: RELATION, term: "ferries_for", label: "ferries for", inverseLabel: "ferried by", aspect: EVENT, sign: POSITIVE,
		from: ["actor"], to: ["actor"], definition: "From carries people or goods across water for To."}, reason: "a ferry")`, "")
	d.made(`addEntity(input: {key: "lakes-council", type: "InternationalOrganization", name: "Lakes Council"}, reason: "it has a ferry")`, "")
	d.made(`addClaim(input: {source: "gazette", from: "red-harbour", type: "ferries_for", to: "lakes-council",
		evidence: [{parts: [{start: 0, end: 9}]}], gist: "They have a ferry."}, reason: "left out")`, "")
	return d
}

// TestDiffOnTheCommandLine prints what became of a graph, whole and of a relation that was defined in between.
func TestDiffOnTheCommandLine(t *testing.T) {
	s := httptest.NewServer(newLaterDesk(t).handler)
	defer s.Close()
	const (
		lost    = `lost: 1\n  Red Harbour —supports→ Orchard Brigade\n    ALLEGED · (?s:.*)`
		gained  = `gained: 1\n  Red Harbour —ferries for→ Lakes Council\n    STATED · cooperative \(\+\) · 1 claim in 1 source · (?s:.*)`
		changed = `changed: 1\n  Orchard Brigade —attacks→ Blue Valley\n    before: CONTESTED · .*\n    after:  STATED · .*\n`
		none    = `: none\n\n`
	)
	tests := []struct {
		name, args, out, talk string
	}{
		{"a day with its changes", "2031-06-09 2031-06-10", lost + gained + changed, "0 relationships the same\n"},
		{"to the very moment", "2031-06-09 2031-06-10T09:00:00Z", lost + gained + changed, "0 relationships the same\n"},
		{"to right before it", "2031-06-08 2031-06-10T08:59:59Z", `lost` + none + `gained` + none + `changed` + `: none\n`, "2 relationships the same\n"},
		{"of a relation that is new", "2031-06-09 2031-06-10 --type ferries_for", `lost` + none + gained + `changed: none\n`, "0 relationships the same\n"},
		{"of what is contested at one of the moments", "2031-06-09 2031-06-10 --status contested", `lost` + none + `gained` + none + changed, "0 relationships the same\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, out, talk := program(t, append([]string{"diff", "--server", s.URL}, regexp.MustCompile(` `).Split(tt.args, -1)...)...)
			if code != exitOK || talk != tt.talk || !regexp.MustCompile(`^\n?`+tt.out+`$`).MatchString(out) {
				t.Errorf("dyad diff %s = %d, %q:\n%s\nwant %q and\n%s", tt.args, code, talk, out, tt.talk, tt.out)
			}
		})
	}
}

// TestDiffOfWhatIsNew: what only one of the moments knows may be named, and is nothing at the other; what neither knows is refused.
func TestDiffOfWhatIsNew(t *testing.T) {
	d := newLaterDesk(t)
	const none, one = `{"totalCount":0}`, `{"totalCount":1}`
	tests := []struct{ name, filter, lost, gained, changed string }{
		{"a relation", `{types: {in: ["ferries_for"]}}`, none, one, none},
		{"one of two relations", `{types: {in: ["ferries_for", "supports"]}}`, one, one, none},
		{"not a relation", `{types: {notIn: ["ferries_for"]}}`, one, none, one},
		{"an entity", `{involving: ["lakes-council"]}`, none, one, none},
		{"an entity or another", `{or: [{involving: ["lakes-council"]}, {involving: ["blue-valley"]}]}`, none, one, one},
		{"two entities", `{between: ["lakes-council", "red-harbour", "orchard-brigade"]}`, one, one, none},
		{"not to an entity", `{not: {to: {entities: ["lakes-council"]}}}`, one, none, one},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := *d
			d.T = t
			d.answers(tt.name, `{ diff(from: "2031-06-09T00:00:00Z", to: "2031-06-11T00:00:00Z", filter: `+tt.filter+`) {
				lost { totalCount } gained { totalCount } changed { totalCount } } }`,
				`{"diff":{"lost":`+tt.lost+`,"gained":`+tt.gained+`,"changed":`+tt.changed+`}}`)
		})
	}
	for _, filter := range []string{`{types: {in: ["ferries_fore"]}}`, `{involving: ["lakes-counsel"]}`, `{from: {types: ["Ferry"]}}`} {
		body := d.post("", `{ diff(from: "2031-06-09T00:00:00Z", to: "2031-06-11T00:00:00Z", filter: `+filter+`) { unchanged } }`, nil)
		if !regexp.MustCompile(`"code":"NOT_FOUND"`).Match(body) {
			t.Errorf("%s: %s, want NOT_FOUND", filter, body)
		}
	}
}
