package server_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/internal/server"
	"dyad/schema/resolver"
	"dyad/schema/resolver/resolvertest"
)

// A desk takes note of changes and answers as the test wants.
type desk struct {
	edits []graph.Edit
	by    []graph.Signature
	files []graph.Upload
	err   error
	late  bool // changes are made when whoever asked may wait no longer
}

func (d *desk) Curate(ctx context.Context, e graph.Edit, by graph.Signature) (graph.Done, error) {
	d.edits, d.by = append(d.edits, e), append(d.by, by)
	if d.late {
		<-ctx.Done()
	}
	return graph.Done{}, d.err
}

func (d *desk) Undo(context.Context, graph.Undoing, graph.Signature) (graph.Done, error) {
	return graph.Done{}, d.err
}

func (d *desk) Load(_ context.Context, file graph.Upload, _ graph.Signature) (graph.Done, error) {
	d.files = append(d.files, file)
	return graph.Done{}, d.err
}

// Draft is tried by none of these tests.
func (d *desk) Draft() resolver.Draft { return resolver.Draft{Changes: d} }

// serveDesk serves the corpus to vale, whose changes go to a desk.
func serveDesk(t *testing.T, bounds ...func(*resolver.Limits)) (*served, *desk) {
	t.Helper()
	d := &desk{}
	return serve(t, func(c *resolver.Config) {
		c.Curation = d
		for _, set := range bounds {
			set(&c.Limits)
		}
	}, func(c *server.Config) {
		c.Curator = func(token string) (string, bool) { return "vale", token == "dyad_vale" }
	}), d
}

// mutate runs a request as vale.
func (s *served) mutate(t *testing.T, query string, variables map[string]any) *answer {
	t.Helper()
	return read(t, s.Execute(t.Context(), server.Request{Query: query, Variables: variables, Curator: "vale"}))
}

// TestLongTexts sends what a curator writes: a Text may have 4,096 characters, a file as many as a body, and a name 200 as everywhere.
// It is measured in characters, wherever in the arguments it stands, written out or in variables.
func TestLongTexts(t *testing.T) {
	const add = `addEntity(input: {key: "new-front", type: "Group", name: %s, description: %s}, reason: %s) { transaction }`
	long := func(n int) string { return strings.Repeat("ü", n) }
	quote := func(s string) string { return `"` + s + `"` }
	tests := []struct {
		name                       string
		title, description, reason string
		refused                    bool
	}{
		{"as long as may be", long(200), long(4096), long(4096), false},
		{"a reason that is too long", "New Front", "", long(4097), true},
		{"a description that is too long", "New Front", long(4097), "new", true},
		{"a name that is too long", long(201), "", "new", true},
	}
	for _, tt := range tests {
		for _, inVariables := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, in variables: %v", tt.name, inVariables), func(t *testing.T) {
				s, d := serveDesk(t)
				query := "mutation {" + fmt.Sprintf(add, quote(tt.title), quote(tt.description), quote(tt.reason)) + "}"
				variables := map[string]any(nil)
				if inVariables {
					query = `mutation($input: EntityInput!, $reason: Text!) { addEntity(input: $input, reason: $reason) { transaction } }`
					variables = map[string]any{
						"input": map[string]any{"key": "new-front", "type": "Group", "name": tt.title, "description": tt.description}, "reason": tt.reason,
					}
				}
				got := s.mutate(t, query, variables)
				if refused := got.code() == graph.BadInput; refused != tt.refused || refused == (len(d.edits) == 1) {
					t.Errorf("code %q, %d edits; want refused: %v", got.code(), len(d.edits), tt.refused)
				}
			})
		}
	}
}

// TestLongFile sends a file of half a million characters.
func TestLongFile(t *testing.T) {
	s, d := serveDesk(t)
	file := strings.Repeat("# words\n", 60_000)
	got := s.mutate(t, `mutation($file: Document!) { loadSource(input: {content: $file}, reason: "new") { transaction } }`, map[string]any{"file": file})
	if got.code() != "" || len(d.files) != 1 || string(d.files[0].Content) != file || d.files[0].Name != "input.yaml" {
		t.Errorf("%+v, and %d files came", got.Errors, len(d.files))
	}
}

// TestLateChanges: an answer that came to nothing says that the change may have been made, and where to look. One to a query does not.
func TestLateChanges(t *testing.T) {
	const hint = "changes(last: 1)"
	s, d := serveDesk(t, func(l *resolver.Limits) { l.Milliseconds = 50 })
	d.late = true
	const add = `mutation { addNames(entity: "red-harbour", names: [{text: "the Reds"}], reason: "so called") { transaction } }`
	got := s.mutate(t, add, nil)
	if got.code() != graph.Deadline || !strings.Contains(got.Errors[0].Message, hint) || len(d.edits) != 1 {
		t.Errorf("a slow change: %+v after %d edits, want %s that names %s", got.Errors, len(d.edits), graph.Deadline, hint)
	}
	s, d = serveDesk(t, func(l *resolver.Limits) { l.AnswerBytes = 10 })
	got = s.mutate(t, add, nil)
	if got.code() != graph.CostLimit || !strings.Contains(got.Errors[0].Message, hint) || len(d.edits) != 1 {
		t.Errorf("a large answer: %+v after %d edits, want %s that names %s", got.Errors, len(d.edits), graph.CostLimit, hint)
	}
	if got := s.execute(t, `{ claims { totalCount } }`, nil); got.code() != graph.CostLimit || strings.Contains(got.Errors[0].Message, hint) {
		t.Errorf("a large answer to a query: %+v, want %s alone", got.Errors, graph.CostLimit)
	}
}

// TestFaultsOfChanges tells obstacles to whoever asked, and of a fault of the store nothing but that there is one.
func TestFaultsOfChanges(t *testing.T) {
	const retract = `mutation { addNames(entity: "red-harbour", expectedRevision: 1, names: [{text: "the Reds"}], reason: "so called") { transaction userErrors { code message revision } } }`
	tests := []struct {
		name string
		err  error
		want graph.Fault // of the request; "" where userErrors tell
	}{
		{
			"obstacles",
			&graph.Error{Fault: graph.Conflict, Err: graph.Obstacles{{Fault: graph.Conflict, On: "entity", Message: "was changed", Revision: 4}}}, "",
		},
		{"wrong input", &graph.Error{Fault: graph.BadInput, Err: errors.New("was changed")}, ""},
		{"a directory that somebody else has", &graph.Error{On: "/secret/dir", Fault: graph.Conflict, Err: errors.New("open")}, graph.Internal},
		{"a row that is garbled", &graph.Error{On: "/secret/dir", Fault: graph.Corrupt, Err: errors.New("row")}, graph.Corrupt},
		{"no room", &graph.Error{Fault: graph.Overloaded, Err: errors.New("the disk is nearly full")}, graph.Overloaded},
		{"whatever", errors.New("/secret/dir is gone"), graph.Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, d := serveDesk(t)
			d.err = tt.err
			got := s.mutate(t, retract, nil)
			if got.code() != tt.want {
				t.Errorf("code %q, want %q: %s", got.code(), tt.want, got.Data)
			}
			if told := strings.Contains(string(got.Data), "was changed"); told != (tt.want == "") {
				t.Errorf("userErrors tell: %v, want %v: %s", told, tt.want == "", got.Data)
			}
			for _, e := range got.Errors {
				if strings.Contains(e.Message, "secret") {
					t.Errorf("the answer tells %q", e.Message)
				}
			}
		})
	}
}

// TestPriceOfChanges adds up: 20,000 for each mutation, on top of what its answer costs.
func TestPriceOfChanges(t *testing.T) {
	s, d := serveDesk(t)
	one := `addNames(entity: "red-harbour", names: [{text: "the Reds"}], reason: "so called") { transaction }`
	single := s.mutate(t, "mutation { "+one+" }", nil).Extensions.Cost.Requested
	double := s.mutate(t, "mutation { a: "+one+" b: "+one+" }", nil).Extensions.Cost.Requested
	if single < 20_000 || single > 20_050 || double < 40_000 || double > 40_100 {
		t.Errorf("one costs %d, two cost %d; want a little over 20,000 and 40,000", single, double)
	}
	if len(d.by) != 3 || d.by[0].Author != "vale" || d.by[0].Reason != "so called" {
		t.Errorf("signed %+v, want vale and the reason three times", d.by)
	}
}

// TestMutationByNobody runs one without HTTP, for nobody.
func TestMutationByNobody(t *testing.T) {
	s, d := serveDesk(t)
	got := s.execute(t, `mutation { retractClaim(id: "x", reason: "y") { transaction } }`, nil)
	if got.code() != graph.Unauthenticated || len(d.edits) > 0 {
		t.Errorf("code %q, %d edits; want %s and none", got.code(), len(d.edits), graph.Unauthenticated)
	}
}

// TestSpansAreHeldToTheText records a claim in a source whose text is at hand: a digest is taken from the text, or has to be that of the words.
func TestSpansAreHeldToTheText(t *testing.T) {
	const add = `mutation { addClaim(reason: "new", input: {source: "gazette", from: "red-harbour", type: "attacks", to: "north-ridge", gist: "They attack.",
		evidence: [{parts: [{start: %d, end: %s}]}]}) { userErrors { field message } } }`
	sum := sha256.Sum256([]byte(resolvertest.GazetteText[2:27]))
	right := hex.EncodeToString(sum[:])
	for name, digest := range map[string]string{"none given": "", "the right one": `, sha256: "` + right + `"`} {
		s, d := serveDesk(t)
		got := s.mutate(t, fmt.Sprintf(add, 2, "27"+digest), nil)
		if len(d.edits) != 1 || d.edits[0].Put.Claims[0].Evidence[0].Parts[0].SHA256 != right {
			t.Errorf("%s: %s, edits %+v; want the digest %s in one", name, got.Data, d.edits, right)
		}
	}
	s, d := serveDesk(t) // whose text has other words at 99 than were annotated
	got := s.mutate(t, fmt.Sprintf(add, 99, `103, sha256: "`+strings.Repeat("0", 64)+`"`), nil)
	if want := `"field":["input","evidence","0","parts","0","sha256"]`; len(d.edits) > 0 || !strings.Contains(string(got.Data), want) {
		t.Errorf("another digest: %s, want it refused at %s", got.Data, want)
	}
}
