package direct_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"dyad/schema/direct"
	"dyad/schema/exec"
)

// A root answers `entities` with a page that a test makes, and nothing else.
type root struct {
	exec.ResolverRoot
	page *exec.EntityConnection
}

func (r *root) Query() exec.QueryResolver   { return queries{page: r.page} }
func (r *root) Entity() exec.EntityResolver { return entities{} }

type queries struct {
	exec.QueryResolver
	page *exec.EntityConnection
}

func (q queries) Entities(context.Context, *string, *exec.EntityFilter, *exec.View, *exec.EntityOrder, *int, *string, *int, *string,
) (*exec.EntityConnection, error) {
	return q.page, nil
}

type entities struct{ exec.EntityResolver }

// Degree fails for one entity and panics for another.
func (entities) Degree(_ context.Context, e *exec.Entity, _ *exec.Direction, _ *exec.RelationshipFilter, _ *exec.View) (int, error) {
	switch e.Key {
	case "red-harbour":
		return 0, errors.New("no degree")
	case "blue-valley":
		panic("no degree at all")
	}
	return 3, nil
}

// ask answers a query over a page, with the errors in the order of their texts, and returns how many bytes were written directly:
// none with a nil run.
func ask(t *testing.T, page *exec.EntityConnection, query string, directly bool) (answer string, wrote int) {
	t.Helper()
	x := executor.New(exec.NewExecutableSchema(exec.Config{Resolvers: &root{page: page}}))
	ctx := graphql.StartOperationTrace(t.Context())
	var count atomic.Int64
	if directly {
		ctx = direct.With(ctx, direct.New(func(n int) { count.Add(int64(n)) }))
	}
	oc, problems := x.CreateOperationContext(ctx, &graphql.RawParams{Query: query})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	next, ctx := x.DispatchOperation(graphql.WithOperationContext(ctx, oc), oc)
	response := next(ctx)
	slices.SortFunc(response.Errors, func(a, b *gqlError) int { return strings.Compare(a.Error(), b.Error()) })
	text, err := json.Marshal(response)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), int(count.Load())
}

// group is an entity with all that the schema says it has.
func group(key, name string) *exec.Entity {
	return &exec.Entity{ID: "id-" + key, Key: key, Name: name, Type: &exec.TermEntry{Term: "Group", Label: "group"}}
}

// TestAttempts compares both ways over pages that hold what they should and what they shouldn't. plain says how much of the data has
// to have been written directly: without that, a test that both are the same would show nothing.
func TestAttempts(t *testing.T) {
	orchard, reed := group("orchard-brigade", "Orchard \"Brigade\"\n"), group("reed-company", "Reed Company")
	typeless := &exec.Entity{ID: "4", Key: "lakes-council", Name: "Lakes Council"}
	const four = `{ entities { nodes { id key name description } } }`
	tests := []struct {
		name  string
		nodes []*exec.Entity
		query string
		plain string // the bytes that are written directly
	}{
		{
			"all is there",
			[]*exec.Entity{orchard, reed},
			four,
			`{"nodes":[{"id":"id-orchard-brigade","key":"orchard-brigade","name":"Orchard \"Brigade\"\n","description":null},` +
				`{"id":"id-reed-company","key":"reed-company","name":"Reed Company","description":null}]}`,
		},
		{"an empty list", []*exec.Entity{}, four, `{"nodes":[]}`},
		{"no list", nil, four, `{"nodes":[]}`},
		{
			"aliases, a repeated field and a typename",
			[]*exec.Entity{reed},
			`{ entities { n: nodes { k: key __typename k: key } n: nodes { name } } }`,
			`{"n":[{"k":"reed-company","__typename":"Entity","name":"Reed Company"}]}`,
		},
		{"an element is null where it must not be", []*exec.Entity{orchard, nil, reed}, four, ""},
		{"an object is null where it must not be", []*exec.Entity{orchard, typeless}, `{ entities { nodes { key type { label } } } }`, ""},
		{"that object is not asked for", []*exec.Entity{typeless}, `{ entities { nodes { key } } }`, `{"nodes":[{"key":"lakes-council"}]}`},
		{"one field is looked up, and the object is written directly", []*exec.Entity{reed}, `{ entities { nodes { type { label } degree } } }`, `{"label":"group"}`},
		{
			"one field is looked up, and a list is written directly",
			[]*exec.Entity{reed},
			`{ entities { nodes { degree names { text } } } }`, `[]`,
		},
		{"one field is looked up, and a scalar is written directly", []*exec.Entity{reed}, `{ entities { nodes { k: key degree } } }`, `"k":"reed-company"`},
		{"one field is looked up, and an object is null where it must not be", []*exec.Entity{typeless}, `{ entities { nodes { degree type { label } } } }`, ""},
		{"a looked-up field fails", []*exec.Entity{group("red-harbour", "Red Harbour"), reed}, `{ entities { nodes { degree } } }`, ""},
		{"a looked-up field panics", []*exec.Entity{reed, group("blue-valley", "Blue Valley")}, `{ entities { nodes { degree } } }`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := &exec.EntityConnection{Nodes: tt.nodes, PageInfo: &exec.PageInfo{}}
			want, _ := ask(t, page, tt.query, false)
			got, wrote := ask(t, page, tt.query, true)
			if got != want {
				t.Errorf("direct: %s\ngqlgen: %s", got, want)
			}
			if tt.plain != "" && (wrote != len(tt.plain) || !strings.Contains(got, tt.plain)) {
				t.Errorf("%d bytes were written directly, want the %d of %s in %s", wrote, len(tt.plain), tt.plain, got)
			}
		})
	}
}

// TestTryGivesUp holds Try to returning nothing where the writing goes wrong, and to looking whether the request is over.
func TestTryGivesUp(t *testing.T) {
	objects := direct.Objects{"Thing": {Satisfies: []string{"Thing"}, Fields: map[string]direct.Field{"name": {Index: 1}}}}
	over, end := context.WithCancel(t.Context())
	end()
	long := strings.Repeat("x", 20_000)
	tests := []struct {
		name  string
		ctx   context.Context
		write func(*direct.Writer, *direct.Plan)
		want  string
	}{
		{"all goes well", t.Context(), func(w *direct.Writer, p *direct.Plan) { w.Field(0, &p.Fields[0]); w.Int(-7) }, `"name":-7`},
		{"a panic", t.Context(), func(*direct.Writer, *direct.Plan) { panic("broken") }, ""},
		{"a value that is null", t.Context(), func(w *direct.Writer, _ *direct.Plan) { w.Leaf(graphql.Null) }, ""},
		{"a request that is over, before much is written", over, func(w *direct.Writer, _ *direct.Plan) { w.Element(0); w.Null() }, "null"},
		{"a request that is over, after much is written", over, func(w *direct.Writer, _ *direct.Plan) { w.String(long); w.Element(1); w.Null() }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			oc := &graphql.OperationContext{}
			m := direct.New(func(int) {}).Try(tt.ctx, oc, objects, "Thing", selection("name"), tt.write)
			var got bytes.Buffer
			if m != nil {
				m.MarshalGQL(&got)
			}
			if got.String() != tt.want {
				t.Errorf("Try wrote %.40q, want %.40q", got.String(), tt.want)
			}
		})
	}
	var none *direct.Run
	if m := none.Try(t.Context(), nil, objects, "Thing", nil, nil); m != nil {
		t.Error("without a run something is written directly")
	}
}

// FuzzString holds texts to how gqlgen quotes them.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "plain", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "é حمراء 🙂", "\xff\xc3", "<&>\u2028"} {
		f.Add(s)
	}
	objects := direct.Objects{"Thing": {Satisfies: []string{"Thing"}}}
	f.Fuzz(func(t *testing.T, s string) {
		var want, got bytes.Buffer
		graphql.MarshalString(s).MarshalGQL(&want)
		direct.New(func(int) {}).Try(t.Context(), &graphql.OperationContext{}, objects, "Thing", selection("__typename"),
			func(w *direct.Writer, _ *direct.Plan) { w.String(s) }).MarshalGQL(&got)
		if !bytes.Equal(want.Bytes(), got.Bytes()) {
			t.Errorf("String(%q) = %s; gqlgen writes %s", s, &got, &want)
		}
	})
}
