package server_test

import (
	"testing"

	"dyad/graph"
)

// news are claims of two papers, in two loads: 1 January and 2 January 2024.
const news = `
1 brigade attacks valley 2031-06-01
1 brigade attacks valley denied herald
1 harbour aids brigade 2031-05/2031-06 herald
1 column aids valley 2031-06
2 reed aids column 2031-06-10
2 column attacks valley 2031-07 herald
2 harbour aids brigade denied
`

const ends = ` from { key } type { term } to { key } `

func TestTimelineOverHTTP(t *testing.T) {
	serveTold(t, news, 2).askTwice(t, []question{
		{
			"by the first possible day, then by the end; denials without a date apart",
			`{ timeline { totalCount nodes { claim { when { edtf } } relationship {` + ends + `} polarity } } undated: timeline(undated: true) { nodes { polarity } } }`,
			`{"timeline": {"totalCount": 5, "nodes": [
			  {"claim": {"when": {"edtf": "2031-05/2031-06"}}, "relationship": {"from": {"key": "harbour"}, "type": {"term": "aids"}, "to": {"key": "brigade"}}, "polarity": "AFFIRMED"},
			  {"claim": {"when": {"edtf": "2031-06-01"}}, "relationship": {"from": {"key": "brigade"}, "type": {"term": "attacks"}, "to": {"key": "valley"}}, "polarity": "AFFIRMED"},
			  {"claim": {"when": {"edtf": "2031-06"}}, "relationship": {"from": {"key": "column"}, "type": {"term": "aids"}, "to": {"key": "valley"}}, "polarity": "AFFIRMED"},
			  {"claim": {"when": {"edtf": "2031-06-10"}}, "relationship": {"from": {"key": "reed"}, "type": {"term": "aids"}, "to": {"key": "column"}}, "polarity": "AFFIRMED"},
			  {"claim": {"when": {"edtf": "2031-07"}}, "relationship": {"from": {"key": "column"}, "type": {"term": "attacks"}, "to": {"key": "valley"}}, "polarity": "AFFIRMED"}]},
			 "undated": {"nodes": [{"polarity": "NEGATED"}, {"polarity": "NEGATED"}]}}`,
		},
		{
			"of some relationships, by some claims, as of a moment",
			`{ aids: timeline(filter: {types: {in: ["aids"]}}, claimFilter: {sources: ["gazette"]}) { nodes { claim { when { edtf } } } }
			   then: timeline(view: {asOf: {transaction: 1}}) { totalCount } july: timeline(view: {validAt: "2031-07-15"}) { nodes { relationship { from { key } } } } }`,
			`{"aids": {"nodes": [{"claim": {"when": {"edtf": "2031-06"}}}, {"claim": {"when": {"edtf": "2031-06-10"}}}]},
			  "then": {"totalCount": 3}, "july": {"nodes": [{"relationship": {"from": {"key": "column"}}}]}}`,
		},
		{
			"of an entity",
			`{ entity(by: {key: "column"}) { timeline(last: 2) { totalCount nodes { claim { when { edtf } } } } undated: timeline(undated: true) { totalCount } } }`,
			`{"entity": {"timeline": {"totalCount": 3, "nodes": [{"claim": {"when": {"edtf": "2031-06-10"}}}, {"claim": {"when": {"edtf": "2031-07"}}}]},
			  "undated": {"totalCount": 0}}}`,
		},
	})
}

const differences = ` gained { totalCount nodes {` + ends + `} } lost { totalCount nodes {` + ends + `} }
	changed { totalCount nodes { statusChanged before {` + ends + `status } after { status support { claims } } } } unchanged `

func TestDiffOverHTTP(t *testing.T) {
	serveTold(t, news, 2).askTwice(t, []question{
		{
			"between two loads",
			`{ diff(from: "2024-01-01T12:00:00Z", to: "2024-01-02T12:00:00Z") {` + differences + `} }`,
			`{"diff": {
			  "gained": {"totalCount": 2, "nodes": [
			    {"from": {"key": "column"}, "type": {"term": "attacks"}, "to": {"key": "valley"}},
			    {"from": {"key": "reed"}, "type": {"term": "aids"}, "to": {"key": "column"}}]},
			  "lost": {"totalCount": 0, "nodes": []},
			  "changed": {"totalCount": 1, "nodes": [{"statusChanged": true,
			    "before": {"from": {"key": "harbour"}, "type": {"term": "aids"}, "to": {"key": "brigade"}, "status": "STATED"},
			    "after": {"status": "CONTESTED", "support": {"claims": 2}}}]},
			  "unchanged": 2}}`,
		},
		{
			"between a moment and itself, and of hostile relationships only",
			`{ same: diff(from: "2024-01-02T12:00:00Z", to: "2024-01-02T18:00:00Z") { gained { totalCount } lost { totalCount } changed { totalCount } unchanged }
			   attacks: diff(from: "2024-01-01T12:00:00Z", to: "2024-01-02T12:00:00Z", filter: {types: {in: ["attacks"]}}) {
			     gained { totalCount } changed { totalCount } unchanged } }`,
			`{"same": {"gained": {"totalCount": 0}, "lost": {"totalCount": 0}, "changed": {"totalCount": 0}, "unchanged": 5},
			  "attacks": {"gained": {"totalCount": 1}, "changed": {"totalCount": 0}, "unchanged": 1}}`,
		},
	})
}

func TestSensitivityOverHTTP(t *testing.T) {
	serveTold(t, news, 2).askTwice(t, []question{
		{
			"without one of two papers",
			`{ sensitivity(without: {sources: ["herald"]}) {` + differences + `} }`,
			`{"sensitivity": {
			  "gained": {"totalCount": 0, "nodes": []},
			  "lost": {"totalCount": 1, "nodes": [{"from": {"key": "column"}, "type": {"term": "attacks"}, "to": {"key": "valley"}}]},
			  "changed": {"totalCount": 2, "nodes": [
			    {"statusChanged": true, "before": {"from": {"key": "brigade"}, "type": {"term": "attacks"}, "to": {"key": "valley"}, "status": "CONTESTED"},
			     "after": {"status": "STATED", "support": {"claims": 1}}},
			    {"statusChanged": true, "before": {"from": {"key": "harbour"}, "type": {"term": "aids"}, "to": {"key": "brigade"}, "status": "CONTESTED"},
			     "after": {"status": "DENIED", "support": {"claims": 1}}}]},
			  "unchanged": 2}}`,
		},
		{
			"from a graph that leaves the other out already, as of the first load",
			`{ sensitivity(without: {sources: ["herald"]}, view: {without: {sources: ["gazette"]}, asOf: {transaction: 1}}) {
			     lost { nodes {` + ends + `status } } changed { totalCount } unchanged } }`,
			`{"sensitivity": {"lost": {"nodes": [
			  {"from": {"key": "brigade"}, "type": {"term": "attacks"}, "to": {"key": "valley"}, "status": "DENIED"},
			  {"from": {"key": "harbour"}, "type": {"term": "aids"}, "to": {"key": "brigade"}, "status": "STATED"}]},
			  "changed": {"totalCount": 0}, "unchanged": 0}}`,
		},
	})
}

// rumours are claims of two papers, some of which nobody stands behind.
const rumours = `
1 brigade attacks valley
1 brigade attacks valley denied alleged herald
1 harbour aids brigade alleged
1 column aids valley
1 column aids valley alleged herald
1 reed attacks column alleged
1 reed attacks column denied herald
`

func TestSensitivityToModality(t *testing.T) {
	serveTold(t, rumours, 1).askTwice(t, []question{
		{
			"without what is only alleged: one is gone, one is disputed no more, of one only the denial is left",
			`{ sensitivity(without: {modality: [ALLEGED]}) { gained { totalCount } lost { nodes {` + ends + `status } }
			     changed { nodes { statusChanged signChanged before {` + ends + `status sign } after { status sign } } } unchanged } }`,
			`{"sensitivity": {
			  "gained": {"totalCount": 0},
			  "lost": {"nodes": [{"from": {"key": "harbour"}, "type": {"term": "aids"}, "to": {"key": "brigade"}, "status": "ALLEGED"}]},
			  "changed": {"nodes": [
			    {"statusChanged": true, "signChanged": false,
			     "before": {"from": {"key": "brigade"}, "type": {"term": "attacks"}, "to": {"key": "valley"}, "status": "CONTESTED", "sign": "NEGATIVE"},
			     "after": {"status": "STATED", "sign": "NEGATIVE"}},
			    {"statusChanged": true, "signChanged": true,
			     "before": {"from": {"key": "reed"}, "type": {"term": "attacks"}, "to": {"key": "column"}, "status": "CONTESTED", "sign": "NEGATIVE"},
			     "after": {"status": "DENIED", "sign": "NONE"}}]},
			  "unchanged": 1}}`,
		},
		{
			"what the view leaves out stays out",
			`{ sensitivity(without: {sources: ["herald"]}, view: {without: {modality: [ALLEGED]}}) {
			     gained { totalCount } lost { nodes {` + ends + `status } } changed { totalCount } unchanged }
			   relationships(view: {without: {modality: [ALLEGED]}}) { totalCount } }`,
			`{"sensitivity": {"gained": {"totalCount": 0}, "changed": {"totalCount": 0}, "unchanged": 2,
			  "lost": {"nodes": [{"from": {"key": "reed"}, "type": {"term": "attacks"}, "to": {"key": "column"}, "status": "DENIED"}]}},
			  "relationships": {"totalCount": 3}}`,
		},
	})
}

func TestTimeIsRefused(t *testing.T) {
	s := serveTold(t, news, 2)
	for query, want := range map[string]graph.Fault{
		`{ diff(from: "2024-01-02T12:00:00Z", to: "2024-01-01T12:00:00Z") { unchanged } }`:                                 graph.BadInput,
		`{ diff(from: "yesterday", to: "2024-01-01T12:00:00Z") { unchanged } }`:                                            graph.BadInput,
		`{ diff(from: "2020-01-01T12:00:00Z", to: "2024-01-01T12:00:00Z") { unchanged } }`:                                 graph.BadInput,
		`{ diff(from: "2024-01-01T12:00:00Z", to: "2024-01-02T12:00:00Z", view: {asOf: {transaction: 1}}) { unchanged } }`: graph.BadInput,
		`{ sensitivity(without: {}) { unchanged } }`:                                                                       graph.BadInput,
		`{ sensitivity(without: {modality: []}) { unchanged } }`:                                                           graph.BadInput,
		`{ sensitivity(without: {sources: ["heralt"]}) { unchanged } }`:                                                    graph.NotFound,
		`{ timeline(after: "WyJ0aW1lIiwieCIsIjEiLCIyIiwiMyJd") { totalCount } }`:                                           graph.CursorInvalid,
	} {
		if a := s.post(t, query); a.code() != want {
			t.Errorf("%s: %v, want %s", query, a.Errors, want)
		}
	}
}
